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

// The categories of GNU find and bfs; those that do not mention the tree say nothing yet beyond being known.
constexpr Category kCategories[] = {
    {"all", "everything"},
    {"cost", "what each test costs"},
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

void show_category(std::string_view name, const plan::Bound& bound) {
  if (!is_category(name)) {
    base::log_line("warning: there is nothing to show under " + base::name_quoted(name));
  } else if (name == "tree" || name == "opt" || name == "all") {
    base::log_line("expression: " + plan::describe(bound.tree));
    if (!bound.exclusions.nodes.empty()) base::log_line("left out: " + plan::describe(bound.exclusions));
  }
}

/// The names of a list that commas separate.
template <class Action>
void for_each_name(std::string_view list, Action&& action) {
  while (!list.empty()) {
    const std::string_view name = list.substr(0, list.find(','));
    action(name);
    list.remove_prefix(std::min(list.size(), name.size() + 1));
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

std::vector<std::string_view> debug_names() {
  std::vector<std::string_view> names;
  for (const Category& category : kCategories) names.push_back(category.name);
  return names;
}

bool asks_for_debug_help(std::string_view value) {
  bool asks = false;
  for_each_name(value, [&](std::string_view name) { asks |= name == "help"; });
  return asks;
}

void show_debug(const language::CommandLine& line, const plan::Bound& bound) {
  for (const language::Flag& flag : line.flags) {
    if (flag.letter != 'D') continue;
    for_each_name(flag.value, [&](std::string_view name) { show_category(name, bound); });
  }
}

}  // namespace findo::cli
