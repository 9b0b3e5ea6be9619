// Syntax tree → matcher tree: operands are read, users, reference files and patterns resolved, once, in the
// order typed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "act/action.hpp"
#include "base/result.hpp"
#include "base/timestamp.hpp"
#include "files/ignore_roots.hpp"
#include "files/reader.hpp"
#include "language/command_line.hpp"
#include "language/diagnostic.hpp"
#include "language/parser.hpp"
#include "plan/approver.hpp"
#include "plan/matcher.hpp"
#include "plan/settings.hpp"

namespace findo::plan {

/// What binding asks.
struct BindEnvironment {
  files::Reader& reader;  ///< for reference files
  act::ActionBinder& actions;
  base::Timestamp start;  ///< the moment that ages count from
  /// Who is asked before anything is done with a file; null: nobody is.
  Approver* approver = nullptr;
};

/// The outcome: what to look for, how to go, and remarks that stop nothing.
struct Bound {
  MatcherTree tree;
  /// Entries for which this holds are neither evaluated nor entered. Without nodes: there are none. Looks
  /// only.
  MatcherTree exclusions;
  /// The ignore rules that tests or exclusions ask for (files::Place::ignore_rules); null: none do.
  std::shared_ptr<files::IgnoreRoots> ignoring;
  Settings settings;
  std::vector<language::Diagnostic> warnings;
};

/// Binds the expression; adds `-print` where it has no action of its own.
/// `settings` are those that the flags have set. Errors: operands that are malformed or name nothing; then no
/// output file has been opened.
base::Result<Bound, language::Diagnostic> bind(const language::SyntaxTree& tree,
                                               const language::CommandLine& line, Settings settings,
                                               const BindEnvironment& environment);

}  // namespace findo::plan
