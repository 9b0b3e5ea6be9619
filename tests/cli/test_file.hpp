// The format of the line tests, read and written.
//
//   # A comment. Settings before the first test hold for every test of the file.
//   tree: basic
//
//   == what this test is about, as a statement
//   $ findo . -name '*.c' -print
//   > | sort                            the shell line goes on
//   sorted                              lines are compared in byte order, where the order of siblings is not
//   fixed | ./dir/one.c                       an expected line of stdout; without any, stdout is empty
//   |\./end                             an expected line that ends without a newline; only as the last one
//   exit: 1                             expected exit status, 0 where not stated
//   stderr: any                         something must be on stderr (`none`, the default: nothing may be)
//   ! findo: 'x': Permission denied     an expected line of stderr, exact
//   ?                                   the expectation is not known yet: --update fills it in
//
// Other settings, each on a line of its own:
//   tree: NAME        the tree that is the working directory (see support/trees.cpp)
//   scratch           the command changes the tree: it gets a copy of its own, and an empty $HOME
//   root, user        run as root, or as nobody; both need a harness that is root and are skipped elsewhere
//   mounts            run as root in a mount namespace of its own; skipped where there are none
//   only-if: COMMAND  skipped where the shell command fails; SANITIZED is set where a sanitizer watches findo
//   attributes        skipped where the file system keeps no extended attributes or no inode flags
//   linux             skipped for a findo that was built to ask only what every system can tell (as
//   attributes are) only-findo: WHY   a departure from GNU find, which is not asked
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/process.hpp"

namespace findo::cli_tests {

/// Who must run the test.
enum class Runner { anyone, root, user };

/// What the test demands of stderr.
enum class Errors { none, any, exact };

/// What a test demands.
struct Expectation {
  std::string output;
  Errors errors = Errors::none;
  std::string error_text;  ///< for Errors::exact
  int status = 0;
};

/// One test.
struct Test {
  std::string name;
  int line = 0;         ///< of its title in the file, from 1
  std::string command;  ///< for bash
  std::string tree = "basic";
  bool is_sorted = false;
  bool changes_tree = false;
  bool needs_attributes = false;
  bool needs_linux = false;
  bool mounts = false;  ///< mounts things, in a namespace of its own
  Runner runner = Runner::anyone;
  std::string condition;  ///< for bash; where it fails the test is skipped. Empty: there is none
  std::string departure;  ///< why GNU find is not asked; empty: it is
  std::optional<Expectation> expectation;  ///< nothing where the file says `?`
};

/// A file of tests.
struct TestFile {
  std::string path;
  std::vector<Test> tests;
};

/// Reads a file; a mistake in it ends the harness, naming file and line.
TestFile read_test_file(const std::string& path);

/// The lines by which a file states what came out, ready to stand in for `?`.
std::string render_expectation(const Test& test, const support::Outcome& outcome);

/// Puts texts made by render_expectation in place of the `?` of the tests at these lines.
struct Filling {
  int test_line;
  std::string text;
};
void fill_expectations(const std::string& path, const std::vector<Filling>& fillings);

}  // namespace findo::cli_tests
