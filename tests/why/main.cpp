// --why on random searches and paths, held against a judge of its own (judge.hpp) and against what the search
// itself prints.
//   findo_why --findo PATH [--seed N] [--cases N]
// Of each explanation this must be right: whether the path is a result; the truth of each test that was
// asked, and the numbers it names; that what was asked is enough to decide; and it must agree with the
// search.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <unistd.h>

#include "support/process.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "support/tree_spec.hpp"
#include "why/judge.hpp"

namespace findo::why_tests {
namespace {

using support::Random;
using Kind = Expression::Kind;
using Words = std::vector<std::string>;

const std::vector<std::string> kNames{"a", "b", "c.txt", "D.TXT", ".h", "e e", "deep"};

support::Node node_at(std::string path, support::Kind kind, std::string text = {}) {
  support::Node node{};
  node.path = std::move(path);
  node.kind = kind;
  node.text = std::move(text);
  return node;
}

/// A tree of some levels; links lead to files and directories beside them, and nowhere.
void grow(Random& random, const std::string& directory, int levels, support::TreeSpec& tree) {
  for (const std::string& name : kNames) {
    if (random.chance(30)) continue;
    const std::string path = directory + '/' + name;
    support::Node node = node_at(path, support::Kind::file);
    if (levels > 0 && random.chance(45)) {
      node.kind = support::Kind::directory;
    } else if (random.chance(25)) {
      node.kind = support::Kind::symbolic_link;
      node.text = random.chance(70) ? "../x.d" : "gone";
    } else {
      node.size_bytes = random.chance(25) ? 0 : random.below(5000);
      node.mode = random.chance(50) ? 0644U : 0750U;
    }
    tree.push_back(node);
    if (node.kind == support::Kind::directory) grow(random, path, levels - 1, tree);
  }
}

support::TreeSpec make_tree(Random& random) {
  support::TreeSpec tree;
  tree.push_back(node_at("t", support::Kind::directory));
  tree.push_back(node_at("x.d", support::Kind::directory));
  tree.push_back(node_at("x.d/a", support::Kind::file, "beside"));
  grow(random, "t", 3, tree);
  for (const char* link_target : {"t/x.d", "t/a/x.d"}) {
    const std::string parent = std::string(link_target).substr(0, std::strlen(link_target) - 4);
    const bool has_parent = std::any_of(tree.begin(), tree.end(), [&](const support::Node& node) {
      return node.path == parent && node.kind == support::Kind::directory;
    });
    if (!has_parent) continue;
    tree.push_back(node_at(link_target, support::Kind::directory));
    tree.push_back(node_at(std::string(link_target) + "/c.txt", support::Kind::file, "inside"));
  }
  return tree;
}

Words throw_test(Random& random) {
  const std::vector<Words> tests{{"-name", random.pick(kNames)},
                                 {"-name", "*.txt"},
                                 {"-iname", "*.txt"},
                                 {"-path", "t/a*"},
                                 {"-path", "*e e*"},
                                 {"-type", "f"},
                                 {"-type", "d"},
                                 {"-type", "l"},
                                 {"-type", "f,l"},
                                 {"-size", "+2k"},
                                 {"-size", "-2k"},
                                 {"-size", "+7"},
                                 {"-size", "1"},
                                 {"-size", "-3"},
                                 {"-size", "4"},
                                 {"-size", "+1000c"},
                                 {"-empty"},
                                 {"-links", "+1"},
                                 {"-links", "1"},
                                 {"-perm", "644"},
                                 {"-perm", "-100"},
                                 {"-perm", "/022"},
                                 {"-lname", "../*"},
                                 {"-newer", "t"},
                                 {"-true"},
                                 {"-false"},
                                 {"-name", "x.d"}};
  return random.pick(tests);
}

Expression leaf(Words words) { return {Kind::leaf, std::move(words), {}}; }

Expression throw_expression(Random& random, int levels, bool may_act) {
  if (levels == 0 || random.chance(35)) {
    if (may_act && random.chance(12)) return leaf({random.chance(70) ? "-print" : "-prune"});
    return leaf(throw_test(random));
  }
  if (random.chance(20)) return {Kind::not_, {}, {throw_expression(random, levels - 1, false)}};
  Expression all;
  all.kind = random.chance(50) ? Kind::and_ : random.chance(85) ? Kind::or_ : Kind::comma;
  const std::size_t count = 2 + random.below(2);
  for (std::size_t i = 0; i < count; ++i)
    all.operands.push_back(throw_expression(random, levels - 1, may_act));
  return all;
}

Search throw_search(Random& random) {
  Search search;
  search.root = "t";
  search.follows = random.chance(25);
  search.depth_first = random.chance(10);
  if (random.chance(15)) search.max_depth = static_cast<int>(random.below(5));
  if (random.chance(15)) search.min_depth = static_cast<int>(random.below(3));
  if (random.chance(20)) search.exclusion = throw_expression(random, 1, false);
  search.expression = throw_expression(random, 3, true);
  return search;
}

/// Names that lead somewhere: mostly to a file of the tree, sometimes further, or past it.
Words throw_way(Random& random, const support::TreeSpec& tree) {
  const std::string path = random.pick(tree).path + (random.chance(15)   ? "/a"
                                                     : random.chance(10) ? "/no"
                                                                         : "");
  std::istringstream parts(path);
  Words names;
  for (std::string name; std::getline(parts, name, '/');) names.push_back(name);
  names.erase(names.begin());
  return names;
}

struct Harness {
  std::string findo;
  std::string directory;
  std::size_t failures = 0;

