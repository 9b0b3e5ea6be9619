#include "output/field_values.hpp"

#include <cstdio>

#include "files/owners.hpp"
#include "output/human_size.hpp"
#include "output/numbers.hpp"
#include "output/time_fields.hpp"
#include "output/type_letters.hpp"

namespace findo::output {
namespace {

using files::Fact;
using files::Facts;
using files::Field;
using files::FileType;

const base::Timestamp* time_of(Field field, const Facts& facts) {
  switch (field) {
    case Field::mtime:
    case Field::mtime_ns: return &facts.modify_time;
    case Field::atime:
    case Field::atime_ns: return &facts.access_time;
    case Field::ctime:
    case Field::ctime_ns: return &facts.change_time;
    default: return facts.loaded.holds(Fact::birth_time) ? &facts.birth_time : nullptr;
  }
}

void append_date(std::string& out, base::Timestamp time) {
  const std::tm* const local = try_local_time(time.seconds);
  if (local) return append_strftime(out, "%Y-%m-%d %H:%M:%S", *local);
  out += '@' + std::to_string(time.seconds);
}

/// With a zero in front and no fewer than four digits, so that nobody takes it for decimal.
void append_mode_number(std::string& out, mode_t permissions) {
  const std::size_t begin = out.size();
  append_octal(out, permissions);
  constexpr std::size_t kDigits = 4;
  if (out.size() - begin < kDigits) out.insert(begin, kDigits - (out.size() - begin), '0');
}

void append_fact(std::string& out, Field field, const Facts& facts) {
  switch (field) {
    case Field::size: return append_number(out, static_cast<std::uint64_t>(facts.size_bytes));
    case Field::human: return append_human_size(out, static_cast<std::uint64_t>(facts.size_bytes));
    case Field::blocks: return append_number(out, static_cast<std::uint64_t>(facts.blocks));
    case Field::mode: return append_mode_number(out, facts.permissions);
    case Field::nlink: return append_number(out, facts.links);
    case Field::uid: return append_number(out, facts.user);
    case Field::gid: return append_number(out, facts.group);
    case Field::user: out += files::user_name(facts.user); return;
    case Field::group: out += files::group_name(facts.group); return;
    case Field::device: return append_number(out, facts.device);
    case Field::inode: return append_number(out, facts.inode);
    case Field::perms: return append_mode(out, facts.type, facts.permissions);
    default: break;
  }
  const base::Timestamp* const time = time_of(field, facts);
  if (!time) return;
  const bool is_date = field >= Field::mtime;
  is_date ? append_date(out, *time) : append_nanoseconds(out, *time);
}

/// What is wanted, and no more: the type may be known from the directory. Null, and reported, where it cannot
/// be loaded; `type` is set in any case where it is known.
bool load(files::Visit& visit, files::FactSet wanted, FieldValues& values) {
  if (wanted.empty()) return true;
  if (wanted != files::FactSet(Fact::type)) {
    const auto facts = visit.entry.facts(wanted);
    if (!facts) {
      visit.report(facts.error());
      return false;
    }
    values.facts = *facts;
  }
  const auto type = visit.entry.type();
  if (type) values.type = *type;
  if (!type) visit.report(type.error());
  return static_cast<bool>(type);
}

}  // namespace

std::optional<FieldValues> load_field_values(files::Visit& visit, files::FactSet facts, bool wants_target) {
  FieldValues values{visit.entry, nullptr, FileType::unknown};
  if (!load(visit, facts, values)) return std::nullopt;
  if (!wants_target || values.type != FileType::symbolic_link) return values;
  auto target = visit.entry.link_target();
  if (target) values.target = std::move(*target);
  if (!target) visit.report(target.error());
  return values;
}

void append_nanoseconds(std::string& out, base::Timestamp time) {
  // Before 1970 the fraction counts the other way than the seconds do.
  auto seconds = static_cast<std::uint64_t>(time.seconds);
  auto nanoseconds = static_cast<std::uint32_t>(time.nanoseconds);
  if (time.seconds < 0) {
    out += '-';
    seconds = 0 - seconds - (nanoseconds > 0 ? 1 : 0);
    if (nanoseconds > 0) nanoseconds = base::kNanosecondsPerSecond - nanoseconds;
  }
  if (seconds == 0) return append_number(out, nanoseconds);
  append_number(out, seconds);
  char digits[10];
  std::snprintf(digits, sizeof digits, "%09u", nanoseconds);
  out += digits;
}

bool is_name(Field field) { return field <= Field::name || field == Field::target; }

std::string_view name_value(Field field, const FieldValues& values) {
  if (field == Field::path) return values.entry.path();
  if (field == Field::name) return values.entry.base_name();
  return values.target ? std::string_view(*values.target) : std::string_view();
}

void append_text_value(std::string& out, Field field, const FieldValues& values) {
  if (field == Field::type) {
    out += type_letter(values.type);
  } else if (field == Field::depth) {
    append_number(out, static_cast<std::uint64_t>(values.entry.depth()));
  } else {
    append_fact(out, field, *values.facts);
  }
}

}  // namespace findo::output
