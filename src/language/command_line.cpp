#include "language/command_line.hpp"

#include <string>

namespace findo::language {
namespace {

constexpr std::string_view kPlainFlags = "HLP";
constexpr std::string_view kValueFlags = "OD";

/// Whether all of the word behind its dash reads as flags: plain letters, the last perhaps O or D with its
/// value.
bool is_flag_cluster(std::string_view word) {
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (kValueFlags.find(word[i]) != std::string_view::npos) return true;
    if (kPlainFlags.find(word[i]) == std::string_view::npos) return false;
  }
  return word.size() > 1;
}

std::string quoted(std::string_view word) { return '"' + std::string(word) + '"'; }

class Splitter {
 public:
  Splitter(std::span<const char* const> argv, const TakesValue& takes_value) : takes_value_(takes_value) {
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
    if (word == "--" && !in_expression() && line_.roots.empty()) return ++next_, Step{};
    if (const PrimaryRow* row = find_primary(word)) return take_primary(*row);
    if (word.starts_with("--")) return take_long_option(word);
    if (is_flag_cluster(word)) return take_flags(word);
    return unknown_word(word);
  }

  /// GNU find takes `)` and `,` for operators only once an expression has begun.
  std::optional<ExpressionToken::Kind> try_operator(std::string_view word) const {
    using Kind = ExpressionToken::Kind;
    if (word == "(" || word == "-(") return Kind::open;
    if (word == "!" || word == "-not" || word == "-!") return Kind::not_;
    if (word == "-a" || word == "-and") return Kind::and_;
    if (word == "-o" || word == "-or") return Kind::or_;
    if (word == "-)" || (word == ")" && in_expression())) return Kind::close;
    if (word == "-," || (word == "," && in_expression())) return Kind::comma;
    return std::nullopt;
  }

  Step take_operator(ExpressionToken::Kind kind) {
    line_.expression.push_back({kind, {next_, 1}, nullptr});
    ++next_;
    return {};
  }

  Step take_root(std::string_view word) {
    if (in_expression()) {
      const bool looks_like_expression = word == "-" || word.starts_with('(') || word.starts_with('!');
      if (looks_like_expression) return unknown_word(word);
      if (auto status = refuse_expanded_pattern(word); !status) return status;
    }
    line_.roots.push_back(next_++);
    return {};
  }

  /// `-name *.c` without quotes becomes `-name a.c b.c`; taking b.c for a root would search the wrong place.
  Step refuse_expanded_pattern(std::string_view word) const {
    const ExpressionToken& last = line_.expression.back();
    const bool behind_glob = last.kind == ExpressionToken::Kind::primary &&
                             last.row->operand == Operand::glob &&
                             last.words.first + last.words.count == next_;
    if (!behind_glob) return {};
    const std::string primary(word_at(last.words.first));
    return base::Failure{
        Diagnostic{primary + " takes one pattern, but " + quoted(word) + " follows it",
                   {{next_, 1}},
                   {last.words},
                   "was the pattern expanded by the shell? quote it: " + primary + " '*.c'"}};
  }

  Step take_primary(const PrimaryRow& row) {
    if (row.operand == Operand::command) return take_command(row);
    const std::size_t count = 1 + operand_words(row.operand);
    if (next_ + count > line_.words.size()) return missing_operand(row);
    line_.expression.push_back({ExpressionToken::Kind::primary, {next_, count}, &row});
    next_ += count;
    return {};
  }

  Diagnostic missing(const PrimaryRow& row, std::string remedy) const {
    const std::string word(word_at(next_));
    const std::size_t count = line_.words.size() - next_;
    return {"missing argument to " + quoted(word),
            {{next_, count}},
            {},
            remedy.empty() ? "usage: " + word + " " + std::string(row.synopsis) : std::move(remedy)};
  }

  Step missing_operand(const PrimaryRow& row) const { return base::Failure{missing(row, {})}; }

