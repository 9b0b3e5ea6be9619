// Compares -sort, -top and -keep with what GNU find, sort, awk and head make of the same tree.
//   barriers_differential --findo PATH --find PATH [--seed N] [--cases N]
// A seed gives the same cases on every machine. Exit status: 0 when nothing differs, 1 otherwise, 2 where it
// cannot work.
#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <vector>

#include "support/process.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/trouble.hpp"

namespace {

namespace support = findo::support;
using support::Random;

constexpr std::size_t kCasesOfATree = 50;

/// A key as findo names it; how find prints it and how sort compares that.
struct Key {
  const char* name;
  const char* directive;
  const char* comparison;
};
constexpr Key kKeys[] = {{"path", "%p", ""},    {"name", "%f", ""},    {"size", "%s", "n"},
                         {"mtime", "%T@", "n"}, {"atime", "%A@", "n"}, {"ctime", "%C@", "n"},
                         {"depth", "%d", "n"}};

const char* const kTests[] = {"",         "-type f",   "-type d",    "-name '*[a-m]*'",
                              "-size +2", "! -type l", "-mindepth 1"};
const char* const kNames[] = {"a", "b.c", "B.C", "z9", "z10", ".dot", "x y", "-n", "m.tar.gz", "\xC3\xA9"};

/// A tree whose sizes, times and names are often the same.
void make_tree(const std::string& top, Random& random) {
  std::vector<std::string> directories{top};
  for (int i = 0; i < 60; ++i) {
    std::string path = random.pick(directories) + '/' + random.pick(kNames);
    if (random.chance(30)) path += std::to_string(random.below(12));
    if (std::filesystem::exists(std::filesystem::symlink_status(path))) continue;
    if (random.chance(20)) {
      std::filesystem::create_directory(path);
      directories.push_back(path);
    } else if (random.chance(10)) {
      std::filesystem::create_symlink("nowhere", path);
    } else {
      support::write_file(path, std::string(random.below(5) * (random.chance(50) ? 1 : 700), 'x'));
    }
    const timespec times[2] = {
        {static_cast<time_t>(random.below(4) * 1'000'000), 0},
        {static_cast<time_t>(random.below(3) * 1'000'000), static_cast<long>(random.below(2))}};
    support::need(utimensat(AT_FDCWD, path.c_str(), times, AT_SYMLINK_NOFOLLOW), path);
  }
}

/// What findo is asked, and a pipeline that gives the same; whether the order of lines matters.
struct Case {
  std::string findo;
  std::string reference;
  bool is_ordered = true;
};

/// Appends one field to a format of find, and its comparison to the words of sort.
void add_key(const Key& key, bool is_reversed, std::size_t number, std::string& format, std::string& words) {
  format += std::string(key.directive) + "\\t";
  const std::string field = std::to_string(number);
  words += " -k" + field + ',' + field + key.comparison + (is_reversed ? "r" : "");
}

Case make_sorting(Random& random, const std::string& find, bool is_top) {
  const std::string test = random.pick(kTests);
  std::string keys;
  std::string format;
  std::string words;
  const std::size_t count = 1 + random.below(3);
  for (std::size_t i = 1; i <= count; ++i) {
    const Key& key = random.pick(kKeys);
    const bool is_reversed = random.chance(50);
    keys += std::string(i > 1 ? "," : "") + (is_reversed ? "-" : "") + key.name;
    add_key(key, is_reversed != is_top, i, format, words);
  }
  const std::string last = std::to_string(count + 1);
  Case result;
  const std::string most = std::to_string(1 + random.below(20));
  result.findo = ". " + test + (is_top ? " -top " + most + ' ' : " -sort ") + keys;
  result.reference = find + " . " + test + " -printf '" + format + "%p\\n' | sort -s -t \"$(printf '\\t')\"" +
                     words + " -k" + last + ',' + last + " | cut -f" + last + '-' +
                     (is_top ? " | head -n " + most : "");
  return result;
}

Case make_keeping(Random& random, const std::string& find) {
  struct Rule {
    const char* name;
    const char* directive;
    const char* comparison;
  };
  constexpr Rule kRules[] = {
      {"newest", "%T@", "nr"}, {"oldest", "%T@", "n"}, {"largest", "%s", "nr"}, {"smallest", "%s", "n"}};
  const Rule& rule = random.pick(kRules);
  const std::string most = std::to_string(1 + random.below(4));
  const std::size_t group = random.below(3);
  const std::string test = random.pick(kTests);
  const char* const groups[] = {"", " per dir", " per ext"};
  // Of the last component behind the last dot that is not its first byte, in lower case.
  const std::string group_of[] = {"\"\"", "d", "e"};
  Case result;
  result.is_ordered = false;
  result.findo = ". " + test + " -keep " + most + ' ' + rule.name + groups[group];
  result.reference =
      find + " . " + test + " -printf '" + rule.directive +
      "\\t%f\\t%p\\n' | sort -s -t \"$(printf '\\t')\" -k1,1" + rule.comparison +
      " -k3,3 | awk -F '\\t' '{ d = $3; sub(\"[^/]*$\", \"\", d); e = \"\"; n = substr($2, 2); "
      "if (match(n, \"[.][^.]*$\")) e = tolower(substr(n, RSTART + 1)); if (c[" +
      group_of[group] + "]++ >= " + most + ") print $3 }'";
  return result;
}

Case make_case(Random& random, const std::string& find) {
  const std::size_t kind = random.below(3);
  return kind == 2 ? make_keeping(random, find) : make_sorting(random, find, kind == 1);
}

std::string run_in(const std::string& directory, const std::string& script) {
  support::Command command;
  command.program = "/bin/sh";
  command.arguments = {"sh", "-c", script};
  command.environment = {"LC_ALL=C", "PATH=/usr/bin:/bin"};
  command.directory = directory;
  const support::Outcome outcome = support::run(command);
  return outcome.output + outcome.errors +
         (outcome.status == 0 ? "" : "status " + std::to_string(outcome.status));
}

struct Options {
  std::string findo;
  std::string find;
  std::uint64_t seed = 1;
  std::size_t cases = 1'000;
};

Options parse_options(int count, char** words) {
  Options options;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view name = words[i];
    const char* const value = words[i + 1];
    if (name == "--findo") options.findo = value;
    if (name == "--find") options.find = value;
    if (name == "--seed") options.seed = std::strtoull(value, nullptr, 10);
    if (name == "--cases") options.cases = std::strtoull(value, nullptr, 10);
  }
  if (options.findo.empty() || options.find.empty())
    support::die("usage: --findo PATH --find PATH [--seed N] [--cases N]");
  return options;
}

}  // namespace

int main(int count, char** words) {
  const Options options = parse_options(count, words);
  std::size_t differing = 0;
  std::unique_ptr<support::TemporaryDirectory> tree;
  for (std::size_t i = 0; i < options.cases; ++i) {
    if (i % kCasesOfATree == 0) {
      Random random(options.seed, 1, i);
      tree = std::make_unique<support::TemporaryDirectory>("barriers");
      make_tree(tree->path(), random);
      // Reading a directory may change when it was read last; after this it does not any more.
      run_in(tree->path(), options.find + " . >/dev/null");
    }
    Random random(options.seed, 2, i);
    const Case test = make_case(random, options.find);
    std::string ours = run_in(tree->path(), options.findo + ' ' + test.findo);
    std::string theirs = run_in(tree->path(), test.reference);
    if (!test.is_ordered) {
      ours = support::sorted_lines(ours);
      theirs = support::sorted_lines(theirs);
    }
    if (ours == theirs) continue;
    ++differing;
    std::cout << "case " << i << ": findo " << test.findo << '\n'
              << "  " << test.reference << '\n'
              << support::difference(theirs, ours);
  }
  std::cout << options.cases << " cases with seed " << options.seed << ", " << differing << " differ\n";
  return differing == 0 ? 0 : 1;
}
