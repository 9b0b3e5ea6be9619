// The pattern becomes an automaton with one state for each element, in which a brace is a fork at its `{` and
// a jump from each comma to its end, so that `{a,b}{a,b}{a,b}…` takes room and time in proportion to its
// length and not to the 2^n patterns that it stands for. All states that the text so far can have led to are
// kept at once, so nothing is ever tried twice.
//
// Whether a `**` is a component depends on what stands beside it once the braces are written out, which
// differs from path to path through the automaton: in `{a/,}**{/b,c}` it may be one or not. So a state also
// knows its context, which is what came before it:
//
//   inside     anything but a slash
//   beginning  a slash, or the beginning of the pattern; the text is at the beginning of a component, too
//   behind     a `**` that has taken whole components, each with the slash behind it; only a slash of the
//              pattern can follow, and that has been taken already: `**/` is one thing
//   finished   a `**` that has taken all the rest of the text; only the end of the pattern can follow
//   under_way  not what came before, but the `**` itself while it takes components
//
// A `**` at a beginning is followed up in all its meanings: as a component before a slash, as the last one,
// and as a mere `*`, whose matches are among those of the others where these apply.

#include "plan/path_glob.hpp"

#include <algorithm>
#include <cwctype>
#include <span>

namespace findo::plan {
namespace {

enum Context : std::uint32_t { inside, beginning, behind, finished, under_way };
constexpr std::uint32_t kContexts = 5;

/// Bytes that are no character of UTF-8 stand for themselves, apart from all characters.
constexpr char32_t kFirstBareByte = 0x110000;

/// Takes the first character off.
char32_t take_character(std::string_view& text, Encoding encoding) {
  const auto byte = static_cast<unsigned char>(text[0]);
  const DecodedCharacter decoded =
      encoding == Encoding::utf8 && byte >= 0x80 ? decode_utf8(text) : DecodedCharacter{byte, 1};
  if (decoded.length > 0) {
    text.remove_prefix(decoded.length);
    return decoded.code;
  }
  text.remove_prefix(1);
  return kFirstBareByte + byte;
}

base::Failure<language::OperandError> failure(std::string message, std::size_t offset, std::size_t length,
                                              std::string remedy) {
  return base::Failure{language::OperandError{std::move(message), offset, length, std::move(remedy)}};
}

/// What can match no path, and how it would.
base::Status<language::OperandError> check(std::string_view pattern) {
  if (pattern.empty()) return failure("an empty pattern matches nothing", 0, 0, "everything: '**'");
  if (pattern[0] == '/' || pattern.starts_with("./")) {
    const std::size_t length = pattern.find_first_not_of('/', pattern[0] == '.' ? 1 : 0);
    return failure("the pattern is for the path below the root, which begins with a name", 0,
                   std::min(length, pattern.size()), "did you mean -path? that one takes the whole path");
  }
  if (pattern.ends_with('/'))
    return failure("no path below a root ends in a slash", pattern.size() - 1, 1,
                   "for directories: -type d as well; for what is in them: " + std::string(pattern) + "**");
  return {};
}

}  // namespace

/// From the text to tokens, from those to elements.
class PathGlob::Compiler {
 public:
  Compiler(std::string_view pattern, PathGlob& glob) : pattern_(pattern), glob_(glob) {}

  base::Status<language::OperandError> compile() {
    if (auto status = cut(); !status) return status;
    match_braces();
    emit();
    find_tail();
    return {};
  }

 private:
  struct Token {
    Kind kind;
    std::uint32_t value = 0;
    char brace = '\0';         ///< one of `{,}`, which is a literal unless it proves to be more
    bool is_active = false;    ///< a brace that has both halves and a comma, or one of its commas
    std::uint32_t commas = 0;  ///< of an active `{`
  };

  base::Status<language::OperandError> cut() {
    while (!rest().empty()) {
      const char c = rest()[0];
      if (c == '*') {
        cut_stars();
      } else if (c == '[' && try_set()) {
        // taken
      } else if (c == '\\' && at_ + 1 == pattern_.size()) {
        return failure("this backslash quotes nothing", at_, 1, "a backslash itself is written \\\\");
      } else {
        cut_plain(c);
      }
    }
    return {};
  }

