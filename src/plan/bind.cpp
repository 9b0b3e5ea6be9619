// Goes through the nodes in the order typed, so that an option changes what comes after it and nothing
// before. Tests are bound first and actions in a second round: opening an output file makes it, which
// had better not happen while a later word can still prove to be wrong.

#include "plan/bind.hpp"

#include <algorithm>
#include <iterator>

#include "language/primary_help.hpp"
#include "language/word_remedies.hpp"
#include "plan/around_actions.hpp"
#include "plan/bind_barriers.hpp"
#include "plan/bind_fields.hpp"
#include "plan/bind_gates.hpp"
#include "plan/bind_ignoring.hpp"
#include "plan/bind_whole.hpp"
#include "plan/binder.hpp"
#include "plan/loaded.hpp"
#include "plan/passes.hpp"
#include "plan/remarks.hpp"

namespace findo::plan {
namespace {

using language::Operand;
using language::Primary;
using language::PrimaryKind;
using language::SyntaxNode;

/// Without effect, but true, where directories come after their entries.
class PruneTest : public Test {
 public:
  explicit PruneTest(bool comes_too_late) : comes_too_late_(comes_too_late) {}
  bool holds(files::Visit& visit) const override {
    return visit.pruned = comes_too_late_ || is_reachable(visit);
  }

 private:
  bool comes_too_late_;
};

class QuitTest : public Test {
 public:
  bool holds(files::Visit& visit) const override { return visit.stop = true; }
};

LeafResult bind_test(Binder& binder, const SyntaxNode& node) {
  switch (node.row->operand) {
    case Operand::glob:
    case Operand::regex: return bind_name_test(binder, node);
    case Operand::path_glob:
    case Operand::extensions:
    case Operand::byte_range:
    case Operand::age_range: return bind_exact_test(binder, node);
    case Operand::days:
    case Operand::minutes:
    case Operand::date:
    case Operand::date_or_file: return bind_time_test(binder, node);
    case Operand::user:
    case Operand::group: return bind_owner_test(binder, node);
    case Operand::file_system: return bind_file_test(binder, node);
    case Operand::depth: return bind_name_test(binder, node);
    case Operand::attribute:
    case Operand::context:
    case Operand::inode_flags: return bind_attribute_test(binder, node);
    case Operand::content_pattern:
    case Operand::mime_type: return bind_content_test(binder, node);
    default: break;
  }
  switch (node.row->primary) {
    case Primary::newer:
    case Primary::anewer:
    case Primary::cnewer:
    case Primary::birth_newer: return bind_time_test(binder, node);
    case Primary::hidden: return bind_name_test(binder, node);
    case Primary::ignored: return bind_ignored_test(binder, node);
    case Primary::text:
    case Primary::binary: return bind_content_test(binder, node);
    case Primary::acl:
    case Primary::xattr:
    case Primary::capable: return bind_attribute_test(binder, node);
    case Primary::uid:
    case Primary::gid:
    case Primary::nouser:
    case Primary::nogroup: return bind_owner_test(binder, node);
    case Primary::samefile:
    case Primary::true_:
    case Primary::false_: return bind_file_test(binder, node);
    default: return bind_status_test(binder, node);
  }
}

/// What a transfer puts somewhere is not found there.
class OwnPlaceTest : public Test {
 public:
  explicit OwnPlaceTest(const act::Action& action) : action_(action) {}
  bool holds(files::Visit& visit) const override { return action_.owns(visit); }

