#include "output/type_letters.hpp"

#include <catch2/catch.hpp>

using findo::files::FileType;
using findo::output::append_mode;
using findo::output::type_letter;

namespace {

std::string mode(FileType type, mode_t permissions) {
  std::string text;
  append_mode(text, type, permissions);
  return text;
}

}  // namespace

TEST_CASE("type letters: as -type takes them, U for an unknown one", "[output][printf]") {
  CHECK(type_letter(FileType::regular) == 'f');
  CHECK(type_letter(FileType::directory) == 'd');
  CHECK(type_letter(FileType::symbolic_link) == 'l');
  CHECK(type_letter(FileType::fifo) == 'p');
  CHECK(type_letter(FileType::socket) == 's');
  CHECK(type_letter(FileType::block_device) == 'b');
  CHECK(type_letter(FileType::character_device) == 'c');
  CHECK(type_letter(FileType::door) == 'D');
  CHECK(type_letter(FileType::unknown) == 'U');
}

TEST_CASE("mode letters: as ls shows them", "[output][printf]") {
  CHECK(mode(FileType::regular, 0644) == "-rw-r--r--");
  CHECK(mode(FileType::directory, 0755) == "drwxr-xr-x");
  CHECK(mode(FileType::symbolic_link, 0777) == "lrwxrwxrwx");
  CHECK(mode(FileType::unknown, 0) == "?---------");
}

TEST_CASE("mode letters: special bits are small where the file may be run", "[output][printf]") {
  CHECK(mode(FileType::regular, 07777) == "-rwsrwsrwt");
  CHECK(mode(FileType::regular, 07666) == "-rwSrwSrwT");
  CHECK(mode(FileType::directory, 01777) == "drwxrwxrwt");
}