  std::string_view rest() const { return pattern_.substr(at_); }

  char32_t take() {
    std::string_view text = rest();
    const char32_t character = take_character(text, glob_.encoding_);
    at_ = pattern_.size() - text.size();
    return character;
  }

  void cut_stars() {
    const std::size_t stars = std::min(rest().find_first_not_of('*'), rest().size());
    tokens_.push_back({stars == 2 ? Kind::components : Kind::any_run});
    at_ += stars;
  }

  void cut_plain(char c) {
    if (c == '\\') ++at_;
    const bool is_quoted = c == '\\';
    const char32_t character = take();
    if (character == '/') {
      tokens_.push_back({Kind::slash});
    } else if (c == '?') {
      tokens_.push_back({Kind::any_one});
    } else {
      const bool is_brace = !is_quoted && (c == '{' || c == ',' || c == '}');
      tokens_.push_back({Kind::literal, static_cast<std::uint32_t>(character), is_brace ? c : '\0'});
    }
  }

  /// `[:name:]` at `at`: its length, and the class; 0 where there is none.
  std::size_t class_length(std::size_t at, unsigned long& type) const {
    constexpr std::size_t kLongestName = 16;
    if (pattern_.substr(at, 2) != "[:") return 0;
    const std::size_t end =
        pattern_.substr(0, std::min(at + 2 + kLongestName, pattern_.size())).find(":]", at + 2);
    if (end == std::string_view::npos) return 0;
    type = std::wctype(std::string(pattern_.substr(at + 2, end - at - 2)).c_str());
    return type != 0 ? end + 2 - at : 0;
  }

  /// The set that begins here. Nothing is taken where it has no end before the next slash; and where a set
  /// that began earlier has found none, none can be found from within it, so that many `[` take no quadratic
  /// time.
  bool try_set() {
    unsigned long type = 0;
    const bool may_be_class = pattern_.substr(at_, 2) == "[:";
    if (at_ < no_set_before_ && !may_be_class) return false;
    const std::size_t begin = at_++;
    Set set;
    set.is_negated = at_ < pattern_.size() && (pattern_[at_] == '!' || pattern_[at_] == '^');
    if (set.is_negated) ++at_;
    for (bool is_first = true;; is_first = false) {
      const char c = at_ < pattern_.size() ? pattern_[at_] : '/';
      if (c == '/') break;
      if (c == ']' && !is_first) {
        ++at_;
        tokens_.push_back({Kind::set, static_cast<std::uint32_t>(glob_.sets_.size())});
        glob_.sets_.push_back(std::move(set));
        return true;
      }
      if (const std::size_t length = class_length(at_, type)) {
        set.classes.push_back(type);
        at_ += length;
      } else {
        take_range(set);
      }
    }
    no_set_before_ = std::max(no_set_before_, at_);
    at_ = begin;
    return false;
  }

  char32_t take_member() {
    if (pattern_[at_] == '\\' && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != '/') ++at_;
    return take();
  }

  void take_range(Set& set) {
    const char32_t first = take_member();
    const std::string_view text = rest();
    const bool is_range = text.size() >= 2 && text[0] == '-' && text[1] != ']' && text[1] != '/';
    if (is_range) ++at_;
    set.ranges.emplace_back(first, is_range ? take_member() : first);
  }

  /// bash: a brace counts if it has its other half and a comma.
  void match_braces() {
    struct Open {
      std::size_t token;
      std::vector<std::size_t> commas{};
    };
    std::vector<Open> open;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const char brace = tokens_[i].brace;
      if (brace == '{') open.push_back({i});
      if (open.empty()) continue;
      if (brace == ',') open.back().commas.push_back(i);
      if (brace != '}') continue;
      const Open group = std::move(open.back());
      open.pop_back();
      if (group.commas.empty()) continue;
      tokens_[group.token].commas = static_cast<std::uint32_t>(group.commas.size());
      tokens_[group.token].is_active = tokens_[i].is_active = true;
      for (const std::size_t comma : group.commas) tokens_[comma].is_active = true;
    }
  }

