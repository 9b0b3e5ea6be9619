#include "cli/help.hpp"

#include <algorithm>
#include <array>

#include "cli/completion.hpp"
#include "cli/debug.hpp"
#include "cli/options.hpp"
#include "files/fields.hpp"
#include "files/mounts.hpp"
#include "language/flags.hpp"
#include "language/primaries.hpp"
#include "language/primary_help.hpp"
#include "language/regex_dialects.hpp"
#include "language/word_remedies.hpp"

namespace findo::cli {
namespace {

using language::PrimaryKind;
using language::PrimaryRow;

constexpr std::size_t kColumns = 80;
constexpr std::size_t kSynopsisColumns = 26;

/// The text in lines of at most kColumns, each after the first behind `indent` blanks. The first begins at
/// column `at`, where the caller has come to.
void append_wrapped(std::string& text, std::string_view words, std::size_t at, std::size_t indent) {
  for (bool begins_line = true; !words.empty(); begins_line = false) {
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(words.size(), word.size() + 1));
    if (!begins_line && at + 1 + word.size() > kColumns) {
      text += '\n' + std::string(indent, ' ');
      at = indent;
    } else if (!begins_line) {
      text += ' ';
      ++at;
    }
    text += word;
    at += word.size();
  }
  text += '\n';
}

void append_entry(std::string& text, std::string_view words, std::string_view help) {
  text += "  ";
  text += words;
  if (words.size() + 1 > kSynopsisColumns) {
    text += '\n';
    text.append(kSynopsisColumns + 2, ' ');
  } else {
    text.append(kSynopsisColumns - words.size(), ' ');
  }
  append_wrapped(text, help, kSynopsisColumns + 2, kSynopsisColumns + 2);
}

std::string synopsis_of(const PrimaryRow& row) {
  std::string words(row.word);
  if (!row.synopsis.empty()) words += ' ' + std::string(row.synopsis);
  return words;
}

void append_row(std::string& text, const PrimaryRow& row) { append_entry(text, synopsis_of(row), row.help); }

std::string kind_help(PrimaryKind kind, std::string_view title) {
  std::string text(title);
  text += ":\n";
  for (const PrimaryRow& row : language::primary_rows()) {
    if (row.kind == kind) append_row(text, row);
  }
  return text;
}

std::string operators_help() {
  std::string text = "Operators, the tightest first:\n";
  append_entry(text, "( EXPR )", "group");
  append_entry(text, "! EXPR, -not EXPR", "true if EXPR is false");
  append_entry(text, "EXPR EXPR, EXPR -a EXPR", "the second only if the first is true (also -and)");
  append_entry(text, "EXPR -o EXPR", "the second only if the first is false (also -or)");
  append_entry(text, "EXPR , EXPR", "both; the truth is that of the second");
  return text + '\n' + kind_help(PrimaryKind::special, "Special forms");
}

std::string flags_help() {
  std::string text = "Flags:\n";
  for (const language::FlagRow& row : language::flag_rows()) append_entry(text, row.synopsis, row.help);
  for (const LongOptionRow& row : long_option_rows()) append_entry(text, row.synopsis, row.help);
  append_entry(text, "--", "end of the flags");
  return text;
}

std::string overview() {
  return "Usage: findo [FLAGS] [ROOT...] [EXPRESSION]\n"
         "Finds files below the roots (default: .) for which the expression is true and\n"
         "does with them what it says (default: -print).\n\n" +
         flags_help() + '\n' + operators_help() + '\n' +
         kind_help(PrimaryKind::option, "Options (always true)") + '\n' +
         kind_help(PrimaryKind::test, "Tests (N exactly, +N more, -N less)") + '\n' +
         kind_help(PrimaryKind::action, "Actions") + '\n' +
         kind_help(PrimaryKind::barrier, "Order and selection") + '\n' +
         kind_help(PrimaryKind::notice, "Words that show something and do nothing else") +
         "\nMore: --help=TOPIC, where TOPIC is flags, operators, options, tests, actions,\n"
         "barriers or a word such as -size; and the manual page, man findo.\n";
}

std::string_view dialect_text(language::Dialect dialect) {
  switch (dialect) {
    case language::Dialect::posix: return "POSIX: every find has it.";
    case language::Dialect::gnu: return "GNU find, and most others.";
    case language::Dialect::bsd: return "BSD find.";
    case language::Dialect::bfs: return "bfs.";
    case language::Dialect::findo: return "findo alone.";
  }
  return "";
}

/// One primary: what it is, what its operand may be, how it is used, who else has it.
std::string explanation(const PrimaryRow& row) {
  const language::PrimaryHelp& help = language::help_of(row);
  std::string text = synopsis_of(row) + "\n  ";
  const bool is_alias = row.help.starts_with("the same as");
  const std::string alias = is_alias ? 'T' + std::string(row.help.substr(1)) + ". " : "";
  append_wrapped(text, alias + std::string(help.text), 2, 2);
  std::string operand(language::operand_help(row.operand));
  if (row.synopsis.ends_with("{} +")) operand += " Or, directly behind {}, the word +.";
  if (!operand.empty()) {
    text += "\n  ";
    append_wrapped(text, std::string(row.synopsis) + ": " + operand, 2, 4);
  }
  text += "\n  Example: " + std::string(help.example) + "\n";
  text += "  Known to: " + std::string(dialect_text(row.dialect)) + "\n";
  return text;
}

/// All that a word is: flag, long option, primary; empty where it is none of them.
std::string word_help(std::string_view word) {
  std::string text;
  for (const LongOptionRow& row : long_option_rows()) {
    if (word.starts_with("--") && word.substr(2) == row.name) append_entry(text, row.synopsis, row.help);
  }
  const PrimaryRow* found = language::find_primary(word);
  // -O3; of -D any word would do.
  const bool has_value = word.size() > 2 && std::string_view("OSj").find(word[1]) != std::string_view::npos &&
                         language::check_flag_value(word[1], word.substr(2));
  const bool is_flag = word.size() == 2 || has_value;
  const language::FlagRow* flag = is_flag ? language::find_flag(word[1]) : nullptr;
  if (flag && word[0] == '-') append_entry(text, flag->synopsis, flag->help);
  if (!found) return text;
  for (const PrimaryRow& row : language::primary_rows()) {
    if (row.word == found->word) text += (text.empty() ? "" : "\n") + explanation(row);
  }
  return text;
}

bool is_operator(std::string_view word) {
  constexpr std::array<std::string_view, 9> kOperators{"(", ")", "!", ",", "-not", "-a", "-and", "-o", "-or"};
  return std::find(kOperators.begin(), kOperators.end(), word) != kOperators.end();
}

}  // namespace

