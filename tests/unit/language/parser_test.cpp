#include "language/parser.hpp"

#include <sstream>

#include <catch2/catch.hpp>

namespace {

using namespace findo::language;

/// A command line from words separated by blanks, kept alive with what was read from it.
struct Typed {
  explicit Typed(const std::string& text) {
    std::istringstream words("findo " + text);
    for (std::string word; words >> word;) strings.push_back(word);
    for (const std::string& word : strings) pointers.push_back(word.c_str());
  }
  std::vector<std::string> strings;
  std::vector<const char*> pointers;
};

findo::base::Result<SyntaxTree, Diagnostic> parsed(const Typed& typed) {
  auto line = split_command_line(typed.pointers, [](std::string_view name) { return name == "reader"; });
  if (!line) return findo::base::Failure{line.error()};
  return parse_expression(*line);
}

std::string tree(const std::string& text) {
  const Typed typed(text);
  const auto result = parsed(typed);
  return result ? describe(*result, typed.pointers) : "error: " + result.error().message;
}

std::string error(const std::string& text) {
  const Typed typed(text);
  const auto result = parsed(typed);
  return result ? "" : render_diagnostic(typed.pointers, result.error(), "findo");
}

}  // namespace

TEST_CASE("parser: and binds tighter than or, or tighter than comma", "[language][parser]") {
  CHECK(tree("-name x -o -type f -print") == "or(name:x, and(type:f, print))");
  CHECK(tree("-true , -false -o -print") == "comma(true, or(false, print))");
  CHECK(tree("-true -o -false , -print -o -true") == "comma(or(true, false), or(print, true))");
}

TEST_CASE("parser: parentheses hold together and leave no trace", "[language][parser]") {
  CHECK(tree("( -name x -o -type f ) -print") == "and(or(name:x, type:f), print)");
  CHECK(tree("( ( -true ) )") == "true");
  CHECK(tree("( -true -false ) -print") == "and(true, false, print)");
}

TEST_CASE("parser: not binds to one factor, and two of them cancel out", "[language][parser]") {
  CHECK(tree("! -true -false") == "and(not(true), false)");
  CHECK(tree("! ! -true") == "true");
  CHECK(tree("-not ! -not ( -true -o -false )") == "not(or(true, false))");
}

TEST_CASE("parser: written and unwritten and are the same", "[language][parser]") {
  CHECK(tree("-true -a -false -and -print") == "and(true, false, print)");
}

TEST_CASE("parser: the words of a command are its own", "[language][parser]") {
  CHECK(tree("-exec echo ( -o {} ; -print") == "and(exec:echo:(:-o:{}:;, print)");
  CHECK(tree("-exec echo {} + -print") == "and(exec:echo:{}:+, print)");
  CHECK(tree("-exec echo + {} ;") == "exec:echo:+:{}:;");
}

TEST_CASE("parser: operands may look like anything", "[language][parser]") {
  CHECK(tree("-name -print") == "name:-print");
  CHECK(tree("-name ( -o -name )") == "or(name:(, name:))");
  CHECK(tree("-newermt 2026-01-01") == "newermt:2026-01-01");
}

TEST_CASE("parser: dangling operators and parentheses are pointed at", "[language][parser]") {
  CHECK(error(". -true -o") ==
        "findo: an expression is missing after \"-o\"\n"
        "  findo . -true -o\n"
        "                ^~\n");
  CHECK(error("-o -true").find("missing before \"-o\"") != std::string::npos);
  CHECK(error("-true -a -o -true").find("missing between \"-a\" and \"-o\"") != std::string::npos);
  CHECK(error("-true !").find("missing after \"!\"") != std::string::npos);
  CHECK(error("( -true").find("never closed") != std::string::npos);
  CHECK(error("-true )").find("closes nothing") != std::string::npos);
  CHECK(error("( )").find("empty parentheses") != std::string::npos);
}

TEST_CASE("parser: a hundred thousand words and levels are nothing", "[language][parser]") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "( ! ";
  deep += "-true";
  for (int i = 0; i < 100'000; ++i) deep += " )";
  CHECK(tree(deep) == "true");

  std::string left_deep = "-true";
  for (int i = 0; i < 50'000; ++i) left_deep += " -o -true -true";
  CHECK(tree(left_deep).size() > 100'000);
}

TEST_CASE("command line: roots, flags and the expression in any order", "[language][command_line]") {
  const Typed typed("a -L -name x b/ --reader std -O3 -D tree c");
  const auto line =
      split_command_line(typed.pointers, [](std::string_view name) { return name == "reader"; });
  REQUIRE_FALSE(line);  // b/ stands directly behind the pattern of -name
  CHECK(line.error().message.find("takes one pattern") != std::string::npos);

  const Typed right("a -L -type f b/ --reader std -O3 -D tree c -HP");
  const auto split =
      split_command_line(right.pointers, [](std::string_view name) { return name == "reader"; });
  REQUIRE(split);
  CHECK(split->roots == std::vector<std::size_t>{1, 5, 11});
  REQUIRE(split->flags.size() == 5);
  CHECK(split->flags[1].value == "3");
  CHECK(split->flags[2].value == "tree");
  CHECK(split->flags[3].letter == 'H');
  REQUIRE(split->long_options.size() == 1);
  CHECK(split->long_options[0].count == 2);
}

TEST_CASE("command line: before the expression begins, odd words are roots", "[language][command_line]") {
  const Typed typed("- (- !- , ) -print");
  const auto line = split_command_line(typed.pointers, [](std::string_view) { return false; });
  REQUIRE(line);
  CHECK(line->roots.size() == 5);
}

TEST_CASE("command line: what is mistyped gets a suggestion", "[language][command_line]") {
  CHECK(error(". -nmae x") ==
        "findo: unknown primary or operator \"-nmae\"\n"
        "  findo . -nmae x\n"
        "          ^~~~~\n"
        "  did you mean -name?\n");
  CHECK(error("-name=x").find("-name x") != std::string::npos);
  CHECK(error("-exec ls {}").find("a command must end with a word ';'") != std::string::npos);
  CHECK(error("-name").find("missing argument to \"-name\"") != std::string::npos);
  CHECK(error("-ok echo {} +").find("must end with a word ';'") != std::string::npos);
}

TEST_CASE("diagnostic: only as much of a long command line is shown as helps", "[language][diagnostic]") {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "root" + std::to_string(i) + " ";
  const std::string shown = error(text + "-nonsense");
  CHECK(shown.find("... ") != std::string::npos);
  CHECK(shown.find("-nonsense") != std::string::npos);
  CHECK(shown.size() < 400);
}
