// Patterns of one language in the place of another's, and paths that no entry can have.

#include <algorithm>
#include <string>

#include "language/diagnostic.hpp"
#include "language/regex_dialects.hpp"
#include "language/word_remedies.hpp"
#include "plan/exclusive.hpp"
#include "plan/remarks.hpp"

namespace findo::plan {
namespace {

using language::Operand;
using language::Primary;
using language::RegexDialect;
using language::SyntaxNode;

void add(Remarks& remarks, const SyntaxNode& leaf, std::string message, std::string remedy) {
  remarks.found.push_back(
      {std::move(message), {{leaf.words.first + 1, 1}}, {{leaf.words.first, 1}}, std::move(remedy)});
}

/// `-name x` as it is typed.
std::string test_text(const Remarks& remarks, const SyntaxNode& leaf, std::string_view operand) {
  return std::string(remarks.word(leaf, 0)) + ' ' + language::shown_word(operand);
}

/// "*.{c,h}"
bool remark_on_braces(Remarks& remarks, const SyntaxNode& leaf) {
  const std::string_view pattern = remarks.operand(leaf);
  const std::size_t open = pattern.find('{');
  const std::size_t close = pattern.find('}', open == std::string_view::npos ? open : open + 1);
  if (open == std::string_view::npos || close == std::string_view::npos) return false;
  const std::string_view inside = pattern.substr(open + 1, close - open - 1);
  const std::size_t comma = inside.find(',');
  if (comma == std::string_view::npos || inside.find('{') != std::string_view::npos) return false;
  std::string alternatives;
  for (std::string_view rest = inside;; rest.remove_prefix(rest.find(',') + 1)) {
    const std::string each = std::string(pattern.substr(0, open)) +
                             std::string(rest.substr(0, rest.find(','))) +
                             std::string(pattern.substr(close + 1));
    alternatives += (alternatives.empty() ? "" : " -o ") + test_text(remarks, leaf, each);
    if (rest.find(',') == std::string_view::npos) break;
  }
  add(remarks, leaf, "braces mean themselves in a pattern", "did you mean \\( " + alternatives + " \\)?");
  return true;
}

/// "^foo", ".*\.c"
void remark_on_regex_syntax(Remarks& remarks, const SyntaxNode& leaf) {
  const std::string_view pattern = remarks.operand(leaf);
  if (!pattern.starts_with('^') && pattern.find("\\.") == std::string_view::npos) return;
  add(remarks, leaf, std::string(remarks.word(leaf, 0)) + " takes a shell pattern, not a regular expression",
      "in a shell pattern * is any text, ? any character; a regular expression for the whole path: -regex");
}

void remark_on_glob(Remarks& remarks, const SyntaxNode& leaf) {
  const std::string_view pattern = remarks.operand(leaf);
  if (const std::string remedy = language::remedy_for_quotes(pattern); !remedy.empty()) {
    add(remarks, leaf, "these quotes are part of the pattern", remedy);
  } else if (pattern == "*.*") {
    add(remarks, leaf, "*.* matches only what has a dot in it", "every name: *, or no test of names at all");
  } else if (!remark_on_braces(remarks, leaf)) {
    remark_on_regex_syntax(remarks, leaf);
  }
}

std::string lowered(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

/// The roots with the slash that all paths below them have.
std::vector<std::string> root_prefixes(const Remarks& remarks) {
  std::vector<std::string> prefixes;
  for (const std::size_t root : remarks.line.roots) prefixes.emplace_back(remarks.line.words[root]);
  if (prefixes.empty()) prefixes.emplace_back(".");
  for (std::string& prefix : prefixes) {
    if (!prefix.ends_with('/')) prefix += '/';
  }
  return prefixes;
}

/// Whether some path may begin so. Without regard to case only what is ASCII can be told.
bool may_begin_with(const Remarks& remarks, std::string_view head, bool fold_case) {
  const auto is_beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  if (fold_case && std::any_of(head.begin(), head.end(), is_beyond_ascii)) return true;
  const auto prefixes = root_prefixes(remarks);
  return std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) {
    const std::string a = fold_case ? lowered(prefix) : prefix;
    const std::string b = fold_case ? lowered(head) : std::string(head);
    return a.starts_with(b) || b.starts_with(a);
  });
}

/// How the paths of this search begin, for a remedy.
std::string beginning(const Remarks& remarks) { return root_prefixes(remarks).front(); }

/// `-path src/main.c` with the root `.`
void remark_on_path(Remarks& remarks, const SyntaxNode& leaf) {
  const std::string_view pattern = remarks.operand(leaf);
  const bool fold_case = leaf.row->primary == Primary::ipath;
  if (pattern.ends_with('/') || may_begin_with(remarks, literal_head(pattern), fold_case)) return;
  std::string remedy =
      "did you mean " + test_text(remarks, leaf, beginning(remarks) + std::string(pattern)) + '?';
  if (pattern.starts_with('/')) remedy = "paths begin as the roots do: here " + beginning(remarks);
  if (pattern.find('/') == std::string_view::npos) {
    remedy = std::string("did you mean ") + (fold_case ? "-iname " : "-name ") +
             language::shown_word(pattern) + '?';
  }
  add(remarks, leaf, "no path of this search begins so, and this pattern is for the whole path",
      std::move(remedy));
}

/// The text that all matches begin with, as far as that is plain in any dialect.
std::string_view regex_head(std::string_view regex) {
  if (regex.find_first_of("|\n") != std::string_view::npos) return {};
  std::size_t end = 0;
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_';
  };
  while (end < regex.size() && is_plain(regex[end])) ++end;
  // What stands behind the last may repeat it, or make it optional.
  return end == regex.size() ? regex : regex.substr(0, end > 0 ? end - 1 : 0);
}

