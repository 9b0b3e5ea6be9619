// Fields on their way from ListFormat to ListColumns: each ends in a NUL, which no field holds, but for the
// last one. That is all that stands behind the columns, and may hold any byte, since codes of colours may; so
// its length comes before it:
//
//   inode 0 blocks 0 mode 0 links 0 user 0 uid 0 group 0 (major | size) 0 minor 0 length 0 rest
//   rest = date name [ " -> " target ] .
//
// An empty user is one without a name. An empty minor number says that the field before it is a size.

#include "output/list_format.hpp"

#include <algorithm>
#include <cstdlib>

#include "files/device_numbers.hpp"
#include "files/owners.hpp"
#include "output/coloured_path.hpp"
#include "output/numbers.hpp"
#include "output/time_fields.hpp"
#include "output/type_letters.hpp"

namespace findo::output {
namespace {

using files::Facts;
using files::FileType;

void end_field(std::string& out) { out += '\0'; }

void append_number_field(std::string& out, std::uint64_t number) {
  append_number(out, number);
  end_field(out);
}

void append_group_field(std::string& out, std::string_view name, std::uint64_t number) {
  if (name.empty()) {
    append_number(out, number);
  } else {
    out += name;
  }
  end_field(out);
}

void append_size_fields(std::string& out, const Facts& facts) {
  const bool is_device = facts.type == FileType::character_device || facts.type == FileType::block_device;
  append_number_field(out, is_device ? files::major_number(facts.special_device)
                                     : static_cast<std::uint64_t>(facts.size_bytes));
  if (is_device) append_number(out, files::minor_number(facts.special_device));
  end_field(out);
}

/// A time that is beyond the calendar, as a number of seconds.
void append_seconds_column(std::string& out, std::int64_t seconds) {
  constexpr std::size_t kWidth = 12;
  std::string digits = seconds < 0 ? "-" : "";
  const auto magnitude = static_cast<std::uint64_t>(seconds);
  append_number(digits, seconds < 0 ? 0 - magnitude : magnitude);
  if (digits.size() < kWidth) out.append(kWidth - digits.size(), ' ');
  out += digits;
}

void append_octal_escape(std::string& out, unsigned char byte) {
  out += '\\';
  out += static_cast<char>('0' + (byte >> 6U));
  out += static_cast<char>('0' + (byte >> 3U & 7U));
  out += static_cast<char>('0' + (byte & 7U));
}

/// GNU find 4.9, -ls: blanks, quotes, backslashes and what is not printable ASCII stand with a backslash,
/// whatever the locale, on a terminal and off it.
void append_escaped(std::string& out, std::string_view name) {
  constexpr std::string_view kNamed = "\b\t\n\f\r";
  constexpr std::string_view kLetters = "btnfr";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ' || c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte > 0x20 && byte < 0x7F) {
      out += c;
    } else if (const std::size_t named = kNamed.find(c); named != std::string_view::npos) {
      out += '\\';
      out += kLetters[named];
    } else {
      append_octal_escape(out, byte);
    }
  }
}

std::string_view take_field(std::string_view& fields) {
  const std::string_view field = fields.substr(0, fields.find('\0'));
  fields.remove_prefix(std::min(fields.size(), field.size() + 1));
  return field;
}

std::string_view take_rest(std::string_view& fields) {
  const std::string_view digits = take_field(fields);
  std::size_t length = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), length);
  const std::string_view rest = fields.substr(0, length);
  fields.remove_prefix(rest.size());
  return rest;
}

}  // namespace

ListFormat::ListFormat(std::time_t now, const Colours* colours, const Hyperlinks* links)
    : now_(now),
      colours_(colours),
      links_(links),
      counts_posix_blocks_(std::getenv("POSIXLY_CORRECT") != nullptr) {}

/// As ls does: the time of day within the last six months, else the year.
void ListFormat::append_date(std::string& out, base::Timestamp time) const {
  constexpr std::int64_t kHalfYearSeconds = 6 * 30 * 24 * 60 * 60;
  constexpr std::int64_t kHourSeconds = 60 * 60;
  const std::tm* const local = try_local_time(time.seconds);
  if (!local) return append_seconds_column(out, time.seconds);
  const bool is_recent = now_ - kHalfYearSeconds <= time.seconds && time.seconds <= now_ + kHourSeconds;
  append_strftime(out, is_recent ? "%b %e %H:%M" : "%b %e  %Y", *local);
}

