// -D: what goes on inside, on standard error.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/log_topics.hpp"
#include "files/reader.hpp"
#include "language/command_line.hpp"
#include "plan/bind.hpp"

namespace findo::cli {

/// The categories that -D takes, one a line.
std::string debug_help();

/// Their names, for completions.
std::vector<std::string_view> debug_names();

/// Whether the value of a -D asks for that list.
bool asks_for_debug_help(std::string_view value);

/// Turns on what the -D flags of the command line ask for; warns of categories that do not exist.
void enable_debug(const language::CommandLine& line);

/// -D stat, -D search: the reader, or one around it that reports what it is asked.
std::unique_ptr<files::Reader> report_reading(std::unique_ptr<files::Reader> reader);

/// -D time: the moment that ages count from. What the tests make of it, whoever binds them shows.
void show_start(base::Timestamp start);

/// -D tree: the expression as it was understood.
void show_understood(const plan::Bound& bound);

/// -D opt, -D cost: the expression as it is going to be evaluated, and what its leaves need.
void show_optimised(const plan::Bound& bound);

/// Readies the search for what is shown while it goes on: -D stat and -D search keep to one thread, unless
/// the user has said how many, so that the order means something.
void prepare_reports(plan::Bound& bound);

/// -D rates: how often each leaf is evaluated and how often it holds. Without it nothing is changed.
class Rates {
 public:
  /// Puts counters around every leaf of the expression and of the exclusions.
  explicit Rates(plan::Bound& bound);
  /// Shows what has been counted.
  void show() const;

 private:
  struct Count {
    std::string label;
    bool ends_search;  ///< when it holds nothing comes after it that could count
    std::shared_ptr<base::LogTally> tally;
  };
  void count_leaves(plan::MatcherTree& tree, std::string_view prefix);

  std::vector<Count> counts_;
};

}  // namespace findo::cli
