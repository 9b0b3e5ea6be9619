// Most patterns are one piece of text between stars: `*.c`, `lib*`, `core`. Those become a comparison. What
// else is plain becomes a list of steps, one for each character of the pattern, and a matcher that remembers
// only the last star: where a later piece fails, the star takes one byte more. That is enough, as an earlier
// star that took more could only leave less text for the rest, and it bounds the work by pattern length ×
// text length without recursion.
//
// In a locale of multi-byte characters fnmatch(3) matches by characters and, where that fails, once more by
// bytes (glibc 2.36). So a match by bytes is always a match. A mismatch by bytes is final where the text is
// ASCII, or where the pattern holds only text and stars: characters of valid UTF-8 are found in valid UTF-8
// only at their own borders, and anything invalid is matched by bytes anyway. All else is asked of
// fnmatch(3).
//
// A bracket expression asks one byte. Which ones it takes is not worked out here but found by trying it on
// each with fnmatch(3), so ranges mean what the locale's collation makes of them.
#include "plan/glob.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <cwctype>
#include <fnmatch.h>

namespace findo::plan {
namespace {

constexpr std::string_view kClassNames[] = {"alnum", "alpha", "blank", "cntrl", "digit", "graph",
                                            "lower", "print", "punct", "space", "upper", "xdigit"};

unsigned char unsigned_byte(char byte) { return static_cast<unsigned char>(byte); }

// Length of `[:name:]` at the start of `text`, 0 where there is no class of that name.
std::size_t class_length(std::string_view text) {
  for (const std::string_view name : kClassNames) {
    const std::size_t length = name.size() + 4;
    if (text.size() >= length && text.substr(0, 2) == "[:" && text.substr(2, name.size()) == name &&
        text.substr(length - 2, 2) == ":]") {
      return length;
    }
  }
  return 0;
}

struct Bracket {
  std::size_t length;  // with both brackets; 0: one that only fnmatch(3) should read
  bool has_range;
};

// Measures the bracket expression that `text` starts with. Escapes, equivalence classes, collating symbols,
// misspelt classes, classes that look like the end of a range, characters beyond ASCII and a missing `]` are
// left to fnmatch(3).
Bracket measure_bracket(std::string_view text) {
  constexpr Bracket kNotOurs{0, false};
  bool has_range = false;
  std::size_t at = 1;
  if (at < text.size() && (text[at] == '!' || text[at] == '^')) ++at;
  for (const std::size_t first = at; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ']' && at > first) return {at + 1, has_range};
    if (c == '\\' || unsigned_byte(c) > 0x7F) return kNotOurs;
    if (c == '-') has_range = true;
    if (c != '[' || at + 1 == text.size() || std::strchr(":.=", text[at + 1]) == nullptr) continue;
    const std::size_t length = text[at - 1] == '-' ? 0 : class_length(text.substr(at));
    if (length == 0) return kNotOurs;
    at += length - 1;
  }
  return kNotOurs;
}

// Whether the bracket expression that `text` starts with is cut off behind the hyphen of a range whose start
// is escaped:
// `[\a-`. It matches nothing; but there glibc 2.36 reads on behind the end of the pattern, so it must not see
// it.
bool is_cut_off_in_range(std::string_view text) {
  if (text.size() < 4 || text.back() != '-') return false;
  std::size_t at = text[1] == '!' || text[1] == '^' ? 2 : 1;
  for (const std::size_t first = at; at < text.size(); ++at) {
    if (text[at] == ']' && at > first) return false;
    if (text[at] == '\\' && ++at + 2 == text.size()) return true;
  }
  return false;
}

// Lower case of every byte, as FNM_CASEFOLD folds. Nothing where the locale folds an ASCII letter away from
// ASCII, as Turkish ones do.
bool fill_lower_case(std::array<char, 256>& lower, bool by_bytes) {
  for (int byte = 0; byte < 256; ++byte) {
    lower[static_cast<std::size_t>(byte)] = static_cast<char>(std::tolower(byte));
  }
  for (wint_t c = 0; !by_bytes && c < 0x80; ++c) {
    if (std::towlower(c) != static_cast<wint_t>(lower[c])) return false;
  }
  return true;
}

// Whether folding case can make a difference. Brackets: `[@-_]` holds `A`, but not `a`.
bool depends_on_case(std::string_view pattern) {
  return std::any_of(pattern.begin(), pattern.end(), [](char c) {
    return c == '[' || unsigned_byte(c) > 0x7F || std::isalpha(unsigned_byte(c)) != 0;
  });
}

}  // namespace

