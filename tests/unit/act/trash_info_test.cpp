#include "act/trash_info.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "base/utf8.hpp"
#include "unit/act/scratch.hpp"

namespace findo::act {
namespace {

TEST_CASE("trash: the information is that of the specification, in local time", "[act][trash]") {
  const tests::Variable zone("TZ", "IST-5:30");
  tzset();
  CHECK(render_trash_info("/a b/c", 1'600'000'000) ==
        "[Trash Info]\nPath=/a%20b/c\nDeletionDate=2020-09-13T17:56:40\n");
}

TEST_CASE("trash: names that are taken get a number before their extension", "[act][trash]") {
  CHECK(trash_name("a.txt", 1, 255) == "a.txt");
  CHECK(trash_name("a.txt", 2, 255) == "a.2.txt");
  CHECK(trash_name("a.tar.gz", 12, 255) == "a.tar.12.gz");
  CHECK(trash_name("plain", 2, 255) == "plain.2");
  CHECK(trash_name(".hidden", 2, 255) == ".hidden.2");
  CHECK(trash_name("ends.", 2, 255) == "ends.2.");
  CHECK(trash_name("not.an extension but a sentence", 2, 255) == "not.an extension but a sentence.2");
}

TEST_CASE("trash: names that are too long are cut, not within a character", "[act][trash]") {
  CHECK(trash_name("abcdefgh.txt", 1, 8) == "abcd.txt");
  CHECK(trash_name("abcdefgh.txt", 10, 8) == "a.10.txt");
  const std::string umlauts = "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4";
  for (std::size_t most = 1; most <= umlauts.size(); ++most) {
    const std::string name = trash_name(umlauts, 1, most);
    CHECK(name.size() <= most);
    CHECK(base::is_utf8(name));
  }
}

TEST_CASE("trash: names that are no text are cut, too, and never to nothing", "[act][trash]") {
  const std::string bytes(250, '\x80');
  CHECK(trash_name(bytes, 1, 245) == bytes.substr(0, 245));
  CHECK(trash_name(bytes + ".txt", 2, 245) == bytes.substr(0, 239) + ".2.txt");
  CHECK(trash_name("\xc3\x80\x80\x80\x80\x80", 1, 5) == "\xc3\x80\x80\x80\x80");
}

}  // namespace
}  // namespace findo::act
