// Compiled regular expressions, whoever matches them.
#include "plan/pattern_re2.hpp"

#include <clocale>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

using findo::language::RegexDialect;
using findo::plan::CaseRule;
using findo::plan::Regex;

namespace {

class InLocale {
 public:
  explicit InLocale(const char* name) : found_(std::setlocale(LC_ALL, name) != nullptr) {}
  ~InLocale() { std::setlocale(LC_ALL, "C"); }
  InLocale(const InLocale&) = delete;
  InLocale& operator=(const InLocale&) = delete;
  bool found() const { return found_; }

 private:
  bool found_;
};

Regex compiled(const std::string& pattern, CaseRule rule = CaseRule::exact,
               RegexDialect dialect = RegexDialect::posix_extended) {
  auto regex = Regex::compile(pattern, dialect, rule);
  REQUIRE(regex);
  return std::move(*regex);
}

bool matches(const std::string& pattern, const std::string& text, CaseRule rule = CaseRule::exact,
             RegexDialect dialect = RegexDialect::posix_extended) {
  return compiled(pattern, rule, dialect).matches_whole(text);
}

}  // namespace

TEST_CASE("regex: the whole text must match", "[plan][regex]") {
  CHECK(matches("a|ab", "ab"));
  CHECK_FALSE(matches("a", "ab"));
  CHECK_FALSE(matches("b", "ab"));
  CHECK(matches("(a|ab)(c|bcd)", "abcd"));
  CHECK(matches("", ""));
}

TEST_CASE("regex: line anchors hold at newlines within the text", "[plan][regex]") {
  CHECK(matches("a$\n^b", "a\nb"));
  CHECK_FALSE(matches("a^b", "ab"));
  CHECK(matches("\\`a\n.\\'", "a\nb"));
}

TEST_CASE("regex: the default dialect's dot stops at a newline", "[plan][regex]") {
  CHECK_FALSE(matches(".*", "a\nb", CaseRule::exact, RegexDialect::emacs));
  CHECK(matches(".*", "a\nb", CaseRule::exact, RegexDialect::findutils_default));
  CHECK(matches("[^x]*", "a\nb", CaseRule::exact, RegexDialect::emacs));
}

TEST_CASE("regex: what RE2 can not say the C library does", "[plan][regex]") {
  CHECK(compiled("a.*").strategy() == "re2");
  CHECK(compiled("(a)\\1").strategy() == "glibc");
  CHECK(matches("(a+)b\\1", "aabaa"));
  CHECK_FALSE(matches("(a+)b\\1", "aaba"));
  CHECK(matches("x \\<foo\\>", "x foo"));
  CHECK_FALSE(matches("x\\<foo", "xfoo"));
}

TEST_CASE("regex: anchors in what is repeated are forgotten as in glibc", "[plan][regex]") {
  CHECK(matches("(.*^.){2}", "ab"));
  CHECK_FALSE(matches("(.*^.)(.*^.)", "ab"));
}

TEST_CASE("regex: a pattern too large for RE2 is still right", "[plan][regex]") {
  CHECK(compiled("a{2000}").strategy() == "glibc");
  CHECK(matches("a{2000}", std::string(2000, 'a')));
  CHECK_FALSE(matches("a{2000}", std::string(1999, 'a')));
  for (const std::string blown_up : {"((a{1000}){1000}){1000}", "(a)\\1++++++++++++++++++++++++++++++"}) {
    const auto regex = Regex::compile(blown_up, RegexDialect::posix_extended, CaseRule::exact);
    REQUIRE_FALSE(regex);
    CHECK(regex.error().message == "Regular expression too big");
  }
  CHECK(matches("a++++++++++++++++++++++++++++++", "aaa"));
  CHECK(matches("(a{0,100}b?){0,90}", std::string(50, 'a')));
}