Glob Glob::make(std::string_view pattern, CaseRule rule) { return Glob(pattern, rule); }

Glob::Glob(std::string_view pattern, CaseRule rule)
    : fold_case_(rule == CaseRule::fold && depends_on_case(pattern)), pattern_(pattern) {
  const bool by_bytes = MB_CUR_MAX == 1;
  const bool folds = !fold_case_ || (fill_lower_case(lower_, by_bytes) && (by_bytes || is_ascii(pattern)));
  if (folds && (by_bytes || locale_encoding() == Encoding::utf8)) {
    ask_library_ = fold_case_ && !by_bytes;
    compile();
  } else {
    strategy_ = Strategy::library;
  }
  if (strategy_ == Strategy::bytes) choose_strategy();
}

bool Glob::matches(const char* text, std::size_t length) const {
  const auto library_matches = [&] {
    return fnmatch(pattern_.c_str(), text, fold_case_ ? FNM_CASEFOLD : 0) == 0;
  };
  if (strategy_ == Strategy::library) return library_matches();
  const std::string_view view(text, length);
  if (matches_quickly(view)) return true;
  return ask_library_ && !is_ascii(view) && library_matches();
}

std::string_view Glob::strategy() const {
  switch (strategy_) {
    case Strategy::never: return "never";
    case Strategy::any: return "any";
    case Strategy::literal: return "literal";
    case Strategy::prefix: return "prefix";
    case Strategy::suffix: return "suffix";
    case Strategy::contains: return "contains";
    case Strategy::prefix_suffix: return "prefix+suffix";
    case Strategy::bytes: return "bytes";
    case Strategy::library: break;
  }
  return "fnmatch";
}

// Fills steps_, or settles on `never` or `library`.
void Glob::compile() {
  for (std::size_t at = 0; at < pattern_.size() && strategy_ == Strategy::bytes; ++at) {
    char c = pattern_[at];
    if (c == '*') {
      if (steps_.empty() || steps_.back() != kAnyRun) steps_.push_back(kAnyRun);
    } else if (c == '?') {
      steps_.push_back(kAnyByte);
    } else if (c == '[') {
      at = compile_bracket(at);
    } else if (c == '\\' && ++at == pattern_.size()) {
      strategy_ = Strategy::never;
    } else {
      c = pattern_[at];
      steps_.push_back(unsigned_byte(fold_case_ ? folded(c) : c));
    }
  }
}

// Adds the set that the bracket expression at `open` stands for; returns where it closes.
std::size_t Glob::compile_bracket(std::size_t open) {
  const std::string_view rest = std::string_view(pattern_).substr(open);
  const Bracket bracket = measure_bracket(rest);
  // By bytes and by characters, collation can order the same letters differently, and one text must match all
  // sets in one of the two ways.
  const bool one_set_only = bracket.has_range && MB_CUR_MAX > 1 && locale_collates();
  if (bracket.length == 0 || (one_set_only && !sets_.empty())) {
    strategy_ = is_cut_off_in_range(rest) ? Strategy::never : Strategy::library;
    return pattern_.size();
  }
  const std::string alone = pattern_.substr(open, bracket.length);
  const unsigned bytes = MB_CUR_MAX == 1 ? 256 : 128;
  ByteSet set{};
  for (unsigned byte = 1; byte < bytes; ++byte) {
    const char text[] = {static_cast<char>(byte), '\0'};
    if (fnmatch(alone.c_str(), text, fold_case_ ? FNM_CASEFOLD : 0) == 0) {
      set[byte / 64] |= std::uint64_t{1} << (byte % 64);
    }
  }
  steps_.push_back(static_cast<Step>(kFirstSet + sets_.size()));
  sets_.push_back(set);
  constexpr std::size_t kMostSets = 64;
  if (sets_.size() > kMostSets) strategy_ = Strategy::library;
  return open + bracket.length - 1;
}

