// Operator precedence with two explicit stacks: finished operands, and operators that wait for their right
// side.

#include "language/parser.hpp"

#include <algorithm>
#include <iterator>

#include "language/word_remedies.hpp"

namespace findo::language {
namespace {

using Kind = ExpressionToken::Kind;

SyntaxNode::Kind node_kind(Kind kind) {
  switch (kind) {
    case Kind::or_: return SyntaxNode::Kind::or_;
    case Kind::comma: return SyntaxNode::Kind::comma;
    default: return SyntaxNode::Kind::and_;
  }
}

/// How tightly a binary operator binds; an open parenthesis holds back all.
int precedence(Kind kind) {
  switch (kind) {
    case Kind::and_: return 3;
    case Kind::or_: return 2;
    case Kind::comma: return 1;
    default: return 0;
  }
}

bool is_binary(Kind kind) { return precedence(kind) > 0; }

/// Takes out the nodes that another has made superfluous; the others move together. The root stays the last.
void drop_nodes(std::vector<SyntaxNode>& nodes, std::span<const NodeIndex> superfluous) {
  if (superfluous.empty()) return;
  std::vector<NodeIndex> moved_to(nodes.size());
  std::vector<bool> goes(nodes.size());
  for (NodeIndex index : superfluous) goes[index] = true;
  NodeIndex kept = 0;
  for (NodeIndex index = 0; index < nodes.size(); ++index) {
    if (goes[index]) continue;
    moved_to[index] = kept;
    for (NodeIndex& operand : nodes[index].operands) operand = moved_to[operand];
    if (kept != index) nodes[kept] = std::move(nodes[index]);
    ++kept;
  }
  nodes.resize(kept, SyntaxNode{SyntaxNode::Kind::and_, {}, nullptr, {}});
}

constexpr const char* kNoOpening = "take it away, or open a group with \\( where it begins";

class Parser {
 public:
  explicit Parser(const CommandLine& line) : line_(line) {}

  base::Result<SyntaxTree, Diagnostic> parse() {
    for (const ExpressionToken& token : line_.expression) {
      if (auto status = operand_wanted_ ? take_operand(token) : take_operator(token); !status) {
        return base::Failure{std::move(status.error())};
      }
    }
    if (auto status = finish(); !status) return base::Failure{std::move(status.error())};
    return std::move(tree_);
  }

 private:
  using Step = base::Status<Diagnostic>;

  std::string quoted(const ExpressionToken& token) const {
    return '"' + std::string(line_.words[token.words.first]) + '"';
  }

  Step fail(const ExpressionToken& at, std::string message, std::string remedy = {}) const {
    return base::Failure{Diagnostic{std::move(message), {at.words}, {}, std::move(remedy)}};
  }

  Step take_operand(const ExpressionToken& token) {
    switch (token.kind) {
      case Kind::primary: return take_primary(token);
      case Kind::exclude:
      case Kind::has: return open_special(token);
      case Kind::not_:
      case Kind::open: operators_.push_back(token); return {};
      case Kind::close: return misplaced_close(token);
      default: return misplaced_operator(token);
    }
  }

  Step take_primary(const ExpressionToken& token) {
    const bool does_more_than_look = token.row->kind == PrimaryKind::action ||
                                     token.row->kind == PrimaryKind::barrier ||
                                     token.row->primary == Primary::nohidden;
    if (!specials_.empty() && does_more_than_look) {
      const WordRange special = specials_.back().word;
      const std::string typed(line_.words[special.first]);
      const std::string example = specials_.back().kind == Kind::exclude ? "node_modules" : "Makefile";
      return base::Failure{Diagnostic{
          typed + " only looks, so it cannot hold " + quoted(token),
          {token.words},
          {special},
          "give it a test (" + typed + " -name " + example + "), and put " + quoted(token) + " behind that"}};
    }
    push_node({SyntaxNode::Kind::primary, token.words, token.row, {}});
    return {};
  }

  Step open_special(const ExpressionToken& token) {
    const bool is_exclude = token.kind == Kind::exclude;
    if (is_exclude && !specials_.empty()) {
      const bool in_exclude = specials_.back().kind == Kind::exclude;
      return base::Failure{Diagnostic{
          in_exclude ? "this -exclude stands within another" : "this -exclude stands within a -has",
          {token.words},
          {specials_.back().word},
          in_exclude ? "put one behind the other: what any of them holds for is left out"
                     : "to ask for something else of what is in a directory: ! instead of -exclude"}};
    }
    if (specials_.size() > kMostNestedHas) {
      return base::Failure{Diagnostic{"these stand within each other too deeply",
                                      {specials_.front().word, token.words},
                                      {},
                                      "8 levels are the most; -glob sees deeper: -glob '*/*/x'"}};
    }
    operators_.push_back(token);
    specials_.push_back(
        {token.kind, token.row, token.words, tree_.nodes.size(), dissolved_.size(), tree_.children.size()});
    return {};
  }

