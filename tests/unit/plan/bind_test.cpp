#include "plan/bind.hpp"

#include <sstream>

#include <catch2/catch.hpp>

#include "act/actions.hpp"
#include "files/readers.hpp"
#include "plan/passes.hpp"

namespace {

using namespace findo;

/// What has become of a command line: the expression and what is left out, both as text.
struct Outcome {
  std::string tree;
  std::string exclusions;
  plan::Settings settings{};
};

Outcome bound(const std::string& text, plan::Settings settings = {}, int optimiser_level = -1) {
  std::istringstream stream("findo " + text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  std::vector<const char*> pointers;
  for (const std::string& word : words) pointers.push_back(word.c_str());

  const auto line = language::split_command_line(pointers, [](std::string_view) { return false; });
  REQUIRE(line);
  const auto tree = language::parse_expression(*line);
  REQUIRE(tree);
  const auto reader = files::make_reader(files::ReaderKind::automatic);
  output::Streams streams;
  act::Actions actions(streams);
  auto result = plan::bind(*tree, *line, settings, {*reader, actions, {1'700'000'000, 0}});
  if (!result) return {"error: " + result.error().message, ""};
  if (optimiser_level >= 0) {
    plan::optimise(result->tree, optimiser_level);
    plan::optimise(result->exclusions, optimiser_level);
  }
  return {plan::describe(result->tree), plan::describe(result->exclusions), result->settings};
}

plan::Settings safe_for_xargs() {
  plan::Settings settings;
  settings.safe_for_xargs = true;
  return settings;
}

}  // namespace

TEST_CASE("bind: an expression without an action gets a -print", "[plan][bind]") {
  CHECK(bound("").tree == "print");
  CHECK(bound("-name x").tree == "and(name:x, print)");
  CHECK(bound("-prune").tree == "and(prune, print)");
  CHECK(bound("-printx").tree == "printx");
}

TEST_CASE("bind: -exit is an action of its own, -quit is not", "[plan][bind]") {
  CHECK(bound("-exit").tree == "exit");
  CHECK(bound("-exit 3").tree == "exit:3");
  CHECK(bound("-quit").tree == "and(quit, print)");
  CHECK(bound("-exit 256").tree.starts_with("error: "));
}

TEST_CASE("bind: exclusions add up beside the expression", "[plan][bind]") {
  CHECK(bound("-name x").exclusions.empty());
  CHECK(bound("-exclude -name x").tree == "and(exclude, print)");
  CHECK(bound("-exclude -name x").exclusions == "name:x");
  const Outcome several = bound("-exclude -name x -nohidden -o -exclude ( -type d -size 3 ) -print");
  CHECK(several.tree == "or(and(exclude, nohidden), and(exclude, print))");
  CHECK(several.exclusions == "or(name:x, hidden, and(type:d, size:3))");
}

TEST_CASE("bind: an -exclude decides nothing where it stands", "[plan][bind]") {
  CHECK(bound("-exclude -name x -type f -print", {}, 1).tree == "and(type:f, print)");
  CHECK(bound("-exclude -size 3 -exclude -name x", {}, 1).exclusions == "or(name:x, size:3)");
}

TEST_CASE("bind: what is to be ignored or skipped joins the exclusions, the cheapest first", "[plan][bind]") {
  plan::Settings settings;
  settings.ignores_vcs = true;
  CHECK(bound("-name x", settings).exclusions == "--ignore");
  settings.skipped = {.remote = true, .pseudo = true, .hidden = true, .vcs = true};
  CHECK(bound("-name x", settings).exclusions ==
        "or(--skip=hidden, --skip=vcs, --ignore, --skip=remote,pseudo)");
  CHECK(bound("-exclude ( -size 3 )", settings, 1).exclusions ==
        "or(--skip=hidden, --skip=vcs, --skip=remote,pseudo, --ignore, size:3)");
}

TEST_CASE("bind: where -ignored asks, nothing is left out for being ignored", "[plan][bind]") {
  plan::Settings settings;
  settings.ignores_vcs = true;
  CHECK(bound("-ignored", settings).exclusions.empty());
  CHECK(bound("-exclude -ignored", settings).exclusions == "ignored");
  CHECK(bound("-ignored").settings.enters_ignored);
  CHECK_FALSE(bound("-name x", settings).settings.enters_ignored);
}

TEST_CASE("bind: a file of ignore rules that cannot be read is an error, asked for or not", "[plan][bind]") {
  plan::Settings settings;
  settings.ignore_files.push_back({"/no/such/file"});
  CHECK(bound("-name x", settings).tree.starts_with("error: "));
  CHECK(bound("-ignored", settings).tree.starts_with("error: "));
}

TEST_CASE("bind: an option within an -exclude holds from there on", "[plan][bind]") {
  CHECK(bound("-exclude ( -depth -name x )").settings.post_order);
  // An unclosed parenthesis is itself in the default syntax and an error in the extended one.
  CHECK(bound("-exclude ( -regextype posix-extended -true ) -regex (y").tree.starts_with("error: "));
  CHECK(bound("-regex (y -exclude ( -regextype posix-extended -true )").tree ==
        "and(and(regex:(y, exclude), print)");
}

TEST_CASE("bind: errors within an -exclude are found", "[plan][bind]") {
  CHECK(bound("-exclude -size x").tree.starts_with("error: "));
  CHECK(bound("-exclude ( -name x -o -newer /no/such/file )").tree.starts_with("error: "));
}

TEST_CASE("bind: -X looks at the path before anything else, at every level", "[plan][bind]") {
  CHECK(bound("-name x", safe_for_xargs()).tree == "and(X, and(name:x, print))");
  for (int level = 0; level <= 3; ++level)
    CHECK(bound("-size 3 -print", safe_for_xargs(), level).tree == "and(X, and(size:3, print))");
}

TEST_CASE("bind: -limit ends what is behind everything else", "[plan][bind]") {
  CHECK(bound("-limit 2").tree == "comma(and(limit:2, print), end)");
  CHECK(bound("-print -o -limit 2 -false", {}, 3).tree == "comma(or(print, and(limit:2, false)), end)");
  CHECK(bound("-limit 0").tree.starts_with("error: "));
}

TEST_CASE("bind: options of bfs are only noted", "[plan][bind]") {
  const plan::Settings settings = bound("-unique -status -noerror").settings;
  CHECK(settings.unique);
  CHECK(settings.show_status);
  CHECK(settings.hide_errors);
}

TEST_CASE("bind: -prune beside -delete is refused unless -depth or -d is said", "[plan][bind]") {
  CHECK(bound("-name x -prune -o -delete").tree.starts_with("error: "));
  CHECK(bound("-name x -prune -o -rm").tree.starts_with("error: "));
  CHECK_FALSE(bound("-depth -name x -prune -o -delete").tree.starts_with("error: "));
  plan::Settings depth_flag;
  depth_flag.post_order = true;
  CHECK_FALSE(bound("-name x -prune -o -delete", depth_flag).tree.starts_with("error: "));
}
