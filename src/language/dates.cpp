// GNU's date language in three steps: tokens (date_lexer), items (date_items), the instant (date_resolution).
#include "language/dates.hpp"

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

}  // namespace

base::Result<base::Timestamp, DateError> parse_date(std::string_view text, base::Timestamp now) {
  const auto prefix = split_zone_prefix(text);
  if (!prefix) return base::Failure{prefix.error()};
  std::optional<ScopedZone> zone;
  if (prefix->zone) zone.emplace(*prefix->zone);
  forget_local_instants();
  const auto items = read_items(text, prefix->rest, now);
  if (!items) return base::Failure{items.error()};
  return resolve_date(*items, now);
}

}  // namespace findo::language