  support::Outcome run(Words words) const {
    words.insert(words.begin(), "findo");
    return support::run({.program = findo,
                         .arguments = std::move(words),
                         .environment = {"LC_ALL=C", "TZ=UTC0", "PATH=/usr/bin:/bin"},
                         .directory = directory,
                         .input = {},
                         .identity = {}});
  }
};

/// One line about a leaf.
struct Line {
  std::string answer;
  std::string words;
  std::string seen;
};

/// "    false         -size +10k                  the size is …"
std::optional<Line> read_line(const std::string& text) {
  for (const char* answer : {"true", "false", "not asked", "reached"}) {
    const std::string head = "    " + std::string(answer) + ' ';
    if (!text.starts_with(head)) continue;
    const std::size_t words = text.find_first_not_of(' ', head.size());
    const std::size_t end = text.find("  ", words);
    const std::size_t seen = end == std::string::npos ? end : text.find_first_not_of(' ', end);
    return Line{answer, text.substr(words, end - words), seen == std::string::npos ? "" : text.substr(seen)};
  }
  return std::nullopt;
}

struct Explanation {
  bool is_result = false;
  bool is_about_path = true;  ///< the lines are, and not about a directory on the way or an exclusion
  std::vector<Line> lines;
};

Explanation read_explanation(const std::string& text) {
  Explanation explanation;
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  explanation.is_result = line.find(" is a result") != std::string::npos;
  explanation.is_about_path = line.find(" is left out by an exclusion") == std::string::npos;
  while (std::getline(lines, line)) {
    if (line.starts_with("  the tests at ")) explanation.is_about_path = false;
    if (auto read = read_line(line)) explanation.lines.push_back(std::move(*read));
  }
  return explanation;
}

/// What is wrong with an explanation; empty where nothing is.
class Hearing {
 public:
  Hearing(const Search& search, Words names) : judge_(search), names_(std::move(names)) {
    file_ = {search.root, search.root, 0};
    for (const std::string& name : names_) file_ = {file_.path + '/' + name, name, file_.depth + 1};
  }

  const std::string& path() const { return file_.path; }

  std::string verdict(const Explanation& explanation, const support::Outcome& searched) const {
    const bool expected = judge_.is_result(names_);
    if (explanation.is_result != expected) return "the verdict is wrong";
    if (is_printed(searched.output) != expected) return "the search does not agree";
    if (!explanation.is_about_path || explanation.lines.empty()) return "";
    Truths truths;
    for (const Line& line : explanation.lines) {
      if (std::string fault = fault_of(line, truths); !fault.empty()) return fault;
    }
    const auto decided = judge_.decided_by(truths);
    if (!decided) return "what was asked does not decide it";
    return *decided == expected ? "" : "what was asked decides otherwise";
  }

 private:
  bool is_printed(const std::string& output) const {
    return ('\n' + output).find('\n' + file_.path + '\n') != std::string::npos;
  }

