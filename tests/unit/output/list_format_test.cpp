// The expectations are what GNU find 4.9 prints.
#include "output/list_format.hpp"

#include <sys/sysmacros.h>

#include <catch2/catch.hpp>

#include "support/fixed_entry.hpp"
#include "unit/output/in_zone.hpp"

using findo::files::Facts;
using findo::files::FileType;
using findo::output::ListColumns;
using findo::output::ListFormat;
using findo::tests::FixedEntry;
using findo::tests::InZone;

namespace {

constexpr std::time_t kNow = 1'795'500'000;
constexpr int kDaySeconds = 24 * 60 * 60;

std::string fields(FixedEntry& entry) {
  auto visit = entry.visit();
  std::string text;
  CHECK(ListFormat(kNow).render(visit, text));
  return text;
}

std::string line(FixedEntry& entry) {
  std::string text;
  ListColumns().append_lines(text, fields(entry));
  return text;
}

/// A whole list: each line is of a plain file that `change` has changed.
class List {
 public:
  template <class Change>
  List& add(const Change& change) {
    FixedEntry entry("d", "f");
    change(*entry.reader.own);
    columns_.append_lines(text_, fields(entry));
    return *this;
  }
  List& add() {
    return add([](Facts&) {});
  }
  const std::string& text() const { return text_; }

 private:
  ListColumns columns_;
  std::string text_;
};

std::string date(std::int64_t seconds) {
  FixedEntry entry("d", "f");
  entry.reader.own->modify_time = {seconds, 0};
  const std::string text = line(entry);
  constexpr std::size_t kDateColumn = 59;
  return text.substr(kDateColumn, text.rfind(' ') - kDateColumn);
}

std::string listed_name(const std::string& name) {
  FixedEntry entry("d", name);
  const std::string text = line(entry);
  return text.substr(text.find(" d/") + 3);
}

}  // namespace

TEST_CASE("list: the columns of a plain file", "[output][list]") {
  const InZone utc("UTC0");
  FixedEntry entry("dir", "file");
  CHECK(line(entry) == "     4711      2 -rw-r--r--   2 root     root         3000 Nov 24 03:07 dir/file\n");
}

TEST_CASE("list: a link shows where it leads", "[output][list]") {
  const InZone utc("UTC0");
  FixedEntry link("d", "l");
  link.reader.own->type = FileType::symbolic_link;
  link.reader.target = "a b";
  CHECK(line(link) ==
        "     4711      2 lrw-r--r--   2 root     root         3000 Nov 24 03:07 d/l -> a\\ b\n");
}

TEST_CASE("list: a link that cannot be read is reported and listed without its target", "[output][list]") {
  const InZone utc("UTC0");
  FixedEntry link("d", "l");
  link.reader.own->type = FileType::symbolic_link;
  CHECK(line(link) == "     4711      2 lrw-r--r--   2 root     root         3000 Nov 24 03:07 d/l\n");
  CHECK(link.failures() == 1);
}

TEST_CASE("list: an entry that cannot be looked at is reported, and has no line", "[output][list]") {
  FixedEntry entry("d", "f");
  entry.reader.own.reset();
  auto visit = entry.visit();
  std::string text;
  CHECK_FALSE(ListFormat(kNow).render(visit, text));
  CHECK(text.empty());
  CHECK(entry.failures() == 1);
}

TEST_CASE("list: dates within six months show the time of day, all others the year", "[output][list]") {
  const InZone utc("UTC0");
  CHECK(date(kNow) == "Nov 24 06:00");
  CHECK(date(kNow - 180 * kDaySeconds) == "May 28 06:00");
  CHECK(date(kNow - 180 * kDaySeconds - 1) == "May 28  2026");
  CHECK(date(kNow + 3600) == "Nov 24 07:00");
  CHECK(date(kNow + 3601) == "Nov 24  2026");
  CHECK(date(0) == "Jan  1  1970");
}

TEST_CASE("list: a time beyond the calendar is a number of seconds", "[output][list]") {
  CHECK(date(std::int64_t{1} << 62) == "4611686018427387904");
  CHECK(date(INT64_MIN) == "-9223372036854775808");
}

