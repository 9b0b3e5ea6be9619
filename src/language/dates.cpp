// GNU's date language in three steps: tokens (date_lexer), items (date_items), the instant (date_resolution).
#include "language/dates.hpp"

#include <ctime>
#include <optional>
#include <utility>

#include "language/date_items.hpp"
#include "language/date_lexer.hpp"
#include "language/date_resolution.hpp"
#include "language/date_zones.hpp"

namespace findo::language {
namespace {

// GNU coreutils 9.1: an empty text stands for "0", that is 0:00 today.
DateItems midnight() {
  DateItems items;
  items.time.emplace();
  return items;
}

base::Result<DateItems, DateError> read_items(std::string_view text, std::size_t start, base::Timestamp now) {
  if (start == text.size()) return midnight();
  const auto tokens = cut_date_tokens(text, start, local_zone_names(now.seconds));
  if (!tokens) return base::Failure{tokens.error()};
  return read_date_items(*tokens, text.size());
}

base::Result<base::Timestamp, DateError> read_date(std::string_view text, std::size_t start,
                                                   base::Timestamp now) {
  const auto items = read_items(text, start, now);
  if (!items) return base::Failure{items.error()};
  return resolve_date(*items, now);
}

}  // namespace

base::Result<base::Timestamp, DateError> parse_date(std::string_view text, base::Timestamp now) {
  const auto prefix = split_zone_prefix(text);
  if (!prefix) return base::Failure{prefix.error()};
  std::optional<ScopedZone> zone;
  if (prefix->zone) zone.emplace(*prefix->zone);
  (void)take_choice();
  auto date = read_date(text, prefix->rest, now);
  if (!take_choice()) return date;
  // As in a process that has read no date yet. That changes TZ for a moment, and so is done only if it
  // matters.
  forget_local_instants();
  return read_date(text, prefix->rest, now);
}

std::string render_date(base::Timestamp instant) {
  const std::time_t seconds = instant.seconds;
  std::tm local{};
  if (!localtime_r(&seconds, &local)) return '@' + std::to_string(instant.seconds);
  char date[64];
  char zone[16];
  const std::size_t date_bytes = std::strftime(date, sizeof date, "%Y-%m-%d %H:%M:%S", &local);
  const std::size_t zone_bytes = std::strftime(zone, sizeof zone, "%z", &local);
  const std::string fraction = std::to_string(base::kNanosecondsPerSecond + instant.nanoseconds).substr(1);
  return std::string(date, date_bytes) + '.' + fraction + ' ' + std::string(zone, zone_bytes);
}

}  // namespace findo::language