  /// POSIX find: a command ends at a word `;`, or at a word `+` directly behind a `{}`.
  Step take_command(const PrimaryRow& row) {
    const bool may_end_in_plus = row.primary == Primary::exec || row.primary == Primary::execdir;
    const std::size_t first = next_ + 1;
    for (std::size_t end = first; end < line_.words.size(); ++end) {
      const std::string_view word = word_at(end);
      const bool plus = may_end_in_plus && word == "+" && end > first &&
                        word_at(end - 1).find("{}") != std::string_view::npos;
      if (word != ";" && !plus) continue;
      if (end == first) return base::Failure{missing(row, {})};
      line_.expression.push_back({ExpressionToken::Kind::primary, {next_, end + 1 - next_}, &row});
      next_ = end + 1;
      return {};
    }
    if (first == line_.words.size()) return missing_operand(row);
    return base::Failure{missing(row, "a command must end with a word ';'" +
                                          std::string(may_end_in_plus ? " or '{} +'" : "") +
                                          "; the shell wants it quoted: \\;")};
  }

  Step take_long_option(std::string_view word) {
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(2, equals == std::string_view::npos ? equals : equals - 2);
    const bool value_follows =
        equals == std::string_view::npos && takes_value_(name) && next_ + 1 < line_.words.size();
    const std::size_t count = value_follows ? 2 : 1;
    line_.long_options.push_back({next_, count});
    next_ += count;
    return {};
  }

  Step take_flags(std::string_view word) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      if (kPlainFlags.find(word[i]) != std::string_view::npos) {
        line_.flags.push_back({word[i], {}, next_});
        continue;
      }
      return take_value_flag(word[i], word.substr(i + 1));
    }
    ++next_;
    return {};
  }

  /// -ON has its value attached; -D may have it in the next word.
  Step take_value_flag(char letter, std::string_view value) {
    if (letter == 'D' && value.empty()) {
      if (next_ + 1 >= line_.words.size()) {
        return base::Failure{Diagnostic{"Missing argument after the -D option.", {{next_, 1}}}};
      }
      line_.flags.push_back({letter, word_at(next_ + 1), next_});
      next_ += 2;
      return {};
    }
    if (letter == 'O') {
      const bool is_level =
          value == "fast" || (!value.empty() && value.find_first_not_of("0123456789") == value.npos);
      if (!is_level) {
        return base::Failure{Diagnostic{"the -O option must be immediately followed by a decimal integer",
                                        {{next_, 1}},
                                        {},
                                        "levels are -O0, -O1 (default), -O2, -O3"}};
      }
    }
    line_.flags.push_back({letter, value, next_++});
    return {};
  }

  Step unknown_word(std::string_view word) const {
    return base::Failure{
        Diagnostic{"unknown primary or operator " + quoted(word), {{next_, 1}}, {}, remedy_for(word)}};
  }

  /// What the user of an unknown word most likely wanted.
  static std::string remedy_for(std::string_view word) {
    if (const std::size_t equals = word.find('='); equals != std::string_view::npos) {
      const std::string_view stem = word.substr(0, equals);
      if (find_primary(stem)) {
        return "operands stand in a word of their own: " + std::string(stem) + ' ' +
               std::string(word.substr(equals + 1));
      }
    }
    std::vector<std::string_view> candidates{"-not", "-and", "-or"};
    for (const PrimaryRow& row : primary_rows()) candidates.push_back(row.word);
    const std::string_view nearest = nearest_word(word, candidates);
    if (!nearest.empty()) return "did you mean " + std::string(nearest) + "?";
    return "";
  }

  const TakesValue& takes_value_;
  CommandLine line_;
  std::size_t next_ = 1;
};

}  // namespace

base::Result<CommandLine, Diagnostic> split_command_line(std::span<const char* const> argv,
                                                         const TakesValue& takes_value) {
  return Splitter(argv, takes_value).split();
}

}  // namespace findo::language
