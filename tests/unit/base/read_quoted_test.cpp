// Reading back what name_quoted() has written.
#include <catch2/catch.hpp>

#include "base/quoting.hpp"

using findo::base::name_quoted;
using findo::base::read_quoted;

namespace {

/// The name at the start of the text, and in brackets the bytes that it took.
std::string read(std::string_view text) {
  std::string name;
  const std::size_t taken = read_quoted(text, name);
  return taken == 0 ? "none" : name + '[' + std::to_string(taken) + ']';
}

}  // namespace

TEST_CASE("quoting: a quoted name is read up to its end", "[base][quoting]") {
  CHECK(read("'a b': rest") == "a b[5]");
  CHECK(read("'it'\\''s'") == "it's[9]");
  CHECK(read("''") == "[2]");
  CHECK(read("$'a\\nb\\'\\\\\\001'x") == "a\nb'\\\x01[15]");
}

TEST_CASE("quoting: what is not quoted, or has no end, is no name", "[base][quoting]") {
  for (const char* text :
       {"", "a", "'", "'a", "$'", "$'a", "$a", "$'\\", "$'\\q'", "$'\\01'", "$'\\089'", "\"a\""}) {
    INFO(text);
    CHECK(read(text) == "none");
  }
}
