// What reading a date does to the time zone of the process, and what that does to the date.
#include "language/date_zones.hpp"

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include <catch2/catch.hpp>

#include "language/dates.hpp"

namespace findo::language {
namespace {

constexpr base::Timestamp kNow{1784118896, 0};  // 2026-07-15 12:34:56 UTC, a Wednesday

std::optional<std::int64_t> seconds_of(std::string_view text) {
  const auto when = parse_date(text, kNow);
  return when ? std::optional(when->seconds) : std::nullopt;
}

}  // namespace

TEST_CASE("dates: a time shown twice means the same whatever was read before", "[language][dates]") {
  const ScopedZone scope("America/Havana");
  for (const char* before : {"2026-07-01", "2026-12-01", "TZ=\"Asia/Tokyo\" 10:30"}) {
    INFO("after " << before);
    CHECK(seconds_of(before));
    CHECK(seconds_of("2026-11-01") == 1793505600);
  }
}

TEST_CASE("dates: reading leaves TZ as it was", "[language][dates]") {
  const ScopedZone scope("America/New_York");
  CHECK(seconds_of("TZ=\"Asia/Tokyo\" 10:30"));
  CHECK(std::string(std::getenv("TZ")) == "America/New_York");
  CHECK_FALSE(seconds_of("TZ=\"Asia/Tokyo\" nonsense"));
  CHECK(std::string(std::getenv("TZ")) == "America/New_York");
  unsetenv("TZ");
  CHECK(seconds_of("TZ=\"Asia/Tokyo\" 10:30"));
  CHECK(std::getenv("TZ") == nullptr);
}

TEST_CASE("dates: reading one that the clock shows once leaves TZ alone all the time", "[language][dates]") {
  const ScopedZone scope("Europe/Paris");
  std::atomic<bool> is_over = false;
  std::atomic<int> differences = 0;
  std::thread watcher([&] {
    while (!is_over) {
      const char* const value = std::getenv("TZ");
      if (!value || std::string_view(value) != "Europe/Paris") ++differences;
    }
  });
  for (int i = 0; i < 3000; ++i) (void)seconds_of(i % 2 == 0 ? "2020-01-01 10:00" : "3 days ago");
  is_over = true;
  watcher.join();
  CHECK(differences == 0);
}

}  // namespace findo::language
