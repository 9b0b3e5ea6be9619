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

TEST_CASE("parser: -exclude takes one factor out of the expression and leaves a truth",
          "[language][parser]") {
  CHECK(tree("-exclude -name x -print") == "and(exclude(name:x), print)");
  CHECK(tree("-exclude ! -name x -o -print") == "or(exclude(not(name:x)), print)");
  CHECK(tree("-exclude ( -name x -o -hidden ) -exclude -name y") ==
        "and(exclude(or(name:x, hidden)), exclude(name:y))");
  CHECK(tree("! -exclude ! ! -name x") == "not(exclude(name:x))");
  CHECK(tree("( -exclude ( ( -true -true -o -false -false ) ) )") ==
        "exclude(or(and(true, true), and(false, false)))");
  CHECK(tree("-true -false -exclude -true -true , -false -exclude ( -true , -true -true )") ==
        "comma(and(true, false, exclude(true), true), and(false, exclude(comma(true, and(true, true)))))");
}

TEST_CASE("parser: -exclude refuses what does more than look, and itself", "[language][parser]") {
  for (const char* action : {"-print", "-delete", "-rm", "-prune", "-quit", "-exit 1", "-limit 1",
                             "-exec echo ;", "-printx", "-nohidden", "-exclude -true"}) {
    INFO(action);
    CHECK_FALSE(error("-exclude " + std::string(action)).empty());
    CHECK_FALSE(error("-exclude ( -true " + std::string(action) + " )").empty());
    CHECK(error("-exclude ( -true ) " + std::string(action)).empty());
  }
  CHECK(error(". -exclude ( -name x -print )") ==
        "findo: -exclude only looks, so it cannot hold \"-print\"\n"
        "  findo . -exclude \\( -name x -print \\)\n"
        "          ~~~~~~~~            ^~~~~~\n"
        "  give it a test (-exclude -name node_modules), and put \"-print\" behind that\n");
  CHECK(error("-exclude").find("missing after \"-exclude\"") != std::string::npos);
  CHECK(error("( -exclude )").find("missing after \"-exclude\"") != std::string::npos);
}

