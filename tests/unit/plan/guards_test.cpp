#include "plan/guards.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "language/parser.hpp"
#include "plan/mended_line.hpp"
#include "support/random.hpp"

namespace findo::plan {
namespace {

/// A command line, kept with what it is read into.
struct Typed {
  explicit Typed(std::vector<std::string> typed) : texts(std::move(typed)) {
    for (const std::string& text : texts) words.push_back(text.c_str());
    line = *language::split_command_line(words, [](std::string_view) { return false; });
    tree = *language::parse_expression(line);
  }
  std::vector<std::string> texts;
  std::vector<const char*> words;
  language::CommandLine line;
  language::SyntaxTree tree;
};

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> words{"findo"};
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// What the first guard proposes, "-" where none speaks.
std::string remedy(const std::string& text) {
  const Typed typed(split(text));
  const auto found = guards_against(typed.line, typed.tree, {});
  return found.empty() ? "-" : found.front().remedy;
}

std::string around(const std::string& text, std::size_t first, std::size_t count) {
  const Typed typed(split(text));
  const auto range = Parentheses(typed.line).around({first, count});
  return std::to_string(range.first) + '+' + std::to_string(range.count);
}

/// An expression that destroys here and there.
std::string random_expression(support::Random& random, int depth) {
  static const std::vector<std::string> kLeaves{"-name a", "-name b", "-name c",     "-type f",
                                                "-type d", "-empty",  "-true",       "-print",
                                                "-delete", "-trash",  "-maxdepth 1", "-exec rm {} ;"};
  static const std::vector<std::string> kJoints{" ", " ", " ", " -a ", " -o ", " -o ", " , "};
  std::string text;
  do {
    if (!text.empty()) text += random.pick(kJoints);
    if (random.chance(10)) text += "! ";
    text += depth < 3 && random.chance(20) ? "( " + random_expression(random, depth + 1) + " )"
                                           : random.pick(kLeaves);
  } while (random.chance(65));
  return text;
}

/// Words as a shell makes them of a proposal that has backslashes for its only quotes.
std::string unquoted(std::string text) {
  std::erase(text, '\\');
  return text;
}

}  // namespace

TEST_CASE("guards: whatever they propose is a command line that can be read", "[plan][guards]") {
  constexpr std::string_view kIntroduction = "did you mean:  findo ";
  support::Random random(1);
  int proposals = 0;
  for (int i = 0; i < 2000; ++i) {
    const std::string text = random_expression(random, 0);
    const std::string proposal = remedy(text);
    if (!proposal.starts_with(kIntroduction)) continue;
    proposals += 1;
    const std::vector<std::string> texts = split(unquoted(proposal.substr(kIntroduction.size())));
    std::vector<const char*> words;
    for (const std::string& word : texts) words.push_back(word.c_str());
    const auto line = language::split_command_line(words, [](std::string_view) { return false; });
    INFO(text << " becomes " << proposal);
    REQUIRE(line);
    REQUIRE(language::parse_expression(*line));
    CHECK(texts.size() >= split(text).size());
  }
  CHECK(proposals > 200);
}

TEST_CASE("guards: tests behind a deletion change places with it, parentheses and all", "[plan][guards]") {
  CHECK(remedy("-delete -name x") == "did you mean:  findo -name x -delete");
  CHECK(remedy("-delete ( -name x -o -name y )") ==
        "did you mean:  findo \\( -name x -o -name y \\) -delete");
  CHECK(remedy("-name a -delete -name b") == "did you mean:  findo \\( -name a -o -name b \\) -delete");
  CHECK(remedy("-name a* -delete -a -name *b") == "did you mean:  findo -name 'a*' -name '*b' -a -delete");
  CHECK(remedy("! -name a -delete -name b") == "did you mean:  findo ! -name a -name b -delete");
  CHECK(remedy("-delete ! ( -name x )") == "did you mean:  findo ! \\( -name x \\) -delete");
  CHECK(remedy("-type f -print , -delete -user root") ==
        "did you mean:  findo -type f -print , -user root -delete");
}

TEST_CASE("guards: a test behind a deletion on which something hangs is let pass, unless it came first",
          "[plan][guards]") {
  CHECK(remedy("-type f -delete -name x -print") == "-");
  CHECK(remedy("-delete -name x -print") != "-");
  CHECK(remedy("-delete -user x -print") == "-");
  CHECK(remedy("-delete -type f ( -name x -print )") == "-");
  CHECK(remedy("( -delete -user x ) -o -print") == "-");
  CHECK(remedy("-delete -true") == "-");
  CHECK(remedy("! -delete -print") == "-");
}

TEST_CASE("guards: sides of an or are put together only where none keeps a file from the deletion",
          "[plan][guards]") {
  CHECK(remedy("-name a -o -name b -delete") == "did you mean:  findo \\( -name a -o -name b \\) -delete");
  CHECK(remedy("-type d -o -type f -size +1 -delete -print") ==
        "did you mean:  findo \\( -type d -o -type f -size +1 \\) -delete -print");
  CHECK(remedy("-name b.c -o -name *.h -o -name *.c -delete") ==
        "put \\( and \\) around what the action is for");
  CHECK(remedy("-name a* -o -name *b -delete") == "-");
  CHECK(remedy("-name a -o -type f -delete") == "-");
  CHECK(remedy("-name a -o -name b -print") == "-");
  CHECK(remedy("( -name a -o -name b -delete ) -print") == "-");
  CHECK(remedy("-mtime +3 -o -mtime -1 -delete") == "-");
}

TEST_CASE("guards: a shell gets the name as its next parameter", "[plan][guards]") {
  const auto shell = [](std::vector<std::string> words) {
    words.insert(words.begin(), {"findo", "-exec"});
    words.push_back(";");
    const Typed typed(std::move(words));
    const auto found = guards_against(typed.line, typed.tree, {});
    return found.empty() ? "-" : found.front().remedy.substr(27);
  };
  CHECK(shell({"sh", "-c", "rm {}"}) == "sh -c 'rm \"$1\"' sh {} \\;");
  CHECK(shell({"sh", "-c", "rm \"{}\" '{}'"}) == "sh -c 'rm \"$1\" \"$1\"' sh {} \\;");
  CHECK(shell({"/bin/bash", "-e", "-c", "f {}x", "me", "1"}) == "/bin/bash -e -c 'f \"$2\"x' me 1 {} \\;");
  CHECK(shell({"sh", "-c", "\\\"{}"}) == "sh -c '\\\"\"$1\"' sh {} \\;");
  CHECK(shell({"busybox", "sh", "-c", "rm {}"}) == "busybox sh -c 'rm \"$1\"' sh {} \\;");
  CHECK(shell({"sh", "{}", "-c", "x {}"}) == "-");
  CHECK(shell({"echo", "-c", "x {}"}) == "-");
  CHECK(shell({"sh", "-c", "x", "sh", "{}"}) == "-");
}

TEST_CASE("mended line: a stretch takes the parentheses that it needs, and those around just it",
          "[plan][guards]") {
  CHECK(around("-name a", 1, 2) == "1+2");
  CHECK(around("( -name a )", 2, 2) == "1+4");
  CHECK(around("( ( -name a ) )", 3, 2) == "1+6");
  CHECK(around("( -name a -o -name b )", 2, 2) == "2+2");
  CHECK(around("! ( -name a ) -print", 1, 4) == "1+5");
  CHECK(around("( -name a ) -o -print", 3, 4) == "1+6");
}

}  // namespace findo::plan