void Glob::choose_strategy() {
  const auto is_literal = [](Step step) { return step < kAnyByte; };
  const auto first_odd = std::find_if_not(steps_.begin(), steps_.end(), is_literal);
  const auto last_odd = std::find_if_not(steps_.rbegin(), steps_.rend(), is_literal).base();
  head_.assign(steps_.begin(), first_odd);
  const auto stars = std::count(steps_.begin(), steps_.end(), kAnyRun);
  const bool only_stars = std::all_of(steps_.begin(), steps_.end(),
                                      [&](Step step) { return is_literal(step) || step == kAnyRun; });
  if (!only_stars) {
    ask_library_ = MB_CUR_MAX > 1;
  } else if (stars == 0) {
    strategy_ = Strategy::literal;
  } else if (stars == 1) {
    tail_.assign(last_odd, steps_.end());
    strategy_ = steps_.size() == 1 ? Strategy::any
                : tail_.empty()    ? Strategy::prefix
                : head_.empty()    ? Strategy::suffix
                                   : Strategy::prefix_suffix;
  } else if (stars == 2 && steps_.front() == kAnyRun && steps_.back() == kAnyRun) {
    head_.assign(steps_.begin() + 1, steps_.end() - 1);
    strategy_ = Strategy::contains;
  }
}

bool Glob::matches_quickly(std::string_view text) const {
  const char* end = text.data() + text.size();
  switch (strategy_) {
    case Strategy::any: return true;
    case Strategy::literal: return text.size() == head_.size() && equal(text.data(), head_);
    case Strategy::prefix: return text.size() >= head_.size() && equal(text.data(), head_);
    case Strategy::suffix: return text.size() >= tail_.size() && equal(end - tail_.size(), tail_);
    case Strategy::contains: return contains(text);
    case Strategy::prefix_suffix:
      return text.size() >= head_.size() + tail_.size() && equal(text.data(), head_) &&
             equal(end - tail_.size(), tail_);
    case Strategy::bytes: return matches_steps(text);
    case Strategy::never:
    case Strategy::library: break;
  }
  return false;
}

bool Glob::matches_steps(std::string_view text) const {
  constexpr auto kNone = static_cast<std::size_t>(-1);
  std::size_t step = 0;
  std::size_t behind_star = kNone;
  std::size_t star_end = 0;  // the last star takes the text up to here
  for (std::size_t at = 0; at < text.size();) {
    if (step < steps_.size() && steps_[step] == kAnyRun) {
      behind_star = ++step;
      if (step == steps_.size()) return true;
      at = star_end = next_start(text, at, steps_[step]);
    } else if (step < steps_.size() && accepts(steps_[step], text[at])) {
      ++step;
      ++at;
    } else if (behind_star == kNone) {
      return false;
    } else {
      step = behind_star;
      at = star_end = next_start(text, star_end + 1, steps_[step]);
    }
  }
  while (step < steps_.size() && steps_[step] == kAnyRun) ++step;
  return step == steps_.size();
}

// The first place from `from` on where `step` could hold; the text's end where there is none.
std::size_t Glob::next_start(std::string_view text, std::size_t from, Step step) const {
  if (fold_case_ || step >= kAnyByte) return from;
  const std::size_t found = text.find(static_cast<char>(step), from);
  return found == std::string_view::npos ? text.size() : found;
}

bool Glob::accepts(Step step, char byte) const {
  if (step < kAnyByte) return unsigned_byte(fold_case_ ? folded(byte) : byte) == step;
  if (step == kAnyByte) return true;
  const unsigned char value = unsigned_byte(byte);
  return (sets_[step - kFirstSet][value / 64] >> (value % 64) & 1) != 0;
}

bool Glob::equal(const char* text, const std::string& literal) const {
  if (!fold_case_) return std::memcmp(text, literal.data(), literal.size()) == 0;
  return std::equal(literal.begin(), literal.end(), text, [&](char a, char b) { return a == folded(b); });
}

bool Glob::contains(std::string_view text) const {
  if (!fold_case_) return text.find(head_) != std::string_view::npos;
  return std::search(text.begin(), text.end(), head_.begin(), head_.end(),
                     [&](char a, char b) { return folded(a) == b; }) != text.end();
}

char Glob::folded(char byte) const { return lower_[unsigned_byte(byte)]; }

}  // namespace findo::plan
