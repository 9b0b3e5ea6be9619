#include "language/command_line.hpp"

#include <string>

#include "language/flags.hpp"
#include "language/misplaced_words.hpp"
#include "language/primary_help.hpp"
#include "language/word_remedies.hpp"

namespace findo::language {
namespace {

std::string quoted(std::string_view word) { return '"' + std::string(word) + '"'; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether a word behind -depth is the number it compares with, or has nothing to do with it. As bfs decides:
/// a digit, behind two signs at most.
bool looks_like_comparison(std::string_view word) {
  const std::size_t digits = word.find_first_not_of("+-");
  return digits <= 2 && is_digit(word[digits]);
}

bool is_unsigned_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

class Splitter {
 public:
  Splitter(std::span<const char* const> argv, const TakesValue& takes_value,
           std::span<const std::string_view> long_options)
      : takes_value_(takes_value), long_options_(long_options) {
    line_.words = argv;
  }

  base::Result<CommandLine, Diagnostic> split() {
    for (next_ = 1; next_ < line_.words.size();) {
      if (auto status = take_word(); !status) return base::Failure{std::move(status.error())};
    }
    return std::move(line_);
  }

 private:
  using Step = base::Status<Diagnostic>;

  std::string_view word_at(std::size_t index) const { return line_.words[index]; }
  bool in_expression() const { return !line_.expression.empty(); }

  Step take_word() {
    const std::string_view word = word_at(next_);
    if (const auto kind = try_operator(word)) return take_operator(*kind);
    if (word.size() < 2 || word[0] != '-') return take_root(word);
    if (word == "--") return end_flags();
    if (word == "-d" && is_flag_here()) return take_flags(word);
    if (const PrimaryRow* row = find_word(word)) return take_primary(*row);
    if (word.starts_with("--")) return take_long_option(word);
    if (is_flag_cluster(word)) return flags_have_ended_ ? flag_too_late(word) : take_flags(word);
    return unknown_word(word);
  }

  /// GNU find knows -d as an option of the expression, BSD find as a flag. It is whichever fits.
  bool is_flag_here() const {
    const bool begins_line = line_.roots.empty() && !in_expression() && !flags_have_ended_;
    const std::string_view behind = next_ + 1 < line_.words.size() ? word_at(next_ + 1) : std::string_view();
    const bool joins = behind == "," || behind == "-," || behind == "-a" || behind == "-and" ||
                       behind == "-o" || behind == "-or";
    return begins_line && !joins;
  }

  Step end_flags() {
    flags_have_ended_ = true;
    ++next_;
    return {};
  }

  /// GNU find takes `)` and `,` for operators only once an expression has begun.
  std::optional<ExpressionToken::Kind> try_operator(std::string_view word) const {
    using Kind = ExpressionToken::Kind;
    if (word == "(" || word == "-(") return Kind::open;
    if (word == "!" || word == "-not" || word == "-!") return Kind::not_;
    if (word == "-exclude") return Kind::exclude;
    if (word == "-has" || word == "-has-no") return Kind::has;
    if (word == "-a" || word == "-and") return Kind::and_;
    if (word == "-o" || word == "-or") return Kind::or_;
    if (word == "-)" || (word == ")" && in_expression())) return Kind::close;
    if (word == "-," || (word == "," && in_expression())) return Kind::comma;
    return std::nullopt;
  }

  Step take_operator(ExpressionToken::Kind kind) {
    const bool is_has = kind == ExpressionToken::Kind::has;
    line_.expression.push_back({kind, {next_, 1}, is_has ? find_primary(word_at(next_)) : nullptr});
    ++next_;
    return {};
  }

  Step take_root(std::string_view word) {
    const ExpressionToken* before = in_expression() ? &line_.expression.back() : nullptr;
    if (auto mistake = try_mistaken_root(line_.words, next_, before))
      return base::Failure{std::move(*mistake)};
    const bool looks_like_expression = word == "-" || word.starts_with('(') || word.starts_with('!');
    if (in_expression() && looks_like_expression) return unknown_word(word);
    line_.roots.push_back(next_++);
    return {};
  }

  /// -depth and -exit may stand alone; what the next word looks like decides.
  bool has_number_behind(const PrimaryRow& row) const {
    if (next_ + 1 >= line_.words.size()) return false;
    return row.primary == Primary::exit ? is_unsigned_number(word_at(next_ + 1))
                                        : row.word == "-depth" && looks_like_comparison(word_at(next_ + 1));
  }

  /// `per dir` behind -keep and its two operands.
  std::size_t words_of_group(const PrimaryRow& row) const {
    const std::size_t group = next_ + 1 + operand_words(row.operand);
    return row.operand == Operand::keep && group < line_.words.size() && word_at(group) == "per" ? 2 : 0;
  }

  Step take_primary(const PrimaryRow& typed) {
    const bool has_number = has_number_behind(typed);
    const PrimaryRow& row = typed.word == "-depth" && has_number ? depth_test_row() : typed;
    if (row.operand == Operand::command) return take_command(row);
    const bool stands_alone = row.primary == Primary::exit && !has_number;
    const std::size_t count = stands_alone ? 1 : 1 + operand_words(row.operand) + words_of_group(row);
    if (next_ + count > line_.words.size()) return base::Failure{missing_operand(line_.words, next_, row)};
    line_.expression.push_back({ExpressionToken::Kind::primary, {next_, count}, &row});
    next_ += count;
    return {};
  }

  /// POSIX find: a command ends at a word `;`, or at a word `+` directly behind a `{}`.
  Step take_command(const PrimaryRow& row) {
    const bool may_end_in_plus = row.primary == Primary::exec || row.primary == Primary::execdir;
    const std::size_t first = next_ + 1;
    for (std::size_t end = first; end < line_.words.size(); ++end) {
      const std::string_view word = word_at(end);
      const bool plus = may_end_in_plus && word == "+" && end > first &&
                        word_at(end - 1).find("{}") != std::string_view::npos;
      if (word != ";" && !plus) continue;
      if (end == first) return base::Failure{missing_operand(line_.words.first(end + 1), next_, row)};
      line_.expression.push_back({ExpressionToken::Kind::primary, {next_, end + 1 - next_}, &row});
      next_ = end + 1;
      return {};
    }
    if (first == line_.words.size()) return base::Failure{missing_operand(line_.words, next_, row)};
    return base::Failure{missing_end(line_.words, next_, row)};
  }

  Step take_long_option(std::string_view word) {
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(2, equals == std::string_view::npos ? equals : equals - 2);
    const bool could_follow = equals == std::string_view::npos && next_ + 1 < line_.words.size();
    const bool value_follows =
        could_follow && (takes_value_(name) || (name == "help" && is_help_topic(word_at(next_ + 1))));
    const std::size_t count = value_follows ? 2 : 1;
    line_.long_options.push_back({next_, count});
    next_ += count;
    return {};
  }

  Step take_flags(std::string_view word) {
    const std::size_t first = next_;
    for (std::size_t i = 1; i < word.size() && next_ == first; ++i) {
      const FlagRow& row = *find_flag(word[i]);
      if (row.value == FlagValue::none) {
        line_.flags.push_back({word[i], {}, next_});
      } else if (auto status = take_value_flag(row, word, i + 1); !status) {
        return status;
      }
    }
    if (next_ == first) ++next_;
    if (in_expression()) {
      line_.expression.push_back({ExpressionToken::Kind::primary, {first, next_ - first}, &flag_row()});
    }
    return {};
  }

  /// A flag whose value begins at `value_at` in its word, or is the next word where there is nothing left.
  Step take_value_flag(const FlagRow& row, std::string_view word, std::size_t value_at) {
    const bool is_attached = value_at < word.size();
    const std::size_t at = next_ + (is_attached ? 0 : 1);
    const bool has_value = is_attached || (row.value != FlagValue::attached && at < line_.words.size());
    if (!has_value) return missing_value(row, at);
    const std::string_view value = is_attached ? word.substr(value_at) : word_at(at);
    if (auto status = check_flag_value(row.letter, value); !status) {
      WordRange range{at, 1};
      if (is_attached) range = {at, 1, value_at, value.size()};
      return bad_flag(row, range, std::move(status.error().message));
    }
    if (row.letter == 'f') {
      line_.roots.push_back(at);
    } else {
      line_.flags.push_back({row.letter, value, next_});
    }
    next_ = at + 1;
    return {};
  }

  /// `-j 4`: the value stands a blank too far.
  Step missing_value(const FlagRow& row, std::size_t at) const {
    const bool stands_apart = at < line_.words.size() && check_flag_value(row.letter, word_at(at));
    if (!stands_apart) return bad_flag(row, {next_, 1}, missing_flag_value(row.letter));
    return base::Failure{
        Diagnostic{missing_flag_value(row.letter),
                   {{next_, 2}},
                   {},
                   std::string("did you mean -") + row.letter + std::string(word_at(at)) + '?'}};
  }

  /// -Size is more likely a -size than an order of that name.
  Step bad_flag(const FlagRow& row, WordRange range, std::string message) const {
    const std::string_view word = word_at(next_);
    std::string remedy = "usage: " + std::string(row.synopsis);
    if (word.size() > 3) {
      std::string for_word = remedy_for_word(word, long_options_);
      if (for_word.starts_with("did you mean")) remedy = std::move(for_word);
    }
    return base::Failure{Diagnostic{std::move(message), {range}, {}, std::move(remedy)}};
  }

  Step flag_too_late(std::string_view word) const {
    return base::Failure{Diagnostic{"\"--\" has ended the flags, so " + quoted(word) + " is none",
                                    {{next_, 1}},
                                    {},
                                    "put it before the --, or take the -- away"}};
  }

  Step unknown_word(std::string_view word) const {
    return base::Failure{Diagnostic{"unknown primary or operator " + quoted(word),
                                    {{next_, 1}},
                                    {},
                                    remedy_for_word(word, long_options_)}};
  }

  const TakesValue& takes_value_;
  std::span<const std::string_view> long_options_;
  CommandLine line_;
  std::size_t next_ = 1;
  bool flags_have_ended_ = false;
};

}  // namespace

base::Result<CommandLine, Diagnostic> split_command_line(std::span<const char* const> argv,
                                                         const TakesValue& takes_value,
                                                         std::span<const std::string_view> long_options) {
  return Splitter(argv, takes_value, long_options).split();
}

}  // namespace findo::language
