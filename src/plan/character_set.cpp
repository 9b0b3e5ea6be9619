// Sets as sorted runs; classes and cases from <cwctype>, or by rule for the C locale.
#include "plan/character_set.hpp"

#include <algorithm>
#include <clocale>
#include <cwctype>
#include <map>
#include <mutex>
#include <string>

namespace findo::plan {
namespace {

using CasePairs = std::vector<std::pair<char32_t, char32_t>>;

struct AsciiClass {
  std::string_view name;
  std::vector<CharacterRange> ranges;
};

// POSIX locale, LC_CTYPE.
const std::vector<AsciiClass>& ascii_classes() {
  static const std::vector<AsciiClass> classes{
      {"alnum", {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}},
      {"alpha", {{'A', 'Z'}, {'a', 'z'}}},
      {"blank", {{'\t', '\t'}, {' ', ' '}}},
      {"cntrl", {{0, 0x1F}, {0x7F, 0x7F}}},
      {"digit", {{'0', '9'}}},
      {"graph", {{'!', '~'}}},
      {"lower", {{'a', 'z'}}},
      {"print", {{' ', '~'}}},
      {"punct", {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}},
      {"space", {{'\t', '\r'}, {' ', ' '}}},
      {"upper", {{'A', 'Z'}}},
      {"xdigit", {{'0', '9'}, {'A', 'F'}, {'a', 'f'}}},
  };
  return classes;
}

/// What the locale says of characters is worth keeping, but another may be set.
std::string locale_of_characters() {
  const char* const name = std::setlocale(LC_CTYPE, nullptr);
  return name ? name : "";
}

CharacterSet wide_class(wctype_t type, char32_t last) {
  std::vector<CharacterRange> ranges;
  for (char32_t c = 0; c <= last; ++c) {
    if (std::iswctype(static_cast<wint_t>(c), type) == 0) continue;
    if (!ranges.empty() && ranges.back().last + 1 == c) {
      ranges.back().last = c;
    } else {
      ranges.push_back({c, c});
    }
  }
  return CharacterSet(std::move(ranges));
}

CasePairs ascii_case_pairs() {
  CasePairs pairs;
  for (char32_t c = 'a'; c <= 'z'; ++c) pairs.emplace_back(c, c - 'a' + 'A');
  return pairs;
}

CasePairs wide_case_pairs(char32_t last) {
  CasePairs pairs;
  for (char32_t c = 0; c <= last; ++c) {
    const auto upper = static_cast<char32_t>(std::towupper(static_cast<wint_t>(c)));
    if (upper != c) pairs.emplace_back(c, upper);
  }
  return pairs;
}

}  // namespace

CharacterSet::CharacterSet(std::vector<CharacterRange> ranges) : ranges_(std::move(ranges)) { normalise(); }

void CharacterSet::add(char32_t first, char32_t last) {
  ranges_.push_back({first, last});
  normalise();
}

void CharacterSet::add(const CharacterSet& other) {
  ranges_.insert(ranges_.end(), other.ranges_.begin(), other.ranges_.end());
  normalise();
}

bool CharacterSet::contains(char32_t character) const {
  const auto behind =
      std::upper_bound(ranges_.begin(), ranges_.end(), character,
                       [](char32_t c, const CharacterRange& range) { return c < range.first; });
  return behind != ranges_.begin() && character <= std::prev(behind)->last;
}

CharacterSet CharacterSet::complement(char32_t last) const {
  CharacterSet rest;
  char32_t next = 0;
  for (const CharacterRange& range : ranges_) {
    if (range.first > next) rest.ranges_.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= last) rest.ranges_.push_back({next, last});
  return rest;
}

void CharacterSet::normalise() {
  std::erase_if(ranges_, [](const CharacterRange& range) { return range.last < range.first; });
  std::sort(ranges_.begin(), ranges_.end(), [](auto a, auto b) { return a.first < b.first; });
  std::vector<CharacterRange> merged;
  for (const CharacterRange& range : ranges_) {
    if (!merged.empty() && range.first <= merged.back().last + 1) {
      merged.back().last = std::max(merged.back().last, range.last);
    } else {
      merged.push_back(range);
    }
  }
  ranges_ = std::move(merged);
}

const Alphabet& Alphabet::bytes() {
  static const Alphabet alphabet(0xFF);
  return alphabet;
}

const Alphabet& Alphabet::unicode() {
  static const Alphabet alphabet(0x10FFFF);
  return alphabet;
}

char32_t Alphabet::upper(char32_t character) const {
  if (!is_bytes()) return static_cast<char32_t>(std::towupper(static_cast<wint_t>(character)));
  return character >= 'a' && character <= 'z' ? character - 'a' + 'A' : character;
}

std::optional<CharacterSet> Alphabet::try_class(std::string_view name) const {
  const auto& classes = ascii_classes();
  const auto found = std::find_if(classes.begin(), classes.end(),
                                  [&](const AsciiClass& entry) { return entry.name == name; });
  if (found == classes.end()) return std::nullopt;
  if (is_bytes()) return CharacterSet(found->ranges);
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::string_view>, CharacterSet> known;
  const std::lock_guard lock(mutex);
  const auto [entry, is_new] = known.try_emplace({locale_of_characters(), found->name});
  if (is_new) entry->second = wide_class(std::wctype(found->name.data()), last_);
  return entry->second;
}

CharacterSet Alphabet::folding_into(CharacterSet set) const {
  std::vector<CharacterRange> joining;
  std::vector<CharacterRange> leaving;
  for (const auto& [character, upper] : case_pairs()) {
    if (set.contains(upper)) {
      joining.push_back({character, character});
    } else if (set.contains(character)) {
      leaving.push_back({character, character});
    }
  }
  if (!leaving.empty()) {
    CharacterSet outside = set.complement(last_);
    outside.add(CharacterSet(std::move(leaving)));
    set = outside.complement(last_);
  }
  set.add(CharacterSet(std::move(joining)));
  return set;
}

std::span<const std::pair<char32_t, char32_t>> Alphabet::case_pairs() const {
  static const CasePairs ascii = ascii_case_pairs();
  if (is_bytes()) return ascii;
  static std::mutex mutex;
  static std::map<std::string, CasePairs> known;  // which stay where they are
  const std::lock_guard lock(mutex);
  const auto [entry, is_new] = known.try_emplace(locale_of_characters());
  if (is_new) entry->second = wide_case_pairs(last_);
  return entry->second;
}

}  // namespace findo::plan