/// `-regex 'foo.*'` with the root `.`
void remark_on_regex(Remarks& remarks, const SyntaxNode& leaf) {
  const std::string_view regex = remarks.operand(leaf);
  const std::string_view head = regex_head(regex);
  if (head.empty() || may_begin_with(remarks, head, leaf.row->primary == Primary::iregex)) return;
  const std::string ending = head.size() == regex.size() ? ".*" : "";
  add(remarks, leaf, "no path of this search begins so, and a regular expression must match the whole path",
      "did you mean " + test_text(remarks, leaf, ".*" + std::string(regex) + ending) + '?');
}

/// Whether operators of extended regular expressions stand in it without a backslash: a |, or a group that is
/// repeated. Lone parentheses may well be part of a name.
bool has_extended_operators(std::string_view regex) {
  char before = 0;
  for (std::size_t i = 0; i < regex.size(); ++i) {
    const char c = regex[i];
    if (c == '|' || (before == ')' && std::string_view("*+?{").find(c) != std::string_view::npos))
      return true;
    before = c;
    if (c == '\\') before = 0, ++i;
    if (c == '[') i = std::min(regex.find(']', i + 2), regex.size());
  }
  return false;
}

/// `-regex '.*\.(c|h)'`: GNU find reads it as Emacs would, for which ( | ) are characters like any other.
void remark_on_dialect(Remarks& remarks, const SyntaxNode& leaf, RegexDialect dialect) {
  switch (dialect) {
    case RegexDialect::emacs:
    case RegexDialect::findutils_default:
    case RegexDialect::ed:
    case RegexDialect::grep:
    case RegexDialect::posix_basic:
    case RegexDialect::posix_minimal_basic:
    case RegexDialect::sed: break;
    default: return;
  }
  if (!has_extended_operators(remarks.operand(leaf))) return;
  add(remarks, leaf, "( ) and | stand for themselves in a regular expression of this type",
      "did you mean -regextype posix-extended " +
          test_text(remarks, leaf, std::string(remarks.operand(leaf))) + '?');
}

/// The type of regular expressions from here on.
void note_dialect(const Remarks& remarks, const SyntaxNode& node, RegexDialect& dialect) {
  if (node.row->primary != Primary::regextype) return;
  dialect = language::try_regex_dialect(remarks.operand(node)).value_or(dialect);
}

}  // namespace

void remark_on_patterns(Remarks& remarks) {
  const bool roots_are_known = !remarks.settings.roots_file;
  auto dialect = remarks.settings.extended_regex ? RegexDialect::posix_extended : RegexDialect::emacs;
  for (const SyntaxNode& node : remarks.tree.nodes) {
    if (!node.row) continue;
    note_dialect(remarks, node, dialect);
    if (node.row->operand == Operand::regex) remark_on_dialect(remarks, node, dialect);
    const Primary primary = node.row->primary;
    if (node.row->operand == Operand::glob) remark_on_glob(remarks, node);
    if (!roots_are_known) continue;
    if (primary == Primary::path || primary == Primary::ipath) remark_on_path(remarks, node);
    if (primary == Primary::regex || primary == Primary::iregex) remark_on_regex(remarks, node);
  }
}

}  // namespace findo::plan
