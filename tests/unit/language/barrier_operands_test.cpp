#include "language/barrier_operands.hpp"

#include <catch2/catch.hpp>

namespace findo::language {
namespace {

std::string keys(std::string_view text) {
  const auto parsed = parse_sort_keys(text);
  if (!parsed) return parsed.error().message + " | " + parsed.error().remedy;
  std::string result;
  for (const KeyOrder& order : *parsed) {
    result += order.is_reversed ? '-' : '+';
    result += kSortKeyNames[static_cast<std::size_t>(order.key)];
  }
  return result;
}

TEST_CASE("sort keys: each has its name, and descends with a -", "[language][barrier]") {
  CHECK(keys("size") == "+size");
  CHECK(keys("-mtime,path,-ext") == "-mtime+path-ext");
  for (std::string_view name : kSortKeyNames) CHECK(keys(name) == '+' + std::string(name));
}

TEST_CASE("sort keys: what people write elsewhere is put right", "[language][barrier]") {
  CHECK(keys("time") == "\"time\" is no key to sort by | did you mean mtime?");
  CHECK(keys("size,-newest") == "\"newest\" is no key to sort by | did you mean -mtime?");
}

TEST_CASE("sort keys: none is left out", "[language][barrier]") {
  CHECK(keys("").starts_with("a key is missing"));
  CHECK(keys("size,").starts_with("a key is missing"));
  CHECK(keys("-").starts_with("a key is missing"));
  const auto parsed = parse_sort_keys("size,Size");
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().offset == 5);
  CHECK(parsed.error().length == 4);
}

TEST_CASE("keep: rules and groups have their names", "[language][barrier]") {
  CHECK(*parse_keep_rule("smallest") == KeepRule::smallest);
  CHECK_FALSE(parse_keep_rule("new"));
  CHECK(*parse_keep_group("dir") == KeepGroup::directory);
  CHECK(*parse_keep_group("ext") == KeepGroup::extension);
  CHECK_FALSE(parse_keep_group("directory"));
}

}  // namespace
}  // namespace findo::language
