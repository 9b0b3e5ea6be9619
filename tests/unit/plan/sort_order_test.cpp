// The bytes that keys are rendered as compare as the keys do.
#include "plan/sort_order.hpp"

#include <limits>

#include <catch2/catch.hpp>

namespace findo::plan {
namespace {

using language::SortKey;

/// What the order says of a name, known by these facts.
std::string rendered(SortKey key, const std::string& name, const files::Facts& facts = {},
                     bool is_reversed = false) {
  const files::Root root{name};
  const files::Place place{.root = &root};
  files::PathBuffer path;
  files::Entry entry(place, path);
  entry.move_to({name.c_str(), static_cast<std::uint32_t>(name.size()), files::FileType::unknown, 0});
  std::string out;
  SortOrder({{key, is_reversed}}).append(out, entry, facts);
  return out;
}

std::string of_size(std::int64_t bytes, bool is_reversed = false) {
  files::Facts facts{};
  facts.size_bytes = bytes;
  return rendered(SortKey::size, "x", facts, is_reversed);
}

std::string of_time(std::int64_t seconds, std::int32_t nanoseconds) {
  files::Facts facts{};
  facts.modify_time = {seconds, nanoseconds};
  return rendered(SortKey::mtime, "x", facts);
}

std::string natural(const std::string& name) { return rendered(SortKey::natural, name); }

TEST_CASE("sort order: numbers compare by value, negative ones too", "[plan][sort]") {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  CHECK(of_size(9) < of_size(10));
  CHECK(of_size(255) < of_size(256));
  CHECK(of_size(0) < of_size(kMost));
  CHECK(of_time(-2, 5) < of_time(-1, 0));
  CHECK(of_time(-1, 999'999'999) < of_time(0, 0));
  CHECK(of_time(1, 1) < of_time(1, 2));
}

TEST_CASE("sort order: a key that is turned round compares the other way", "[plan][sort]") {
  CHECK(of_size(10, true) < of_size(9, true));
  CHECK(rendered(SortKey::name, "ab", {}, true) < rendered(SortKey::name, "a", {}, true));
  CHECK(rendered(SortKey::name, "b", {}, true) < rendered(SortKey::name, "ab", {}, true));
}

TEST_CASE("sort order: what is a part of the other comes first", "[plan][sort]") {
  CHECK(rendered(SortKey::name, "a") < rendered(SortKey::name, "a\x01"));
  CHECK(rendered(SortKey::name, "a") < rendered(SortKey::name, "ab"));
}

TEST_CASE("sort order: the path says it by itself", "[plan][sort]") {
  CHECK(rendered(SortKey::path, "a").empty());
  CHECK_FALSE(rendered(SortKey::path, "a", {}, true).empty());
}

TEST_CASE("sort order: natural compares numbers by value and the rest by byte", "[plan][sort]") {
  CHECK(natural("f9") < natural("f10"));
  CHECK(natural("f9z") < natural("f10a"));
  CHECK(natural("f009") == natural("f9"));
  CHECK(natural("f0") < natural("f1"));
  CHECK(natural("f") < natural("f0"));
  CHECK(natural("f/") < natural("f0"));
  CHECK(natural("f1") < natural("f:"));
  CHECK(natural("f1.") < natural("f1a"));
  CHECK(natural("f" + std::string(300, '1')) < natural("f" + std::string(301, '1')));
  CHECK(natural("f" + std::string(254, '9')) < natural("f" + std::string(255, '1')));
}

TEST_CASE("sort order: an extension stands behind the last dot, unless that is the first byte",
          "[plan][sort]") {
  CHECK(extension_of("a.tar.GZ") == "gz");
  CHECK(extension_of(".bashrc").empty());
  CHECK(extension_of("none").empty());
  CHECK(extension_of("end.").empty());
  CHECK(extension_of(".a.c") == "c");
}

TEST_CASE("sort order: asks only for what its keys are", "[plan][sort]") {
  using files::Fact;
  CHECK(SortOrder({{SortKey::name, false}}).facts().empty());
  CHECK(SortOrder({{SortKey::size, false}, {SortKey::mtime, true}}).facts() ==
        (Fact::size | Fact::modify_time));
  // Behind the path no key matters.
  CHECK(SortOrder({{SortKey::path, false}, {SortKey::size, false}}).facts().empty());
}

}  // namespace
}  // namespace findo::plan
