#include "cli/debug.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "base/messages.hpp"
#include "base/quoting.hpp"

namespace findo::cli {
namespace {

struct Category {
  std::string_view name;
  std::string_view help;
};

// GNU find's categories; those that do not mention the tree say nothing yet beyond being known.
constexpr Category kCategories[] = {
    {"all", "everything"},
    {"exec", "commands as they are run"},
    {"opt", "the expression as it will be evaluated"},
    {"rates", "how often each test held"},
    {"search", "directories as they are entered"},
    {"stat", "status calls"},
    {"time", "the times that tests compare with"},
    {"tree", "the expression as it was understood"},
    {"help", "this list"},
};

bool is_category(std::string_view name) {
  return std::any_of(std::begin(kCategories), std::end(kCategories),
                     [&](const Category& category) { return category.name == name; });
}

void show_category(std::string_view name, const plan::MatcherTree& tree) {
  if (!is_category(name)) {
    base::log_line("warning: there is nothing to show under " + base::name_quoted(name));
  } else if (name == "tree" || name == "opt" || name == "all") {
    base::log_line("expression: " + plan::describe(tree));
  }
}

}  // namespace

std::string debug_help() {
  std::string text = "-D shows on standard error:\n";
  for (const Category& category : kCategories) {
    text += "  " + std::string(category.name) + std::string(9 - category.name.size(), ' ');
    text += std::string(category.help) + '\n';
  }
  return text;
}

void show_debug(const language::CommandLine& line, const plan::MatcherTree& tree) {
  for (const language::Flag& flag : line.flags) {
    if (flag.letter != 'D') continue;
    for (std::string_view rest = flag.value; !rest.empty();) {
      const std::string_view name = rest.substr(0, rest.find(','));
      show_category(name, tree);
      rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    }
  }
}

}  // namespace findo::cli