 private:
  const act::Action& action_;
};

MatcherTree exclusion_of_own_place(const act::Action& action) {
  MatcherNode node;
  node.label = "own";
  node.test = std::make_unique<OwnPlaceTest>(action);
  MatcherTree tree;
  tree.nodes.push_back(std::move(node));
  return tree;
}

act::ActionResult bind_command(const Binder& binder, const SyntaxNode& node, act::ActionBinder& actions) {
  const Primary primary = node.row->primary;
  const auto words = binder.line.words.subspan(node.words.first + 1, node.words.count - 2);
  act::CommandRequest request;
  request.in_directory = primary == Primary::execdir || primary == Primary::okdir;
  request.ask = primary == Primary::ok || primary == Primary::okdir;
  request.takes_parts = primary == Primary::each;
  request.batch = std::string_view(binder.line.words[node.words.first + node.words.count - 1]) == "+";
  request.words = words;
  return actions.bind_command(request);
}

/// What -exit says, which may be nothing.
base::Result<int, language::OperandError> exit_status_of(const Binder& binder, const SyntaxNode& node) {
  return node.words.count > 1 ? language::parse_exit_status(binder.operand(node)) : 0;
}

act::ActionResult bind_action(const Binder& binder, const SyntaxNode& node, act::ActionBinder& actions) {
  switch (node.row->primary) {
    case Primary::print: return actions.bind_print(std::nullopt, '\n');
    case Primary::print0: return actions.bind_print(std::nullopt, '\0');
    case Primary::printx: return actions.bind_print_for_xargs();
    case Primary::fprint: return actions.bind_print(binder.operand(node), '\n');
    case Primary::fprint0: return actions.bind_print(binder.operand(node), '\0');
    case Primary::printf: return actions.bind_format(std::nullopt, binder.operand(node));
    case Primary::fprintf: return actions.bind_format(binder.operand(node), binder.word(node, 2));
    case Primary::ls: return actions.bind_list(std::nullopt);
    case Primary::fls: return actions.bind_list(binder.operand(node));
    case Primary::json: return actions.bind_json(std::nullopt);
    case Primary::fjson: return actions.bind_json(binder.operand(node));
    case Primary::csv: return actions.bind_csv(*parse_fields(binder.operand(node)));
    case Primary::table: return actions.bind_table(*parse_fields(binder.operand(node)));
    case Primary::delete_: return actions.bind_delete();
    case Primary::trash: return actions.bind_trash();
    case Primary::move_to:
      return actions.bind_transfer(act::TransferKind::move, binder.operand(node), nullptr);
    case Primary::copy_to:
      return actions.bind_transfer(act::TransferKind::copy, binder.operand(node), nullptr);
    case Primary::link_to:
      return actions.bind_transfer(act::TransferKind::link, binder.operand(node), nullptr);
    case Primary::exit: return actions.bind_exit(*exit_status_of(binder, node));
    default: return bind_command(binder, node, actions);
  }
}

bool makes_action(const SyntaxNode& node) {
  return node.row->kind == PrimaryKind::action && node.row->primary != Primary::prune &&
         node.row->primary != Primary::quit && node.row->primary != Primary::limit;
}

/// Of an action what must be known before any is made: those that are no more than a test are bound.
LeafResult bind_action_test(Binder& binder, const SyntaxNode& node) {
  switch (node.row->primary) {
    case Primary::prune: return make_leaf<PruneTest>({}, binder.settings.post_order);
    case Primary::quit: return make_leaf<QuitTest>({});
    case Primary::limit: return bind_limit(binder, node);
    case Primary::delete_: binder.settings.post_order = true; return Leaf{};
    case Primary::execdir:
    case Primary::okdir: binder.settings.ignore_races = false; return Leaf{};  // GNU find 4.9
    case Primary::exit:
      if (auto status = exit_status_of(binder, node); !status) return operand_failure(node, status.error());
      return Leaf{};
    case Primary::csv:
    case Primary::table:
      if (auto fields = parse_fields(binder.operand(node)); !fields)
        return operand_failure(node, fields.error());
      return Leaf{};
    default: return Leaf{};
  }
}

/// Everything of a leaf but an action.
LeafResult bind_leaf(Binder& binder, const SyntaxNode& node) {
  switch (node.row->kind) {
    case PrimaryKind::option: return bind_option(binder, node);
    case PrimaryKind::test: return bind_test(binder, node);
    case PrimaryKind::notice:  // the program has ended before, showing it
    case PrimaryKind::special: return make_constant(true);
    case PrimaryKind::action: return bind_action_test(binder, node);
    case PrimaryKind::barrier: return bind_barrier(binder, node);
  }
  return Leaf{};
}

std::string label_of(const Binder& binder, const SyntaxNode& node) {
  std::string label(binder.word(node, 0).substr(1));
  for (std::size_t i = 1; i < node.words.count; ++i) label += ':' + std::string(binder.word(node, i));
  return label;
}

/// Sees to it that whoever has got an operand wrong is told what to write instead, by the one who has found
/// it wrong or, failing that, here.
language::Diagnostic with_remedy(const Binder& binder, const SyntaxNode& node,
                                 language::Diagnostic diagnostic) {
  const std::size_t word = diagnostic.at_fault.empty() ? 0 : diagnostic.at_fault.front().first;
  const bool is_operand = word > node.words.first && word < node.words.first + node.words.count;
  if (!is_operand) return diagnostic;
  const std::string_view text = binder.line.words[word];
  const std::string quotes = language::remedy_for_quotes(text);
  if (language::is_expression_word(text)) {
    diagnostic.remedy = "is the operand of " + std::string(binder.word(node, 0)) + " missing? " +
                        std::string(text) + " is a word of the expression itself";
  } else if (!quotes.empty()) {
    diagnostic.remedy = quotes;
  } else if (diagnostic.remedy.empty()) {
    diagnostic.remedy = language::usage_of(*node.row, binder.word(node, 0));
  }
  return diagnostic;
}

using NodeResult = base::Result<MatcherNode, language::Diagnostic>;

NodeResult bind_node(Binder& binder, const SyntaxNode& node) {
  MatcherNode bound;
  bound.kind = node.kind;
  bound.operands = node.operands;
  bound.row = node.row;
  if (node.kind != SyntaxNode::Kind::primary) return bound;
  auto leaf = bind_leaf(binder, node);
  if (!binder.first_other && node.row->kind != PrimaryKind::option) binder.first_other = &node;
  if (!leaf) return base::Failure{with_remedy(binder, node, std::move(leaf.error()))};
  bound.test = std::move(leaf->test);
  bound.barrier = std::move(leaf->barrier);
  bound.facts = leaf->facts;
  bound.label = label_of(binder, node);
  bound.words = node.words;
  return bound;
}

/// An -exclude in its place in the expression, where it is true. What it excludes has a tree of its own.
MatcherNode exclude_leaf() {
  MatcherNode leaf;
  leaf.row = language::find_primary("-exclude");
  leaf.label = "exclude";
  leaf.test = make_constant(true).test;
  return leaf;
}

/// -has and -has-no, with what they ask of the entries of a directory.
MatcherNode has_leaf(const Binder& binder, const SyntaxNode& node, MatcherTree inner) {
  MatcherNode leaf;
  leaf.row = node.row;
  leaf.words = node.words;
  leaf.label = std::string(node.row->word.substr(1)) + '(' + describe(inner) + ')';
  optimise(inner, binder.settings.optimiser_level);
  Leaf bound = make_has_test(std::move(inner), node.row->primary == Primary::has, binder.has_level - 1);
  leaf.test = std::move(bound.test);
  leaf.facts = bound.facts;
  return leaf;
}

/// Binds the leaves in the order typed, those of an exclusion when its turn comes.
base::Status<language::Diagnostic> bind_leaves(Binder& binder, const language::SyntaxTree& tree,
                                               MatcherTree& matcher) {
  auto exclusion = tree.exclusions.begin();
  auto child = tree.children.begin();
  for (const SyntaxNode& node : tree.nodes) {
    if (node.kind == SyntaxNode::Kind::exclude) {
      MatcherTree excluded;
      if (auto status = bind_leaves(binder, *exclusion++, excluded); !status) return status;
      binder.exclusions.push_back(std::move(excluded));
      matcher.nodes.push_back(exclude_leaf());
      continue;
    }
    if (node.kind == SyntaxNode::Kind::has) {
      MatcherTree inner;
      ++binder.has_level;
      if (auto status = bind_leaves(binder, *child++, inner); !status) return status;
      matcher.nodes.push_back(has_leaf(binder, node, std::move(inner)));
      --binder.has_level;
      continue;
    }
    auto bound = bind_node(binder, node);
    if (!bound) return base::Failure{std::move(bound.error())};
    matcher.nodes.push_back(std::move(*bound));
  }
  return {};
}

/// Of an action that could not be made; its message says why.
std::string remedy_for_action(const Binder& binder, const SyntaxNode& node) {
  switch (node.row->operand) {
    case Operand::format: return "the directives are listed in the manual page; %% is a % sign";
    case Operand::output_file:
    case Operand::output_file_and_format: return "the file is made, or emptied, before the search starts";
    case Operand::directory:
      return "directories are not made for it: mkdir -p " + language::shown_word(binder.operand(node));
    case Operand::command: break;
    default: return "";
  }
  const bool is_batch = binder.word(node, node.words.count - 1) == "+";
  return is_batch ? "end it with \\; instead of + to run it once for each file" : "";
}

base::Status<language::Diagnostic> bind_actions(Binder& binder, const language::SyntaxTree& tree,
                                                MatcherTree& matcher) {
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const SyntaxNode& node = tree.nodes[i];
    if (node.kind != SyntaxNode::Kind::primary || !makes_action(node)) continue;
    auto made = bind_action(binder, node, binder.environment.actions);
    if (!made) {
      const act::ActionError& error = made.error();
      auto failure = operand_failure(node, error.message, 1 + error.operand, error.offset, error.length);
      failure.error.remedy = remedy_for_action(binder, node);
      return failure;
    }
    for (act::ActionWarning& warning : made->warnings) {
      binder.warnings.push_back(
          {std::move(warning.message),
           {{node.words.first + 1 + warning.operand, 1, warning.offset, warning.length}},
           {{node.words.first, 1}}});
    }
    if (made->action->influence() == act::Influence::transfer) {
      binder.exclusions.push_back(exclusion_of_own_place(*made->action));
    }
    matcher.nodes[i].action = std::move(made->action);
    matcher.nodes[i].facts = made->facts;
    matcher.nodes[i].follows_links = made->follows_links;
  }
  return {};
}

/// What goes around the expression as a whole, from the inside out.
base::Status<language::Diagnostic> bind_whole(Binder& binder, const language::SyntaxTree& tree,
                                              MatcherTree& matcher) {
  bool has_action = false;
  for (const SyntaxNode& node : tree.nodes) has_action |= node.row && makes_action(node);
  if (!has_action && !binder.settings.prints_matches) {
    add_mere_match(matcher);
  } else if (!has_action) {
    if (auto status = add_print(matcher, binder.environment.actions); !status) return status;
  }
  if (!binder.settings.match_facts.empty()) keep_facts(matcher, binder.settings.match_facts);
  if (binder.settings.ends_at_match) end_at_first_match(matcher);
  if (binder.limit_reached) end_at_limit(matcher, binder.limit_reached);
  if (binder.settings.safe_for_xargs) guard_names(matcher);
  if (binder.settings.unique) guard_identities(matcher);
  if (auto status = add_gates(binder, matcher); !status) return status;
  prepare_barriers(binder, matcher);
  return {};
}

/// `-delete` turns the order round, so a `-prune` beside it comes too late to protect anything (GNU find 4.9
/// refuses).
base::Status<language::Diagnostic> check_prune_with_delete(const language::SyntaxTree& tree,
                                                           const Settings& settings) {
  if (settings.post_order) return {};  // the flag -d has said it
  const SyntaxNode* prune = nullptr;
  const SyntaxNode* remove = nullptr;
  for (const SyntaxNode& node : tree.nodes) {
    if (!node.row) continue;
    if (node.row->primary == Primary::depth) return {};
    if (node.row->primary == Primary::prune) prune = &node;
    if (node.row->primary == Primary::delete_) remove = &node;
  }
  if (!prune || !remove) return {};
  return base::Failure{language::Diagnostic{
      "-delete looks at a directory after what is in it, so this -prune can keep nothing from being deleted",
      {prune->words},
      {remove->words},
      "to keep what it is for: -exclude instead of -prune; to delete it all the same: -depth as well"}};
}

}  // namespace

