// gitignore(5) says what a pattern means, but the last word is what git does with it:
//
//   - A pattern without a slash is for names, in whatever directory; any other is for paths from the base, of
//     which a slash at the beginning is dropped.
//   - `**` spans directories only where it stands between slashes or ends of the pattern; elsewhere it is
//   `*`.
//     Behind it a slash may be escaped, but then at least one directory is needed.
//   - git compares the text before the first special character by itself, and only then starts its matcher,
//   for
//     which the pattern begins there. So `**` counts as standing at the beginning also behind plain text:
//     `foo**/bar` takes `foobar`, `foot/bar` and `foo/x/bar`, while `f?o**/bar` takes only the second. Such a
//     `**` is "glued" here. Either it stands for nothing, or its text ends with a slash and so the component
//     that began with `foo` ends too: the pattern is `foobar` or `foo*/**/bar`, the two ways that a pattern
//     can have.
//   - `*`, `?` and brackets never take a slash, so every slash of the pattern is one of the path, and what is
//     between them can be matched name by name.
//   - Where case is ignored, the name's letters are folded, and those of the pattern save in brackets and
//   behind
//     a backslash, where a capital letter therefore matches nothing, unless it is the end of a range.

#include "files/ignore_pattern.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "files/ignore_bracket.hpp"

namespace findo::files {
namespace {

/// A piece of a pattern.
struct Token {
  enum class Kind : std::uint8_t {
    step,         ///< for one name
    slash,        ///< the end of a component
    directories,  ///< `**/`: any number of components with their slashes, none too
    one_or_more,  ///< `**\/`: the same, but at least one
    everything,   ///< `**` at the end: whatever is left
  };
  Kind kind;
  NameStep step{NameStep::Kind::run};

  bool spans_directories() const { return kind != Kind::step && kind != Kind::slash; }
};
using Tokens = std::vector<Token>;

constexpr Token kRun{Token::Kind::step, {NameStep::Kind::run}};
constexpr Token kSlash{Token::Kind::slash};
constexpr Token kDirectories{Token::Kind::directories};

/// Adds a token. Any number of directories before what spans directories itself adds nothing.
void append(Tokens& tokens, const Token& token) {
  const bool is_after_directories = !tokens.empty() && tokens.back().kind == Token::Kind::directories;
  if (is_after_directories && token.spans_directories()) tokens.pop_back();
  tokens.push_back(token);
}

void append(Tokens& tokens, const Tokens& more) {
  for (const Token& token : more) append(tokens, token);
}

/// Cuts a pattern into tokens.
class Lexer {
 public:
  Lexer(std::string_view pattern, bool is_path, NameCase names)
      : pattern_(pattern), is_path_(is_path), names_(names) {}

  /// False: the pattern is malformed and matches nothing.
  bool read() {
    while (at_ < pattern_.size()) {
      if (!read_token()) return false;
    }
    return true;
  }

  const Tokens& tokens() const { return tokens_; }
  /// Where the token is that is glued to plain text before it.
  std::optional<std::size_t> glued() const { return glued_; }

 private:
  bool read_token() {
    const char c = pattern_[at_];
    switch (c) {
      case '*': read_stars(); break;
      case '?': add_special({NameStep::Kind::any_byte}); break;
      case '[': return read_bracket();
      case '\\': return read_escaped();
      default: add_byte(names_ == NameCase::folded ? folded(c) : c); break;
    }
    return true;
  }

  void add_byte(char c) {
    append(tokens_, is_path_ && c == '/' ? kSlash : Token{Token::Kind::step, {NameStep::Kind::byte, c}});
    ++at_;
  }

  void add_special(const NameStep& step) {
    append(tokens_, {Token::Kind::step, step});
    is_plain_ = false;
    ++at_;
  }

  bool read_escaped() {
    is_plain_ = false;
    if (++at_ == pattern_.size()) return false;
    add_byte(pattern_[at_]);
    return true;
  }

  bool read_bracket() {
    const auto bracket = parse_ignore_bracket(pattern_.substr(at_), names_);
    if (!bracket) return false;
    at_ += bracket->length - 1;
    add_special({NameStep::Kind::one_of, 0, bracket->set});
    return true;
  }

  void read_stars() {
    const std::size_t begin = at_;
    at_ = std::min(pattern_.find_first_not_of('*', at_), pattern_.size());
    const auto spanning = at_ - begin > 1 ? try_spanning(begin) : std::nullopt;
    if (spanning && is_plain_ && begin > 0 && pattern_[begin - 1] != '/') glued_ = tokens_.size();
    append(tokens_, spanning ? Token{*spanning} : kRun);
    is_plain_ = false;
    if (spanning == Token::Kind::directories) at_ += 1;
    if (spanning == Token::Kind::one_or_more) at_ += 2;
  }

