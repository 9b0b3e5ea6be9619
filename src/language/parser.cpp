// Operator precedence with two explicit stacks: finished operands, and operators that wait for their right
// side.

#include "language/parser.hpp"

#include <algorithm>

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
      case Kind::primary: push_node({SyntaxNode::Kind::primary, token.words, token.row, {}}); return {};
      case Kind::not_:
      case Kind::open: operators_.push_back(token); return {};
      case Kind::close: return misplaced_close(token);
      default: return misplaced_operator(token);
    }
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

  /// A factor is complete: the `!` before it take effect, two of them none, also with a parenthesis in
  /// between.
  void end_factor() {
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
    operand_wanted_ = false;
  }

  Step close(const ExpressionToken& token) {
    reduce(1);
    if (operators_.empty()) {
      return fail(token, "this \")\" closes nothing", "it has no \"(\" before it");
    }
    operators_.pop_back();
    end_factor();
    return {};
  }

  Step misplaced_close(const ExpressionToken& token) const {
    if (operators_.empty()) return fail(token, "this \")\" closes nothing", "it has no \"(\" before it");
    const ExpressionToken& before = operators_.back();
    if (before.kind == Kind::open) {
      return base::Failure{Diagnostic{"empty parentheses",
                                      {{before.words}, {token.words}},
                                      {},
                                      "there must be an expression between \"(\" and \")\""}};
    }
    return fail(before, "an expression is missing after " + quoted(before));
  }

  Step misplaced_operator(const ExpressionToken& token) const {
    if (operators_.empty() || operators_.back().kind == Kind::open) {
      return fail(token, "an expression is missing before " + quoted(token));
    }
    return fail(token,
                "an expression is missing between " + quoted(operators_.back()) + " and " + quoted(token));
  }

  Step finish() {
    if (line_.expression.empty()) return {};
    if (operand_wanted_) {
      const ExpressionToken& last = line_.expression.back();
      return fail(last, last.kind == Kind::open ? "this \"(\" is never closed"
                                                : "an expression is missing after " + quoted(last));
    }
    reduce(1);
    if (!operators_.empty()) {
      return fail(operators_.back(), "this \"(\" is never closed", "add \")\", quoted for the shell: \\)");
    }
    drop_dissolved();
    return {};
  }

  /// Nodes that another has made superfluous leave; the others move together. The root stays the last.
  void drop_dissolved() {
    if (dissolved_.empty()) return;
    std::vector<NodeIndex> moved_to(tree_.nodes.size());
    std::vector<bool> is_dissolved(tree_.nodes.size());
    for (NodeIndex index : dissolved_) is_dissolved[index] = true;
    NodeIndex kept = 0;
    for (NodeIndex index = 0; index < tree_.nodes.size(); ++index) {
      if (is_dissolved[index]) continue;
      moved_to[index] = kept;
      for (NodeIndex& operand : tree_.nodes[index].operands) operand = moved_to[operand];
      if (kept != index) tree_.nodes[kept] = std::move(tree_.nodes[index]);
      ++kept;
    }
    tree_.nodes.resize(kept, SyntaxNode{SyntaxNode::Kind::and_, {}, nullptr, {}});
  }

  const CommandLine& line_;
  SyntaxTree tree_;
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
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const SyntaxNode& node = tree.nodes[i];
    std::string& text = texts[i];
    if (node.kind == SyntaxNode::Kind::primary) {
      text = std::string_view(words[node.words.first]).substr(1);
      for (std::size_t w = 1; w < node.words.count; ++w)
        text += ':' + std::string(words[node.words.first + w]);
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
