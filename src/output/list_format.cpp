#include "output/list_format.hpp"

#include <sys/sysmacros.h>

#include <cinttypes>
#include <cstdio>
#include <ctime>

#include "files/owners.hpp"
#include "output/render_printf.hpp"

namespace findo::output {
namespace {

using files::Facts;
using files::FileType;

template <class... Values>
void append_format(std::string& out, const char* format, Values... values) {
  char buffer[128];
  const int length = std::snprintf(buffer, sizeof buffer, format, values...);
  if (length > 0) out.append(buffer, std::min<std::size_t>(static_cast<std::size_t>(length), sizeof buffer - 1));
}

void append_owner(std::string& out, std::string_view name, std::uintmax_t number) {
  if (name.empty()) {
    append_format(out, "%-8ju ", number);
  } else {
    append_format(out, "%-8s ", std::string(name).c_str());
  }
}

void append_size(std::string& out, const Facts& facts) {
  if (facts.type == FileType::character_device || facts.type == FileType::block_device) {
    append_format(out, "%3ju, %3ju ", static_cast<std::uintmax_t>(major(facts.special_device)),
                  static_cast<std::uintmax_t>(minor(facts.special_device)));
  } else {
    append_format(out, "%8jd ", static_cast<std::intmax_t>(facts.size_bytes));
  }
}

/// As ls does: the time of day within the last six months, else the year.
void append_date(std::string& out, base::Timestamp time) {
  constexpr std::int64_t kHalfYearSeconds = 6 * 30 * 24 * 60 * 60;
  constexpr std::int64_t kHourSeconds = 60 * 60;
  static const std::time_t now = std::time(nullptr);
  const std::time_t seconds = time.seconds;
  std::tm local{};
  localtime_r(&seconds, &local);
  const bool is_recent = now - kHalfYearSeconds <= seconds && seconds <= now + kHourSeconds;
  char buffer[64];
  out.append(buffer, std::strftime(buffer, sizeof buffer, is_recent ? "%b %e %H:%M " : "%b %e  %Y ", &local));
}

/// GNU find 4.9, -ls: blanks, quotes, backslashes and what is not printable ASCII stand with a backslash.
void append_escaped(std::string& out, std::string_view name) {
  constexpr std::string_view kNamed = "\b\t\n\f\r";
  constexpr std::string_view kLetters = "btnfr";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (const std::size_t named = kNamed.find(c); named != std::string_view::npos) {
      out += '\\';
      out += kLetters[named];
    } else if (c == ' ' || c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte > 0x20 && byte < 0x7F) {
      out += c;
    } else {
      append_format(out, "\\%03o", static_cast<unsigned>(byte));
    }
  }
}

void append_list_name(std::string& out, std::string_view name, NameEscaping escaping) {
  if (escaping == NameEscaping::raw) return append_escaped(out, name);
  append_name(out, name, escaping);
}

}  // namespace

void render_list_line(files::Visit& visit, NameEscaping escaping, std::string& out) {
  files::Entry& entry = visit.entry;
  const auto loaded = entry.facts(files::kStatFacts);
  if (!loaded) return visit.report(loaded.error());
  const Facts& facts = **loaded;
  append_format(out, "%9ju ", static_cast<std::uintmax_t>(facts.inode));
  append_format(out, "%6jd ", static_cast<std::intmax_t>((facts.blocks + 1) / 2));
  out += mode_letters(facts.type, facts.permissions);
  append_format(out, " %3ju ", static_cast<std::uintmax_t>(facts.links));
  append_owner(out, files::user_name(facts.user), facts.user);
  append_owner(out, files::group_name(facts.group), facts.group);
  append_size(out, facts);
  append_date(out, facts.modify_time);
  append_list_name(out, entry.path(), escaping);
  if (facts.type == FileType::symbolic_link) {
    const auto target = entry.link_target();
    if (!target) visit.report(target.error());
    if (target) out += " -> ";
    if (target) append_list_name(out, *target, escaping);
  }
  out += '\n';
}

}  // namespace findo::output