  /// A brace whose end has not come.
  struct Group {
    std::uint32_t commas_left;
    std::uint32_t fork;
    std::vector<std::uint32_t> jumps{};
  };

  std::uint32_t add(Element element) {
    glob_.elements_.push_back(element);
    return static_cast<std::uint32_t>(glob_.elements_.size() - 1);
  }
  std::uint32_t next_index() const { return static_cast<std::uint32_t>(glob_.elements_.size()); }

  void emit() {
    std::vector<Group> groups;
    for (const Token& token : tokens_) {
      if (!token.is_active) {
        add({token.kind, token.value});
      } else if (token.brace == '{') {
        groups.push_back({token.commas, add({Kind::fork})});
      } else if (token.brace == ',') {
        begin_alternative(groups.back());
      } else {
        for (const std::uint32_t jump : groups.back().jumps) glob_.elements_[jump].other = next_index();
        groups.pop_back();
      }
    }
    add({Kind::end});
  }

  void begin_alternative(Group& group) {
    group.jumps.push_back(add({Kind::jump}));
    glob_.elements_[group.fork].other = next_index();
    if (--group.commas_left > 0) group.fork = add({Kind::fork});
  }

  /// Literals at the end, as far as they stand outside all braces. A slash may be part of a `**/`.
  void find_tail() {
    std::size_t first = tokens_.size();
    while (first > 0 && tokens_[first - 1].kind == Kind::literal && !tokens_[first - 1].is_active) --first;
    for (const Token& token : std::span(tokens_).subspan(first)) {
      if (token.value >= kFirstBareByte) {
        glob_.tail_ += static_cast<char>(token.value - kFirstBareByte);
      } else if (glob_.encoding_ == Encoding::utf8) {
        base::append_utf8(glob_.tail_, token.value);
      } else {
        glob_.tail_ += static_cast<char>(token.value);
      }
    }
  }

  std::string_view pattern_;
  PathGlob& glob_;
  std::size_t at_ = 0;
  std::size_t no_set_before_ = 0;
  std::vector<Token> tokens_;
};

/// One text on its way through the automaton. The states live in buffers of the thread, which serve every
/// pattern; marks are told apart by a number that never comes back.
class PathGlob::Run {
 public:
  explicit Run(const PathGlob& glob) : glob_(glob), buffers_(buffers_of_thread()) {
    const std::size_t states = glob.elements_.size() * kContexts;
    if (buffers_.marks.size() < states) buffers_.marks.resize(states);
    buffers_.next.clear();
    ++buffers_.round;
    add(0, beginning);
  }

  bool goes_on() const { return !buffers_.next.empty(); }

  void take(char32_t character) {
    std::swap(buffers_.now, buffers_.next);
    buffers_.next.clear();
    ++buffers_.round;
    for (const std::uint32_t state : buffers_.now) step(state / kContexts, state % kContexts, character);
  }

  /// Whether the text may end here.
  bool ends() {
    std::swap(buffers_.now, buffers_.next);
    buffers_.next.clear();
    ++buffers_.round;
    bool is_end = false;
    for (const std::uint32_t state : buffers_.now) {
      const Kind kind = glob_.elements_[state / kContexts].kind;
      is_end |= kind == Kind::end;
      if (kind == Kind::components && state % kContexts == under_way) add(state / kContexts + 1, finished);
    }
    for (const std::uint32_t state : buffers_.next)
      is_end |= glob_.elements_[state / kContexts].kind == Kind::end;
    return is_end;
  }

 private:
  struct Buffers {
    std::vector<std::uint64_t> marks;
    std::uint64_t round = 0;
    std::vector<std::uint32_t> now;
    std::vector<std::uint32_t> next;
    std::vector<std::uint32_t> open;
  };
  static Buffers& buffers_of_thread() {
    thread_local Buffers buffers;
    return buffers;
  }

