#include "files/inode_flags.hpp"

#include <catch2/catch.hpp>

using namespace findo::files;

namespace {

constexpr InodeFlags kImmutable = 0x10;
constexpr InodeFlags kAppendOnly = 0x20;
constexpr InodeFlags kNoDump = 0x40;

/// The flags of a name, and nothing where it is none or asks for absence.
InodeFlags present(std::string_view name) {
  const auto named = try_inode_flags(name);
  return named && !named->is_absence ? named->flags : 0;
}
InodeFlags absent(std::string_view name) {
  const auto named = try_inode_flags(name);
  return named && named->is_absence ? named->flags : 0;
}

}  // namespace

TEST_CASE("inode flags: BSD's names stand for their equivalents", "[files][inode_flags]") {
  for (const char* name : {"uchg", "uchange", "uimmutable", "schg", "schange", "simmutable", "UCHG"}) {
    INFO(name);
    CHECK(present(name) == kImmutable);
    CHECK(absent("no" + std::string(name)) == kImmutable);
  }
  for (const char* name : {"uappnd", "uappend", "sappnd", "sappend"}) {
    INFO(name);
    CHECK(present(name) == kAppendOnly);
  }
}

TEST_CASE("inode flags: nodump is a flag, and dump its absence", "[files][inode_flags]") {
  CHECK(present("nodump") == kNoDump);
  CHECK(absent("dump") == kNoDump);
  CHECK(absent("nonodump") == kNoDump);
}

TEST_CASE("inode flags: letters are chattr's and may stand together", "[files][inode_flags]") {
  CHECK(present("i") == kImmutable);
  CHECK(present("ia") == (kImmutable | kAppendOnly));
  CHECK(absent("noi") == kImmutable);
  CHECK(present("A") == 0x80);
  CHECK(present("e") == 0x80000);
}

TEST_CASE("inode flags: lsattr's long names, in any case", "[files][inode_flags]") {
  CHECK(present("Immutable") == kImmutable);
  CHECK(present("no_dump") == kNoDump);
  CHECK(present("Append_Only") == kAppendOnly);
  CHECK(absent("noImmutable") == kImmutable);
}

TEST_CASE("inode flags: what is no name is none", "[files][inode_flags]") {
  for (const char* name : {"", "no", "uunlnk", "arch", "opaque", "q", "iq", "I a", "nosuchflag", "undump"}) {
    INFO(name);
    CHECK_FALSE(try_inode_flags(name));
  }
}

TEST_CASE("inode flags: what users set is none of the file system's own", "[files][inode_flags]") {
  CHECK((flags_of_file_system() & (kImmutable | kAppendOnly | kNoDump)) == 0);
  CHECK((flags_of_file_system() & present("e")) != 0);
}
