// Reads a regular expression from left to right and keeps, for each group that is open, what its alternatives
// and the sequence under way are known to need:
//
//   exact     the sequence matches exactly one of these strings, `foo` {foo}, `fo(o|x)` {foo, fox}
//   required  it holds one of these, from what came before something that is not exact: `foo[0-9]bar` {foo}
//
// Of two sets that are both required the one whose shortest literal is longer is kept. Sets that grow too
// large stop being exact.

#include "plan/required_literals.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "plan/literal_finder.hpp"

namespace findo::plan {
namespace {

using Literals = std::vector<std::string>;

constexpr std::size_t kLongestLiteral = 64;

std::size_t shortest(const Literals& literals) {
  std::size_t length = kLongestLiteral + 1;
  for (const std::string& literal : literals) length = std::min(length, literal.size());
  return literals.empty() ? 0 : length;
}

/// What is known of a piece of the pattern.
struct Knowledge {
  std::optional<Literals> exact{};
  Literals required{};  ///< empty: nothing is
};

const Knowledge kNothing{};

/// The best that a whole piece requires.
Literals needs_of(const Knowledge& piece) {
  if (!piece.exact) return piece.required;
  return shortest(*piece.exact) > 0 ? *piece.exact : Literals{};
}

void keep_better(Literals& kept, Literals other) {
  if (other.size() > LiteralFinder::kMostLiterals) return;
  if (shortest(other) > shortest(kept)) kept = std::move(other);
}

std::optional<Literals> try_product(const Literals& left, const Literals& right) {
  if (left.size() * right.size() > LiteralFinder::kMostLiterals) return std::nullopt;
  Literals product;
  for (const std::string& a : left) {
    for (const std::string& b : right) {
      if (a.size() + b.size() > kLongestLiteral) return std::nullopt;
      product.push_back(a + b);
    }
  }
  return product;
}

/// A sequence of pieces within one alternative. `tail` is what the pieces since the last inexact one match.
struct Sequence {
  Literals tail{""};
  Literals required{};
  bool is_exact = true;

  void append(const Knowledge& piece) {
    std::optional<Literals> longer;
    if (piece.exact) longer = try_product(tail, *piece.exact);
    if (longer) {
      tail = std::move(*longer);
      return;
    }
    break_off();
    keep_better(required, needs_of(piece));
    if (piece.exact && piece.exact->size() <= LiteralFinder::kMostLiterals) tail = *piece.exact;
  }
  void break_off() {
    if (shortest(tail) > 0) keep_better(required, tail);
    tail = {""};
    is_exact = false;
  }
  Knowledge finish() && {
    if (is_exact) return {std::move(tail), {}};
    break_off();
    return {std::nullopt, std::move(required)};
  }
};

/// Alternatives seen so far.
struct Alternatives {
  bool is_first = true;
  std::optional<Literals> exact{};
  Literals required{};
  bool has_free = false;  ///< one of them requires nothing

  void add(const Knowledge& piece) {
    const Literals needs = needs_of(piece);
    has_free |= needs.empty();
    required.insert(required.end(), needs.begin(), needs.end());
    if (is_first) {
      exact = piece.exact;
    } else if (exact && piece.exact) {
      exact->insert(exact->end(), piece.exact->begin(), piece.exact->end());
    } else {
      exact.reset();
    }
    is_first = false;
    if (exact && exact->size() > LiteralFinder::kMostLiterals) exact.reset();
    if (required.size() > LiteralFinder::kMostLiterals) has_free = true;
  }
  Knowledge finish() && {
    if (has_free) required.clear();
    return {std::move(exact), std::move(required)};
  }
};

class Reading {
 public:
  Reading(std::string_view pattern, CaseRule rule) : pattern_(pattern), fold_(rule == CaseRule::fold) {}

  std::optional<Knowledge> read() {
    groups_.emplace_back();
    while (at_ < pattern_.size()) {
      if (!take()) return std::nullopt;
    }
    if (groups_.size() != 1) return std::nullopt;
    settle();
    return close_group();
  }
  bool has_assertions() const { return has_assertions_; }

 private:
  struct Group {
    Alternatives alternatives{};
    Sequence sequence{};
    std::optional<Knowledge> last{};  ///< the piece that a repetition may follow
  };

  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
  }

  void settle() {
    Group& group = groups_.back();
    if (group.last) group.sequence.append(*std::exchange(group.last, std::nullopt));
  }
  void put(Knowledge piece) {
    settle();
    groups_.back().last = std::move(piece);
  }
  Knowledge close_group() {
    Group group = std::move(groups_.back());
    groups_.pop_back();
    group.alternatives.add(std::move(group.sequence).finish());
    return std::move(group.alternatives).finish();
  }

