// What would take a root away that must stay: /, the home directory, the place where a file system is
// mounted.
//
// The expression is evaluated for the root as far as words tell, each test to true, false or unknown; only if
// the action is certain to be reached the guard speaks up. So `/tmp -mtime +7 -delete` and `~ -name '*~'
// -delete`, as people write them every day, are none of its business. From / it also speaks up where
// everything below goes.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <utility>

#include "files/mount_point.hpp"
#include "language/operands.hpp"
#include "plan/destruction.hpp"
#include "plan/glob.hpp"
#include "plan/guards.hpp"
#include "plan/mended_line.hpp"

namespace findo::plan {
namespace {

using language::CommandLine;
using language::Diagnostic;
using language::Primary;
using language::PrimaryKind;
using language::SyntaxNode;
using language::SyntaxTree;
using Kind = SyntaxNode::Kind;

/// What is known of an entry: of a root its path; of anything below one, nothing.
struct Known {
  std::optional<std::string> path;
  bool is_directory = false;
};

std::string_view last_component(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  return path.size() == 1 || slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool matches_all(std::string_view pattern) {
  return !pattern.empty() && pattern.find_first_not_of('*') == std::string_view::npos;
}

enum class Truth : std::uint8_t { no, yes, unknown };

constexpr Truth truth(bool holds) { return holds ? Truth::yes : Truth::no; }

class Outlook {
 public:
  Outlook(const CommandLine& line, const Known& known) : line_(line), known_(known) {}

  /// The destructive action that is certain to be reached; null where there is none.
  const SyntaxNode* find_certain_destruction(const SyntaxTree& tree) {
    read(tree);
    return values_.empty() ? nullptr : values_.back().destroyer;
  }
  /// Whether the tree is certain to be false.
  bool is_false(const SyntaxTree& tree) {
    read(tree);
    return !values_.empty() && values_.back().truth == Truth::no;
  }

 private:
  struct Value {
    Truth truth = Truth::unknown;
    const SyntaxNode* destroyer = nullptr;
  };

  void read(const SyntaxTree& tree) {
    values_.clear();
    for (const SyntaxNode& node : tree.nodes) values_.push_back(value_of(node));
  }

  Value value_of(const SyntaxNode& node) const {
    switch (node.kind) {
      case Kind::not_: {
        Value value = values_[node.operands.front()];
        if (value.truth != Truth::unknown) value.truth = truth(value.truth == Truth::no);
        return value;
      }
      case Kind::and_: return in_turn(node, Truth::no);
      case Kind::or_: return in_turn(node, Truth::yes);
      case Kind::comma: return in_turn(node, Truth::unknown);
      default: break;
    }
    if (is_destructive(line_, node)) return {Truth::yes, &node};
    return {truth_of(node)};
  }

  /// Operand by operand, up to the one that decides or is not known; a comma, for which `decisive` is
  /// unknown, goes through all of them.
  Value in_turn(const SyntaxNode& node, Truth decisive) const {
    Value value;
    for (const language::NodeIndex operand : node.operands) {
      const Value& each = values_[operand];
      if (!value.destroyer) value.destroyer = each.destroyer;
      value.truth = each.truth;
      const bool goes_on = each.truth != decisive && each.truth != Truth::unknown;
      if (decisive != Truth::unknown && !goes_on) break;
    }
    return value;
  }

  /// Whatever shows something, or runs a command for many files, is true.
  bool is_always_true(const SyntaxNode& leaf) const {
    if (leaf.kind == Kind::exclude || leaf.row->kind == PrimaryKind::option) return true;
    if (leaf.row->effect == language::Effect::output) return true;
    const std::string_view last = line_.words[leaf.words.first + leaf.words.count - 1];
    return leaf.row->operand == language::Operand::command && last == "+";
  }

  Truth truth_of(const SyntaxNode& leaf) const {
    if (is_always_true(leaf)) return Truth::yes;
    switch (leaf.row->primary) {
      case Primary::true_:
      case Primary::limit:
      case Primary::sort:
      case Primary::prune: return Truth::yes;
      case Primary::false_: return Truth::no;
      case Primary::name: return matches(leaf, true, CaseRule::exact);
      case Primary::iname: return matches(leaf, true, CaseRule::fold);
      case Primary::path: return matches(leaf, false, CaseRule::exact);
      case Primary::ipath: return matches(leaf, false, CaseRule::fold);
      case Primary::type: return has_type(leaf);
      default: return Truth::unknown;
    }
  }

  Truth matches(const SyntaxNode& leaf, bool name_only, CaseRule rule) const {
    const std::string_view pattern = line_.words[leaf.words.first + 1];
    if (matches_all(pattern)) return Truth::yes;
    if (!known_.path) return Truth::unknown;
    const std::string text(name_only ? last_component(*known_.path) : std::string_view(*known_.path));
    return truth(Glob::make(pattern, rule).matches(text.c_str(), text.size()));
  }

  Truth has_type(const SyntaxNode& leaf) const {
    if (!known_.is_directory) return Truth::unknown;
    const auto types = language::parse_types(line_.words[leaf.words.first + 1]);
    if (!types) return Truth::unknown;
    return truth((*types >> static_cast<unsigned>(files::FileType::directory) & 1U) != 0);
  }

  const CommandLine& line_;
  const Known& known_;
  std::vector<Value> values_;
};

class RootGuard {
 public:
  RootGuard(const CommandLine& line, const SyntaxTree& tree, const Settings& settings)
      : line_(line), tree_(tree), follows_(settings.links != files::LinkPolicy::never) {
    for (const SyntaxNode& node : tree.nodes) {
      if (!node.row) continue;
      if (node.row->primary == Primary::follow) follows_ = true;
      if (node.row->primary != Primary::mindepth) continue;
      const auto depth = language::parse_depth(line.words[node.words.first + 1]);
      if (depth) min_depth_ = *depth;
    }
  }

  /// `word` is its index, or 0 for the "." that stands for no root at all.
  std::optional<Diagnostic> check(const char* path, std::size_t word) const {
    struct stat status {};
    if ((follows_ ? stat(path, &status) : lstat(path, &status)) != 0 || !S_ISDIR(status.st_mode))
      return std::nullopt;
    const Identity identity(status.st_dev, status.st_ino);
    if (identity == top_) return check_top(path, word);
    if (min_depth_ > 0) return std::nullopt;
    if (identity == home_) return check_home(path, word);
    // -delete leaves `.` as it is (GNU find 4.9).
    const bool is_spared = last_component(path) == "." || !files::is_mount_point(path, follows_);
    return is_spared ? std::nullopt : check_mount(path, word);
  }

 private:
  using Identity = std::pair<dev_t, ino_t>;

  static std::optional<Identity> try_identity(const char* path) {
    struct stat status {};
    if (!path || *path != '/' || stat(path, &status) != 0) return std::nullopt;
    return Identity(status.st_dev, status.st_ino);
  }

  const SyntaxNode* certain_destruction(const Known& known) const {
    Outlook outlook(line_, known);
    for (const SyntaxTree& exclusion : tree_.exclusions) {
      if (!outlook.is_false(exclusion)) return nullptr;
    }
    return outlook.find_certain_destruction(tree_);
  }

  std::optional<Diagnostic> check_top(const char* path, std::size_t word) const {
    const SyntaxNode* action = certain_destruction(min_depth_ > 0 ? Known{} : Known{path, true});
    if (!action) return std::nullopt;
    return refusal(word, *action, "nothing is spared, and this root is the root of all there is");
  }

  std::optional<Diagnostic> check_home(const char* path, std::size_t word) const {
    const SyntaxNode* action = certain_destruction({path, true});
    if (!action) return std::nullopt;
    return refusal(word, *action, "nothing spares this root, and it is your home directory");
  }

  /// A command such as rm knows for itself what it removes.
  std::optional<Diagnostic> check_mount(const char* path, std::size_t word) const {
    const SyntaxNode* action = certain_destruction({path, true});
    if (!action || action->row->operand == language::Operand::command) return std::nullopt;
    MendedLine mended(line_);
    mended.insert(line_.expression.front().words.first, "-mindepth 1");
    return Diagnostic{"this root is a mount point, which cannot go itself; what is in it would",
                      {{word, 1}},
                      {action->words},
                      mended.proposal("only what is in it: -mindepth 1")};
  }

  Diagnostic refusal(std::size_t word, const SyntaxNode& action, std::string message) const {
    std::string remedy = "put tests of what is to go before " + name_of_destruction(line_, action);
    if (word == 0) return {std::move(message), {action.words}, {}, std::move(remedy)};
    return {std::move(message), {{word, 1}}, {action.words}, std::move(remedy)};
  }

  const CommandLine& line_;
  const SyntaxTree& tree_;
  bool follows_;
  int min_depth_ = 0;
  std::optional<Identity> top_ = try_identity("/");
  std::optional<Identity> home_ = try_identity(std::getenv("HOME"));
};

bool destroys(const CommandLine& line, const SyntaxTree& tree) {
  return std::any_of(tree.nodes.begin(), tree.nodes.end(),
                     [&](const SyntaxNode& node) { return is_destructive(line, node); });
}

bool has_list(const SyntaxTree& tree) {
  return std::any_of(tree.nodes.begin(), tree.nodes.end(), [](const SyntaxNode& node) {
    return node.row && node.row->primary == Primary::files0_from;
  });
}

}  // namespace

RootCheck make_root_check(const CommandLine& line, const SyntaxTree& tree, const Settings& settings) {
  if (!destroys(line, tree) || !has_list(tree)) return nullptr;
  return [guard = RootGuard(line, tree, settings)](const std::string& path) -> std::optional<std::string> {
    const auto diagnostic = guard.check(path.c_str(), 0);
    return diagnostic ? std::optional(diagnostic->message) : std::nullopt;
  };
}

void guard_roots(const CommandLine& line, const SyntaxTree& tree, const Settings& settings,
                 std::vector<Diagnostic>& found) {
  if (!destroys(line, tree) || has_list(tree)) return;
  const RootGuard guard(line, tree, settings);
  const auto add = [&](std::optional<Diagnostic> diagnostic) {
    if (diagnostic) found.push_back(std::move(*diagnostic));
  };
  for (const std::size_t root : line.roots) add(guard.check(line.words[root], root));
  if (line.roots.empty()) add(guard.check(".", 0));
}

}  // namespace findo::plan
