// Who asks the reader? A test does all it does between the beginning and the end of holds(); so while it is
// at that, its thread has its tally in a variable of its own. An action that only renders comes between two
// counters, of which the first sets the variable and the second clears it; one that comes in order may be
// left for later in between, and what it does is not the reader's affair.

#include "cli/measurement.hpp"

#include "plan/explain.hpp"

namespace findo::cli {
namespace {

using files::OpenDirectory;
using Kind = language::SyntaxNode::Kind;
using language::Primary;
using plan::MatcherNode;
using plan::NodeIndex;

thread_local Tally* asking = nullptr;  // whose calls this thread makes; null: the walk's

class MeasuringReader : public files::Reader {
 public:
  MeasuringReader(std::unique_ptr<files::Reader> inner, std::shared_ptr<Tally> walk)
      : inner_(std::move(inner)), walk_(std::move(walk)) {}

  base::Result<std::unique_ptr<OpenDirectory>, base::Errno> open_directory(
      const OpenDirectory* parent, const char* name, files::FollowLinks follow) override {
    count(Call::open);
    return inner_->open_directory(parent, name, follow);
  }
  base::Status<base::Errno> read_batch(OpenDirectory& directory, files::NameBatch& batch) override {
    count(Call::read);
    return inner_->read_batch(directory, batch);
  }
  base::Status<base::Errno> load_facts(const OpenDirectory* parent, const char* name,
                                       files::FollowLinks follow, files::FactSet wanted,
                                       files::Facts& facts) override {
    count(Call::status);
    return inner_->load_facts(parent, name, follow, wanted, facts);
  }
  base::Result<files::Identity, base::Errno> load_identity(const OpenDirectory& directory) override {
    count(Call::status);
    return inner_->load_identity(directory);
  }
  base::Result<std::string, base::Errno> load_link_target(const OpenDirectory* parent,
                                                          const char* name) override {
    count(Call::link);
    return inner_->load_link_target(parent, name);
  }
  base::Status<base::Errno> check_access(const OpenDirectory* parent, const char* name,
                                         files::Access access) override {
    count(Call::access);
    return inner_->check_access(parent, name, access);
  }
  base::Result<int, base::Errno> open_descriptor(const OpenDirectory* directory) override {
    return inner_->open_descriptor(directory);
  }

 private:
  void count(Call call) {
    Tally& tally = asking ? *asking : *walk_;
    tally.calls[static_cast<std::size_t>(call)].add_question();
  }

  std::unique_ptr<files::Reader> inner_;
  std::shared_ptr<Tally> walk_;
};

/// A test that is counted.
class MeasuredTest : public plan::Test {
 public:
  MeasuredTest(std::unique_ptr<plan::Test> inner, std::shared_ptr<Tally> tally)
      : inner_(std::move(inner)), tally_(std::move(tally)) {}
  bool holds(files::Visit& visit) const override {
    Tally* const before = std::exchange(asking, tally_.get());
    tally_->answers.add_question();
    const bool truth = inner_->holds(visit);
    if (truth) tally_->answers.add_yes();
    asking = before;
    return truth;
  }

 private:
  std::unique_ptr<plan::Test> inner_;
  std::shared_ptr<Tally> tally_;
};

/// Stands before an action or a barrier. `renders`: the action is performed at once, on this thread.
class BeforeLeaf : public plan::Test {
 public:
  BeforeLeaf(std::shared_ptr<Tally> tally, bool renders) : tally_(std::move(tally)), renders_(renders) {}
  bool holds(files::Visit&) const override {
    tally_->answers.add_question();
    if (renders_) asking = tally_.get();
    return true;
  }

 private:
  std::shared_ptr<Tally> tally_;
  bool renders_;
};

/// Stands behind it, where that was true.
class BehindLeaf : public plan::Test {
 public:
  explicit BehindLeaf(std::shared_ptr<Tally> tally) : tally_(std::move(tally)) {}
  bool holds(files::Visit&) const override {
    tally_->answers.add_yes();
    asking = nullptr;
    return true;
  }

 private:
  std::shared_ptr<Tally> tally_;
};

MatcherNode leaf_with(std::unique_ptr<plan::Test> test) {
  MatcherNode node;
  node.label = "count";
  node.test = std::move(test);
  return node;
}

bool ends_search(const MatcherNode& leaf) { return leaf.row && leaf.row->primary == Primary::exit; }

/// Counts an action or a barrier by two leaves around it, all of which must be true.
class CountedGroups {
 public:
  explicit CountedGroups(std::vector<MatcherNode>& nodes) : nodes_(nodes) {}

