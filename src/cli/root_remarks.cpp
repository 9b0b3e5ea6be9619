#include "cli/root_remarks.hpp"

#include <algorithm>
#include <cerrno>
#include <string>
#include <string_view>
#include <sys/stat.h>

#include "language/word_remedies.hpp"

namespace findo::cli {
namespace {

using language::CommandLine;
using language::ExpressionToken;

bool is_missing(const char* path) {
  struct stat status;
  return lstat(path, &status) != 0 && errno == ENOENT;
}

/// The primary directly before a word; null where something else is there.
const ExpressionToken* primary_before(const CommandLine& line, std::size_t word) {
  const auto found = std::find_if(line.expression.begin(), line.expression.end(), [&](const auto& token) {
    return token.kind == ExpressionToken::Kind::primary && token.words.first + token.words.count == word;
  });
  return found == line.expression.end() ? nullptr : &*found;
}

/// "or", "and", "not" of people who write programs.
std::string_view operator_for(std::string_view word) {
  if (word == "or" || word == "OR") return "-o";
  if (word == "and" || word == "AND") return "-a";
  if (word == "not" || word == "NOT") return "-not";
  return {};
}

std::string remedy_for(const CommandLine& line, std::size_t index) {
  const std::string_view word = line.words[index];
  const std::string dashed = '-' + std::string(word);
  if (const auto meant = operator_for(word); !meant.empty())
    return "did you mean " + std::string(meant) + '?';
  if (word.starts_with('!') && word.size() > 1) {
    const std::string rest(word.substr(1));
    return "did you mean ! " + (language::is_expression_word('-' + rest) ? '-' + rest : "-name " + rest) +
           '?';
  }
  if (language::is_expression_word(dashed)) return "did you mean " + dashed + '?';
  const ExpressionToken* before = primary_before(line, index);
  if (before && before->row->kind != language::PrimaryKind::option) {
    const std::size_t operands = language::operand_words(before->row->operand);
    return std::string(line.words[before->words.first]) + (operands == 0   ? " takes no operand"
                                                           : operands == 1 ? " takes one operand"
                                                                           : " takes two operands");
  }
  const bool is_pattern = word.find_first_of("*?[") != std::string_view::npos;
  const std::string pattern = is_pattern ? std::string(word) : '*' + std::string(word) + '*';
  return "to look for a name: -name " + language::shown_word(pattern);
}

}  // namespace

std::vector<language::Diagnostic> remarks_on_roots(const CommandLine& line) {
  constexpr std::size_t kMost = 3;
  std::vector<language::Diagnostic> remarks;
  for (const std::size_t root : line.roots) {
    const std::string_view word = line.words[root];
    const bool names_a_place = word.empty() || word.find('/') != std::string_view::npos;
    if (names_a_place || !is_missing(line.words[root])) continue;
    remarks.push_back({'"' + std::string(word) + "\" is taken for a root, and there is no such file",
                       {{root, 1}},
                       {},
                       remedy_for(line, root)});
    if (remarks.size() == kMost) break;
  }
  return remarks;
}

}  // namespace findo::cli
