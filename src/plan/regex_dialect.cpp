// glibc parses by recursive descent; here the descent's stack is a vector of open groups, so that a pattern
// of a hundred thousand parentheses costs memory and not the stack.
//
//   expression = branch { "|" branch }        branch = { piece }
//   piece      = anchor | atom { repetition } atom   = character | bracket | "(" expression ")" | ...
//
// RE2's text is written while reading. The last atom's place in it is remembered, for a repetition may need
// to enclose it or, `{0}`, to take it back. An atom is always written as one thing that a repetition can
// follow: a character, a class, or `(?:...)`. What a class may hold is worked out here and written as ranges,
// because RE2's own classes and its own folding of case are not the locale's.
#include "plan/regex_dialect.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <regex.h>
#include <vector>

#include "plan/pattern_glibc.hpp"
#include "plan/regex_lexer.hpp"

namespace findo::plan {

using Dialect = language::RegexDialect;

unsigned long syntax_bits(Dialect dialect) {
  switch (dialect) {
    case Dialect::findutils_default: return RE_SYNTAX_EMACS | RE_DOT_NEWLINE;
    case Dialect::ed:
    case Dialect::sed:
    case Dialect::posix_basic: return RE_SYNTAX_POSIX_BASIC;
    case Dialect::gnu_awk: return RE_SYNTAX_GNU_AWK;
    case Dialect::grep: return RE_SYNTAX_GREP;
    case Dialect::posix_awk: return RE_SYNTAX_POSIX_AWK;
    case Dialect::awk: return RE_SYNTAX_AWK;
    case Dialect::posix_egrep:
    case Dialect::egrep: return RE_SYNTAX_EGREP;
    case Dialect::posix_extended: return RE_SYNTAX_POSIX_EXTENDED;
    case Dialect::posix_minimal_basic: return RE_SYNTAX_POSIX_MINIMAL_BASIC;
    case Dialect::emacs: break;
  }
  return RE_SYNTAX_EMACS;
}

namespace {

using base::Failure;
using Type = RegexTokenType;

// RE2 refuses more than 1000 levels; some are left for what repetitions add.
constexpr std::size_t kMostNesting = 900;
// Here glibc's recursive parser, to which such a pattern goes, needs the better part of a megabyte of stack.
constexpr std::size_t kMostGroupDepth = 1000;
// No count of atoms goes past this; it keeps products of them from overflowing.
constexpr std::uint64_t kCountlessAtoms = std::uint64_t{1} << 40;

class Translator {
 public:
  Translator(std::string_view pattern, const RegexSyntax& syntax, const Alphabet& alphabet)
      : pattern_(pattern),
        syntax_(syntax),
        alphabet_(alphabet),
        units_(cut_into_units(pattern, alphabet, syntax.fold_case)),
        lexer_(units_, syntax.bits),
        groups_(1) {}

  base::Result<RegexTranslation, RegexError> translate();

 private:
  using Outcome = base::Status<RegexError>;

  // An expression being read: the whole pattern, or a group.
  struct Group {
    std::size_t open = 0;         // unit of the parenthesis
    std::size_t output = 0;       // where its text starts
    unsigned known_before = 0;    // groups complete before it, as bits
    unsigned known_branches = 0;  // and after its earlier branches
    std::uint64_t atoms = 0;
    bool anchored = false;  // it holds an anchor
  };
  enum class Repeat : std::uint8_t { none, star, plus, question, counted };
  // What the last piece has become.
  struct Piece {
    std::size_t output = 0;
    Repeat repeat = Repeat::none;
    bool removed = false;  // by {0}
    std::uint64_t atoms = 1;
    bool anchored = false;
  };

  bool has(unsigned long bit) const { return (syntax_.bits & bit) != 0; }
  Failure<RegexError> failure(const char* message, std::size_t begin, std::size_t end) const;
  Failure<RegexError> failure_here(const char* message) const {
    return failure(message, token_.begin, token_.end);
  }

