// Runs one line test with one program and says what is wrong.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/test_file.hpp"
#include "support/temporary_directory.hpp"

namespace findo::cli_tests {

/// Runs commands in which `findo` is a program under test, on named trees.
/// The trees are made when first asked for and shared by all tests that do not change them.
class TestRunner {
 public:
  TestRunner();

  /// Makes the program at `path` one that can be run under this name; returns the directory for PATH.
  std::string install(const std::string& path, const std::string& name);

  /// Runs the command of the test; `programs` is what install() returned.
  support::Outcome run(const Test& test, const std::string& programs);

  /// Whether the condition of the test holds here.
  bool meets_condition(const Test& test) const;

  /// Whether trees can have attributes.
  bool keeps_attributes() const { return keeps_attributes_; }
  /// Whether commands can have a mount namespace of their own.
  bool can_mount() const { return can_mount_; }

  /// Removes all shared trees, so that the next test gets new ones: ages must not grow with the length of a
  /// run.
  void renew_trees();

  /// What run() found wrong about the tree afterwards: a test without `scratch` that changed it. Empty:
  /// nothing.
  const std::string& damage() const { return damage_; }

 private:
  std::string make_home() const;
  const std::string& shared_tree(const std::string& name);
  std::string make_tree(const std::string& name, const std::string& directory) const;
  void check_tree(const std::string& name, const std::string& path);

  support::TemporaryDirectory directory_;
  bool keeps_attributes_;
  bool can_mount_;
  std::map<std::string, std::string> trees_;      // name → path
  std::map<std::string, std::string> snapshots_;  // name → what it looked like when new
  std::string damage_;
};

/// What contradicts the expectation, in lines for people; empty where nothing does.
std::string complaints(const Test& test, const support::Outcome& outcome);

}  // namespace findo::cli_tests