  NodeIndex add(MatcherNode node) {
    nodes_.push_back(std::move(node));
    return static_cast<NodeIndex>(nodes_.size() - 1);
  }
  NodeIndex add_counted(MatcherNode leaf, const std::shared_ptr<Tally>& tally) {
    const bool renders = leaf.action && leaf.action->influence() == act::Influence::none;
    MatcherNode group;
    group.kind = Kind::and_;
    group.operands.push_back(add(leaf_with(std::make_unique<BeforeLeaf>(tally, renders))));
    group.operands.push_back(add(std::move(leaf)));
    group.operands.push_back(add(leaf_with(std::make_unique<BehindLeaf>(tally))));
    return add(std::move(group));
  }

 private:
  std::vector<MatcherNode>& nodes_;
};

/// A tally for each leaf that the root holds.
std::vector<std::shared_ptr<Tally>> count_leaves(plan::MatcherTree& tree) {
  const std::vector<bool> reached = plan::reached_nodes(tree);
  std::vector<std::shared_ptr<Tally>> tallies(tree.nodes.size());
  std::vector<MatcherNode> nodes;
  std::vector<NodeIndex> moved_to;
  CountedGroups groups(nodes);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    MatcherNode& node = tree.nodes[i];
    for (NodeIndex& operand : node.operands) operand = moved_to[operand];
    const bool is_counted = node.kind == Kind::primary && reached[i];
    if (is_counted) {
      tallies[i] = std::make_shared<Tally>();
      tallies[i]->ends_search = ends_search(node);
      if (node.test) node.test = std::make_unique<MeasuredTest>(std::move(node.test), tallies[i]);
    }
    const bool is_test = !node.action && !node.barrier;
    moved_to.push_back(is_counted && !is_test ? groups.add_counted(std::move(node), tallies[i])
                                              : groups.add(std::move(node)));
  }
  tree.nodes = std::move(nodes);
  return tallies;
}

std::string calls_text(const std::array<std::uint64_t, kCallKinds>& calls) {
  constexpr std::array<std::string_view, kCallKinds> kNames{"opened", "read", "status", "link", "access"};
  std::string text;
  for (std::size_t kind = 0; kind < kCallKinds; ++kind) {
    if (calls[kind] == 0) continue;
    text += (text.empty() ? "" : ", ") + std::to_string(calls[kind]) + ' ' + std::string(kNames[kind]);
  }
  return text;
}

void add_calls(std::array<std::uint64_t, kCallKinds>& sum, const Tally& tally) {
  for (std::size_t kind = 0; kind < kCallKinds; ++kind) sum[kind] += tally.calls[kind].questions();
}

std::string note_of(const Tally& tally) {
  const std::uint64_t asked = tally.answers.questions();
  const std::uint64_t held = tally.ends_search ? asked : tally.answers.yeses();
  std::string text = "asked " + std::to_string(asked) + ", true " + std::to_string(held);
  if (asked > 0) text += " (" + std::to_string(held * 100 / asked) + " %)";
  std::array<std::uint64_t, kCallKinds> calls{};
  add_calls(calls, tally);
  const std::string called = calls_text(calls);
  return called.empty() ? text : text + "; calls: " + called;
}

}  // namespace

Measurement::Measurement(plan::Bound& bound)
    : leaves_(count_leaves(bound.tree)), exclusions_(count_leaves(bound.exclusions)) {}

std::unique_ptr<files::Reader> Measurement::measured(std::unique_ptr<files::Reader> reader) const {
  return std::make_unique<MeasuringReader>(std::move(reader), walk_);
}

std::string Measurement::note(NodeIndex leaf) const { return leaves_[leaf] ? note_of(*leaves_[leaf]) : ""; }

std::string Measurement::exclusion_note(NodeIndex leaf) const {
  return exclusions_[leaf] ? note_of(*exclusions_[leaf]) : "";
}

std::string Measurement::walk_note() const {
  std::array<std::uint64_t, kCallKinds> calls{};
  add_calls(calls, *walk_);
  const std::string text = calls_text(calls);
  return text.empty() ? "none" : text;
}

std::string Measurement::total_note() const {
  std::array<std::uint64_t, kCallKinds> calls{};
  add_calls(calls, *walk_);
  for (const Tallies* tallies : {&leaves_, &exclusions_}) {
    for (const auto& tally : *tallies) {
      if (tally) add_calls(calls, *tally);
    }
  }
  const std::string text = calls_text(calls);
  return text.empty() ? "none" : text;
}

}  // namespace findo::cli
