#include "language/operands.hpp"

#include <catch2/catch.hpp>

using namespace findo::language;

namespace {

mode_t file_mode(std::string_view text, mode_t mask = 0) {
  const auto mode = parse_mode(text, mask);
  REQUIRE(mode);
  return mode->for_files;
}

}  // namespace

TEST_CASE("operands: a count has a sign, digits and nothing else", "[language][operands]") {
  CHECK(parse_count("5")->comparison == Comparison::equal);
  CHECK(parse_count("+5")->comparison == Comparison::greater);
  CHECK(parse_count("-5")->comparison == Comparison::less);
  CHECK(parse_count("18446744073709551615")->number == 18446744073709551615ULL);
  for (const char* wrong : {"", "+", "-", "+-1", " 1", "1 ", "1x", "0x1", "18446744073709551616"}) {
    INFO(wrong);
    CHECK_FALSE(parse_count(wrong));
  }
}

TEST_CASE("operands: days may have fractions, but must be a number", "[language][operands]") {
  CHECK(parse_quantity("-1.5")->number == 1.5);
  CHECK(parse_quantity(".5")->number == 0.5);
  for (const char* wrong : {"", "nan", "inf", "1d", "--1", " 1"}) {
    INFO(wrong);
    CHECK_FALSE(parse_quantity(wrong));
  }
}

TEST_CASE("operands: spans of time are sums of numbers with units", "[language][operands]") {
  CHECK(parse_time_span("1h30m")->number == 5400);
  CHECK(parse_time_span("-1w2d3h4m5s")->number == ((9 * 24 + 3) * 60 + 4) * 60 + 5);
  CHECK(parse_time_span("-1h")->comparison == Comparison::less);
  CHECK(parse_time_span("+5s5s")->number == 10);
  CHECK(parse_time_span("9223372036854775807s")->number == 9223372036854775807ULL);
  for (const char* wrong :
       {"", "h", "-h", "1", "1h2", "1x", "1H", "1.5h", " 1h", "1h ", "+-1h", "1h-1m", "9223372036854775808s",
        "9223372036854775807s1s", "15250284452472w", "18446744073709551616s"}) {
    INFO(wrong);
    CHECK_FALSE(parse_time_span(wrong));
  }
  CHECK(parse_time_span("-1h2x").error().offset == 4);
  CHECK(has_time_units("-1h"));
  CHECK_FALSE(has_time_units("-1.5"));
}

TEST_CASE("operands: a limit is at least 1, an exit status at most 255", "[language][operands]") {
  CHECK(*parse_positive("1") == 1);
  CHECK(*parse_positive("18446744073709551615") == 18446744073709551615ULL);
  for (const char* wrong : {"0", "-1", "+1", "", "x", "1x", "18446744073709551616"}) {
    INFO(wrong);
    CHECK_FALSE(parse_positive(wrong));
  }
  CHECK(*parse_exit_status("255") == 255);
  CHECK(*parse_exit_status("0") == 0);
  for (const char* wrong : {"256", "-1", "+1", "", "18446744073709551616"}) {
    INFO(wrong);
    CHECK_FALSE(parse_exit_status(wrong));
  }
}

TEST_CASE("operands: the unit of a size is its last letter", "[language][operands]") {
  CHECK(parse_size("3")->unit_bytes == 512);
  CHECK(parse_size("3c")->unit_bytes == 1);
  CHECK(parse_size("3w")->unit_bytes == 2);
  CHECK(parse_size("+3k")->unit_bytes == 1024);
  CHECK(parse_size("3P")->unit_bytes == 1ULL << 50);
  CHECK_FALSE(parse_size("3K"));
  CHECK_FALSE(parse_size("k"));
  CHECK_FALSE(parse_size(""));
  CHECK(parse_size("10MB").error().offset == 2);
  CHECK(parse_size("10MB").error().length == 2);
}

TEST_CASE("operands: types are single letters between commas, each once", "[language][operands]") {
  CHECK(parse_types("f"));
  CHECK(parse_types("f,d,l,b,c,p,s,D"));
  for (const char* wrong : {"", "f,", ",f", "fd", "f,f", "?", "f,,d"}) {
    INFO(wrong);
    CHECK_FALSE(parse_types(wrong));
  }
}

TEST_CASE("operands: modes are octal or symbolic, counted from nothing", "[language][operands]") {
  CHECK(file_mode("0644") == 0644);
  CHECK(file_mode("u=rw,g=u,o=g") == 0666);
  CHECK(file_mode("a+x") == 0111);
  CHECK(file_mode("u+s,g+s,+t") == 07000);
  CHECK(file_mode("u=rwx,u-w") == 0500);
  CHECK(parse_mode("-u+w", 0)->match == ModeOperand::Match::all_of);
  CHECK(parse_mode("/222", 0)->match == ModeOperand::Match::any_of);
  for (const char* wrong : {"", "-", "/", "08", "77777", "u", "u+q", "u+r,", "0644,u+x"}) {
    INFO(wrong);
    CHECK_FALSE(parse_mode(wrong, 0));
  }
}

TEST_CASE("operands: a plus before an octal mode asks for any of its bits, else it adds",
          "[language][operands]") {
  CHECK(parse_mode("+222", 0)->match == ModeOperand::Match::any_of);
  CHECK(file_mode("+0222") == 0222);
  CHECK(parse_mode("+000", 0)->match == ModeOperand::Match::any_of);
  CHECK(parse_mode("+w", 0)->match == ModeOperand::Match::exactly);
  CHECK(file_mode("+w") == 0222);
  CHECK(file_mode("+u+rw") == 0666);
  CHECK(file_mode("++222") == 0222);
  CHECK(parse_mode("++222", 0)->match == ModeOperand::Match::exactly);
  CHECK(parse_mode("-+222", 0)->match == ModeOperand::Match::all_of);
  CHECK(file_mode("=6755,g-w,o=u", 077) == 06757);
  for (const char* wrong : {"+8", "+08", "+77777", "+u+r,", "=4+4", "=08", "=10000"}) {
    INFO(wrong);
    CHECK_FALSE(parse_mode(wrong, 0));
  }
}

TEST_CASE("operands: a clause without who leaves the bits of the umask alone", "[language][operands]") {
  CHECK(file_mode("+w", 022) == 0200);
  CHECK(file_mode("a+w", 022) == 0222);
  CHECK(file_mode("=rw", 077) == 0600);
}

TEST_CASE("operands: X is execution for directories and for what has it already", "[language][operands]") {
  const auto mode = parse_mode("a+X", 0);
  CHECK(mode->for_files == 0);
  CHECK(mode->for_directories == 0111);
  CHECK(file_mode("u+x,a+X") == 0111);
}

TEST_CASE("operands: = leaves the set-id bits of a directory alone unless it names them",
          "[language][operands]") {
  CHECK(parse_mode("u+s=r", 0)->for_files == 0400);
  CHECK(parse_mode("u+s=r", 0)->for_directories == 04400);
  CHECK(parse_mode("a+s,a=s,u=", 0)->for_directories == 06000);
  CHECK(parse_mode("a+s,g=s,u=s", 0)->for_directories == 06000);
}

TEST_CASE("operands: a depth is a whole number without a sign", "[language][operands]") {
  CHECK(*parse_depth("0") == 0);
  for (const char* wrong : {"", "-0", "-1", "+1", "1.5", "x", "2147483648"}) {
    INFO(wrong);
    CHECK_FALSE(parse_depth(wrong));
  }
}