TEST_CASE("parser: many exclusions take no more than linear time", "[language][parser]") {
  std::string text;
  for (int i = 0; i < 30'000; ++i) text += "-exclude ( -true -o ! ! -false ) ";
  CHECK(tree(text + "-print").starts_with("and(exclude(or(true, false)), exclude(or"));
}

TEST_CASE("parser: dangling operators and parentheses are pointed at", "[language][parser]") {
  CHECK(error(". -true -o") ==
        "findo: an expression is missing after \"-o\"\n"
        "  findo . -true -o\n"
        "                ^~\n"
        "  put a test or an action behind it, or leave it away\n");
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

TEST_CASE("command line: a - behind a pattern is what the error is about", "[language][command_line]") {
  const Typed typed("-name x - -print");
  const auto line = split_command_line(typed.pointers, [](std::string_view) { return false; });
  REQUIRE_FALSE(line);
  REQUIRE(line.error().at_fault.size() == 1);
  CHECK(line.error().at_fault[0].first == 3);
  CHECK(line.error().at_fault[0].count == 1);
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

namespace {

/// The flags of a command line, each with its value: "L D=stat".
std::string flags(const std::string& text) {
  const Typed typed(text);
  const auto line = split_command_line(typed.pointers, [](std::string_view) { return false; });
  if (!line) return "error: " + line.error().message;
  std::string result;
  for (const Flag& flag : line->flags) {
    if (!result.empty()) result += ' ';
    result += flag.letter;
    if (!flag.value.empty()) result += '=' + std::string(flag.value);
  }
  for (const std::size_t root : line->roots) result += " /" + std::string(typed.pointers[root]);
  return result;
}

}  // namespace

TEST_CASE("command line: flags stand alone or in clusters, the last with its value",
          "[language][command_line]") {
  CHECK(flags("-H -L -P -E -X -d -s -x") == "H L P E X d s x");
  CHECK(flags("-Ex -sdX a") == "E x s d X /a");
  CHECK(flags("-LDstat") == "L D=stat");
  CHECK(flags("-LD stat") == "L D=stat");
  CHECK(flags("-xSbfs -S ids") == "x S=bfs S=ids");
  CHECK(flags("-EO3 -Ofast -O0") == "E O=3 O=fast O=0");
  CHECK(flags("-sj8 -j1") == "s j=8 j=1");
  CHECK(flags("-Hf -type -type f") == "H /-type");
  CHECK(flags("-f -f -f ! -f ( -print") == " /-f /! /(");
}

TEST_CASE("command line: flags whose value is missing or wrong are pointed at", "[language][command_line]") {
  for (const char* wrong :
       {"-j",   "-j0", "-j-1", "-jx", "-j1x", "-j 2", "-j2147483648", "-O",   "-Ox", "-O 3", "-S",
        "-S x", "-Sx", "-LS",  "-D",  "-LD",  "-f",   "-Hf",          "-O3H", "-fa", "-HfL"}) {
    INFO(wrong);
    CHECK(flags(wrong).starts_with("error: "));
  }
  CHECK(flags("-D") == "error: Missing argument after the -D option.");
  CHECK(error(". -sSfast") ==
        "findo: unknown order of visit \"fast\"\n"
        "  findo . -sSfast\n"
        "             ^~~~\n"
        "  usage: -S dfs|bfs|ids|eds\n");
  CHECK(error("-S fast .").find("         ^~~~\n") != std::string::npos);
  CHECK(error("-Size 3").find("did you mean -size?") != std::string::npos);
}

TEST_CASE("command line: a flag in the midst of an expression is true there", "[language][command_line]") {
  CHECK(tree("-name x -o -L") == "or(name:x, L)");
  CHECK(tree("-true ( -x ) ! -Ds") == "and(true, x, not(Ds))");
  CHECK(tree("-L -s -name x") == "name:x");
  CHECK(flags("-true -H a -E") == "H E /a");
}

TEST_CASE("command line: -d is a flag before the expression and an option within",
          "[language][command_line]") {
  CHECK(flags("-d - a") == "d /- /a");
  CHECK(tree("( -d ) -print") == "and(d, print)");
}

TEST_CASE("command line: -- ends the flags, and only them", "[language][command_line]") {
  CHECK(flags("-L -- a -- b -type f") == "L /a /b");
  CHECK(flags("-- -L").starts_with("error: "));
  CHECK(flags("-- -f a").starts_with("error: "));
  CHECK(tree("-- -d -print") == "and(d, print)");
}

TEST_CASE("command line: whether a number follows decides what -depth and -exit are",
          "[language][command_line]") {
  CHECK(tree("-depth 1 -depth -2 -depth +3 -depth") == "and(depth:1, depth:-2, depth:+3, depth)");
  CHECK(tree("-depth -print") == "and(depth, print)");
  CHECK(tree("-depth ++1x") == "depth:++1x");  // no number, but meant for one: the binder says so
  CHECK(flags("-depth +x -depth + -depth +++1 -d 1") == " /+x /+ /+++1 /1");
  CHECK(tree("-exit -exit 0 -exit 17") == "and(exit, exit:0, exit:17)");
  CHECK(flags("-exit 3x") == " /3x");
  CHECK(tree("-exit -1").starts_with("error: "));
}

TEST_CASE("command line: what is mistyped gets a suggestion", "[language][command_line]") {
  CHECK(error(". -nmae x") ==
        "findo: unknown primary or operator \"-nmae\"\n"
        "  findo . -nmae x\n"
        "          ^~~~~\n"
        "  did you mean -name?\n");
  CHECK(error("-name=x").find("-name x") != std::string::npos);
  CHECK(error("-exec ls {}").find("-exec ls {} \\;") != std::string::npos);
  CHECK(error("-name").find("missing argument to \"-name\"") != std::string::npos);
  CHECK(error("-ok echo {} +").find("it ends with \\;") != std::string::npos);
}

TEST_CASE("diagnostic: only as much of a long command line is shown as helps", "[language][diagnostic]") {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "root" + std::to_string(i) + " ";
  const std::string shown = error(text + "-nonsense");
  CHECK(shown.find("... ") != std::string::npos);
  CHECK(shown.find("-nonsense") != std::string::npos);
  CHECK(shown.size() < 400);
}
