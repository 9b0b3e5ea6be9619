#include "base/rendered.hpp"

#include <catch2/catch.hpp>

namespace findo::base {
namespace {

constexpr StreamId kOut = StreamId::standard_output;
constexpr StreamId kErrors = StreamId::standard_error;

TEST_CASE("rendered: appended runs keep their streams, order and failures", "[base][rendered]") {
  Rendered first;
  first.to(kOut) += "a";
  Rendered second;
  second.to(kOut) += "b";
  second.add_failure("failed\n", 13);
  second.add_hidden_failure();
  second.to(kErrors) += "c";
  second.to_list(kOut) += "d";
  first.append(second, 0, second.runs().size());
  first.to(kOut) += "e";
  CHECK(first.bytes() == "abfailed\ncde");
  REQUIRE(first.runs().size() == 6);
  CHECK(first.bytes_of(0) == "ab");
  CHECK(first.runs()[1].is_failure);
  CHECK(first.runs()[1].code == 13);
  CHECK(first.bytes_of(1) == "failed\n");
  CHECK(first.runs()[2].is_failure);
  CHECK(first.bytes_of(2).empty());
  CHECK(first.runs()[3].stream == kErrors);
  CHECK(first.runs()[4].is_list);
  CHECK(first.bytes_of(5) == "e");
}

TEST_CASE("rendered: appended matches add up", "[base][rendered]") {
  Rendered first;
  first.to(kOut) += "a";
  first.note_match();
  Rendered second;
  second.to(kOut) += "b";
  second.note_match();
  second.note_match();
  first.append(second, 0, 1);
  REQUIRE(first.runs().size() == 1);
  CHECK(first.runs()[0].matches == 3);
}

TEST_CASE("rendered: when bytes are cleared, matches stay to be counted", "[base][rendered]") {
  Rendered rendered;
  rendered.to(kOut) += "a";
  rendered.note_match();
  rendered.add_failure("failed\n");
  rendered.note_match();
  rendered.clear_bytes();
  CHECK(rendered.empty());
  REQUIRE(rendered.runs().size() == 1);
  CHECK(rendered.runs()[0].matches == 2);
  CHECK_FALSE(rendered.runs()[0].is_failure);
}

TEST_CASE("rendered: what is released gives its room back, what is cleared keeps it", "[base][rendered]") {
  Rendered rendered;
  rendered.to(kOut).assign(100'000, 'x');
  rendered.clear();
  CHECK(rendered.empty());
  CHECK(rendered.capacity_bytes() >= 100'000);
  rendered.to(kOut) += "y";
  rendered.release();
  CHECK(rendered.empty());
  CHECK(rendered.runs().empty());
  CHECK(rendered.capacity_bytes() < 100);
}

TEST_CASE("rendered: a part can be appended", "[base][rendered]") {
  Rendered source;
  source.to(kOut) += "a";
  source.to(kErrors) += "b";
  source.to(kOut) += "c";
  Rendered part;
  part.append(source, 1, 2);
  CHECK(part.bytes() == "b");
  CHECK(part.runs()[0].stream == kErrors);
}

}  // namespace
}  // namespace findo::base
