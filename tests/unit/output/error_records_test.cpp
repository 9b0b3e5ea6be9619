#include "output/error_records.hpp"

#include <clocale>

#include <catch2/catch.hpp>

#include "base/messages.hpp"
#include "support/random.hpp"

namespace {

using findo::base::path_message;
using findo::base::plain_message;

std::string record(const std::string& message) {
  std::string out;
  findo::output::append_error_record(out, message);
  return out;
}

std::string expected(const std::string& sentence, const std::string& path) {
  return sentence + '\t' + path + '\0';
}

}  // namespace

TEST_CASE("error records: the bytes of a path come back from the message", "[output][errors]") {
  for (const char* locale : {"C", "C.UTF-8"}) {
    std::setlocale(LC_CTYPE, locale);
    findo::support::Random random(7);
    for (int i = 0; i < 5'000; ++i) {
      std::string path;
      for (std::uint64_t left = 1 + random.below(12); left > 0; --left) {
        path += static_cast<char>(1 + random.below(255));
      }
      CHECK(record(path_message(path, "Permission denied")) == expected("Permission denied", path));
    }
  }
  std::setlocale(LC_CTYPE, "C");
}

TEST_CASE("error records: a message about nothing has an empty path", "[output][errors]") {
  CHECK(record(plain_message("something: is wrong")) == expected("something: is wrong", ""));
  CHECK(record(plain_message("'quoted' words come first")) == expected("'quoted' words come first", ""));
  CHECK(record(plain_message("")) == expected("", ""));
}

TEST_CASE("error records: what another path is told of stays in the sentence", "[output][errors]") {
  CHECK(record(path_message("a: b", "the same as 'c: d'")) == expected("the same as 'c: d'", "a: b"));
}
