// Sorting in little memory gives what sorting in memory gives.
#include "base/record_sorter.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using findo::base::RecordSorter;

namespace {

struct Pair {
  std::string key;
  std::string rest;
  bool operator==(const Pair&) const = default;
};

std::vector<Pair> all_of(RecordSorter& sorter) {
  std::vector<Pair> pairs;
  for (;;) {
    const auto record = sorter.next();
    REQUIRE(record);
    if (!*record) return pairs;
    pairs.push_back({std::string((*record)->key), std::string((*record)->rest)});
  }
}

/// Keys of which many are alike, begin alike or hold NULs; the rest tells how they came.
std::vector<Pair> make_pairs(std::size_t count) {
  std::vector<Pair> pairs;
  std::uint64_t state = 1;
  for (std::size_t i = 0; i < count; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    std::string key = "common prefix";
    if (state >> 60U != 0) key += static_cast<char>(state >> 56U & 7U);
    key.append(state >> 40U & 3U, static_cast<char>(state >> 48U));
    pairs.push_back({key, std::to_string(i)});
  }
  return pairs;
}

void check_sorting(std::size_t count, std::uint64_t most, std::size_t memory_bytes) {
  std::vector<Pair> pairs = make_pairs(count);
  RecordSorter sorter(most, memory_bytes);
  for (const Pair& pair : pairs) REQUIRE(sorter.add({pair.key, pair.rest}));
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.key < b.key; });
  if (pairs.size() > most) pairs.resize(most);
  CHECK(all_of(sorter) == pairs);
}

}  // namespace

TEST_CASE("record sorter: nothing comes out of nothing", "[base][sorter]") {
  RecordSorter sorter;
  CHECK(all_of(sorter).empty());
}

TEST_CASE("record sorter: equal keys stay as they came, in memory and in a file", "[base][sorter]") {
  check_sorting(5'000, RecordSorter::kAll, RecordSorter::kDefaultMemory);
  check_sorting(5'000, RecordSorter::kAll, 10'000);
}

TEST_CASE("record sorter: more runs than are merged at once give the same order", "[base][sorter]") {
  check_sorting(40'000, RecordSorter::kAll, 2'000);
}

TEST_CASE("record sorter: the first few are the first few of all", "[base][sorter]") {
  check_sorting(20'000, 0, RecordSorter::kDefaultMemory);
  check_sorting(20'000, 7, RecordSorter::kDefaultMemory);
  check_sorting(20'000, 3'000, RecordSorter::kDefaultMemory);
  check_sorting(20'000, 3'000, 30'000);
}

TEST_CASE("record sorter: a few of many never go to a file", "[base][sorter]") {
  RecordSorter sorter(10, 1'000'000);
  for (const Pair& pair : make_pairs(100'000)) REQUIRE(sorter.add({pair.key, pair.rest}));
  CHECK(all_of(sorter).size() == 10);
  CHECK_FALSE(sorter.has_spilled());
}

TEST_CASE("record sorter: a record larger than the memory comes back whole", "[base][sorter]") {
  RecordSorter sorter(RecordSorter::kAll, 100);
  const std::string large(300'000, 'x');
  REQUIRE(sorter.add({"b", large}));
  REQUIRE(sorter.add({"a", "small"}));
  CHECK(all_of(sorter) == std::vector<Pair>{{"a", "small"}, {"b", large}});
}
