// Most tests say in their facts what they look at, so that a new one needs no words here: each fact has its
// sentence. Some look at something else, and some compare what they see in units of their own.

#include "plan/values.hpp"

#include <cstdio>
#include <ctime>

#include "base/quoting.hpp"
#include "files/mounts.hpp"
#include "language/dates.hpp"
#include "language/operands.hpp"

namespace findo::plan {
namespace {

using files::Fact;
using files::Facts;
using files::FileType;
using language::Need;
using language::Operand;
using language::Primary;

using Words = std::span<const char* const>;

std::string number(std::int64_t value) { return std::to_string(value); }

std::string counted(std::int64_t count, std::string_view unit) {
  return number(count) + ' ' + std::string(unit) + (count == 1 ? "" : "s");
}

std::string octal(mode_t mode) {
  char text[16];
  std::snprintf(text, sizeof text, "%04o", static_cast<unsigned>(mode));
  return text;
}

std::string owner_text(std::string_view what, std::uint64_t id) {
  return "the number of the " + std::string(what) + " is " + std::to_string(id);
}

std::string time_text(std::string_view what, base::Timestamp time) {
  return std::string(what) + " at " + language::render_date(time);
}

struct FactText {
  Fact fact;
  std::string (*text)(const Facts&);
};

constexpr FactText kFactTexts[] = {
    {Fact::mode, [](const Facts& f) { return "the permissions are " + octal(f.permissions); }},
    {Fact::links, [](const Facts& f) { return "the number of hard links is " + std::to_string(f.links); }},
    {Fact::user, [](const Facts& f) { return owner_text("owner", f.user); }},
    {Fact::group, [](const Facts& f) { return owner_text("group", f.group); }},
    {Fact::inode, [](const Facts& f) { return "the inode number is " + std::to_string(f.inode); }},
    {Fact::size, [](const Facts& f) { return "the size is " + counted(f.size_bytes, "byte"); }},
    {Fact::blocks, [](const Facts& f) { return "it takes " + counted(f.blocks, "block") + " of 512 bytes"; }},
    {Fact::access_time, [](const Facts& f) { return time_text("it was read", f.access_time); }},
    {Fact::modify_time, [](const Facts& f) { return time_text("its content was changed", f.modify_time); }},
    {Fact::change_time, [](const Facts& f) { return time_text("its status was changed", f.change_time); }},
    {Fact::birth_time, [](const Facts& f) { return time_text("it came into being", f.birth_time); }},
};

void add(std::string& text, std::string_view more) {
  if (!text.empty() && !more.empty()) text += ", ";
  text += more;
}

/// All facts that the leaf names and that could be loaded.
std::string facts_text(const MatcherNode& leaf, files::Entry& entry) {
  std::string text;
  const auto facts = entry.facts(leaf.facts);
  if (!facts) return text;
  for (const FactText& each : kFactTexts) {
    if (leaf.facts.holds(each.fact) && (*facts)->loaded.holds(each.fact)) add(text, each.text(**facts));
  }
  return text;
}

/// -size compares whole units.
std::string size_text(const MatcherNode& leaf, files::Entry& entry, Words argv) {
  const auto facts = entry.facts(Fact::size);
  const auto operand = language::parse_size(argv[leaf.words.first + 1]);
  if (!facts || !operand) return "";
  const auto bytes = static_cast<std::uint64_t>((*facts)->size_bytes);
  const std::uint64_t unit = operand->unit_bytes;
  std::string text = "the size is " + counted((*facts)->size_bytes, "byte");
  if (unit > 1) {
    text +=
        ", rounded up " + std::to_string(bytes / unit + (bytes % unit != 0)) + " x " + std::to_string(unit);
  }
  return text;
}

std::string age_text(std::int64_t seconds) {
  constexpr std::int64_t kDay = 24 * 60 * 60;
  constexpr std::int64_t kHour = 60 * 60;
  if (seconds < 0) return "in the future";
  std::string text = seconds >= kDay ? number(seconds / kDay) + " d " : "";
  text += number(seconds % kDay / kHour) + " h " + number(seconds % kHour / 60) + " min ago";
  return text;
}

/// The instant that a test on a time has looked at, and how long ago that was.
std::string instant_text(const MatcherNode& leaf, files::Entry& entry) {
  std::string text = facts_text(leaf, entry);
  const auto facts = entry.facts(leaf.facts);
  if (!facts) return text;
  const Facts& known = **facts;
  const base::Timestamp* time = leaf.facts.holds(Fact::access_time)   ? &known.access_time
                                : leaf.facts.holds(Fact::modify_time) ? &known.modify_time
                                : leaf.facts.holds(Fact::change_time) ? &known.change_time
                                : leaf.facts.holds(Fact::birth_time) && known.loaded.holds(Fact::birth_time)
                                    ? &known.birth_time
                                    : nullptr;
  if (!time) return "the time is not known";
  return text + ", " + age_text(std::time(nullptr) - time->seconds);
}

std::string type_text(files::Entry& entry) {
  const auto type = entry.type();
  return type ? "it is " + std::string(type_name(*type)) : "";
}

/// -xtype: of what the link leads to, or of the link itself where links are followed.
std::string other_type_text(files::Entry& entry) {
  const bool follows = entry.place().follow() == files::FollowLinks::yes;
  const auto facts = follows ? entry.unfollowed_facts(Fact::type) : entry.followed_facts(Fact::type);
  if (!facts) return "it is a link that leads nowhere";
  return std::string(follows ? "it is itself " : "it, or what it leads to, is ") +
         std::string(type_name((*facts)->type));
}

std::string empty_text(files::Entry& entry) {
  const auto facts = entry.facts(Fact::type | Fact::size);
  if (!facts) return "";
  std::string text = "it is " + std::string(type_name((*facts)->type));
  if ((*facts)->type != FileType::regular) return text;
  return text + " of " + counted((*facts)->size_bytes, "byte");
}

std::string link_text(files::Entry& entry) {
  const auto target = entry.link_target();
  return target ? "it leads to " + base::name_quoted(*target) : "it is no symbolic link";
}

std::string file_system_text(files::Entry& entry) {
  const auto facts = entry.facts(Fact::device | Fact::mount);
  if (!facts) return "";
  return "its file system is of the type " + std::string(files::file_system_type(entry, **facts));
}

std::string name_text(const language::PrimaryRow& row, const files::Entry& entry) {
  switch (row.primary) {
    case Primary::path:
    case Primary::ipath:
    case Primary::regex:
    case Primary::iregex: return "the path is " + base::name_quoted(entry.path());
    default: return "the name is " + base::name_quoted(entry.base_name());
  }
}

bool looks_at_time(const language::PrimaryRow& row) {
  return row.operand == Operand::days || row.operand == Operand::minutes || row.operand == Operand::date ||
         row.operand == Operand::date_or_file || row.operand == Operand::file;
}

}  // namespace

std::string_view type_name(FileType type) {
  switch (type) {
    case FileType::fifo: return "a named pipe";
    case FileType::character_device: return "a character device";
    case FileType::directory: return "a directory";
    case FileType::block_device: return "a block device";
    case FileType::regular: return "a regular file";
    case FileType::symbolic_link: return "a symbolic link";
    case FileType::socket: return "a socket";
    case FileType::door: return "a door";
    case FileType::whiteout: return "a whiteout";
    default: return "something of an unknown type";
  }
}

std::string value_of(const MatcherNode& leaf, files::Entry& entry, Words argv) {
  if (!leaf.row || leaf.row->kind == language::PrimaryKind::option) return "";
  switch (leaf.row->primary) {
    case Primary::at_depth: return "the depth is " + std::to_string(entry.depth());
    case Primary::xtype: return other_type_text(entry);
    case Primary::size: return size_text(leaf, entry, argv);
    case Primary::empty: return empty_text(entry);
    case Primary::fstype: return file_system_text(entry);
    case Primary::samefile: return facts_text(leaf, entry);
    default: break;
  }
  if (looks_at_time(*leaf.row)) return instant_text(leaf, entry);
  switch (leaf.row->need) {
    case Need::name: return name_text(*leaf.row, entry);
    case Need::link: return link_text(entry);
    case Need::type: return leaf.row->primary == Primary::type ? type_text(entry) : facts_text(leaf, entry);
    default: return facts_text(leaf, entry);
  }
}

}  // namespace findo::plan
