// Whether an expression holds for an entry, by way of the real parser and binder.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "act/actions.hpp"
#include "plan/bind.hpp"
#include "plan/program.hpp"
#include "support/fixed_entry.hpp"

namespace findo::tests {

/// Whether `expression`, words parted by blanks, holds for the entry. `now`: the moment of the search.
inline bool holds(FixedEntry& entry, const std::string& expression, base::Timestamp now = {}) {
  std::vector<std::string> words{"findo"};
  std::istringstream stream(expression + " -printf 1");
  for (std::string word; stream >> word;) words.push_back(word);
  std::vector<const char*> argv;
  for (const std::string& word : words) argv.push_back(word.c_str());
  const auto line = language::split_command_line(argv, [](std::string_view) { return false; });
  REQUIRE(line);
  const auto tree = language::parse_expression(*line);
  REQUIRE(tree);
  output::Streams streams;
  act::Actions actions(streams);
  const auto bound = plan::bind(*tree, *line, {}, {entry.reader, actions, now});
  REQUIRE(bound);
  const plan::Program program(bound->tree, plan::effects_of(bound->tree, bound->settings));
  entry.rendered.clear();
  files::Visit visit = entry.visit();
  program.run(visit, program.start(), plan::Turn::own);
  return entry.rendered.bytes() == "1";
}

}  // namespace findo::tests