TEST_CASE("regex: errors carry their place", "[plan][regex]") {
  const auto regex = Regex::compile("ab[c", RegexDialect::emacs, CaseRule::exact);
  REQUIRE_FALSE(regex);
  CHECK(regex.error().offset == 2);
  CHECK(regex.error().length == 2);
  CHECK(regex.error().message == "Unmatched [, [^, [:, [., or [=");
}

TEST_CASE("regex: a pattern of no characters is not let grow either", "[plan][regex][locale]") {
  const InLocale locale("C.UTF-8");
  REQUIRE(locale.found());
  const auto message = [](const char* pattern) {
    return Regex::compile(pattern, RegexDialect::posix_extended, CaseRule::exact).error().message;
  };
  CHECK(message("\xC3(a++++++++++++++++++++++++++++++)") == "Regular expression too big");
  CHECK(message("\xC3(a++++++++++++++++++++++++++++++") == "Unmatched ( or \\(");
  CHECK(compiled("\xC3(a+)").strategy() == "glibc");
}

TEST_CASE("regex: in UTF-8 valid text is matched by characters", "[plan][regex][locale]") {
  const InLocale locale("C.UTF-8");
  REQUIRE(locale.found());
  CHECK(matches(".", "é"));
  CHECK_FALSE(matches("..", "é"));
  CHECK(matches("[éa]+", "aéa"));
  CHECK(matches("é*", ""));
  CHECK(matches("é{2}", "éé"));
  CHECK(matches("\\w+", "añb"));
  CHECK(matches("a\\b日", "a日") == false);
  CHECK(matches(".\\B日", "a日"));
  CHECK(matches("[[:upper:]].", "É日"));
  CHECK(matches("[^a]", "日"));
}

TEST_CASE("regex: in UTF-8 text that is not valid is matched by bytes", "[plan][regex][locale]") {
  const InLocale locale("C.UTF-8");
  REQUIRE(locale.found());
  CHECK(matches("a.b",
                "a\xFF"
                "b"));
  CHECK(matches("...", "\xC3\xA9\xFF"));
  CHECK(matches("(.)\\1", "\xFF\xFF"));
  CHECK(matches("\xFF", "\xFF"));
}

TEST_CASE("regex: in UTF-8 a range beyond ASCII is refused, as in glibc", "[plan][regex][locale]") {
  const InLocale locale("C.UTF-8");
  REQUIRE(locale.found());
  const auto regex = Regex::compile("[à-é]", RegexDialect::emacs, CaseRule::exact);
  REQUIRE_FALSE(regex);
  CHECK(regex.error().message == "Invalid collation character");
}

TEST_CASE("regex: in UTF-8 case folds as the locale's upper case has it", "[plan][regex][locale]") {
  const InLocale locale("C.UTF-8");
  REQUIRE(locale.found());
  CHECK(matches("É", "é", CaseRule::fold));
  CHECK(matches("s", "\u017F", CaseRule::fold));        // long s: its upper case is S
  CHECK_FALSE(matches("k", "\u212A", CaseRule::fold));  // the Kelvin sign is upper case already
  CHECK(matches("[a-c]x", "BX", CaseRule::fold));
}

TEST_CASE("regex: in the C locale text is bytes", "[plan][regex][locale]") {
  CHECK_FALSE(matches(".", "é"));
  CHECK(matches("..", "é"));
  CHECK_FALSE(matches("[[:alpha:]]+", "é"));
}

TEST_CASE("regex: readings that are made late may be asked for by all threads at once",
          "[plan][regex][locale]") {
  const InLocale locale("C.UTF-8");
  REQUIRE(locale.found());
  const Regex regex = compiled(".*[[:alpha:]]");
  std::vector<int> hits(4);
  std::vector<std::thread> threads;
  for (int& hit : hits) {
    threads.emplace_back([&] {
      for (const char* text : {"abc", "日é",
                               "\xFF"
                               "a",
                               "é1"})
        hit += regex.matches_whole(text) ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(hits == std::vector<int>{3, 3, 3, 3});
}
