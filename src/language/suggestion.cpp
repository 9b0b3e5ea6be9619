// The distance of Damerau (optimal string alignment), with a price for each slip of the fingers by how easily
// it happens: `-nmae` is a swap away from `-name`, `-bame` a neighbouring key, `-NAME` four letters held down
// too long.

#include "language/suggestion.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace findo::language {
namespace {

using Price = std::size_t;
constexpr Price kOtherCase = 1;
constexpr Price kSwap = 2;
constexpr Price kNeighbour = 3;
constexpr Price kRepetition = 3;  // a letter struck twice, or once where it stands twice
constexpr Price kWholeSlip = 6;

constexpr std::size_t kLongestTyped = 40;  // nobody means a word by something so long

/// Where a key lies, in quarters of a key's width.
struct KeyPlace {
  int across = 0;
  int down = -100;  // nowhere
};

/// Of an English keyboard, each row a little further to the right than the one above. Indexed by character.
constexpr auto kKeyPlaces = [] {
  constexpr std::string_view kRows[] = {"1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"};
  constexpr int kIndent[] = {0, 2, 3, 5};
  constexpr int kKeyQuarters = 4;
  std::array<KeyPlace, 256> places{};
  for (std::size_t row = 0; row < std::size(kRows); ++row) {
    for (std::size_t column = 0; column < kRows[row].size(); ++column) {
      places[static_cast<unsigned char>(kRows[row][column])] = {
          kIndent[row] + kKeyQuarters * static_cast<int>(column), kKeyQuarters * static_cast<int>(row)};
    }
  }
  return places;
}();

KeyPlace place_of(char key) { return kKeyPlaces[static_cast<unsigned char>(key)]; }

bool are_neighbours(char a, char b) {
  constexpr int kReachQuarters = 5;  // from the middle of one key to that of any that touches it
  const KeyPlace first = place_of(a);
  const KeyPlace second = place_of(b);
  const int across = first.across - second.across;
  const int down = first.down - second.down;
  return first.down >= 0 && second.down >= 0 &&
         across * across + down * down <= kReachQuarters * kReachQuarters;
}

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

/// Of one character for another.
Price price_of_exchange(char typed, char meant) {
  if (typed == meant) return 0;
  if (lower(typed) == lower(meant)) return kOtherCase;
  if (typed == '_' && meant == '-') return kOtherCase;
  return are_neighbours(lower(typed), lower(meant)) ? kNeighbour : kWholeSlip;
}

/// Of character `i` of a word that is not in the other.
Price price_of_surplus(std::string_view word, std::size_t i) {
  return i > 0 && word[i] == word[i - 1] ? kRepetition : kWholeSlip;
}

/// A bit for each letter of a word, the same for all that cost kOtherCase. Others may share a bit.
std::uint64_t letter_bit(char c) { return std::uint64_t{1} << (lower(c == '_' ? '-' : c) & 63); }

std::uint64_t letters_of(std::string_view word) {
  std::uint64_t letters = 0;
  for (const char c : word) letters |= letter_bit(c);
  return letters;
}

/// What at least the letters cost that the other word does not have at all.
Price least_price(std::string_view word, std::uint64_t others) {
  constexpr Price kLeast = std::min(kNeighbour, kRepetition);
  Price price = 0;
  for (const char c : word) price += (others & letter_bit(c)) == 0 ? kLeast : 0;
  return price;
}

/// More than `limit` where it is more; how much more is then not found out. Three rows of the table at a
/// time.
Price distance(std::string_view typed, std::string_view meant, Price limit) {
  std::vector<Price> before(meant.size() + 1), above(meant.size() + 1), row(meant.size() + 1);
  Price least_above = 0;
  for (std::size_t j = 1; j <= meant.size(); ++j) above[j] = above[j - 1] + price_of_surplus(meant, j - 1);
  for (std::size_t i = 1; i <= typed.size(); ++i) {
    row[0] = above[0] + price_of_surplus(typed, i - 1);
    Price least = row[0];
    for (std::size_t j = 1; j <= meant.size(); ++j) {
      row[j] =
          std::min({above[j] + price_of_surplus(typed, i - 1), row[j - 1] + price_of_surplus(meant, j - 1),
                    above[j - 1] + price_of_exchange(typed[i - 1], meant[j - 1])});
      const bool swapped = i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + kSwap);
      least = std::min(least, row[j]);
    }
    if (std::min(least, least_above) > limit)
      return limit + 1;  // no row below is nearer than the two above it
    least_above = least;
    before.swap(above);
    above.swap(row);
  }
  return above[meant.size()];
}

/// How far away what is meant may be. A word counts with its dash.
Price limit_for(std::string_view typed) {
  if (typed.size() <= 2) return kOtherCase;
  if (typed.size() == 3) return kNeighbour;
  return std::max<Price>(kWholeSlip, typed.size() * kWholeSlip / 3);
}

/// Whether the typed word is the beginning of the candidate, and long enough not to be so by chance.
bool is_begun(std::string_view typed, std::string_view candidate) {
  constexpr std::size_t kShortest = 4;
  return typed.size() >= kShortest && candidate.starts_with(typed);
}

/// The candidate that the typed word is the beginning of, unless several are.
std::string_view only_one_begun(std::string_view typed, std::span<const std::string_view> candidates) {
  std::string_view found;
  for (const std::string_view candidate : candidates) {
    if (!is_begun(typed, candidate)) continue;
    if (!found.empty()) return {};
    found = candidate;
  }
  return found;
}

}  // namespace

std::string_view nearest_word(std::string_view typed, std::span<const std::string_view> candidates) {
  if (typed.size() > kLongestTyped) return {};
  std::string_view best;
  Price best_price = limit_for(typed) + 1;
  const std::uint64_t typed_letters = letters_of(typed);
  for (std::string_view candidate : candidates) {
    const Price most = is_begun(typed, candidate) ? 2 * best_price : best_price;
    if (least_price(candidate, typed_letters) > most) continue;
    if (least_price(typed, letters_of(candidate)) > most) continue;
    Price price = distance(typed, candidate, most);
    if (is_begun(typed, candidate)) price /= 2;  // a word cut off is likelier than another slip
    if (price > best_price || (price == best_price && candidate.size() >= best.size())) continue;
    best = candidate;
    best_price = price;
  }
  return best.empty() ? only_one_begun(typed, candidates) : best;
}

}  // namespace findo::language
