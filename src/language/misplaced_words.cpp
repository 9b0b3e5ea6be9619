#include "language/misplaced_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "language/operand_remedies.hpp"
#include "language/primary_help.hpp"
#include "language/word_remedies.hpp"

namespace findo::language {
namespace {

std::string quoted(std::string_view word) { return '"' + std::string(word) + '"'; }

std::string_view word_at(Words words, std::size_t index) { return words[index]; }

bool is_one_of(std::string_view word, std::span<const std::string_view> candidates) {
  return std::find(candidates.begin(), candidates.end(), word) != candidates.end();
}

/// "–name": a dash that no keyboard has.
std::optional<Diagnostic> try_typeset_dash(std::string_view word, std::size_t index) {
  if (word.empty() || static_cast<unsigned char>(word[0]) < 0x80) return std::nullopt;
  const std::string plain = with_plain_typography(word);
  if (plain == word) return std::nullopt;
  if (!is_expression_word(plain)) return std::nullopt;
  return Diagnostic{quoted(word) + " begins with a dash of word processors, not with a hyphen",
                    {{index, 1}},
                    {},
                    "did you mean " + plain + "? (a root of that name: ./" + std::string(word) + ")"};
}

/// Whether the words behind make something happen that cannot be undone.
bool has_effect_behind(Words words, std::size_t index) {
  return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(index), words.end(), [](const char* word) {
    const PrimaryRow* row = find_primary(word);
    return row && row->effect == Effect::world;
  });
}

/// Whether a word behind closes a group that this one has meant to open.
bool has_end_of_group_behind(Words words, std::size_t index) {
  return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(index), words.end(),
                     [](std::string_view word) { return word.ends_with(')'); });
}

/// `(-name`, `!-name`: the operator wants a word of its own. GNU find 4.9 takes them for roots, and so do we
/// where a root is what they may be.
std::optional<Diagnostic> try_joined_operator(Words words, std::size_t index) {
  const std::string_view word = words[index];
  const std::size_t operators = word.find_first_not_of("(!");
  if (operators == 0 || operators == std::string_view::npos) return std::nullopt;
  const std::string_view rest = word.substr(operators);
  if (!is_expression_word(rest)) return std::nullopt;
  const bool is_group = word[0] == '(' && has_end_of_group_behind(words, index);
  if (!is_group && !has_effect_behind(words, index)) return std::nullopt;
  std::string apart;
  for (const char c : word.substr(0, operators)) apart += shown_word(std::string_view(&c, 1)) + ' ';
  return Diagnostic{
      "a blank is missing in " + quoted(word),
      {{index, 1}},
      {},
      "did you mean " + apart + std::string(rest) + "? (a root of that name: ./" + std::string(word) + ")"};
}

/// Operators of shells and of programming languages.
std::optional<Diagnostic> try_foreign_operator(std::string_view word, std::size_t index, bool words_too) {
  constexpr std::array<std::string_view, 2> kOr{"|", "||"};
  constexpr std::array<std::string_view, 2> kAnd{"&", "&&"};
  const auto means = [&](std::string_view remedy) {
    return Diagnostic{quoted(word) + " is no operator", {{index, 1}}, {}, std::string(remedy)};
  };
  if (is_one_of(word, kOr) || (words_too && (word == "or" || word == "OR"))) return means("did you mean -o?");
  if (is_one_of(word, kAnd) || (words_too && (word == "and" || word == "AND")))
    return means("leave it away, or write -a: what stands side by side must all be true");
  if (words_too && (word == "not" || word == "NOT")) return means("did you mean -not?");
  if (word == ";") return means("leave it away: only -exec and its kin end with a ;");
  return std::nullopt;
}

/// What the shell may have expanded into the words [first, end): "*.c", or "*" where they have nothing in
/// common.
std::string guessed_pattern(Words words, std::size_t first, std::size_t end) {
  std::string_view head = words[first];
  std::string_view tail = words[first];
  for (std::size_t i = first + 1; i < end; ++i) {
    const std::string_view word = words[i];
    const auto ahead = std::mismatch(head.begin(), head.end(), word.begin(), word.end());
    head = head.substr(0, static_cast<std::size_t>(ahead.first - head.begin()));
    const auto behind = std::mismatch(tail.rbegin(), tail.rend(), word.rbegin(), word.rend());
    tail = tail.substr(tail.size() - static_cast<std::size_t>(behind.first - tail.rbegin()));
  }
  if (const std::size_t dot = tail.rfind('.'); dot != std::string_view::npos) {
    tail.remove_prefix(dot);
    head = {};  // *.c says it
  }
  return shown_word(std::string(head) + '*' + std::string(head.empty() ? tail : ""));
}

