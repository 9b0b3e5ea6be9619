// Where ranges of sizes and ages begin and end, to the byte and the nanosecond.
#include "language/quantities.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace findo::language;
using findo::base::Timestamp;

namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

struct SizeRow {
  const char* text;
  std::uint64_t least;
  std::uint64_t most;
};

/// Nanoseconds as a span; enough for 292 years.
Timestamp ns(std::int64_t nanoseconds) {
  std::int64_t seconds = nanoseconds / 1'000'000'000;
  std::int64_t rest = nanoseconds % 1'000'000'000;
  if (rest < 0) rest += 1'000'000'000, --seconds;
  return {seconds, static_cast<std::int32_t>(rest)};
}

struct AgeRow {
  const char* text;
  std::int64_t least_ns;  ///< what is just within; kOpen: there is no bound
  std::int64_t most_ns;
};
constexpr std::int64_t kOpen = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kHour = 3'600'000'000'000;

}  // namespace

TEST_CASE("quantities: sizes begin and end at the byte that they name", "[language][quantities]") {
  const SizeRow rows[] = {
      {"0", 0, 0},
      {"1", 1, 1},
      {"+0", 1, kMost},
      {"-1", 0, 0},
      {"1k", 1024, 1024},
      {"1K", 1024, 1024},
      {"1KB", 1000, 1000},
      {"1kb", 1000, 1000},
      {"1KiB", 1024, 1024},
      {"7B", 7, 7},
      {"+1M", 1048577, kMost},
      {"-1M", 0, 1048575},
      {"1.5k", 1536, 1536},
      {"0.5", 1, 0},
      {"+0.3k", 308, kMost},  // 307.2
      {"-0.3k", 0, 307},
      {"+1.1M", 1153434, kMost},  // 1153433.6
      {"-1.1M", 0, 1153433},
      {"+0.1KB", 101, kMost},
      {"-0.1KB", 0, 99},
      {"1M..2.5G", 1048576, 2684354560},
      {"1M..", 1048576, kMost},
      {"..1M", 0, 1048576},
      {"0.3k..0.7k", 308, 716},  // 307.2, 716.8
      {"5..5", 5, 5},
      {".5k..1k", 512, 1024},
      {"1GB..1G", 1'000'000'000, 1'073'741'824},
      {"1T", 1ULL << 40, 1ULL << 40},
      {"1P", 1ULL << 50, 1ULL << 50},
      {"1PB", 1'000'000'000'000'000, 1'000'000'000'000'000},
      {"1E", 1ULL << 60, 1ULL << 60},
      {"1.000000000000000000867361737988403547205962240695953369140625E", (1ULL << 60) + 1, (1ULL << 60) + 1},
      {"18446744073709551615", kMost, kMost},
      {"-18446744073709551615", 0, kMost - 1},
  };
  for (const SizeRow& row : rows) {
    INFO(row.text);
    const auto range = parse_byte_range(row.text);
    if (row.least > row.most) {
      CHECK_FALSE(range);
      continue;
    }
    REQUIRE(range);
    CHECK(range->least == row.least);
    CHECK(range->most == row.most);
    CHECK(range->accepts(row.least));
    CHECK(range->accepts(row.most));
    if (row.least > 0) CHECK_FALSE(range->accepts(row.least - 1));
    if (row.most < kMost) CHECK_FALSE(range->accepts(row.most + 1));
  }
}

TEST_CASE("quantities: no size is below 0 or above all", "[language][quantities]") {
  CHECK_FALSE(parse_byte_range("-0")->accepts(0));
  CHECK_FALSE(parse_byte_range("+18446744073709551615")->accepts(kMost));
}

TEST_CASE("quantities: what is no size is refused where it is wrong", "[language][quantities]") {
  for (const char* wrong : {"",
                            "+",
                            "k",
                            "x",
                            "1x",
                            "1kk",
                            "1kiB ",
                            " 1",
                            "1 k",
                            "+-1",
                            "--1",
                            "1..2..3",
                            "..",
                            "+1..2",
                            "1..-2",
                            "2..1",
                            "1.2.3",
                            "1e3",
                            "0x10",
                            "18446744073709551616",
                            "16E",
                            "18446744073709551615.5",
                            "-18446744073709551615.5",
                            "18446744073709551615.5..",
                            "15.9999999999999999999E5",
                            "99999999999999999999999",
                            "1,5M",
                            "1M-2M",
                            ".",
                            "-."}) {
    INFO(wrong);
    CHECK_FALSE(parse_byte_range(wrong));
  }
  const auto error = parse_byte_range("1M..2Q").error();
  CHECK(error.offset == 5);
  CHECK(error.length == 1);
  CHECK(parse_byte_range("2M..1M").error().remedy == "did you mean 1M..2M?");
}