  /// Words as shown(), taken apart again.
  static Words split(const std::string& text) {
    const std::size_t blank = text.find(' ');
    if (blank == std::string::npos) return {text};
    std::string operand = text.substr(blank + 1);
    std::erase(operand, '\'');
    return {text.substr(0, blank), operand};
  }

  std::string fault_of(const Line& line, Truths& truths) const {
    if (line.answer == "not asked" || line.answer == "reached") return "";
    const Words words = split(line.words);
    const bool truth = judge_.holds(words, file_);
    truths[line.words] = truth;
    if (truth != (line.answer == "true")) return "wrong: " + line.words + " is said to be " + line.answer;
    const std::string seen = seen_by(words[0]);
    const bool is_named = line.seen.find(seen) != std::string::npos;
    return is_named ? "" : "wrong: " + line.words + " has seen \"" + line.seen + "\", not \"" + seen + '"';
  }

  /// What must stand in the value that the test has seen.
  std::string seen_by(const std::string& test) const {
    char text[64] = "";
    if (test == "-name" || test == "-iname") return "the name is '" + file_.name + '\'';
    if (test == "-path") return "the path is '" + file_.path + '\'';
    const struct stat status = *judge_.status_of(file_.path);
    if (test == "-size") {
      return "the size is " + std::to_string(status.st_size) + (status.st_size == 1 ? " byte" : " bytes");
    }
    if (test == "-links") return "hard links is " + std::to_string(status.st_nlink);
    if (test == "-perm")
      std::snprintf(text, sizeof text, "%04o", static_cast<unsigned>(status.st_mode & 07777));
    if (test == "-type") {
      return S_ISDIR(status.st_mode)   ? "a directory"
             : S_ISLNK(status.st_mode) ? "a symbolic link"
                                       : "a regular file";
    }
    return text;
  }

  Judge judge_;
  Words names_;
  File file_;
};

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words)
    text += ' ' + (word.find_first_of("*( )!") == std::string::npos ? word : '\'' + word + '\'');
  return text;
}

void run_case(Harness& harness, Random& random, const support::TreeSpec& tree) {
  const Search search = throw_search(random);
  const Hearing hearing(search, throw_way(random, tree));
  const Words words = search.words();
  Words asking = words;
  asking.push_back("--why=" + hearing.path());
  const support::Outcome explained = harness.run(asking);
  std::string fault =
      explained.status == 0 && explained.errors.empty() ? "" : "it failed: " + explained.errors;
  if (fault.empty()) fault = hearing.verdict(read_explanation(explained.output), harness.run(words));
  if (fault.empty()) return;
  ++harness.failures;
  std::printf("%s\n  findo%s\n%s\n", fault.c_str(), joined(asking).c_str(), explained.output.c_str());
}

int run(std::string findo, std::uint64_t seed, std::uint64_t cases) {
  constexpr std::uint64_t kCasesPerTree = 30;
  Harness harness{.findo = std::move(findo), .directory = {}};
  for (std::uint64_t number = 0; number < cases; number += kCasesPerTree) {
    Random random(seed, 1, number);
    const support::TemporaryDirectory place("findo-why");
    harness.directory = std::string(place.path()) + "/top";
    const support::TreeSpec tree = make_tree(random);
    support::build_tree(tree, harness.directory);
    if (chdir(harness.directory.c_str()) != 0) return EXIT_FAILURE;
    for (std::uint64_t i = number; i < std::min(cases, number + kCasesPerTree); ++i) {
      Random dice(seed, 2, i);
      run_case(harness, dice, tree);
    }
    if (chdir("/") != 0) return EXIT_FAILURE;
  }
  std::printf("why: %llu cases, %zu explanations are wrong\n", static_cast<unsigned long long>(cases),
              harness.failures);
  return harness.failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace findo::why_tests

int main(int argc, char** argv) {
  std::string findo;
  std::uint64_t seed = 1;
  std::uint64_t cases = 300;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view option = argv[i];
    if (option == "--findo") findo = argv[i + 1];
    if (option == "--seed") seed = std::strtoull(argv[i + 1], nullptr, 10);
    if (option == "--cases") cases = std::strtoull(argv[i + 1], nullptr, 10);
  }
  if (findo.empty()) {
    std::fputs("usage: findo_why --findo PATH [--seed N] [--cases N]\n", stderr);
    return EXIT_FAILURE;
  }
  return findo::why_tests::run(findo, seed, cases);
}