  /// False where the pattern has something that is not understood.
  bool take() {
    const char c = pattern_[at_];
    switch (c) {
      case '(': return open();
      case ')': return close();
      case '|': settle(); return next_alternative();
      case '*':
      case '?': return repeat(false, 1);
      case '+': return repeat(true, 1);
      case '{': return take_count();
      case '[': return take_class();
      case '.':
        ++at_;
        put(kNothing);
        return true;
      case '^':
      case '$': ++at_; return take_assertion();
      case '\\': return take_escape();
      default: return take_literal(c);
    }
  }

  bool take_assertion() {
    has_assertions_ = true;
    put({Literals{""}, {}});
    return true;
  }

  /// Unicode: the Kelvin sign is a K and the long s an S. Of what is not ASCII nothing is said, since a
  /// repetition behind it may be for one byte or for several.
  bool take_literal(char c) {
    ++at_;
    if (static_cast<unsigned char>(c) >= 0x80) {
      while (static_cast<unsigned char>(peek()) >= 0x80) ++at_;
      put(kNothing);
      return true;
    }
    const char low = static_cast<char>(c | 0x20);
    const bool is_ambiguous = fold_ && (low == 'k' || low == 's');
    put(is_ambiguous ? kNothing : Knowledge{Literals{std::string(1, c)}, {}});
    return true;
  }

  bool open() {
    settle();
    ++at_;
    if (peek() == '?') {
      if (peek(1) == ':') {
        at_ += 2;
      } else if (peek(1) == 'P' && peek(2) == '<') {
        at_ = pattern_.find('>', at_);
        if (at_ == std::string_view::npos) return false;
        ++at_;
      } else {
        return false;
      }
    }
    groups_.emplace_back();
    return true;
  }

  bool close() {
    if (groups_.size() < 2) return false;
    ++at_;
    settle();
    Knowledge group = close_group();
    groups_.back().last = std::move(group);
    return true;
  }

  bool next_alternative() {
    ++at_;
    Group& group = groups_.back();
    group.alternatives.add(std::move(group.sequence).finish());
    group.sequence = {};
    return true;
  }

  bool repeat(bool at_least_once, std::size_t length) {
    Group& group = groups_.back();
    if (!group.last) return false;
    at_ += length;
    Knowledge repeated;
    if (at_least_once) repeated.required = needs_of(*group.last);
    group.last = std::move(repeated);
    return true;
  }

  /// {2}, {0,3}; RE2 takes any other brace for a character.
  bool take_count() {
    const std::size_t end = pattern_.find('}', at_);
    if (end == std::string_view::npos || peek(1) < '0' || peek(1) > '9') return take_literal('{');
    const std::string_view body = pattern_.substr(at_ + 1, end - at_ - 1);
    if (body.find_first_not_of("0123456789,") != std::string_view::npos) return take_literal('{');
    const bool may_be_none = body.substr(0, body.find(',')).find_first_not_of('0') == std::string_view::npos;
    return repeat(!may_be_none, end - at_ + 1);
  }

  bool take_class() {
    std::size_t i = at_ + 1;
    if (i < pattern_.size() && pattern_[i] == '^') ++i;
    for (bool is_first = true; i < pattern_.size(); is_first = false) {
      if (pattern_[i] == ']' && !is_first) {
        at_ = i + 1;
        put(kNothing);
        return true;
      }
      if (pattern_.substr(i, 2) == "[:") {
        const std::size_t end = pattern_.find(":]", i + 2);
        if (end != std::string_view::npos) {
          i = end + 2;
          continue;
        }
      }
      i += pattern_[i] == '\\' ? 2 : 1;
    }
    return false;
  }

  bool take_escape() {
    const char c = peek(1);
    constexpr std::string_view kClasses = "dDsSwW";
    constexpr std::string_view kAssertions = "bBAz";
    const bool is_letter_or_digit =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (c == '\0' || static_cast<unsigned char>(c) >= 0x80) return false;
    if (!is_letter_or_digit) {
      ++at_;
      return take_literal(c);
    }
    at_ += 2;
    if (kAssertions.find(c) != std::string_view::npos) return take_assertion();
    if (kClasses.find(c) == std::string_view::npos) return false;
    put(kNothing);
    return true;
  }

  std::string_view pattern_;
  bool fold_;
  std::size_t at_ = 0;
  bool has_assertions_ = false;
  std::vector<Group> groups_{};
};

}  // namespace

RequiredLiterals required_literals(std::string_view pattern, CaseRule rule) {
  Reading reading(pattern, rule);
  const auto known = reading.read();
  if (!known) return {};
  Literals literals = needs_of(*known);
  const bool is_all = !literals.empty() && known->exact && !reading.has_assertions();
  return {std::move(literals), is_all};
}

}  // namespace findo::plan
