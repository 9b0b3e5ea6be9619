#include "plan/guards.hpp"

namespace findo::plan {

std::vector<language::Diagnostic> guards_against(const language::CommandLine& line,
                                                 const language::SyntaxTree& tree, const Settings& settings) {
  std::vector<language::Diagnostic> found;
  guard_roots(line, tree, settings, found);
  guard_structure(line, tree, found);
  guard_commands(line, tree, found);
  return found;
}

}  // namespace findo::plan
