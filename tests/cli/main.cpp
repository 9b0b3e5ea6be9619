// findo_cli --findo PATH [--oracle PATH] [--portable] [--update] [--name TEXT] [--verbose]
// FILE_OR_DIRECTORY... Runs the line tests in *.test files on findo, and those in folders named posix or gnu
// on GNU find as well: an expectation that GNU find contradicts is a mistake of the test. The format is told
// in test_file.hpp.
//   --oracle PATH   GNU find
//   --update        fills expectations that are written `?` from the oracle, or from findo where a test is
//   findo's own
//   --name TEXT     only tests whose name holds TEXT
//   --verbose       names every test as it runs
// Exit status: 0 when no test failed, 1 otherwise, 2 where the harness could not work.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <utility>

#include "cli/test_file.hpp"
#include "cli/test_runner.hpp"
#include "support/trouble.hpp"

namespace findo::cli_tests {
namespace {

struct Options {
  std::string findo;
  std::string oracle;
  std::string name;
  bool is_portable = false;  ///< findo was built without what is Linux's own
  bool updates = false;
  bool is_verbose = false;
  std::vector<std::string> places;
};

[[noreturn]] void complain_of_usage(const std::string& what) {
  errno = 0;
  support::die(
      what + "\nusage: findo_cli --findo PATH [--oracle PATH] [--update] [--name TEXT] [--verbose] FILE...");
}

Options parse_options(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const auto value = [&]() -> std::string {
      if (i + 1 == count) complain_of_usage(word + " needs a value");
      return words[++i];
    };
    if (word == "--findo") {
      options.findo = value();
    } else if (word == "--oracle") {
      options.oracle = value();
    } else if (word == "--name") {
      options.name = value();
    } else if (word == "--portable") {
      options.is_portable = true;
    } else if (word == "--update") {
      options.updates = true;
    } else if (word == "--verbose") {
      options.is_verbose = true;
    } else if (word.starts_with("--")) {
      complain_of_usage("unknown option " + word);
    } else {
      options.places.push_back(word);
    }
  }
  if (options.findo.empty() && options.oracle.empty()) complain_of_usage("there is no program to test");
  if (options.places.empty()) complain_of_usage("there are no tests to run");
  return options;
}

/// The *.test files at a place, in byte order.
std::vector<std::string> files_at(const std::string& place) {
  namespace fs = std::filesystem;
  if (!fs::is_directory(place)) return {place};
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(place)) {
    if (entry.path().extension() == ".test") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Whether the file holds what GNU find does too.
bool is_shared_with_gnu(const std::string& path) {
  const std::filesystem::path whole(std::filesystem::absolute(path));
  return std::any_of(whole.begin(), whole.end(),
                     [](const auto& part) { return part == "posix" || part == "gnu"; });
}

class Suite {
 public:
  explicit Suite(Options options) : options_(std::move(options)) {
    if (!options_.findo.empty()) findo_ = runner_.install(options_.findo, "findo");
    if (!options_.oracle.empty()) oracle_ = runner_.install(options_.oracle, "oracle");
  }

  void run_file(const std::string& path) {
    const TestFile file = read_test_file(path);
    const bool is_shared = is_shared_with_gnu(path);
    std::vector<Filling> fillings;
    runner_.renew_trees();
    for (const Test& test : file.tests) {
      if (test.name.find(options_.name) == std::string::npos) continue;
      const bool asks_oracle = !oracle_.empty() && is_shared && test.departure.empty();
      if (options_.updates && !test.expectation) {
        const auto outcome = runner_.run(test, asks_oracle || findo_.empty() ? oracle_ : findo_);
        fillings.push_back({test.line, render_expectation(test, outcome)});
      } else {
        run_test(file, test, asks_oracle);
      }
    }
    if (!fillings.empty()) fill_expectations(path, fillings);
  }

  int finish() const {
    std::printf("%d passed, %d failed", passed_, failed_);
    if (skipped_ > 0) std::printf(", %d skipped", skipped_);
    std::printf("\n");
    return failed_ > 0 ? 1 : 0;
  }

 private:
  void run_test(const TestFile& file, const Test& test, bool asks_oracle) {
    if (options_.is_verbose) std::printf("%s:%d: %s\n", file.path.c_str(), test.line, test.name.c_str());
    const bool cannot_run = (test.runner != Runner::anyone && !support::is_root()) ||
                            (test.needs_attributes && !runner_.keeps_attributes()) ||
                            (test.needs_linux && options_.is_portable) ||
                            (test.mounts && !runner_.can_mount()) || !runner_.meets_condition(test);
    if (cannot_run || (findo_.empty() && !asks_oracle)) {
      ++skipped_;
      return;
    }
    std::string wrong;
    if (!findo_.empty()) wrong = ask(test, findo_);
    if (asks_oracle) {
      const std::string contradiction = ask(test, oracle_);
      if (!contradiction.empty()) wrong += "  GNU find contradicts the expectation:\n" + contradiction;
    }
    ++(wrong.empty() ? passed_ : failed_);
    if (!wrong.empty()) show_failure(file, test, wrong);
  }

  std::string ask(const Test& test, const std::string& programs) {
    const support::Outcome outcome = runner_.run(test, programs);
    return complaints(test, outcome) + runner_.damage();
  }

  static void show_failure(const TestFile& file, const Test& test, const std::string& wrong) {
    std::printf("%s:%d: FAILED: %s\n  $ %s\n%s", file.path.c_str(), test.line, test.name.c_str(),
                test.command.c_str(), wrong.c_str());
    std::fflush(stdout);
  }

  Options options_;
  TestRunner runner_;
  std::string findo_;
  std::string oracle_;
  int passed_ = 0;
  int failed_ = 0;
  int skipped_ = 0;
};

}  // namespace
}  // namespace findo::cli_tests

int main(int count, char** words) {
  using namespace findo::cli_tests;
  const Options options = parse_options(count, words);
  Suite suite(options);
  for (const std::string& place : options.places) {
    for (const std::string& file : files_at(place)) suite.run_file(file);
  }
  return suite.finish();
}
