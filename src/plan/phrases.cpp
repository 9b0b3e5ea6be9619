// A phrase is a template: [is|is not] is the side where the test holds and the one where it does not, {} the
// operand in words, which is read by its kind.

#include "plan/phrases.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/quoting.hpp"
#include "language/diagnostic.hpp"

namespace findo::plan {
namespace {

using language::Operand;
using language::Primary;
using language::PrimaryKind;
using language::PrimaryRow;
using Words = std::span<const std::string_view>;

struct Template {
  Primary primary;
  std::string_view text;
};

// clang-format off
constexpr Template kTemplates[] = {
    {Primary::name, "its name [matches|does not match] {}"},
    {Primary::iname, "its name [matches|does not match] {} in any case"},
    {Primary::path, "its path [matches|does not match] {}"},
    {Primary::ipath, "its path [matches|does not match] {} in any case"},
    {Primary::regex, "its whole path [matches|does not match] the regular expression {}"},
    {Primary::iregex, "its whole path [matches|does not match] the regular expression {} in any case"},
    {Primary::lname, "it [is|is not] a link whose target matches {}"},
    {Primary::ilname, "it [is|is not] a link whose target matches {} in any case"},
    {Primary::hidden, "its name [begins|does not begin] with a dot"},
    {Primary::at_depth, "it [is|is not] {} below its root"},
    {Primary::type, "it [is|is not] {}"},
    {Primary::xtype, "it [is|is not] {}, links being followed"},
    {Primary::size, "its size [is|is not] {}"},
    {Primary::sparse, "it [takes|does not take] fewer blocks than its size needs"},
    {Primary::empty, "it [is|is not] an empty file or directory"},
    {Primary::links, "it [has|has not] {}"},
    {Primary::inum, "its inode number [is|is not] {}"},
    {Primary::uid, "the number of its owner [is|is not] {}"},
    {Primary::gid, "the number of its group [is|is not] {}"},
    {Primary::user, "it [belongs|does not belong] to the user {}"},
    {Primary::group, "it [belongs|does not belong] to the group {}"},
    {Primary::nouser, "its owner [has no name|has a name]"},
    {Primary::nogroup, "its group [has no name|has a name]"},
    {Primary::perm, "its permissions [are|are not] {}"},
    {Primary::readable, "you [may|may not] read it"},
    {Primary::writable, "you [may|may not] write to it"},
    {Primary::executable, "you [may|may not] execute or search it"},
    {Primary::atime, "it [was|was not] read {} ago"},
    {Primary::mtime, "its content [was|was not] changed {} ago"},
    {Primary::ctime, "its status [was|was not] changed {} ago"},
    {Primary::birth_time, "it [came|did not come] into being {} ago"},
    {Primary::amin, "it [was|was not] read {} ago"},
    {Primary::mmin, "its content [was|was not] changed {} ago"},
    {Primary::cmin, "its status [was|was not] changed {} ago"},
    {Primary::birth_min, "it [came|did not come] into being {} ago"},
    {Primary::newer, "its content [was|was not] changed after that of {}"},
    {Primary::anewer, "it [was|was not] read after the content of {} was changed"},
    {Primary::cnewer, "its status [was|was not] changed after the content of {} was"},
    {Primary::birth_newer, "it [came|did not come] into being after the content of {} was changed"},
    {Primary::since, "its content [was|was not] changed after {}"},
    {Primary::asince, "it [was|was not] read after {}"},
    {Primary::csince, "its status [was|was not] changed after {}"},
    {Primary::birth_since, "it [came|did not come] into being after {}"},
    {Primary::used, "it [was|was not] read {} after its status was changed"},
    {Primary::samefile, "it [is|is not] the same file as {}"},
    {Primary::fstype, "it [is|is not] on a file system of the type {}"},
    {Primary::acl, "it [has|has not] an access control list"},
    {Primary::xattr, "it [has|has no] extended attributes"},
    {Primary::xattrname, "it [has|has not] the extended attribute {}"},
    {Primary::capable, "it [has|has no] capabilities"},
    {Primary::context, "its SELinux context [matches|does not match] {}"},
    {Primary::flags, "its inode flags [are|are not] {}"},
    {Primary::true_, "[always|never]"},
    {Primary::false_, "[never|always]"},
    {Primary::print, "print its path"},
    {Primary::print0, "print its path, ended by a NUL"},
    {Primary::printx, "print its path, made safe for xargs"},
    {Primary::printf, "print it by the format {}"},
    {Primary::ls, "print a line as ls -dils does"},
    {Primary::fprint, "write its path into {}"},
    {Primary::fprint0, "write its path, ended by a NUL, into {}"},
    {Primary::fprintf, "write it into {} by a format"},
    {Primary::fls, "write a line as ls -dils does into {}"},
    {Primary::exec, "run {}"},
    {Primary::execdir, "run, where it is, {}"},
    {Primary::ok, "ask whether to run {}"},
    {Primary::okdir, "ask whether to run, where it is, {}"},
    {Primary::delete_, "delete it"},
    {Primary::trash, "put it into the trash"},
    {Primary::move_to, "move it into {}"},
    {Primary::copy_to, "copy it into {}"},
    {Primary::link_to, "give it a second name in {}"},
    {Primary::prune, "do not go below it"},
    {Primary::quit, "end the search"},
    {Primary::exit, "end the search and the program"},
    {Primary::limit, "end the search when this has been reached {}"},
    {Primary::glob, "its path below the root [matches|does not match] {}"},
    {Primary::ext, "its extension [is|is not] one of {}"},
    {Primary::ignored, "ignore rules [leave|do not leave] it out"},
    {Primary::bytes, "it [has|has not] {}"},
    {Primary::tree_bytes, "it and all that is below it [have|have not] {}"},
    {Primary::tree_newest, "something in it or below it [was|was not] changed {} ago"},
    {Primary::age, "its content [was|was not] changed {} ago"},
    {Primary::accessed, "it [was|was not] read {} ago"},
    {Primary::changed, "its status [was|was not] changed {} ago"},
    {Primary::born, "it [came|did not come] into being {} ago"},
    {Primary::contains, "a line of it [matches|does not match] {}"},
    {Primary::icontains, "a line of it [matches|does not match] {} in any case"},
    {Primary::text, "it [is|is not] a file of text"},
    {Primary::binary, "it [is|is not] a file of bytes that are no text"},
    {Primary::mime, "its MIME type [matches|does not match] {}"},
    {Primary::has, "something in it [is|is not] as -has asks"},
    {Primary::has_no, "nothing in it [is|would have to be] as -has-no asks"},
    {Primary::json, "print it as a line of JSON"},
    {Primary::fjson, "write it as a line of JSON into {}"},
    {Primary::csv, "print {} of it with commas between them"},
    {Primary::table, "print {} of it in columns"},
    {Primary::each, "run {}"},
    {Primary::sort, "it [is|is not] put in the order of {}"},
    {Primary::top, "it [is|is not] one of the first {}"},
    {Primary::keep, "it [is not|is] one of the {} to be kept"},
};
// clang-format on

struct Unit {
  std::string_view one;
  std::string_view many;
};
constexpr Unit kBytes{"byte", "bytes"};
constexpr Unit kDays{"day", "days"};
constexpr Unit kHardLinks{"hard link", "hard links"};
constexpr Unit kLevels{"level", "levels"};
constexpr Unit kMinutes{"minute", "minutes"};
constexpr Unit kTimes{"time", "times"};

/// The number as it was typed.
std::string counted(std::string_view number, const Unit& unit) {
  const std::string_view name = number == "1" ? unit.one : unit.many;
  return std::string(number) + (name.empty() ? "" : " ") + std::string(name);
}

/// N, +N, -N.
std::string compared(std::string_view text, const Unit& unit) {
  if (text.starts_with('+')) return "more than " + counted(text.substr(1), unit);
  if (text.starts_with('-')) return "less than " + counted(text.substr(1), unit);
  return "exactly " + counted(text, unit);
}

Unit size_unit(char letter) {
  switch (letter) {
    case 'c': return kBytes;
    case 'w': return {"word of 2 bytes (rounded up)", "words of 2 bytes (rounded up)"};
    case 'k': return {"KiB (rounded up)", "KiB (rounded up)"};
    case 'M': return {"MiB (rounded up)", "MiB (rounded up)"};
    case 'G': return {"GiB (rounded up)", "GiB (rounded up)"};
    case 'T': return {"TiB (rounded up)", "TiB (rounded up)"};
    case 'P': return {"PiB (rounded up)", "PiB (rounded up)"};
    default: return {"block of 512 bytes (rounded up)", "blocks of 512 bytes (rounded up)"};
  }
}

std::string size_in_words(std::string_view text) {
  const bool has_unit = !text.empty() && std::isalpha(static_cast<unsigned char>(text.back())) != 0;
  return compared(has_unit ? text.substr(0, text.size() - 1) : text, size_unit(has_unit ? text.back() : 'b'));
}

/// A span in units (-1h30m) stays as it was typed.
std::string age_in_words(std::string_view text, const Unit& unit) {
  const bool has_units = !text.empty() && std::isalpha(static_cast<unsigned char>(text.back())) != 0;
  return compared(text, has_units ? Unit{} : unit);
}

std::string_view type_in_words(char letter) {
  switch (letter) {
    case 'b': return "a block device";
    case 'c': return "a character device";
    case 'd': return "a directory";
    case 'f': return "a regular file";
    case 'l': return "a symbolic link";
    case 'p': return "a named pipe";
    case 's': return "a socket";
    case 'w': return "a whiteout";
    default: return "a door";
  }
}

std::string types_in_words(std::string_view list) {
  std::string text;
  for (const char letter : list) {
    if (letter == ',') continue;
    text += (text.empty() ? "" : " or ") + std::string(type_in_words(letter));
  }
  return text;
}

std::string mode_in_words(std::string_view text) {
  if (text.starts_with('-')) return "at least " + std::string(text.substr(1));
  if (text.starts_with('/') || text.starts_with('+')) return "any of " + std::string(text.substr(1));
  return "exactly " + std::string(text);
}

/// A command, without its end.
std::string command_in_words(Words words) {
  const bool is_batch = words.back() == "+";
  return typed(words.subspan(1, words.size() - 2)) + (is_batch ? " with as many paths as fit" : "");
}

/// A span in units, or a range of them.
std::string range_in_words(std::string_view text, const Unit& unit) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return age_in_words(text, unit);
  const std::string begin(text.substr(0, dots));
  const std::string end(text.substr(dots + 2));
  if (begin.empty()) return "at most " + end;
  return end.empty() ? "at least " + begin : begin + " to " + end;
}

std::string joined(Words words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "" : " ") + std::string(word);
  return text;
}

