#include "base/sha256.hpp"

#include <catch2/catch.hpp>

namespace findo::base {
namespace {

TEST_CASE("sha256: the digests that FIPS 180-4 gives as examples", "[base][sha256]") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha256: it does not matter in which pieces a text comes", "[base][sha256]") {
  std::string text;
  for (int i = 0; i < 200; ++i) text += static_cast<char>(i);
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const std::string part = text.substr(0, size);
    for (const std::size_t cut : {std::size_t{0}, size / 3, size / 2, size}) {
      Sha256 digest;
      digest.add(part.substr(0, cut));
      digest.add(part.substr(cut));
      CHECK(digest.finish() == sha256_hex(part));
    }
  }
}

}  // namespace
}  // namespace findo::base
