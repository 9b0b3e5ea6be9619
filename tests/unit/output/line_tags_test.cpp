#include "output/line_tags.hpp"

#include <catch2/catch.hpp>

namespace findo::output {
namespace {

std::string tagged(const std::vector<std::string>& pieces) {
  LineTags tags("T\t");
  std::string out;
  for (const std::string& piece : pieces) tags.append(out, piece);
  tags.finish(out);
  return out;
}

TEST_CASE("line tags: each line has one, however the bytes come", "[output][tags]") {
  CHECK(tagged({"a\nb\n"}) == "T\ta\nT\tb\n");
  CHECK(tagged({"a", "\n", "b", "c\nd\n"}) == "T\ta\nT\tbc\nT\td\n");
  CHECK(tagged({"\n\n"}) == "T\t\nT\t\n");
}

TEST_CASE("line tags: a last line gets its newline, and nothing gets none", "[output][tags]") {
  CHECK(tagged({"a"}) == "T\ta\n");
  CHECK(tagged({"a\n", "b"}) == "T\ta\nT\tb\n");
  CHECK(tagged({}).empty());
  CHECK(tagged({""}).empty());
}

TEST_CASE("line tags: NUL bytes and carriage returns are part of a line", "[output][tags]") {
  CHECK(tagged({std::string("a\0b\r\n", 5)}) == std::string("T\ta\0b\r\n", 7));
}

}  // namespace
}  // namespace findo::output