namespace {

/// What binding has found odd, and what the whole is remarkable for, in this order.
void add_remarks(Binder& binder, const language::SyntaxTree& tree, Bound& bound) {
  std::move(binder.remarks.begin(), binder.remarks.end(), std::back_inserter(bound.warnings));
  if (!bound.settings.remarks) return;
  auto remarks = remarks_on(binder.line, tree, bound.settings);
  std::move(remarks.begin(), remarks.end(), std::back_inserter(bound.warnings));
}

}  // namespace

base::Result<Bound, language::Diagnostic> bind(const language::SyntaxTree& tree,
                                               const language::CommandLine& line, Settings settings,
                                               const BindEnvironment& environment) {
  constexpr std::int64_t kDaySeconds = 24 * 60 * 60;
  Binder binder{line, environment, std::move(settings)};
  binder.age_origin = {environment.start.seconds - kDaySeconds, environment.start.nanoseconds};
  if (binder.settings.extended_regex) binder.regex_dialect = language::RegexDialect::posix_extended;
  Bound bound;
  auto status = check_prune_with_delete(tree, binder.settings);
  if (status) status = bind_leaves(binder, tree, bound.tree);
  if (status) status = add_ignoring(binder);
  if (status) status = bind_actions(binder, tree, bound.tree);
  if (status) status = check_barriers(binder, tree, bound.tree);
  if (status) status = bind_whole(binder, tree, bound.tree);
  if (!status) return base::Failure{std::move(status.error())};
  if (binder.tree_totals) {
    const Settings& now = binder.settings;
    binder.tree_totals->begin(now.post_order, now.stay_on_device || now.skip_mounts);
  }
  bound.exclusions = join_exclusions(std::move(binder.exclusions));
  bound.ignoring = std::move(binder.ignoring);
  bound.settings = std::move(binder.settings);
  bound.warnings = std::move(binder.warnings);
  if (bound.settings.warnings) add_remarks(binder, tree, bound);
  return bound;
}

}  // namespace findo::plan