  Outcome read_piece();
  Outcome read_atom();
  Outcome read_stray_operator();
  Outcome read_stray_group_end();
  Outcome read_back_reference();
  Outcome read_bracket();
  Outcome write_collating_bracket(std::size_t begin, std::size_t end);
  void read_anchor();
  void start_branch();
  Outcome open_group();
  void close_group();
  Outcome finish_piece(Piece piece);
  Outcome read_repetitions(Piece& piece);
  Outcome read_interval(Piece& piece);
  int read_number();
  Outcome repeat_counted(Piece& piece, int least, int most);
  void repeat_simply(Piece& piece, Repeat repeat);
  static void copy_atoms(Piece& piece, int copies);
  void enclose(Piece& piece);

  void write_literal(char32_t character);
  void write_character(char32_t character);
  void write_set(const CharacterSet& set);
  void write_members(const CharacterSet& members);
  void write_class(std::string_view name, bool with_underscore, bool negated);
  CharacterSet any_character() const;
  void write_code(char32_t character);
  void word_edge(const char* re2);

  std::string_view pattern_;
  const RegexSyntax& syntax_;
  const Alphabet& alphabet_;
  RegexUnits units_;
  RegexLexer lexer_;
  std::vector<Group> groups_;
  RegexToken token_;
  std::string output_;
  unsigned known_groups_ = 0;  // bit n: group n + 1 is complete here and may be referred to
  std::size_t groups_seen_ = 0;
  std::vector<std::size_t> numbers_{0};
  std::size_t nesting_ = 0;
  bool operator_skipped_ = false;
  bool needs_backtracking_ = false;
  bool has_classes_ = false;
};

Failure<RegexError> Translator::failure(const char* message, std::size_t begin, std::size_t end) const {
  const std::size_t offset = units_.offset[begin];
  return {RegexError{offset, units_.offset[end] - offset, message}};
}

base::Result<RegexTranslation, RegexError> Translator::translate() {
  token_ = lexer_.next(true);
  while (token_.type != Type::end) {
    if (auto done = read_piece(); !done) return Failure{std::move(done.error())};
  }
  if (groups_.size() > 1)
    return failure(regex_fault::kOpenGroup, groups_.back().open, groups_.back().open + 1);
  return RegexTranslation{std::move(output_), needs_backtracking_ || nesting_ > kMostNesting, has_classes_,
                          groups_.back().atoms};
}

Translator::Outcome Translator::read_piece() {
  const bool forced = operator_skipped_;
  operator_skipped_ = false;
  switch (token_.type) {
    case Type::alternative: start_branch(); return {};
    case Type::open_group: return open_group();
    case Type::close_group: {
      if (groups_.size() == 1 || forced) return read_stray_group_end();
      const Group& group = groups_.back();
      const Piece piece{group.output, Repeat::none, false, group.atoms, group.anchored};
      close_group();
      return finish_piece(piece);
    }
    case Type::line_start:
    case Type::line_end:
    case Type::text_start:
    case Type::text_end:
    case Type::word_start:
    case Type::word_end:
    case Type::word_edge:
    case Type::no_word_edge: read_anchor(); return {};
    case Type::star:
    case Type::plus:
    case Type::question:
    case Type::open_interval: return read_stray_operator();
    case Type::trailing_backslash: return failure_here(regex_fault::kTrailingBackslash);
    default: return read_atom();
  }
}

Translator::Outcome Translator::read_atom() {
  const Piece piece{output_.size()};
  Outcome done;
  switch (token_.type) {
    case Type::open_bracket: done = read_bracket(); break;
    case Type::back_reference: done = read_back_reference(); break;
    case Type::any_character: write_set(any_character()); break;
    case Type::word_character:
    case Type::no_word_character: write_class("alnum", true, token_.type == Type::no_word_character); break;
    case Type::space:
    case Type::no_space: write_class("space", false, token_.type == Type::no_space); break;
    default: write_character(token_.character);
  }
  return done ? finish_piece(piece) : std::move(done);
}

// A repetition with nothing before it to repeat.
Translator::Outcome Translator::read_stray_operator() {
  const bool is_interval = token_.type == Type::open_interval;
  if (has(RE_CONTEXT_INVALID_OPS) || (is_interval && has(RE_CONTEXT_INVALID_DUP))) {
    return failure_here(regex_fault::kNothingToRepeat);
  }
  if (has(RE_CONTEXT_INDEP_OPS)) {
    token_ = lexer_.next();
    operator_skipped_ = true;
    return {};
  }
  return read_atom();
}

Translator::Outcome Translator::read_stray_group_end() {
  if (!has(RE_UNMATCHED_RIGHT_PAREN_ORD)) return failure_here(regex_fault::kOpenParenthesisMissing);
  return read_atom();
}

Translator::Outcome Translator::read_back_reference() {
  needs_backtracking_ = true;
  const unsigned group = token_.character - U'1';
  if ((known_groups_ >> group & 1U) == 0) return failure_here(regex_fault::kBadBackReference);
  return {};
}

Translator::Outcome Translator::read_bracket() {
  auto bracket = parse_bracket(units_, token_.begin, syntax_, alphabet_);
  if (!bracket) return Failure{std::move(bracket.error())};
  has_classes_ = true;
  lexer_.move_to(bracket->end);
  if (bracket->needs_collation) return write_collating_bracket(token_.begin, bracket->end);
  write_set(bracket->set);
  return {};
}

Translator::Outcome Translator::write_collating_bracket(std::size_t begin, std::size_t end) {
  needs_backtracking_ = needs_backtracking_ || !alphabet_.is_bytes();
  if (needs_backtracking_) return {};
  const std::size_t offset = units_.offset[begin];
  const auto set = collating_bracket(pattern_.substr(offset, units_.offset[end] - offset), syntax_.bits);
  if (!set) return failure(set.error().c_str(), begin, end);
  write_members(*set);
  return {};
}

// An anchor can not be repeated: what follows it starts afresh.
void Translator::read_anchor() {
  switch (token_.type) {
    case Type::line_start: output_ += "(?m:^)"; break;
    case Type::line_end: output_ += "(?m:$)"; break;
    case Type::text_start: output_ += "\\A"; break;
    case Type::text_end: output_ += "\\z"; break;
    case Type::word_edge: word_edge("\\b"); break;
    case Type::no_word_edge: word_edge("\\B"); break;
    default: needs_backtracking_ = true;
  }
  ++groups_.back().atoms;
  groups_.back().anchored = true;
  token_ = lexer_.next();
}

// RE2's word edges know the word characters of ASCII only.
void Translator::word_edge(const char* re2) {
  needs_backtracking_ = needs_backtracking_ || !alphabet_.is_bytes();
  output_ += re2;
}

void Translator::start_branch() {
  Group& group = groups_.back();
  output_ += '|';
  token_ = lexer_.next(true);
  const bool empty = token_.type == Type::alternative || token_.type == Type::end ||
                     (token_.type == Type::close_group && groups_.size() > 1);
  if (empty) return;
  group.known_branches |= known_groups_;
  known_groups_ = group.known_before;
}

Translator::Outcome Translator::open_group() {
  if (groups_.size() > kMostGroupDepth) return failure(regex_fault::kTooBig, 0, units_.size());
  groups_.push_back({token_.begin, output_.size(), known_groups_});
  numbers_.push_back(groups_seen_++);
  nesting_ = std::max(nesting_, groups_.size());
  output_ += "(?:";
  token_ = lexer_.next(true);
  return {};
}

void Translator::close_group() {
  known_groups_ |= groups_.back().known_branches;
  if (numbers_.back() < 9) known_groups_ |= 1U << numbers_.back();
  numbers_.pop_back();
  groups_.pop_back();
  output_ += ')';
}

// Reads what repeats the piece that has just been written, and counts it.
Translator::Outcome Translator::finish_piece(Piece piece) {
  token_ = lexer_.next();
  const std::size_t repetition = token_.begin;
  if (auto done = read_repetitions(piece); !done) return done;
  // glibc 2.36 forgets anchors where it copies what is repeated: "(.*^.){2}" matches "ab" there.
  const bool repeated = token_.begin != repetition;
  needs_backtracking_ = needs_backtracking_ || (piece.anchored && repeated);
  groups_.back().anchored = groups_.back().anchored || piece.anchored;
  groups_.back().atoms = std::min(groups_.back().atoms + (piece.removed ? 0 : piece.atoms), kCountlessAtoms);
  return {};
}

Translator::Outcome Translator::read_repetitions(Piece& piece) {
  for (;;) {
    switch (token_.type) {
      case Type::star: repeat_simply(piece, Repeat::star); break;
      case Type::plus: repeat_simply(piece, Repeat::plus); break;
      case Type::question: repeat_simply(piece, Repeat::question); break;
      case Type::open_interval: {
        if (auto done = read_interval(piece); !done) return done;
        if (token_.type == Type::character) return {};
        break;
      }
      default: return {};
    }
    token_ = lexer_.next();
    const bool again = token_.type == Type::star || token_.type == Type::open_interval;
    if (again && has(RE_CONTEXT_INVALID_DUP)) return failure_here(regex_fault::kNothingToRepeat);
  }
}

// interval = "{" [ least ] [ "," [ most ] ] "}", not quite empty. Leaves token_ at its `}`; where glibc takes
// it for ordinary text, at the `{`, as a character.
Translator::Outcome Translator::read_interval(Piece& piece) {
  const RegexToken open = token_;
  const auto is_comma = [&] { return token_.type == Type::character && token_.character == ','; };
  int least = read_number();
  int most = least;
  if (least == -1) {
    if (!is_comma()) return failure(regex_fault::kBadInterval, open.begin, token_.end);
    least = 0;
  }
  if (least != -2 && token_.type != Type::close_interval) most = is_comma() ? read_number() : -2;
  if (least == -2 || most == -2) {
    if (!has(RE_INVALID_INTERVAL_ORD)) {
      const bool unclosed = token_.type == Type::end;
      return failure(unclosed ? regex_fault::kOpenInterval : regex_fault::kBadInterval, open.begin,
                     token_.end);
    }
    token_ = open;
    token_.type = Type::character;
    lexer_.move_to(open.end);
    return {};
  }
  if ((most != -1 && least > most) || token_.type != Type::close_interval) {
    return failure(regex_fault::kBadInterval, open.begin, token_.end);
  }
  if (std::max(least, most) > RE_DUP_MAX) return failure(regex_fault::kTooBig, open.begin, token_.end);
  return repeat_counted(piece, least, most);
}

// Reads up to a comma or the end of the interval. -1: there is no number; -2: there is something else.
int Translator::read_number() {
  int number = -1;
  for (;;) {
    token_ = lexer_.next();
    if (token_.type == Type::end) return -2;
    const char32_t c = token_.character;
    if (token_.type == Type::close_interval || c == ',') return number;
    const bool is_digit = token_.type == Type::character && c >= '0' && c <= '9';
    if (!is_digit || number == -2) {
      number = -2;
    } else {
      const int digit = static_cast<int>(c - '0');
      number = number == -1 ? digit : std::min(RE_DUP_MAX + 1, number * 10 + digit);
    }
  }
}

Translator::Outcome Translator::repeat_counted(Piece& piece, int least, int most) {
  if (piece.removed) return {};
  if (most == 0) {
    output_.resize(piece.output);
    piece.removed = true;
    return {};
  }
  if (most != -1 || least > 1) copy_atoms(piece, most == -1 ? least + 1 : most);
  if (most == -1 && least <= 1) {
    repeat_simply(piece, least == 0 ? Repeat::star : Repeat::plus);
  } else if (most == 1) {
    if (least == 0) repeat_simply(piece, Repeat::question);
  } else {
    if (piece.repeat != Repeat::none) enclose(piece);
    output_ += '{' + std::to_string(least);
    if (most != least) output_ += most == -1 ? "," : ',' + std::to_string(most);
    output_ += '}';
    piece.repeat = Repeat::counted;
  }
  return {};
}

// Repeating what is repeated: (x+)+ and (x?)? stay what they are, any other pair is x*.
void Translator::repeat_simply(Piece& piece, Repeat repeat) {
  if (piece.removed) return;
  if (repeat == Repeat::plus) copy_atoms(piece, 2);
  if (piece.repeat == Repeat::counted) enclose(piece);
  if (piece.repeat != Repeat::none) output_.pop_back();
  piece.repeat = piece.repeat == Repeat::none || piece.repeat == repeat ? repeat : Repeat::star;
  output_ += piece.repeat == Repeat::star ? '*' : piece.repeat == Repeat::plus ? '+' : '?';
}

// glibc compiles x{3} as xxx and x+ as xx*.
void Translator::copy_atoms(Piece& piece, int copies) {
  piece.atoms =
      std::min(std::max<std::uint64_t>(piece.atoms, 1) * static_cast<std::uint64_t>(copies), kCountlessAtoms);
}

void Translator::enclose(Piece& piece) {
  if (++nesting_ <= kMostNesting) {
    output_.insert(piece.output, "(?:");
    output_ += ')';
  }
  piece.repeat = Repeat::none;
}

CharacterSet Translator::any_character() const {
  CharacterSet excluded;
  if (!has(RE_DOT_NEWLINE)) excluded.add('\n', '\n');
  if (has(RE_DOT_NOT_NULL)) excluded.add(0, 0);
  return excluded.complement(alphabet_.last());
}

void Translator::write_class(std::string_view name, bool with_underscore, bool negated) {
  has_classes_ = true;
  CharacterSet set = *alphabet_.try_class(name);
  if (with_underscore) set.add('_', '_');
  write_set(negated ? set.complement(alphabet_.last()) : set);
}

void Translator::write_character(char32_t character) {
  if (!syntax_.fold_case) return write_literal(character);
  CharacterSet set;
  set.add(character, character);
  write_set(set);
}

// Writes the class of the characters that compare equal to a member of `set`.
void Translator::write_set(const CharacterSet& set) {
  write_members(syntax_.fold_case ? alphabet_.folding_into(set) : set);
}

void Translator::write_members(const CharacterSet& members) {
  const CharacterSet others = members.complement(alphabet_.last());
  const auto ranges = members.ranges();
  if (ranges.size() == 1 && ranges[0].first == ranges[0].last) return write_literal(ranges[0].first);
  if (others.empty()) {
    output_ += "(?s:.)";
    return;
  }
  const bool negate = members.contains(alphabet_.last()) && others.ranges().size() <= ranges.size();
  output_ += negate ? "[^" : "[";
  for (const CharacterRange& range : negate ? others.ranges() : ranges) {
    write_code(range.first);
    if (range.last > range.first + 1) output_ += '-';
    if (range.last > range.first) write_code(range.last);
  }
  // RE2 knows no empty class but this one.
  output_ += members.empty() ? "^\\x00-\\x{10ffff}]" : "]";
}

void Translator::write_literal(char32_t character) {
  constexpr std::string_view kOperators = "\\.+*?()|[]{}^$";
  if (character < 0x7F && kOperators.find(static_cast<char>(character)) != std::string_view::npos) {
    output_ += '\\';
  } else if (character <= ' ' || character >= 0x7F) {
    return write_code(character);
  }
  output_ += static_cast<char>(character);
}

// Writes a character so that it means itself both inside and outside of a class.
void Translator::write_code(char32_t character) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const bool plain = (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') ||
                     (character >= 'a' && character <= 'z');
  if (plain) {
    output_ += static_cast<char>(character);
    return;
  }
  output_ += "\\x{";
  for (unsigned shift = 24; shift > 0;) {
    shift -= 4;
    if (character >> shift != 0 || shift < 8) output_ += kDigits[character >> shift & 0xFU];
  }
  output_ += '}';
}

}  // namespace

base::Result<RegexTranslation, RegexError> translate_regex(std::string_view pattern,
                                                           const RegexSyntax& syntax,
                                                           const Alphabet& alphabet) {
  return Translator(pattern, syntax, alphabet).translate();
}

}  // namespace findo::plan