std::string operand_in_words(const PrimaryRow& row, Words words) {
  if (words.size() < 2) return "";
  switch (row.operand) {
    case Operand::count: return compared(words[1], row.primary == Primary::links ? kHardLinks : Unit{});
    case Operand::depth: return compared(words[1], kLevels);
    case Operand::size: return size_in_words(words[1]);
    case Operand::days: return age_in_words(words[1], kDays);
    case Operand::minutes: return age_in_words(words[1], kMinutes);
    case Operand::type_list: return types_in_words(words[1]);
    case Operand::mode: return mode_in_words(words[1]);
    case Operand::byte_range: return range_in_words(words[1], kBytes);
    case Operand::age_range: return range_in_words(words[1], {});
    case Operand::top: return std::string(words[1]) + " in the order of " + joined(words.subspan(2));
    case Operand::keep: return joined(words.subspan(1));
    case Operand::limit: return counted(words[1], kTimes);
    case Operand::extensions:
    case Operand::fields:
    case Operand::sort_keys: return std::string(words[1]);
    case Operand::command: return command_in_words(words);
    default: return base::name_quoted(words[1]);
  }
}

/// One side of [yes|no], the operand in the place of {}.
std::string filled(std::string_view text, std::string_view operand, bool side) {
  std::string out;
  while (!text.empty()) {
    const std::size_t at = text.find_first_of("[{");
    out += text.substr(0, at);
    if (at == std::string_view::npos) break;
    const std::size_t end = text.find_first_of("]}", at);
    if (text[at] == '{') {
      out += operand;
    } else {
      const std::string_view both = text.substr(at + 1, end - at - 1);
      const std::size_t bar = both.find('|');
      out += side ? both.substr(0, bar) : both.substr(bar + 1);
    }
    text.remove_prefix(end + 1);
  }
  return out;
}

