#include "language/diagnostic.hpp"

#include <clocale>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace findo::language;

namespace {

std::string rendered(const std::vector<const char*>& words, const Diagnostic& diagnostic) {
  return render_diagnostic(words, diagnostic, "findo");
}

}  // namespace

TEST_CASE("diagnostic: words are shown as they are typed", "[language][diagnostic]") {
  CHECK(shown_word("(") == "\\(");
  CHECK(shown_word(";") == "\\;");
  CHECK(shown_word("{}") == "{}");
  CHECK(shown_word("!") == "!");
  CHECK(shown_word("*.c") == "'*.c'");
  CHECK(shown_word("a\nb") == "$'a\\nb'");
}

TEST_CASE("diagnostic: a part of a word is underlined, also within quotes", "[language][diagnostic]") {
  CHECK(rendered({"findo", "-x", "a bc"}, {"wrong", {{2, 1, 2, 1}}, {{1, 1}}}) ==
        "findo: wrong\n"
        "  findo -x 'a bc'\n"
        "        ~~    ^\n");
  // Where quoting breaks the word up, all of it is.
  CHECK(rendered({"findo", "a'bc"}, {"wrong", {{1, 1, 2, 1}}}) ==
        "findo: wrong\n"
        "  findo 'a'\\''bc'\n"
        "        ^~~~~~~~~\n");
}

TEST_CASE("diagnostic: a word that is missing is marked in its empty place", "[language][diagnostic]") {
  CHECK(rendered({"findo", "-x"}, {"wrong", {{2, 1}}}) ==
        "findo: wrong\n"
        "  findo -x\n"
        "           ^\n");
}

TEST_CASE("diagnostic: no byte of a word drives the terminal", "[language][diagnostic]") {
  const std::string text =
      rendered({"findo", "-\x1b[31m"}, {"unknown \"-\x1b[31m\"", {{1, 1}}, {}, "did you mean \x07?"});
  CHECK(text ==
        "findo: unknown \"-\\033[31m\"\n"
        "  findo $'-\\033[31m'\n"
        "        ^~~~~~~~~~~~\n"
        "  did you mean \\a?\n");
}

TEST_CASE("diagnostic: the underline keeps to the columns of a terminal", "[language][diagnostic]") {
  const std::string before = std::setlocale(LC_CTYPE, nullptr);
  if (std::setlocale(LC_CTYPE, "C.UTF-8")) {
    CHECK(rendered({"findo", "\u6f22\u00e4", "-x"}, {"wrong", {{2, 1}}}) ==
          "findo: wrong\n"
          "  findo '\u6f22\u00e4' -x\n"
          "              ^~\n");
  }
  std::setlocale(LC_CTYPE, before.c_str());
}