std::optional<std::string> try_help(std::string_view topic) {
  if (topic.empty()) return overview();
  if (topic == "flags") return flags_help();
  if (topic == "operators" || is_operator(topic)) return operators_help();
  if (topic == "options") return kind_help(PrimaryKind::option, "Options (always true)");
  if (topic == "tests") return kind_help(PrimaryKind::test, "Tests (N exactly, +N more, -N less)");
  if (topic == "actions") return kind_help(PrimaryKind::action, "Actions");
  if (topic == "barriers") return kind_help(PrimaryKind::barrier, "Order and selection");
  for (const char* dashes : {"", "-", "--"}) {
    std::string text = word_help(dashes + std::string(topic));
    if (!text.empty()) return text;
  }
  return std::nullopt;
}

std::string remedy_for_topic(std::string_view topic) {
  const std::string word = topic.starts_with('-') ? std::string(topic) : '-' + std::string(topic);
  const std::string remedy = language::remedy_for_word(word, {});
  return remedy.starts_with("did you mean")
             ? remedy
             : "topics: flags operators options tests actions barriers, or a word such as -size";
}

std::string order_help() {
  std::string text = "-S takes:\n";
  append_entry(text, "dfs", "depth first: a directory, then its entries (default)");
  append_entry(text, "bfs", "breadth first: level by level");
  append_entry(text, "ids, eds", "the same order as bfs");
  return text;
}

std::string regex_type_help() {
  std::string text = "-regextype takes:\n";
  for (std::string_view name : language::regex_dialect_names()) text += "  " + std::string(name) + '\n';
  return text;
}

namespace {

std::string_view kind_name(PrimaryKind kind) {
  switch (kind) {
    case PrimaryKind::option: return "option";
    case PrimaryKind::test: return "test";
    case PrimaryKind::action: return "action";
    case PrimaryKind::barrier: return "barrier";
    case PrimaryKind::special: return "special";
    case PrimaryKind::notice: return "notice";
  }
  return "";
}

/// Each field with its help.
std::string fields_list() {
  std::string text;
  for (const files::FieldRow& row : files::field_rows()) {
    text += std::string(row.name) + '\t' + std::string(row.help) + '\n';
  }
  return text;
}

std::string primaries_list() {
  std::string text;
  for (const PrimaryRow& row : language::primary_rows()) {
    if (language::find_primary(row.word) != &row) continue;  // a word is listed once
    for (std::string_view part : {row.word, kind_name(row.kind), completion_of(row.operand)}) {
      text += part;
      text += '\t';
    }
    text += row.help;
    text += '\n';
  }
  return text;
}

std::string_view flag_operand_name(const language::FlagRow& row) {
  switch (row.letter) {
    case 'f': return "file";
    case 'S': return "order";
    case 'D': return "debug";
    default: return row.value == language::FlagValue::none ? "none" : "attached";
  }
}

std::string flags_list() {
  std::string text;
  for (const language::FlagRow& row : language::flag_rows()) {
    text += std::string("-") + row.letter + "\tflag\t";
    text += flag_operand_name(row);
    text += '\t';
    text += row.help;
    text += '\n';
  }
  return text;
}

/// Each word of a long option with its help.
std::string long_options_list() {
  std::string text;
  for (const LongOptionRow& row : long_option_rows()) {
    for (std::string_view rest = row.words; !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      text += word;
      text += '\t';
      text += row.help;
      text += '\n';
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    }
  }
  return text;
}

template <class Names>
std::string lines(const Names& names) {
  std::string text;
  for (const auto& name : names) text += std::string(name) + '\n';
  return text;
}

}  // namespace

std::optional<std::string> try_list(std::string_view name) {
  if (name == "primaries") return primaries_list();
  if (name == "flags") return flags_list();
  if (name == "options") return long_options_list();
  if (name == "fields") return fields_list();
  if (name == "orders") return lines(std::array{"dfs", "bfs", "ids", "eds"});
  if (name == "debug") return lines(debug_names());
  if (name == "regex-types") return lines(language::regex_dialect_names());
  if (name == "file-systems") return lines(files::mounted_types());
  std::string words = operand_words_list(name);
  return words.empty() ? std::nullopt : std::optional(std::move(words));
}

std::string version_text() { return "findo " FINDO_VERSION "\n"; }

}  // namespace findo::cli