/// Whether a word can hardly be anything but a directory.
bool names_a_place(std::string_view word) {
  return word == "." || word == ".." || word.starts_with('/') || word.starts_with("./") ||
         word.starts_with("../") || word.ends_with('/');
}

/// What to do with the word `index` behind a pattern, and those that follow it up to `end`.
std::string remedy_behind_pattern(Words words, std::size_t index, std::size_t end,
                                  const std::string& primary) {
  const std::string_view pattern = words[index - 1];
  if (std::string quotes = remedy_for_quotes(pattern); !quotes.empty()) return quotes;
  const std::string test = primary + ' ' + shown_word(pattern);
  // A pattern that the shell has expanded has no * any more.
  const bool is_whole = pattern.find_first_of("*?[") != std::string_view::npos;
  if (is_whole || (end == index + 1 && names_a_place(words[index]))) {
    std::string roots;
    for (std::size_t i = index; i < end; ++i) roots += shown_word(words[i]) + ' ';
    constexpr std::size_t kLongest = 60;
    if (roots.size() > kLongest) roots = "... ";
    return std::string(end == index + 1 ? "a root comes" : "roots come") +
           " before the expression: " + roots + test;
  }
  return "was the pattern expanded by the shell? quote it: " + primary + ' ' +
         guessed_pattern(words, index - 1, end);
}

/// `-name *.c` without quotes becomes `-name a.c b.c`.
Diagnostic expanded_pattern(Words words, std::size_t index, const ExpressionToken& before) {
  const std::string primary(word_at(words, before.words.first));
  std::size_t end = index + 1;  // a "-" may be the first, and is a word like any other
  while (end < words.size() && !word_at(words, end).starts_with('-')) ++end;
  return {primary + " takes one pattern, but " + quoted(words[index]) + " follows it",
          {{index, end - index}},
          {before.words},
          remedy_behind_pattern(words, index, end, primary)};
}

/// What the operand and the word behind it, which belongs to it, were meant to be: `-size 10 M`,
/// `-mtime +1 day`, `-print 0`. Empty where it does not belong to it.
std::string mended_operand(const PrimaryRow& row, std::string_view operand, std::string_view word) {
  const bool is_number = operand.find_first_not_of("+-0123456789") == std::string_view::npos;
  if (row.primary == Primary::print && word == "0") return "-print0";
  const std::string primary = std::string(row.word) + ' ';
  const std::string number(operand);
  if (is_number && row.operand == Operand::size && size_letter(word))
    return primary + number + size_letter(word);
  const bool is_time = row.operand == Operand::days || row.operand == Operand::minutes;
  const char unit = is_number && is_time ? time_letter(word) : '\0';
  if (!unit) return "";
  if (unit == (row.operand == Operand::days ? 'd' : 'm')) return primary + number;
  const std::size_t stem = row.word.find(row.operand == Operand::days ? "time" : "min");
  return stem == std::string_view::npos ? ""
                                        : std::string(row.word.substr(0, stem)) + "time " + number + unit;
}

std::optional<Diagnostic> try_torn_operand(Words words, std::size_t index, const ExpressionToken& before) {
  const std::string word(words[index]);
  const std::string mended = mended_operand(*before.row, words[index - 1], word);
  if (mended.empty()) return std::nullopt;
  return Diagnostic{quoted(word) + " is not part of what " + std::string(before.row->word) +
                        " takes, and hardly meant as a root",
                    {{index, 1}},
                    {before.words},
                    "did you mean " + mended + "? (a root of that name: ./" + word + ')'};
}

/// Whether the shell may have made `operand`, and what follows it, of a pattern without quotes. What is still
/// one as a regular expression has been let through by it: bfs takes a root behind that.
bool is_from_shell(const PrimaryRow& row, std::string_view operand) {
  if (row.operand == Operand::regex) return operand.find_first_of("*?[") == std::string_view::npos;
  return row.operand == Operand::glob || row.operand == Operand::path_glob || row.operand == Operand::context;
}