TEST_CASE("quantities: a fraction is exact however many digits it has", "[language][quantities]") {
  const std::string nearly_one = "0." + std::string(100'000, '9');
  CHECK(parse_byte_range('-' + nearly_one + 'k')->most == 1023);
  CHECK(parse_byte_range('+' + nearly_one + 'k')->least == 1024);
}

TEST_CASE("quantities: ages begin and end at the nanosecond that they name", "[language][quantities]") {
  const AgeRow rows[] = {
      {"36h", 36 * kHour, 36 * kHour},
      {"0", 0, 0},
      {"-0", -kOpen, -1},
      {"+0", 1, kOpen},
      {"+1h", kHour + 1, kOpen},
      {"-1h", -kOpen, kHour - 1},
      {"1d12h..3d", 36 * kHour, 72 * kHour},
      {"1h..", kHour, kOpen},
      {"..1h", -kOpen, kHour},
      {"0..1h", 0, kHour},
      {"2weeks", 14 * 24 * kHour, 14 * 24 * kHour},
      {"1week", 7 * 24 * kHour, 7 * 24 * kHour},
      {"1w", 7 * 24 * kHour, 7 * 24 * kHour},
      {"1m", 60'000'000'000, 60'000'000'000},
      {"1min", 60'000'000'000, 60'000'000'000},
      {"90secs", 90'000'000'000, 90'000'000'000},
      {"1.5h", kHour * 3 / 2, kHour * 3 / 2},
      {"0.1s", 100'000'000, 100'000'000},
      {"1.000000001s", 1'000'000'001, 1'000'000'001},
      {"3ns", 3, 3},
      {"2us", 2000, 2000},
      {"2.5ms", 2'500'000, 2'500'000},
      {"1500ms", 1'500'000'000, 1'500'000'000},
      {"4000000000ns", 4'000'000'000, 4'000'000'000},
      {"0.3s0.7s", 1'000'000'000, 1'000'000'000},
      {"1year", 365 * 24 * kHour + 6 * kHour, 365 * 24 * kHour + 6 * kHour},
      {"12months", 365 * 24 * kHour + 6 * kHour, 365 * 24 * kHour + 6 * kHour},
      {"1y", 365 * 24 * kHour + 6 * kHour, 365 * 24 * kHour + 6 * kHour},
      {"1mo", 2'629'800'000'000'000, 2'629'800'000'000'000},
  };
  for (const AgeRow& row : rows) {
    INFO(row.text);
    const auto range = parse_age_range(row.text);
    REQUIRE(range);
    if (row.least_ns != -kOpen) {
      CHECK(range->accepts(ns(row.least_ns)));
      CHECK_FALSE(range->accepts(ns(row.least_ns - 1)));
    } else {
      CHECK(range->accepts({std::numeric_limits<std::int64_t>::min(), 0}));
    }
    if (row.most_ns != kOpen) {
      CHECK(range->accepts(ns(row.most_ns)));
      CHECK_FALSE(range->accepts(ns(row.most_ns + 1)));
    } else {
      CHECK(range->accepts({std::numeric_limits<std::int64_t>::max(), 0}));
    }
  }
}

TEST_CASE("quantities: small units of time are bounded as large ones are", "[language][quantities]") {
  const auto exactly = [](const char* text) {
    const auto range = parse_age_range(text);
    REQUIRE(range);
    return range->least;
  };
  CHECK(exactly("3000000000000000000us") == Timestamp{3'000'000'000'000, 0});
  CHECK(exactly("2305843009213693952000000us") == Timestamp{std::int64_t{1} << 61U, 0});
  CHECK(exactly("2305843009213693951999ms") == Timestamp{(std::int64_t{1} << 61U) - 1, 999'000'000});
  CHECK(exactly("0000001500ms") == Timestamp{1, 500'000'000});
  CHECK_FALSE(parse_age_range("2305843009213693953000000us"));
}

TEST_CASE("quantities: what is no age is refused where it is wrong", "[language][quantities]") {
  for (const char* wrong : {"",
                            "+",
                            "h",
                            "5",
                            "1h5",
                            "1H",
                            "1M",
                            "1x",
                            "1fortnight",
                            " 1h",
                            "1h ",
                            "+-1h",
                            "1h-5m",
                            "..",
                            "3d..1d",
                            "+1h..2h",
                            "1d..2d..3d",
                            "0.0000000001s",
                            "0.5ns",
                            "200000000000000000y",
                            "18446744073709551616s",
                            "4611686018427387904s",
                            "2305843009213693952s2305843009213693952s"}) {
    INFO(wrong);
    CHECK_FALSE(parse_age_range(wrong));
  }
  CHECK(parse_age_range("1d..3fn").error().offset == 5);
  CHECK(parse_age_range("3d..1d").error().remedy == "did you mean 1d..3d?");
}