  /// The factor that is complete now, all nodes made since the -exclude or -has, becomes a tree of its own.
  void close_special() {
    const Special special = specials_.back();
    specials_.pop_back();
    const auto first = static_cast<NodeIndex>(special.first_node);
    SyntaxTree inner;
    for (std::size_t i = first; i < tree_.nodes.size(); ++i) {
      for (NodeIndex& operand : tree_.nodes[i].operands) operand -= first;
      inner.nodes.push_back(std::move(tree_.nodes[i]));
    }
    std::vector<NodeIndex> dissolved;
    for (std::size_t i = special.first_dissolved; i < dissolved_.size(); ++i)
      dissolved.push_back(dissolved_[i] - first);
    drop_nodes(inner.nodes, dissolved);
    const auto children = tree_.children.begin() + static_cast<std::ptrdiff_t>(special.first_child);
    std::move(children, tree_.children.end(), std::back_inserter(inner.children));
    tree_.children.erase(children, tree_.children.end());
    tree_.nodes.erase(tree_.nodes.begin() + first, tree_.nodes.end());
    dissolved_.resize(special.first_dissolved);
    operands_.back() = first;
    const bool is_exclude = special.kind == Kind::exclude;
    (is_exclude ? tree_.exclusions : tree_.children).push_back(std::move(inner));
    const auto kind = is_exclude ? SyntaxNode::Kind::exclude : SyntaxNode::Kind::has;
    tree_.nodes.push_back({kind, special.word, special.row, {}});
  }

  Step take_operator(const ExpressionToken& token) {
    if (token.kind == Kind::close) return close(token);
    if (is_binary(token.kind)) {
      push_binary(token);
      return {};
    }
    push_binary({Kind::and_, token.words, nullptr});  // two factors side by side: an unwritten -a
    return take_operand(token);
  }

  void push_binary(const ExpressionToken& token) {
    reduce(precedence(token.kind));
    operators_.push_back(token);
    operand_wanted_ = true;
  }

  /// Builds the nodes of all waiting operators that bind at least as tightly.
  void reduce(int weakest) {
    while (!operators_.empty() && is_binary(operators_.back().kind) &&
           precedence(operators_.back().kind) >= weakest) {
      build_binary(operators_.back());
      operators_.pop_back();
    }
  }

  /// `a b c` becomes one node with three operands: a node of the same kind on the left takes the right side
  /// in.
  void build_binary(const ExpressionToken& token) {
    const NodeIndex right = operands_.back();
    operands_.pop_back();
    const NodeIndex left = operands_.back();
    operands_.pop_back();
    SyntaxNode node{node_kind(token.kind), token.words, nullptr, {}};
    if (tree_.nodes[left].kind == node.kind) {
      node.operands = std::move(tree_.nodes[left].operands);
      dissolved_.push_back(left);
    } else {
      node.operands.push_back(left);
    }
    node.operands.push_back(right);
    operands_.push_back(static_cast<NodeIndex>(tree_.nodes.size()));
    tree_.nodes.push_back(std::move(node));
  }

  void push_node(SyntaxNode node) {
    operands_.push_back(static_cast<NodeIndex>(tree_.nodes.size()));
    tree_.nodes.push_back(std::move(node));
    end_factor();
  }

  /// A factor is complete: what stands before it takes effect.
  void end_factor() {
    negate_factor();
    while (!operators_.empty() && is_special(operators_.back().kind)) {
      operators_.pop_back();
      close_special();
      negate_factor();
    }
    operand_wanted_ = false;
  }

  /// The `!` before a factor take effect, two of them none, also with a parenthesis in between.
  void negate_factor() {
    bool negated = false;
    WordRange words;
    for (; !operators_.empty() && operators_.back().kind == Kind::not_; operators_.pop_back()) {
      negated = !negated;
      words = operators_.back().words;
    }
    if (negated && tree_.nodes[operands_.back()].kind == SyntaxNode::Kind::not_) {
      dissolved_.push_back(operands_.back());
      operands_.back() = tree_.nodes[operands_.back()].operands.front();
    } else if (negated) {
      SyntaxNode node{SyntaxNode::Kind::not_, words, nullptr, {operands_.back()}};
      operands_.back() = static_cast<NodeIndex>(tree_.nodes.size());
      tree_.nodes.push_back(std::move(node));
    }
  }

  Step close(const ExpressionToken& token) {
    reduce(1);
    if (operators_.empty()) {
      return fail(token, "this \")\" closes nothing", kNoOpening);
    }
    operators_.pop_back();
    end_factor();
    return {};
  }

  Step misplaced_close(const ExpressionToken& token) const {
    if (operators_.empty()) return fail(token, "this \")\" closes nothing", kNoOpening);
    const ExpressionToken& before = operators_.back();
    if (before.kind == Kind::open) {
      return base::Failure{Diagnostic{"empty parentheses",
                                      {{before.words}, {token.words}},
                                      {},
                                      "there must be an expression between \"(\" and \")\""}};
    }
    return fail(before, "an expression is missing after " + quoted(before), remedy_behind(before));
  }