  void open(std::uint32_t element, std::uint32_t context) {
    std::uint64_t& mark = buffers_.marks[element * kContexts + context];
    if (mark == buffers_.round) return;
    mark = buffers_.round;
    buffers_.open.push_back(element * kContexts + context);
  }

  /// Adds a state and all that it leads to without a character.
  void add(std::uint32_t element, std::uint32_t context) {
    open(element, context);
    while (!buffers_.open.empty()) {
      const std::uint32_t state = buffers_.open.back();
      buffers_.open.pop_back();
      follow(state / kContexts, state % kContexts);
    }
  }

  void keep(std::uint32_t element, std::uint32_t context) {
    buffers_.next.push_back(element * kContexts + context);
  }

  void follow(std::uint32_t element, std::uint32_t context) {
    const Element& at = glob_.elements_[element];
    switch (at.kind) {
      case Kind::fork:
        open(element + 1, context);
        open(at.other, context);
        return;
      case Kind::jump: open(at.other, context); return;
      case Kind::components: return follow_components(element, context);
      case Kind::slash:
        if (context == behind) open(element + 1, beginning);
        if (context == inside) keep(element, context);
        return;
      case Kind::end:
        if (context == inside || context == finished) keep(element, context);
        return;
      default: break;
    }
    if (context >= behind) return;
    keep(element, context);
    if (at.kind == Kind::any_run) open(element + 1, inside);
  }

  void follow_components(std::uint32_t element, std::uint32_t context) {
    if (context == beginning) {
      open(element, under_way);
      open(element + 1, behind);
      open(element, inside);
    } else if (context == inside) {
      keep(element, inside);
      open(element + 1, inside);
    } else if (context == under_way) {
      keep(element, under_way);
    }
  }

  void step(std::uint32_t element, std::uint32_t context, char32_t character) {
    const Element& at = glob_.elements_[element];
    const bool is_slash = character == '/';
    switch (at.kind) {
      case Kind::literal:
        if (character == at.value) add(element + 1, inside);
        return;
      case Kind::any_one:
        if (!is_slash) add(element + 1, inside);
        return;
      case Kind::set:
        if (!is_slash && glob_.accepts(glob_.sets_[at.value], character)) add(element + 1, inside);
        return;
      case Kind::slash:
        if (is_slash) add(element + 1, beginning);
        return;
      case Kind::any_run:
        if (!is_slash) add(element, inside);
        return;
      case Kind::components:
        if (context == under_way) {
          add(element, under_way);
          if (is_slash) add(element + 1, behind);
        } else if (!is_slash) {
          add(element, inside);
        }
        return;
      default: return;
    }
  }

  const PathGlob& glob_;
  Buffers& buffers_;
};

base::Result<PathGlob, language::OperandError> PathGlob::parse(std::string_view pattern) {
  if (auto status = check(pattern); !status) return base::Failure{std::move(status.error())};
  PathGlob glob;
  glob.encoding_ = locale_encoding();
  if (auto status = Compiler(pattern, glob).compile(); !status)
    return base::Failure{std::move(status.error())};
  return glob;
}

bool PathGlob::accepts(const Set& set, char32_t character) const {
  const auto is_in = [character](const auto& range) {
    return range.first <= character && character <= range.second;
  };
  const auto is_of = [character](unsigned long type) {
    return character < kFirstBareByte && std::iswctype(static_cast<wint_t>(character), type) != 0;
  };
  const bool holds = std::any_of(set.ranges.begin(), set.ranges.end(), is_in) ||
                     std::any_of(set.classes.begin(), set.classes.end(), is_of);
  return holds != set.is_negated;
}

bool PathGlob::matches(std::string_view path) const {
  if (path.empty() || !path.ends_with(tail_)) return false;
  Run run(*this);
  while (!path.empty() && run.goes_on()) run.take(take_character(path, encoding_));
  return path.empty() && run.ends();
}

}  // namespace findo::plan
