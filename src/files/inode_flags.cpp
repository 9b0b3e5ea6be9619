#include "files/inode_flags.hpp"

#include <algorithm>
#include <string>

namespace findo::files {
namespace {

/// One flag: chattr(1)'s letter, lsattr(1)'s long name, BSD's names.
struct FlagRow {
  InodeFlags flag;
  char letter;
  bool is_of_file_system;
  std::string_view long_name;
  std::string_view bsd_names;  ///< separated by blanks
};

constexpr FlagRow kRows[] = {
    {0x00000001, 's', false, "secure_deletion", ""},
    {0x00000002, 'u', false, "undelete", ""},
    {0x00000004, 'c', false, "compression_requested", ""},
    {0x00000008, 'S', false, "synchronous_updates", ""},
    {0x00000010, 'i', false, "immutable", "uchg uchange uimmutable schg schange simmutable"},
    {0x00000020, 'a', false, "append_only", "uappnd uappend sappnd sappend"},
    {0x00000040, 'd', false, "no_dump", "nodump"},
    {0x00000080, 'A', false, "no_atime", ""},
    {0x00000100, 'Z', true, "compressed_dirty_file", ""},
    {0x00000200, 'B', true, "compressed_file", ""},
    {0x00000400, 'm', false, "dont_compress", ""},
    {0x00000800, 'E', true, "encrypted", ""},
    {0x00001000, 'I', true, "indexed_directory", ""},
    {0x00004000, 'j', false, "journaled_data", ""},
    {0x00008000, 't', false, "no_tailmerging", ""},
    {0x00010000, 'D', false, "synchronous_directory_updates", ""},
    {0x00020000, 'T', false, "top_of_directory_hierarchies", ""},
    {0x00040000, 'h', true, "huge_file", ""},
    {0x00080000, 'e', true, "extents", ""},
    {0x00100000, 'V', true, "verity", ""},
    {0x00800000, 'C', false, "no_cow", ""},
    {0x02000000, 'x', false, "dax", ""},
    {0x10000000, 'N', true, "inline_data", ""},
    {0x20000000, 'P', false, "project_hierarchy", ""},
    {0x40000000, 'F', false, "casefold", ""},
};

/// Flags that have no name of their own here: an inode that holds attributes, blocks beyond the end,
/// reserved.
constexpr InodeFlags kNameless = 0x80602000;

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::string_view first = words.substr(0, words.find(' '));
    if (first == word) return true;
    words.remove_prefix(std::min(words.size(), first.size() + 1));
  }
  return false;
}

/// The flag of a long name, in lower case; 0 where there is none.
InodeFlags flag_named(std::string_view name) {
  for (const FlagRow& row : kRows) {
    if (row.long_name == name || has_word(row.bsd_names, name)) return row.flag;
  }
  return 0;
}

/// The flags of letters, of which all must be known; else 0.
InodeFlags flags_lettered(std::string_view letters) {
  InodeFlags flags = 0;
  for (const char letter : letters) {
    const auto* row = std::find_if(std::begin(kRows), std::end(kRows),
                                   [&](const FlagRow& r) { return r.letter == letter; });
    if (row == std::end(kRows)) return 0;
    flags |= row->flag;
  }
  return flags;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

}  // namespace

InodeFlags flags_of_file_system() {
  InodeFlags flags = kNameless;
  for (const FlagRow& row : kRows) {
    if (row.is_of_file_system) flags |= row.flag;
  }
  return flags;
}

std::optional<NamedFlags> try_inode_flags(std::string_view name) {
  const std::string lowered = lower(name);
  if (const InodeFlags flag = flag_named(lowered)) return NamedFlags{flag, false};
  if (lowered == "dump") return NamedFlags{flag_named("nodump"), true};
  if (const InodeFlags flags = flags_lettered(name)) return NamedFlags{flags, false};
  if (!lowered.starts_with("no")) return std::nullopt;
  if (const InodeFlags flag = flag_named(lowered.substr(2))) return NamedFlags{flag, true};
  if (const InodeFlags flags = flags_lettered(name.substr(2))) return NamedFlags{flags, true};
  return std::nullopt;
}

}  // namespace findo::files