  Step misplaced_operator(const ExpressionToken& token) const {
    if (operators_.empty() || operators_.back().kind == Kind::open) {
      return fail(token, "an expression is missing before " + quoted(token),
                  token.kind == Kind::and_ ? "leave it away: tests side by side must all be true anyway"
                                           : "put what it joins on both sides of it, or leave it away");
    }
    const ExpressionToken& before = operators_.back();
    return fail(token, "an expression is missing between " + quoted(before) + " and " + quoted(token),
                is_binary(before.kind) ? "leave one of the two away" : remedy_behind(before));
  }

  /// Of an operator with nothing behind it. A word behind it that was taken for a root may be what it wants.
  std::string remedy_behind(const ExpressionToken& token) const {
    const std::string typed = shown_word(line_.words[token.words.first]);
    if (is_binary(token.kind)) return "put a test or an action behind it, or leave it away";
    const std::size_t next = token.words.first + 1;
    const bool is_root = std::find(line_.roots.begin(), line_.roots.end(), next) != line_.roots.end();
    if (!is_root) return "put what it applies to behind it: " + typed + " -name '*.c'";
    const std::string dashed = '-' + std::string(line_.words[next]);
    const std::string wanted = is_expression_word(dashed) ? dashed : "-name " + shown_word(line_.words[next]);
    return "did you mean " + typed + ' ' + wanted + '?';
  }

  /// The first word behind a parenthesis that ends in one itself.
  std::string remedy_for_open(const ExpressionToken& open) const {
    for (std::size_t i = open.words.first + 1; i < line_.words.size(); ++i) {
      const std::string_view word = line_.words[i];
      if (word.size() < 2 || !word.ends_with(')') || word.find('(') != std::string_view::npos) continue;
      return "a blank is missing before the parenthesis: " + shown_word(word.substr(0, word.size() - 1)) +
             " \\)";
    }
    return "close it where the group ends: \\) since the shell wants it quoted";
  }

  Step never_closed(const ExpressionToken& open) const {
    return fail(open, "this \"(\" is never closed", remedy_for_open(open));
  }

  Step finish() {
    if (line_.expression.empty()) return {};
    if (operand_wanted_) {
      const ExpressionToken& last = line_.expression.back();
      if (last.kind == Kind::open) return never_closed(last);
      return fail(last, "an expression is missing after " + quoted(last), remedy_behind(last));
    }
    reduce(1);
    if (!operators_.empty()) return never_closed(operators_.back());
    drop_nodes(tree_.nodes, dissolved_);
    return {};
  }

  static bool is_special(Kind kind) { return kind == Kind::exclude || kind == Kind::has; }

  /// An -exclude or -has whose factor is not complete, and what there was before it.
  struct Special {
    Kind kind;
    const PrimaryRow* row;
    WordRange word;
    std::size_t first_node;
    std::size_t first_dissolved;
    std::size_t first_child;
  };

  const CommandLine& line_;
  SyntaxTree tree_;
  std::vector<Special> specials_;
  std::vector<NodeIndex> operands_;
  std::vector<ExpressionToken> operators_;
  std::vector<NodeIndex> dissolved_;
  bool operand_wanted_ = true;
};

std::string_view operator_name(SyntaxNode::Kind kind) {
  switch (kind) {
    case SyntaxNode::Kind::not_: return "not";
    case SyntaxNode::Kind::or_: return "or";
    case SyntaxNode::Kind::comma: return "comma";
    default: return "and";
  }
}

}  // namespace

base::Result<SyntaxTree, Diagnostic> parse_expression(const CommandLine& line) {
  return Parser(line).parse();
}

std::string describe(const SyntaxTree& tree, std::span<const char* const> words) {
  std::vector<std::string> texts(tree.nodes.size());
  auto exclusion = tree.exclusions.begin();
  auto child = tree.children.begin();
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const SyntaxNode& node = tree.nodes[i];
    std::string& text = texts[i];
    if (node.kind == SyntaxNode::Kind::primary) {
      text = std::string_view(words[node.words.first]).substr(1);
      for (std::size_t w = 1; w < node.words.count; ++w)
        text += ':' + std::string(words[node.words.first + w]);
      continue;
    }
    if (node.kind == SyntaxNode::Kind::exclude) {
      text = "exclude(" + describe(*exclusion++, words) + ')';
      continue;
    }
    if (node.kind == SyntaxNode::Kind::has) {
      text = std::string(node.row->word.substr(1)) + '(' + describe(*child++, words) + ')';
      continue;
    }
    text = std::string(operator_name(node.kind)) + '(';
    for (NodeIndex operand : node.operands) {
      if (operand != node.operands.front()) text += ", ";
      text += texts[operand];
      texts[operand].clear();
    }
    text += ')';
  }
  return tree.empty() ? "" : texts.back();
}

}  // namespace findo::language
