#include "base/percent_encoding.hpp"

#include <string>

#include <catch2/catch.hpp>

namespace findo::base {
namespace {

TEST_CASE("percent encoding: whatever bytes are in a path, it is one line of a URI's characters",
          "[base][percent]") {
  CHECK(percent_encoded("az-AZ_09.~/") == "az-AZ_09.~/");
  CHECK(percent_encoded("%\n \xff\xc3\xa4+&") == "%25%0A%20%FF%C3%A4%2B%26");
  std::string all;
  for (int byte = 1; byte < 256; ++byte) all += static_cast<char>(byte);
  CHECK(try_percent_decoded(percent_encoded(all)) == all);
}

TEST_CASE("percent encoding: it is read whatever of a text is encoded, and must be whole",
          "[base][percent]") {
  CHECK(try_percent_decoded("") == "");
  CHECK(try_percent_decoded("a%62c%2f") == "abc/");
  for (const char* wrong : {"%", "a%1", "%zz", "%%20", "% 1", "%+1"}) CHECK_FALSE(try_percent_decoded(wrong));
}

}  // namespace
}  // namespace findo::base