void ListFormat::append_path(std::string& out, files::Entry& entry) const {
  if (links_) links_->begin(out, entry.path());
  if (colours_) {
    append_coloured_path(out, entry, *colours_);
  } else {
    append_escaped(out, entry.path());
  }
  if (links_) Hyperlinks::end(out);
}

void ListFormat::append_link_target(std::string& out, files::Visit& visit) const {
  const auto target = visit.entry.link_target();
  if (!target) return visit.report(target.error());
  out += " -> ";
  if (colours_) return append_coloured_link_target(out, visit.entry, *target, *colours_);
  append_escaped(out, *target);
}

bool ListFormat::render(files::Visit& visit, std::string& out) const {
  const auto loaded = visit.entry.facts(kListFacts);
  if (!loaded) {
    visit.report(loaded.error());
    return false;
  }
  const Facts& facts = **loaded;
  append_number_field(out, facts.inode);
  append_number_field(
      out, counts_posix_blocks_ ? static_cast<std::uint64_t>(facts.blocks) : kibibytes(facts.blocks));
  append_mode(out, facts.type, facts.permissions);
  end_field(out);
  append_number_field(out, facts.links);
  out += files::user_name(facts.user);
  end_field(out);
  append_number_field(out, facts.user);
  append_group_field(out, files::group_name(facts.group), facts.group);
  append_size_fields(out, facts);
  const std::size_t rest = out.size();
  append_date(out, facts.modify_time);
  out += ' ';
  append_path(out, visit.entry);
  if (facts.type == FileType::symbolic_link) append_link_target(out, visit);
  out.insert(rest, std::to_string(out.size() - rest) + '\0');
  return true;
}

void ListColumns::append_left(std::string& out, Column column, std::string_view value) {
  std::size_t& width = widths_[column];
  width = std::max(width, value.size());
  out += value;
  out.append(width - value.size(), ' ');
}

/// GNU find 4.9: a user without a name is put into eight columns, however many there are by now, and the
/// blank behind the number counts when it widens the column for the users that follow.
void ListColumns::append_nameless_user(std::string& out, std::string_view number) {
  constexpr std::size_t kNumberWidth = 8;
  const std::size_t width = std::max(kNumberWidth, number.size());
  widths_[kUser] = std::max(widths_[kUser], width + 1);
  out += number;
  out.append(width - number.size(), ' ');
}

void ListColumns::append_right(std::string& out, Column column, std::string_view value) {
  std::size_t& width = widths_[column];
  width = std::max(width, value.size());
  out.append(width - value.size(), ' ');
  out += value;
}

void ListColumns::append_line(std::string& out, std::string_view& fields) {
  append_right(out, kInode, take_field(fields));
  out += ' ';
  append_right(out, kBlocks, take_field(fields));
  out += ' ';
  out += take_field(fields);  // the mode
  out += ' ';
  append_right(out, kLinks, take_field(fields));
  out += ' ';
  const std::string_view user_name = take_field(fields);
  const std::string_view user_number = take_field(fields);
  if (user_name.empty()) {
    append_nameless_user(out, user_number);
  } else {
    append_left(out, kUser, user_name);
  }
  out += ' ';
  append_left(out, kGroup, take_field(fields));
  out += ' ';
  const std::string_view major_or_size = take_field(fields);
  const std::string_view minor_or_none = take_field(fields);
  append_right(out, minor_or_none.empty() ? kSize : kMajor, major_or_size);
  if (!minor_or_none.empty()) out += ", ";
  if (!minor_or_none.empty()) append_right(out, kMinor, minor_or_none);
  out += ' ';
  out += take_rest(fields);
  out += '\n';
}

void ListColumns::append_lines(std::string& out, std::string_view fields) {
  while (!fields.empty()) append_line(out, fields);
}

}  // namespace findo::output