std::string_view time_in_words(char letter) {
  switch (letter) {
    case 'a': return "it [was|was not] read";
    case 'B': return "it [came|did not come] into being";
    case 'c': return "its status [was|was not] changed";
    default: return "its content [was|was not] changed";
  }
}

std::string_view reference_in_words(char letter) {
  switch (letter) {
    case 'a': return " after {} was read";
    case 'B': return " after {} came into being";
    case 'c': return " after the status of {} was changed";
    case 't': return " after {}";
    default: return " after the content of {} was changed";
  }
}

std::string template_of(const PrimaryRow& row, Words words) {
  if (const auto letters = language::try_newer_letters(words[0])) {
    return std::string(time_in_words(letters->entry_time)) +
           std::string(reference_in_words(letters->reference_time));
  }
  const auto* found =
      std::find_if(std::begin(kTemplates), std::end(kTemplates),
                   [&](const Template& candidate) { return candidate.primary == row.primary; });
  return found == std::end(kTemplates) ? "" : std::string(found->text);
}

/// From what it says of an entry.
Phrase phrase_of_barrier(const PrimaryRow& row, const std::string& operand, const Phrase& condition) {
  const std::string among = "of all that come here ";
  const std::string how = row.primary == Primary::sort ? "in the order of " + operand : "if " + condition.yes;
  return {among + condition.yes, among + condition.no,
          "wait until everything has been walked, and go on " + how};
}

}  // namespace

std::string typed(Words words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "" : " ") + language::shown_word(word);
  return text;
}

Phrase phrase_of(const PrimaryRow& row, Words words) {
  if (row.kind == PrimaryKind::option || row.kind == PrimaryKind::special) return {"always", "never"};
  const std::string text = template_of(row, words);
  if (!text.empty()) {
    const std::string operand = operand_in_words(row, words);
    const Phrase phrase{filled(text, operand, true), filled(text, operand, false)};
    return row.kind == PrimaryKind::barrier ? phrase_of_barrier(row, operand, phrase) : phrase;
  }
  if (row.kind == PrimaryKind::test) {
    const std::string quoted = typed(words) + " (" + std::string(row.help) + ')';
    return {quoted + " holds", quoted + " does not hold"};
  }
  return {std::string(row.help) + " (" + typed(words) + ')', ""};
}

}  // namespace findo::plan