std::optional<Diagnostic> try_mistaken_behind(Words words, std::size_t index, const ExpressionToken& before) {
  const bool is_primary = before.kind == ExpressionToken::Kind::primary;
  const bool touches = before.words.first + before.words.count == index;
  const bool behind_glob = is_primary && touches && is_from_shell(*before.row, words[index - 1]);
  if (auto found = try_foreign_operator(words[index], index, behind_glob)) return found;
  if (behind_glob) return expanded_pattern(words, index, before);
  return is_primary && touches ? try_torn_operand(words, index, before) : std::nullopt;
}

/// What ends a command in spite of itself, and how to mend that.
std::optional<Diagnostic> try_joined_end(Words words, WordRange command, const std::string& message) {
  for (std::size_t i = command.first + 1; i < command.first + command.count; ++i) {
    const std::string_view word = words[i];
    if (word == "\\;" || word == "';'" || word == "\";\"")
      return Diagnostic{message, {{i, 1}}, {command}, "this ; is quoted twice: write \\; or ';', not both"};
    if (!word.ends_with(';')) continue;
    std::string_view rest = word.substr(0, word.size() - 1);
    if (rest.ends_with('\\')) rest.remove_suffix(1);
    if (rest.find(' ') != std::string_view::npos)
      return Diagnostic{message,
                        {{i, 1}},
                        {command},
                        "the words of a command, and its \\;, stand apart: do not quote them together"};
    return Diagnostic{
        message, {{i, 1}}, {command}, "the ; must be a word of its own: " + shown_word(rest) + " \\;"};
  }
  return std::nullopt;
}

/// A `+` that does not end the command.
std::optional<Diagnostic> try_vain_plus(Words words, WordRange command, const std::string& message) {
  for (std::size_t i = command.first + 1; i < command.first + command.count; ++i) {
    if (word_at(words, i) != "+") continue;
    const std::string_view primary = word_at(words, command.first);
    const char* remedy = "a + ends a command only directly behind {}; otherwise end it with \\;";
    if (primary.starts_with("-ok")) remedy = "-ok asks for each file, so it ends with \\;";
    if (primary == "-each")
      remedy =
          "-each runs once for each file, so end it with \\; or, for many files at a time: -exec COMMAND {} "
          "+";
    return Diagnostic{message, {{i, 1}}, {command}, remedy};
  }
  return std::nullopt;
}

/// The first word behind a {} that would be a primary if the command ended before it; 0 where there is none.
std::size_t primary_behind_braces(Words words, WordRange command) {
  bool braces_seen = false;
  for (std::size_t i = command.first + 1; i < command.first + command.count; ++i) {
    if (braces_seen && is_expression_word(words[i])) return i;
    braces_seen |= word_at(words, i).find("{}") != std::string_view::npos;
  }
  return 0;
}

}  // namespace

std::optional<Diagnostic> try_mistaken_root(Words words, std::size_t index, const ExpressionToken* before) {
  const std::string_view word = words[index];
  if (auto found = try_typeset_dash(word, index)) return found;
  if (auto found = try_joined_operator(words, index)) return found;
  return before ? try_mistaken_behind(words, index, *before) : std::nullopt;
}

Diagnostic missing_operand(Words words, std::size_t index, const PrimaryRow& row) {
  const std::string word(words[index]);
  return {"missing argument to " + quoted(word), {{index, words.size() - index}}, {}, usage_of(row, word)};
}

Diagnostic missing_end(Words words, std::size_t index, const PrimaryRow& row) {
  const std::string primary(words[index]);
  const std::string message = "the command of this " + primary + " has no end";
  const WordRange command{index, words.size() - index};
  if (auto found = try_joined_end(words, command, message)) return *found;
  if (auto found = try_vain_plus(words, command, message)) return *found;
  const std::size_t next_primary = primary_behind_braces(words, command);
  std::string mended = primary;
  for (std::size_t i = index + 1; i < words.size(); ++i) {
    if (i == next_primary) mended += " \\;";
    mended += ' ' + shown_word(words[i]);
  }
  if (next_primary == 0) mended += " \\;";
  constexpr std::size_t kLongest = 100;
  if (mended.size() > kLongest) mended = primary + " COMMAND \\;";
  const bool may_batch = row.primary == Primary::exec || row.primary == Primary::execdir;
  return {
      message,
      {command},
      {},
      "the shell takes a bare ; for itself: " + mended + (may_batch ? "  (or {} + for many at a time)" : "")};
}

}  // namespace findo::language
