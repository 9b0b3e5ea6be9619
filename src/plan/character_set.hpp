// Sets of characters, and the alphabets that they are drawn from.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace findo::plan {

/// First and last character of a run, both included.
struct CharacterRange {
  char32_t first;
  char32_t last;
  friend bool operator==(const CharacterRange&, const CharacterRange&) = default;
};

/// A set of characters, kept as runs that are in order, apart from each other and not adjacent.
class CharacterSet {
 public:
  CharacterSet() = default;
  /// The runs may overlap and come in any order; those with last < first are empty.
  explicit CharacterSet(std::vector<CharacterRange> ranges);

  void add(char32_t first, char32_t last);
  void add(const CharacterSet& other);
  bool contains(char32_t character) const;
  bool empty() const { return ranges_.empty(); }
  /// All characters from 0 to `last` that are not in this set.
  CharacterSet complement(char32_t last) const;
  std::span<const CharacterRange> ranges() const { return ranges_; }

 private:
  void normalise();
  std::vector<CharacterRange> ranges_;
};

/// The characters that a pattern and a text consist of, their classes and their cases.
class Alphabet {
 public:
  /// The C locale: 256 characters, of which only those of ASCII have a class or a case.
  static const Alphabet& bytes();
  /// The characters of a UTF-8 locale: Unicode. Classes and cases are those of the process's locale when they
  /// are first asked for; working one out takes milliseconds, once.
  static const Alphabet& unicode();

  bool is_bytes() const { return last_ == 0xFF; }
  char32_t last() const { return last_; }
  /// What comparing without case takes `character` for (toupper(3), towupper(3)).
  char32_t upper(char32_t character) const;
  /// The members of a class of POSIX, alnum to xdigit; nothing where `name` is none of the twelve.
  std::optional<CharacterSet> try_class(std::string_view name) const;
  /// The characters whose upper() is in `set`.
  CharacterSet folding_into(CharacterSet set) const;

 private:
  explicit Alphabet(char32_t last) : last_(last) {}
  std::span<const std::pair<char32_t, char32_t>> case_pairs() const;
  char32_t last_;
};

}  // namespace findo::plan
