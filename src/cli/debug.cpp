#include "cli/debug.hpp"

#include <algorithm>
#include <optional>

#include "base/log.hpp"
#include "base/quoting.hpp"
#include "cli/reporting_reader.hpp"
#include "language/dates.hpp"
#include "plan/explain.hpp"

namespace findo::cli {
namespace {

using base::LogTopic;
using Kind = language::SyntaxNode::Kind;

struct Category {
  std::string_view name;
  std::string_view help;
  std::optional<LogTopic> topic;
};

// The categories of GNU find and of bfs.
constexpr Category kCategories[] = {
    {"all", "everything", std::nullopt},
    {"cost", "what each test costs", LogTopic::cost},
    {"exec", "commands as they are run", LogTopic::exec},
    {"opt", "the expression as it will be evaluated", LogTopic::opt},
    {"rates", "how often each test held", LogTopic::rates},
    {"search", "directories as they are entered", LogTopic::search},
    {"stat", "status calls", LogTopic::stat},
    {"time", "the times that tests compare with", LogTopic::time},
    {"tree", "the expression as it was understood", LogTopic::tree},
    {"help", "this list", std::nullopt},
};

void enable(std::string_view name) {
  bool is_known = false;
  for (const Category& category : kCategories) {
    is_known |= category.name == name;
    if (category.topic && (category.name == name || name == "all")) base::enable_log(*category.topic);
  }
  if (!is_known) base::log_line("warning: there is nothing to show under " + base::name_quoted(name));
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

void show_expression(LogTopic topic, const plan::Bound& bound) {
  if (!base::is_logged(topic)) return;
  base::log(topic, plan::describe(bound.tree));
  if (!bound.exclusions.nodes.empty()) base::log(topic, "left out: " + plan::describe(bound.exclusions));
}

void show_costs(const plan::MatcherTree& tree) {
  const std::vector<bool> reached = plan::reached_nodes(tree);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const plan::MatcherNode& node = tree.nodes[i];
    if (!node.row || !reached[i]) continue;
    base::log(LogTopic::cost, node.label + ": " + std::to_string(static_cast<int>(node.row->need)) + ", " +
                                  std::string(plan::need_text(node.row->need)));
  }
}

/// What opens directories without entering them.
class LookingTest : public plan::Test {
 public:
  explicit LookingTest(std::unique_ptr<plan::Test> inner) : inner_(std::move(inner)) {}
  bool holds(files::Visit& visit) const override {
    const OnlyLooking looking;
    return inner_->holds(visit);
  }

 private:
  std::unique_ptr<plan::Test> inner_;
};

void mark_looking_tests(plan::MatcherTree& tree) {
  using language::Primary;
  constexpr Primary kLooking[] = {Primary::empty, Primary::has, Primary::has_no, Primary::tree_bytes,
                                  Primary::tree_newest};
  for (plan::MatcherNode& node : tree.nodes) {
    const bool is_looking = node.row && std::find(std::begin(kLooking), std::end(kLooking),
                                                  node.row->primary) != std::end(kLooking);
    if (is_looking) node.test = std::make_unique<LookingTest>(std::move(node.test));
  }
}

/// Counts that it is reached, and is true.
class CountingTest : public plan::Test {
 public:
  using Add = void (base::LogTally::*)();
  CountingTest(std::shared_ptr<base::LogTally> tally, Add add) : tally_(std::move(tally)), add_(add) {}
  bool holds(files::Visit&) const override {
    (tally_.get()->*add_)();
    return true;
  }

 private:
  std::shared_ptr<base::LogTally> tally_;
  Add add_;
};

plan::MatcherNode counter(const std::shared_ptr<base::LogTally>& tally, CountingTest::Add add) {
  plan::MatcherNode node;
  node.label = "count";
  node.test = std::make_unique<CountingTest>(tally, add);
  return node;
}

bool ends_search(const plan::MatcherNode& leaf) {
  using language::Primary;
  return leaf.row && (leaf.row->primary == Primary::quit || leaf.row->primary == Primary::exit);
}

bool reports_reading() { return base::is_logged(LogTopic::stat) || base::is_logged(LogTopic::search); }

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

void enable_debug(const language::CommandLine& line) {
  for (const language::Flag& flag : line.flags) {
    if (flag.letter == 'D') for_each_name(flag.value, enable);
  }
}

std::unique_ptr<files::Reader> report_reading(std::unique_ptr<files::Reader> reader) {
  return reports_reading() ? make_reporting_reader(std::move(reader)) : std::move(reader);
}

void show_start(base::Timestamp start) {
  if (base::is_logged(LogTopic::time)) base::log(LogTopic::time, "now: " + language::render_date(start));
}

void show_understood(const plan::Bound& bound) { show_expression(LogTopic::tree, bound); }

void show_optimised(const plan::Bound& bound) {
  show_expression(LogTopic::opt, bound);
  if (!base::is_logged(LogTopic::cost)) return;
  show_costs(bound.tree);
  show_costs(bound.exclusions);
}

void prepare_reports(plan::Bound& bound) {
  if (!reports_reading()) return;
  if (bound.settings.threads == 0) bound.settings.threads = 1;
  mark_looking_tests(bound.tree);
  mark_looking_tests(bound.exclusions);
}

Rates::Rates(plan::Bound& bound) {
  if (!base::is_logged(LogTopic::rates)) return;
  count_leaves(bound.tree, "");
  count_leaves(bound.exclusions, "left out: ");
}

/// Every leaf becomes `count-asked leaf count-yes`, all of which must be true.
void Rates::count_leaves(plan::MatcherTree& tree, std::string_view prefix) {
  const std::vector<bool> reached = plan::reached_nodes(tree);
  std::vector<plan::MatcherNode> nodes;
  std::vector<plan::NodeIndex> moved_to;
  const auto add = [&](plan::MatcherNode node) {
    nodes.push_back(std::move(node));
    return static_cast<plan::NodeIndex>(nodes.size() - 1);
  };
  for (plan::MatcherNode& node : tree.nodes) {
    for (plan::NodeIndex& operand : node.operands) operand = moved_to[operand];
    const bool is_counter = node.label == "count" && !node.row;  // of --explain=run
    if (node.kind != Kind::primary || is_counter || !reached[moved_to.size()]) {
      moved_to.push_back(add(std::move(node)));
      continue;
    }
    const auto tally = std::make_shared<base::LogTally>();
    counts_.push_back({std::string(prefix) + node.label, ends_search(node), tally});
    plan::MatcherNode group;
    group.kind = Kind::and_;
    group.operands.push_back(add(counter(tally, &base::LogTally::add_question)));
    group.operands.push_back(add(std::move(node)));
    group.operands.push_back(add(counter(tally, &base::LogTally::add_yes)));
    moved_to.push_back(add(std::move(group)));
  }
  tree.nodes = std::move(nodes);
}

void Rates::show() const {
  for (const Count& count : counts_) {
    const std::uint64_t questions = count.tally->questions();
    const std::uint64_t yeses = count.ends_search ? questions : count.tally->yeses();
    std::string text = count.label + ": " + std::to_string(yeses) + " of " + std::to_string(questions);
    if (questions > 0) text += " (" + std::to_string(yeses * 100 / questions) + " %)";
    base::log(LogTopic::rates, text);
  }
}

}  // namespace findo::cli