  /// What the stars from `begin` up to here are if they span directories.
  std::optional<Token::Kind> try_spanning(std::size_t begin) const {
    const bool is_at_component = is_plain_ || pattern_[begin - 1] == '/';
    const std::string_view rest = pattern_.substr(at_);
    if (!is_path_ || !is_at_component) return std::nullopt;
    if (rest.empty()) return Token::Kind::everything;
    if (rest.starts_with('/')) return Token::Kind::directories;
    if (rest.starts_with("\\/")) return Token::Kind::one_or_more;
    return std::nullopt;
  }

  std::string_view pattern_;
  bool is_path_;
  NameCase names_;
  std::size_t at_ = 0;
  bool is_plain_ = true;  ///< nothing special so far
  Tokens tokens_;
  std::optional<std::size_t> glued_;
};

/// The tokens with what is glued taken apart (see the head of this file).
std::vector<Tokens> unglued(const Tokens& tokens, std::optional<std::size_t> glued) {
  if (!glued) return {tokens};
  const auto place = tokens.begin() + static_cast<std::ptrdiff_t>(*glued);
  const Tokens text(tokens.begin(), place);
  const Tokens rest(place + 1, tokens.end());
  Tokens joined = text;
  if (place->kind == Token::Kind::everything) append(joined, kRun);
  append(joined, rest);
  Tokens parted = text;
  append(parted, {kRun, kSlash, place->kind == Token::Kind::everything ? *place : kDirectories});
  append(parted, rest);
  if (place->kind == Token::Kind::one_or_more) return {parted};
  return {joined, parted};
}

void append_spanning(std::vector<IgnorePattern::Component>& head) {
  if (head.empty() || !head.back().spans_directories) head.push_back({true, {}});
}

/// Nothing where a component is empty, as between two slashes: no path has such.
std::optional<IgnorePattern::Way> try_way(const Tokens& tokens, NameCase names) {
  IgnorePattern::Way way{};
  std::vector<NameStep> component;
  for (const Token& token : tokens) {
    switch (token.kind) {
      case Token::Kind::step: component.push_back(token.step); break;
      case Token::Kind::slash:
        if (component.empty()) return std::nullopt;
        way.head.push_back({false, NamePattern::make(std::exchange(component, {}), names)});
        break;
      case Token::Kind::one_or_more:
        way.head.push_back({false, NamePattern::any()});
        append_spanning(way.head);
        break;
      case Token::Kind::directories: append_spanning(way.head); break;
      case Token::Kind::everything:
        append_spanning(way.head);
        component.push_back(kRun.step);
        break;
    }
  }
  if (component.empty()) return std::nullopt;
  way.tail = NamePattern::make(component, names);
  way.is_anywhere = way.head.size() == 1 && way.head[0].spans_directories;
  if (way.is_anywhere) way.head.clear();
  return way;
}

/// Whether a path goes this way. As with the stars of a name, only the last component that spans directories
/// needs to be tried again with one directory more.
bool leads_to(const IgnorePattern::Way& way, std::string_view path) {
  const std::size_t name_begin = path.rfind('/') + 1;  // npos + 1 is 0
  if (!way.tail.matches(path.substr(name_begin))) return false;
  if (way.is_anywhere) return true;
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t component = 0;
  std::size_t behind_span = kNone;
  std::size_t span_end = 0;
  const auto next = [&](std::size_t at) { return path.find('/', at) + 1; };
  for (std::size_t at = 0; at < name_begin;) {
    const bool is_left = component < way.head.size();
    if (is_left && way.head[component].spans_directories) {
      behind_span = ++component;
      span_end = at;
    } else if (is_left && way.head[component].name.matches(path.substr(at, next(at) - 1 - at))) {
      ++component;
      at = next(at);
    } else if (behind_span == kNone) {
      return false;
    } else {
      component = behind_span;
      at = span_end = next(span_end);
    }
  }
  if (component < way.head.size() && way.head[component].spans_directories) ++component;
  return component == way.head.size();
}

}  // namespace

IgnorePattern IgnorePattern::make(std::string_view pattern, NameCase names) {
  const bool is_path = pattern.find('/') != std::string_view::npos;
  if (is_path && pattern.starts_with('/')) pattern.remove_prefix(1);
  IgnorePattern made;
  Lexer lexer(pattern, is_path, names);
  if (!lexer.read()) return made;
  for (Tokens tokens : unglued(lexer.tokens(), lexer.glued())) {
    if (!is_path) tokens.insert(tokens.begin(), kDirectories);
    auto way = try_way(tokens, names);
    if (way) made.ways_.push_back(std::move(*way));
  }
  return made;
}

bool IgnorePattern::matches(std::string_view path) const {
  return std::any_of(ways_.begin(), ways_.end(), [&](const Way& way) { return leads_to(way, path); });
}

}  // namespace findo::files
