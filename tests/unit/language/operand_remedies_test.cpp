#include "language/operand_remedies.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "language/operands.hpp"
#include "language/word_remedies.hpp"
#include "support/random.hpp"

using namespace findo::language;

TEST_CASE("remedies: a number in another spelling", "[language][remedies]") {
  CHECK(remedy_for_number("0x10") == "did you mean 16?");
  CHECK(remedy_for_number(">5") == "did you mean +5?");
  CHECK(remedy_for_number("<5") == "did you mean -5?");
  CHECK(remedy_for_number("5+") == "did you mean +5?");
  CHECK(remedy_for_number("=5") == "did you mean 5?");
  CHECK(remedy_for_number("1,000") == "did you mean 1000?");
  CHECK(remedy_for_number("+1_000_000") == "did you mean +1000000?");
  CHECK(remedy_for_number(" 7 ") == "did you mean 7?");
  CHECK(remedy_for_number("\u22125") == "did you mean -5?");  // a minus sign of typesetters
  for (const char* hopeless : {"", "x", "five", "1,0", "1.5", "--1", "99999999999999999999"}) {
    INFO(hopeless);
    CHECK(remedy_for_number(hopeless).empty());
  }
}

TEST_CASE("remedies: a size with a unit of another program", "[language][remedies]") {
  CHECK(remedy_for_size("10MB") == "did you mean 10M?");
  CHECK(remedy_for_size("+10MiB") == "did you mean +10M?");
  CHECK(remedy_for_size("10m") == "did you mean 10M?");
  CHECK(remedy_for_size("10K") == "did you mean 10k?");
  CHECK(remedy_for_size("10 k") == "did you mean 10k?");
  CHECK(remedy_for_size(">10kb") == "did you mean +10k?");
  CHECK(remedy_for_size("10B") == "did you mean 10c?");
  CHECK(remedy_for_size("100bytes") == "did you mean 100c?");
  CHECK(remedy_for_size("1.5M") == "did you mean 1536k?");
  CHECK(remedy_for_size("0.5GB") == "did you mean 512M?");
  CHECK(remedy_for_size("-2.25k") == "did you mean -2304c?");
  CHECK(remedy_for_size("1M..2M").find("two tests") != std::string::npos);
  CHECK(remedy_for_size("+") == "the number follows the sign without a blank: +10M");
  for (const char* hopeless : {"", "M", "10Q", "x", "1.5.5M", "99999999999999999999MB"}) {
    INFO(hopeless);
    CHECK(remedy_for_size(hopeless).starts_with("sizes are such as"));
  }
}

TEST_CASE("remedies: an age in words", "[language][remedies]") {
  CHECK(remedy_for_age("-mtime", "-newermt", "2weeks") == "did you mean 2w?");
  CHECK(remedy_for_age("-mtime", "-newermt", "-3 days") == "did you mean -3d?");
  CHECK(remedy_for_age("-mtime", "-newermt", "1.5h") == "did you mean 90m?");
  CHECK(remedy_for_age("-mtime", "-newermt", ">7") == "did you mean +7?");
  CHECK(remedy_for_age("-mtime", "-newermt", "2months") ==
        "there is no such unit; name a date: -newermt '2 months ago'");
  CHECK(remedy_for_age("-atime", "-newerat", "+1y") ==
        "there is no such unit; name a date: ! -newerat '1 year ago'");
  CHECK(remedy_for_age("-Btime", "-newerBt", "-3mo") ==
        "there is no such unit; name a date: -newerBt '3 months ago'");
  CHECK(remedy_for_age("-mtime", "-newermt", "-99999999999999w").starts_with("-mtime takes days"));
  CHECK(remedy_for_age("-atime", "-newerat", "x") ==
        "-atime takes days (-7, +30) or spans with the units s m h d w (-1h30m)");
  CHECK(remedy_for_minutes("-mmin", "5m") == "did you mean 5?");
  CHECK(remedy_for_minutes("-mmin", "-2h") == "did you mean -120?");
  CHECK(remedy_for_minutes("-mmin", "+1day") == "did you mean +1440?");
  CHECK(remedy_for_minutes("-mmin", "30s") == "did you mean -mtime 30s?");
  CHECK(remedy_for_minutes("-amin", "30s") == "did you mean -atime 30s?");
  CHECK(remedy_for_minutes("-Bmin", "-30s") == "did you mean -Btime -30s?");
  CHECK(remedy_for_minutes("-mmin", "x") == "minutes are such as -30 or +90, without a unit");
}

