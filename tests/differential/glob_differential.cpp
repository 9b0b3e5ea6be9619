// Compares -glob with what bash makes of the same pattern with globstar and dotglob set, in a tree of its
// own.
//   glob_differential --bash PROGRAM [--seed N] [--cases N]
// bash writes braces out and looks into directories itself, so nothing of it is ours. Three differences are
// meant, and such patterns are not thrown: for bash `a/**` holds a itself; it takes braces in a set for
// braces; and stars that braces bring together for a `**`. Nor are those with more than two `**`, for which
// bash needs minutes and gigabytes. Exit status: 0 when nothing differs, 1 otherwise, 2 on a wrong command
// line or where bash fails.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plan/path_glob.hpp"
#include "support/process.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"

namespace {

using findo::plan::PathGlob;
using findo::support::Random;

struct Arguments {
  std::string bash;
  std::uint64_t seed = 1;
  std::uint64_t cases = 3000;
};

Arguments read_arguments(int count, char** words) {
  Arguments arguments;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view name = words[i];
    if (name == "--bash") arguments.bash = words[i + 1];
    if (name == "--seed") arguments.seed = std::strtoull(words[i + 1], nullptr, 10);
    if (name == "--cases") arguments.cases = std::strtoull(words[i + 1], nullptr, 10);
  }
  if (!arguments.bash.empty()) return arguments;
  std::cerr << "usage: glob_differential --bash PROGRAM [--seed N] [--cases N]\n";
  std::exit(2);
}

/// Every path of three levels over a few names; the last level are files.
std::vector<std::string> make_tree(const std::string& top) {
  constexpr const char* kNames[] = {"a", "b", "ab", ".a", "a.c", "b.h", "c"};
  std::vector<std::string> paths{"t"};
  for (const std::string name : kNames) {
    const std::string first = "t/" + name;
    paths.push_back(first);
    for (const std::string second : {"a", ".a", "ab", "b.h"}) {
      const std::string directory = first + '/' + second;
      paths.push_back(directory);
      for (const std::string third : {"a", "a.c", "b"}) paths.push_back(directory + '/' + third);
    }
  }
  for (const std::string& path : paths) std::filesystem::create_directories(top + '/' + path);
  return paths;
}

std::string random_pattern(Random& random) {
  constexpr const char* kPieces[] = {"a",     "b",      "/",         "/",     "*",     "**", "**/",
                                     "/**/",  "/**",    "?",         "{",     "}",     ",",  "[ab]",
                                     "[!a]",  "{a,b}",  "{,b}",      "*.",    "{a/,}", ".c", "{c,h}",
                                     "[a-c]", "{**,a}", "{a,{b,c}}", "{*,b}/"};
  std::string pattern = "t/";  // or bash would search from / where a brace is empty
  for (std::size_t i = random.below(8) + 1; i > 0; --i) pattern += random.pick(kPieces);
  return pattern;
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++count;
  return count;
}

bool holds_any(const std::string& text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return count_of(text, part) > 0; });
}

/// Whether stars may come to stand side by side once the braces are written out, which makes a `**` for bash
/// only.
bool joins_stars(const std::string& pattern) {
  return holds_any(pattern, {"*{", "}*"}) && holds_any(pattern, {"{*", ",*", "*,", "*}", "{,", ",}", "}{"});
}

/// The pattern made into one that both read alike; empty where it cannot be.
std::string comparable(std::string pattern) {
  const std::size_t stars = count_of(pattern, "**");
  if (stars > 2 || joins_stars(pattern)) return "";
  if (stars > 0 && (pattern.ends_with('*') || pattern.ends_with('}'))) pattern += "/*";
  return PathGlob::parse(pattern) ? pattern : "";
}

/// One script for all patterns: a line of NUL-separated paths for each. For bash two slashes are as good as
/// one, for us there is an empty component between them, which nothing has.
constexpr const char* kScript = R"(shopt -s globstar dotglob nullglob
while IFS= read -r pattern; do
  set -f
  eval "set -- $pattern"
  set +f
  IFS=
  for word; do
    [[ $word == *//* ]] && continue
    for path in $word; do printf '%s\0' "$path"; done
  done
  printf '\n'
done <../patterns)";

std::set<std::string> records(std::string_view line) {
  std::set<std::string> paths;
  for (std::size_t end; (end = line.find('\0')) != std::string_view::npos; line.remove_prefix(end + 1)) {
    paths.emplace(line.substr(0, end));
  }
  return paths;
}

std::string shown(const std::set<std::string>& paths) {
  std::string text;
  for (const std::string& path : paths) text += ' ' + path;
  return text;
}

}  // namespace

int main(int count, char** words) {
  const Arguments arguments = read_arguments(count, words);
  const findo::support::TemporaryDirectory directory("glob");
  const std::string tree = directory.path() + "/tree";
  const std::vector<std::string> paths = make_tree(tree);
  std::vector<std::string> patterns;
  for (std::uint64_t number = 0; patterns.size() < arguments.cases; ++number) {
    Random random(arguments.seed, 9, number);
    std::string pattern = comparable(random_pattern(random));
    if (!pattern.empty()) patterns.push_back(std::move(pattern));
  }
  std::string list;
  for (const std::string& pattern : patterns) list += pattern + '\n';
  findo::support::write_file(directory.path() + "/patterns", list);
  findo::support::Command command;
  command.program = arguments.bash;
  command.arguments = {"bash", "-c", std::string("cd tree; ") + kScript};
  command.environment = {"LC_ALL=C", "PATH=/usr/bin:/bin"};
  command.directory = directory.path();
  command.limit = std::chrono::seconds(60);
  const auto outcome = findo::support::run(command);
  if (outcome.status != 0) {
    std::cerr << "bash ended with " << outcome.status << ": " << outcome.errors << '\n';
    return 2;
  }
  std::size_t differences = 0;
  std::size_t matches = 0;
  std::string_view rest = outcome.output;
  for (const std::string& pattern : patterns) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return std::cerr << "bash ended early\n", 2;
    const std::set<std::string> shown_by_bash = records(rest.substr(0, end));
    rest.remove_prefix(end + 1);
    const auto glob = PathGlob::parse(pattern);
    std::set<std::string> ours;
    std::set<std::string> theirs;
    for (const std::string& path : paths) {
      if (glob->matches(path)) ours.insert(path);
      if (shown_by_bash.count(path) > 0) theirs.insert(path);
    }
    matches += theirs.size();
    if (ours == theirs) continue;
    ++differences;
    std::cout << pattern << "\n  ours: " << shown(ours) << "\n  bash: " << shown(theirs) << '\n';
  }
  std::cout << patterns.size() << " patterns, " << matches << " matches, " << differences << " differences\n";
  return differences == 0 && matches > patterns.size() ? 0 : 1;
}