TEST_CASE("list: names are escaped, whatever the locale", "[output][list]") {
  CHECK(listed_name("a b") == "a\\ b\n");
  CHECK(listed_name("\"\\") == "\\\"\\\\\n");
  CHECK(listed_name("\b\t\n\f\r") == "\\b\\t\\n\\f\\r\n");
  CHECK(listed_name("\a\v\x7F\033") == "\\007\\013\\177\\033\n");
  CHECK(listed_name("\xC3\xA9") == "\\303\\251\n");
  CHECK(listed_name("'$*?[~#&;|<>`") == "'$*?[~#&;|<>`\n");
}

TEST_CASE("list: a column keeps the width of its widest value so far", "[output][list]") {
  const InZone utc("UTC0");
  List list;
  list.add().add([](Facts& facts) {
    facts.inode = 4'026'531'833;
    facts.blocks = 2'252'808;
    facts.links = 1102;
    facts.size_bytes = 1'153'433'600;
  });
  list.add();
  CHECK(list.text() ==
        "     4711      2 -rw-r--r--   2 root     root         3000 Nov 24 03:07 d/f\n"
        "4026531833 1126404 -rw-r--r-- 1102 root     root     1153433600 Nov 24 03:07 d/f\n"
        "      4711       2 -rw-r--r--    2 root     root           3000 Nov 24 03:07 d/f\n");
}

TEST_CASE("list: the numbers of a device have columns of their own", "[output][list]") {
  const InZone utc("UTC0");
  const auto device = [](unsigned long long number) {
    return [number](Facts& facts) {
      facts.type = FileType::character_device;
      facts.special_device = number;
    };
  };
  List list;
  list.add(device(0x103)).add(device(makedev(4000, 70000))).add(device(0x103)).add();
  CHECK(list.text() ==
        "     4711      2 crw-r--r--   2 root     root       1,   3 Nov 24 03:07 d/f\n"
        "     4711      2 crw-r--r--   2 root     root     4000, 70000 Nov 24 03:07 d/f\n"
        "     4711      2 crw-r--r--   2 root     root        1,     3 Nov 24 03:07 d/f\n"
        "     4711      2 -rw-r--r--   2 root     root         3000 Nov 24 03:07 d/f\n");
}

TEST_CASE("list: a user without a name widens the column for the names that follow", "[output][list]") {
  const InZone utc("UTC0");
  const auto owned_by = [](unsigned id) { return [id](Facts& facts) { facts.user = facts.group = id; }; };
  List list;
  list.add(owned_by(4'294'967'293)).add().add(owned_by(4'294'900'000)).add(owned_by(4'294'967'293));
  CHECK(list.text() ==
        "     4711      2 -rw-r--r--   2 4294967293 4294967293     3000 Nov 24 03:07 d/f\n"
        "     4711      2 -rw-r--r--   2 root        root           3000 Nov 24 03:07 d/f\n"
        "     4711      2 -rw-r--r--   2 4294900000 4294900000     3000 Nov 24 03:07 d/f\n"
        "     4711      2 -rw-r--r--   2 4294967293 4294967293     3000 Nov 24 03:07 d/f\n");
}

TEST_CASE("list: columns take many lines at a time", "[output][list]") {
  FixedEntry entry("d", "f");
  const std::string one = fields(entry);
  std::string together;
  ListColumns().append_lines(together, one + one);
  CHECK(together == line(entry) + line(entry));
}

TEST_CASE("ls: codes of colours may hold any byte, and lines stay whole", "[output][ls][colours]") {
  const auto colours = findo::output::parse_colours("lc=\\n:rc=\\0:ec=12\\n:di=di:fi=fi", nullptr);
  REQUIRE(colours);
  FixedEntry entry("d", "f");
  auto visit = entry.visit();
  std::string text;
  CHECK(ListFormat(kNow, &*colours).render(visit, text));
  text += fields(entry);
  std::string lines;
  ListColumns().append_lines(lines, text);
  const std::string plain = line(entry);
  const std::string columns = plain.substr(0, plain.find("d/f"));
  using namespace std::string_literals;
  CHECK(lines == columns + "\ndi\0d/12\n\nfi\0f12\n\n"s + plain);
}
