// What a Query of the public face holds, and the way to it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "findo/query.hpp"
#include "language/command_line.hpp"
#include "language/parser.hpp"

namespace findo {

/// The words, and what was read out of them. The parts point into each other, so it stays where it is made.
struct Query::State {
  std::vector<std::string> words;  ///< as given
  std::vector<const char*> argv;   ///< the same behind the program's name
  language::CommandLine line{};
  language::SyntaxTree tree{};
  cli::Options options{};
};

/// For the library's own sources.
struct QueryAccess {
  static Query make(std::shared_ptr<const Query::State> state) { return Query(std::move(state)); }
  static const Query::State& state(const Query& query) { return *query.state_; }
};

}  // namespace findo
