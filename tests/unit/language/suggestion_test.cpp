#include "language/suggestion.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "language/primaries.hpp"

using namespace findo::language;

namespace {

std::string nearest(std::string_view typed, std::vector<std::string_view> candidates) {
  return std::string(nearest_word(typed, candidates));
}

std::string nearest_primary(std::string_view typed) {
  std::vector<std::string_view> words;
  for (const PrimaryRow& row : primary_rows()) words.push_back(row.word);
  return nearest(typed, words);
}

}  // namespace

TEST_CASE("suggestions: swapped letters, missing ones and surplus ones", "[language][suggestion]") {
  CHECK(nearest_primary("-nmae") == "-name");
  CHECK(nearest_primary("-nam") == "-name");
  CHECK(nearest_primary("-namee") == "-name");
  CHECK(nearest_primary("-exce") == "-exec");
  CHECK(nearest_primary("-pritnf") == "-printf");
  CHECK(nearest_primary("-dlete") == "-delete");
  CHECK(nearest_primary("-max-depth") == "-maxdepth");
  CHECK(nearest_primary("-executible") == "-executable");
}

TEST_CASE("suggestions: a key beside the right one is nearer than any other", "[language][suggestion]") {
  CHECK(nearest("-uid", {"-gid", "-yid"}) == "-yid");  // y lies beside u, g does not
  CHECK(nearest("-cat", {"-bat", "-car"}) == "-car");  // both do, at the end and at the beginning: r beside t
  CHECK(nearest("-word", {"-wird", "-wprd"}) == "-wird");
  CHECK(nearest("-sixe", {"-sire", "-size"}) == "-size");
  CHECK(nearest("-links", {"-linka", "-linkp"}) == "-linka");
}

TEST_CASE("suggestions: the case of letters counts for little", "[language][suggestion]") {
  CHECK(nearest_primary("-NAME") == "-name");
  CHECK(nearest_primary("-Size") == "-size");
  CHECK(nearest_primary("-btime") == "-Btime");
  CHECK(nearest("-l", {"-L", "-k"}) == "-L");
}

TEST_CASE("suggestions: of two that are as near, the shorter and then the first", "[language][suggestion]") {
  CHECK(nearest("-abcdx", {"-abcdyz", "-abcdq"}) == "-abcdq");
  CHECK(nearest("-abcd", {"-abcdpp", "-abcdp", "-abcd2"}) == "-abcdp");
}

TEST_CASE("suggestions: what is too far away is not suggested", "[language][suggestion]") {
  CHECK(nearest_primary("-nonsense").empty());
  CHECK(nearest_primary("-e").empty());
  CHECK(nearest_primary("-zz").empty());
  CHECK(nearest_primary("").empty());
  CHECK(nearest_primary(std::string(100'000, 'x')).empty());
  CHECK(nearest("-name", {}).empty());
}

TEST_CASE("suggestions: every primary with one slip of the fingers is found again",
          "[language][suggestion]") {
  for (const PrimaryRow& row : primary_rows()) {
    std::string typed(row.word);
    if (typed.size() < 7) continue;  // among short words a slip may lead to another word
    std::swap(typed[3], typed[4]);
    if (typed == row.word || find_primary(typed)) continue;
    INFO(row.word);
    CHECK(nearest_primary(typed) == row.word);
  }
}