TEST_CASE("remedies: dates with the day first", "[language][remedies]") {
  CHECK(remedy_for_date("31/12/2025") == "did you mean 2025-12-31?");
  CHECK(remedy_for_date("1.2.2026") == "did you mean 2026-02-01?");
  for (const char* hopeless : {"", "32/12/2025", "1/2/3/2025", "1/2.2025", "12/2025", "x/y/2025"}) {
    INFO(hopeless);
    CHECK(remedy_for_date(hopeless).starts_with("dates are such as"));
  }
}

TEST_CASE("remedies: types by their names", "[language][remedies]") {
  CHECK(remedy_for_types("file") == "did you mean f?");
  CHECK(remedy_for_types("Directory") == "did you mean d?");
  CHECK(remedy_for_types("fd") == "did you mean f,d?");
  CHECK(remedy_for_types("f|d") == "did you mean f,d?");
  CHECK(remedy_for_types("file,link,file") == "did you mean f,l?");
  CHECK(remedy_for_types("F") == "did you mean f?");
  CHECK(remedy_for_types("f,") == "did you mean f?");
  CHECK(remedy_for_types("x") == "did you mean -type f -executable?");
  CHECK(remedy_for_types("q").starts_with("types are: f file"));
  CHECK(remedy_for_types("").starts_with("types are: f file"));
}

TEST_CASE("remedies: modes as ls and programming languages have them", "[language][remedies]") {
  CHECK(remedy_for_mode("0x644") == "did you mean 644?");
  CHECK(remedy_for_mode("/0o222") == "did you mean /222?");
  CHECK(remedy_for_mode("rwxr-xr-x") == "did you mean 755?");
  CHECK(remedy_for_mode("-rw-r-----") == "did you mean 640?");
  CHECK(remedy_for_mode("888") == "the digits of a mode are octal: 0 to 7");
  CHECK(remedy_for_mode("77777") == "the largest mode is 7777");
  CHECK(remedy_for_mode("x") == "did you mean -a+x (for everybody) or /a+x (for anybody)?");
  CHECK(remedy_for_mode("u+z").starts_with("modes are such as"));
}

TEST_CASE("remedies: what is proposed is right", "[language][remedies]") {
  const auto proposal = [](const std::string& remedy) {
    const std::string start = "did you mean ";
    return remedy.starts_with(start) ? remedy.substr(start.size(), remedy.size() - start.size() - 1) : "";
  };
  for (const char* wrong : {"10MB", ">10kb", "1.5M", "1,000", "7 G", "3blocks", "0.5T", "<5PB"}) {
    INFO(wrong);
    CHECK_FALSE(parse_size(wrong));
    CHECK(parse_size(proposal(parse_size(wrong).error().remedy)));
  }
  for (const char* wrong : {"file", "dir,file", "fdl", "L", "d,f,"}) {
    INFO(wrong);
    CHECK_FALSE(parse_types(wrong));
    CHECK(parse_types(proposal(parse_types(wrong).error().remedy)));
  }
  for (const char* wrong : {"0x644", "rwxr-xr-x", "0o777"}) {
    INFO(wrong);
    CHECK_FALSE(parse_mode(wrong, 022));
    CHECK(parse_mode(proposal(parse_mode(wrong, 022).error().remedy), 022));
  }
}

TEST_CASE("remedies: any bytes are taken, and something is said of them", "[language][remedies]") {
  constexpr std::string_view kPieces[] = {"0x", "1", ",000",   ".5",     "k",   "MB",    "-",    "+",
                                          ">",  " ", "f",      "rw",     "31/", "weeks", "\\",   "=",
                                          "!",  "(", "\u2013", "\u201c", "-n",  "9",     "\xff", "-newer",
                                          "*",  ";", "..",     "\n",     "8",   "type"};
  findo::support::Random random(1);
  for (int i = 0; i < 2'000; ++i) {
    std::string text;
    for (std::size_t pieces = random.below(6); pieces > 0; --pieces) text += random.pick(kPieces);
    INFO(text);
    remedy_for_number(text);
    CHECK_FALSE(remedy_for_types(text).empty());
    CHECK_FALSE(remedy_for_mode(text).empty());
    CHECK_FALSE(remedy_for_size(text).empty());
    CHECK_FALSE(remedy_for_age("-mtime", "-newermt", text).empty());
    CHECK_FALSE(remedy_for_date(text).empty());
    CHECK_FALSE(remedy_for_word(text, {}).empty());
    CHECK_FALSE(remedy_for_long_option("--" + text, {}).empty());
    if (remedy_for_minutes("-mmin", text).empty()) CHECK(parse_count(text));
  }
}
