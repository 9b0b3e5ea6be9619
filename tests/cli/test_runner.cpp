#include "cli/test_runner.hpp"

#include <sys/stat.h>

#include "support/snapshot.hpp"
#include "support/text.hpp"
#include "support/trees.hpp"
#include "support/trouble.hpp"

namespace findo::cli_tests {
namespace {

constexpr mode_t kEveryoneMayWrite = 0777;

std::vector<std::string> environment(const std::string& programs, const std::string& home) {
  return {"PATH=" + programs + ":/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C", "TZ=UTC0", "HOME=" + home};
}

/// The command as it stands, or in a mount namespace of its own, which ends with it.
std::vector<std::string> bash_arguments(const std::string& command, bool mounts) {
  if (!mounts) return {"bash", "--norc", "-c", command};
  return {"bash", "--norc", "-c", "exec unshare --mount --propagation private bash --norc -c \"$1\"",
          "bash", command};
}

support::Command shell_command(const std::string& words, bool mounts = false) {
  support::Command command;
  command.program = "/bin/bash";
  command.arguments = bash_arguments(words, mounts);
  return command;
}

bool can_have_namespaces(const std::string& directory) {
  if (!support::is_root()) return false;
  support::Command command = shell_command("mount -t tmpfs none . && cd . && touch file", true);
  command.environment = environment("", "/nonexistent");
  command.directory = directory;
  return support::run(command).status == 0;
}

std::string of_stderr(const Expectation& expected, const std::string& errors) {
  const bool is_right = expected.errors == Errors::exact
                            ? errors == expected.error_text
                            : errors.empty() == (expected.errors == Errors::none);
  if (is_right) return {};
  constexpr std::string_view kWanted[] = {"no message", "a message", "another message"};
  return "  stderr: " + std::string(kWanted[static_cast<int>(expected.errors)]) + " was expected\n" +
         support::difference(expected.error_text, errors);
}

}  // namespace

TestRunner::TestRunner()
    : directory_("findo-cli"),
      keeps_attributes_(support::keeps_attributes(directory_.path())),
      can_mount_(can_have_namespaces(directory_.path())) {}

std::string TestRunner::install(const std::string& path, const std::string& name) {
  const std::string programs = directory_.path() + "/bin-" + name;
  support::need(mkdir(programs.c_str(), 0755), programs);
  support::copy_program(path, programs + "/findo");
  return programs;
}

/// The copy for a test that changes things can be changed by whoever runs the test.
std::string TestRunner::make_tree(const std::string& name, const std::string& directory) const {
  const std::string path = directory_.path() + '/' + directory;
  support::build_tree(support::named_tree(name), path);
  return path;
}

std::string TestRunner::make_home() const {
  const std::string home = directory_.path() + "/home";
  support::remove_tree(home);
  support::need(mkdir(home.c_str(), kEveryoneMayWrite), home);
  support::need(chmod(home.c_str(), kEveryoneMayWrite), home);
  return home;
}

bool TestRunner::meets_condition(const Test& test) const {
  if (test.condition.empty()) return true;
  support::Command command = shell_command(test.condition);
  command.environment = environment("/nonexistent", "/nonexistent");
#ifdef FINDO_IS_SANITIZED
  command.environment.emplace_back("SANITIZED=yes");
#endif
  command.directory = directory_.path();
  return support::run(command).status == 0;
}

const std::string& TestRunner::shared_tree(const std::string& name) {
  const auto [place, is_new] = trees_.try_emplace(name);
  if (is_new) {
    place->second = make_tree(name, name);
    snapshots_[name] = support::snapshot_of(place->second);
  }
  return place->second;
}

void TestRunner::renew_trees() {
  for (const auto& [name, path] : trees_) support::remove_tree(path);
  trees_.clear();
}

void TestRunner::check_tree(const std::string& name, const std::string& path) {
  const std::string now = support::snapshot_of(path);
  std::string& before = snapshots_[name];
  if (now != before)
    damage_ = "  it changed its tree, and has no `scratch`\n" + support::difference(before, now);
  before = now;
}

support::Outcome TestRunner::run(const Test& test, const std::string& programs) {
  support::Command command = shell_command(test.command, test.mounts);
  command.environment = environment(programs, test.changes_tree ? make_home() : "/nonexistent");
  if (test.runner == Runner::user) command.identity = support::nobody();
  damage_.clear();
  command.directory = test.changes_tree ? make_tree(test.tree, "scratch") : shared_tree(test.tree);
  if (test.changes_tree)
    support::need(chmod(command.directory.c_str(), kEveryoneMayWrite), command.directory);

  const support::Outcome outcome = support::run(command);
  if (test.changes_tree) {
    support::remove_tree(command.directory);
  } else {
    check_tree(test.tree, command.directory);
  }
  return outcome;
}

std::string complaints(const Test& test, const support::Outcome& outcome) {
  if (outcome.timed_out) return "  it did not end\n";
  if (!test.expectation) return "  nothing is expected of it yet; --update fills that in\n";
  const Expectation& expected = *test.expectation;
  std::string result;
  if (outcome.status != expected.status) {
    result += "  exit status " + std::to_string(outcome.status) + ", " + std::to_string(expected.status) +
              " was expected\n";
  }
  const std::string output = test.is_sorted ? support::sorted_lines(outcome.output) : outcome.output;
  const std::string wanted = test.is_sorted ? support::sorted_lines(expected.output) : expected.output;
  if (output != wanted) result += "  stdout differs\n" + support::difference(wanted, output);
  result += of_stderr(expected, outcome.errors);
  return result;
}

}  // namespace findo::cli_tests
