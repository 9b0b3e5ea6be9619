#include "language/word_remedies.hpp"

#include <catch2/catch.hpp>

using namespace findo::language;

namespace {

constexpr std::string_view kOptions[] = {"help", "reader", "color"};

std::string remedy(std::string_view word) { return remedy_for_word(word, kOptions); }
std::string long_remedy(std::string_view word) { return remedy_for_long_option(word, kOptions); }

}  // namespace

TEST_CASE("word remedies: an operand that hangs on to its primary", "[language][remedies]") {
  CHECK(remedy("-name=x y") == "operands stand in a word of their own: -name 'x y'");
  CHECK(remedy("-empty=1") == "-empty takes no operand");
  CHECK(remedy("-maxdepth1") == "a blank is missing: -maxdepth 1");
  CHECK(remedy("-mtime-1") == "a blank is missing: -mtime -1");
  CHECK(remedy("-size+10M") == "a blank is missing: -size +10M");
  CHECK(remedy("-typef,d") == "a blank is missing: -type f,d");
  CHECK(remedy("-name*.c") == "a blank is missing: -name '*.c'");
  CHECK(remedy("-perm644") == "a blank is missing: -perm 644");
}

TEST_CASE("word remedies: an operator that wants to be a word", "[language][remedies]") {
  CHECK(remedy("!-name") == "did you mean ! -name?");
  CHECK(remedy("!name") == "did you mean ! -name?");
  CHECK(remedy("!foo") == "did you mean ! -name foo?");
  CHECK(remedy("(-type") == "did you mean \\( -type?");
}

TEST_CASE("word remedies: flags and long options are words, too", "[language][remedies]") {
  CHECK(remedy("-reader") == "did you mean --reader?");
  CHECK(remedy("-newerxy") == "-newerXY: X is one of a B c m, Y one of a B c m t");
  CHECK(remedy("-p") == "did you mean -P?");
}

TEST_CASE("word remedies: words of other programs", "[language][remedies]") {
  CHECK(remedy("-e") == "by the ending of the name: -name '*.txt'");
  CHECK(remedy("-t") == "did you mean -type?");
  CHECK(long_remedy("--hidden").find("leave it away") == 0);
  CHECK(long_remedy("--changed-within=2d") == "did you mean -mtime -N, or -newermt DATE?");
}

TEST_CASE("word remedies: a dash too many, or a slip in a long option", "[language][remedies]") {
  CHECK(long_remedy("--name") == "words of the expression have one dash: -name");
  CHECK(long_remedy("--type=f") == "words of the expression have one dash: -type f");
  CHECK(long_remedy("--hlep") == "did you mean --help?");
  CHECK(long_remedy("--colour") == "did you mean --color?");
  CHECK(long_remedy("--max-depth") == "did you mean -maxdepth?");
}

TEST_CASE("word remedies: there is always something to say", "[language][remedies]") {
  CHECK(remedy("-nonsense-without-end") == "--help lists the words that there are");
  CHECK(long_remedy("--") == "--help lists the options that there are");
  CHECK(long_remedy("--=") == "--help lists the options that there are");
  CHECK(remedy("-").size() > 0);
  CHECK(remedy("").size() > 0);
  CHECK(remedy("!").size() > 0);
}

TEST_CASE("word remedies: dashes and quotes of word processors", "[language][remedies]") {
  CHECK(with_plain_typography("\u2013name") == "-name");
  CHECK(with_plain_typography("\u201cx\u201d") == "\"x\"");
  CHECK(with_plain_typography("plain-'x'") == "plain-'x'");
  CHECK(remedy_for_quotes("\u2018f\u2019").find("type '") != std::string::npos);
  CHECK(remedy_for_quotes("'f'").empty());
  CHECK(remedy_for_quotes("\u2013").empty());
}
