// Runs cases on both programs, compares what they did, and makes failing cases small.
#pragma once

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <vector>

#include "differential/expression.hpp"
#include "differential/oracle.hpp"
#include "differential/process.hpp"
#include "differential/tree.hpp"

namespace findo::differential {

struct Settings {
  std::string findo;
  std::string oracle = "/usr/bin/find";
  bool asks_bfs = false;                 ///< The oracle is bfs, not GNU find.
  std::vector<std::string> findo_words;  ///< Put before every command line of findo, not of the oracle.
  std::string keep_failures;             ///< Directory for failing cases; empty: none are kept.
  std::uint64_t seed = 1;
  std::size_t cases = 1000;
  std::size_t trees = 0;                ///< 0: one for every `kCasesPerTree` cases.
  std::size_t destructive_percent = 8;  ///< So many of the cases change the tree.
  std::optional<std::size_t> only_case;
  bool shrink = true;
};

/// All that a program did in one case.
struct Observation {
  Outcome outcome;
  std::string files;        ///< What is in the files it wrote.
  std::string empty_files;  ///< The names of the others that it made.
  std::string tree;         ///< The tree afterwards, where the case changes it.
};

struct Observations {
  Observation expected;  ///< The oracle's.
  Observation found;     ///< findo's.
};

/// Owns the scratch directory: `work` (the tree; programs run in it), `out` (files that they write), `lists`
/// (their -files0-from) and `outside` (what absolute links point at). One thread, one object.
class Comparison {
 public:
  /// `oracle` is what `settings.oracle` is the path of; it must outlive the object.
  Comparison(Settings settings, const Oracle& oracle);
  ~Comparison();
  Comparison(const Comparison&) = delete;
  Comparison& operator=(const Comparison&) = delete;

  /// Runs every case; a report for each failure goes to stdout. Returns how many failed; nothing if it could
  /// not work.
  std::optional<std::size_t> run_all();

 private:
  bool run_tree(std::size_t number, std::size_t first, std::size_t last);
  bool run_case(std::size_t number, bool destructive);
  bool uses_portable_reader() const;
  bool prepare_tree();
  void prepare_run(const CommandLine& line);
  Observation observe(const CommandLine& line, bool oracle);
  Observations observe_both(const CommandLine& line);
  Job make_job(const CommandLine& line, bool oracle) const;
  Scope scope(bool destructive) const { return {tree_, base_ + "/tree", destructive}; }
  std::string outline_difference(const Outcome& expected, const Outcome& found, bool compare_messages) const;
  std::string describe_status(const char* what, const std::string& expected, const std::string& found) const;
  std::string difference(const CommandLine& line, const Observations& seen) const;
  std::string lasting_difference(const CommandLine& line);
  bool still_differs(const CommandLine& line);
  CommandLine shrunk(CommandLine line);
  void report(std::size_t number, const CommandLine& line);
  std::string keep(std::size_t number, const CommandLine& line);
  std::string shell_command(const CommandLine& line, bool oracle, const std::string& base) const;
  bool nobody_can_run(const std::string& program) const;

  Settings settings_;
  const Oracle& oracle_;
  std::string base_;
  timespec start_{};
  Tree tree_;
  bool dirty_ = true;  // the tree on disk is not as tree_ says
  bool can_drop_privileges_ = false;
  std::size_t failures_ = 0;
};

}  // namespace findo::differential
