// The expectations are what GNU find 4.9 prints.
#include "output/render_printf.hpp"

#include <catch2/catch.hpp>

#include "support/fixed_entry.hpp"
#include "unit/output/in_zone.hpp"

using findo::files::Fact;
using findo::files::Facts;
using findo::files::FactSet;
using findo::files::FileType;
using findo::output::NameEscaping;
using findo::output::parse_printf_template;
using findo::tests::FixedEntry;
using findo::tests::InZone;

namespace {

struct Outcome {
  std::string text;
  bool is_true;
};

Outcome outcome(FixedEntry& entry, std::string_view format, NameEscaping escaping = NameEscaping::raw) {
  const auto parsed = parse_printf_template(format);
  REQUIRE(parsed);
  auto visit = entry.visit();
  std::string text;
  const bool is_true = findo::output::render_printf(*parsed, visit, {escaping}, text);
  return {text, is_true};
}

std::string printed(FixedEntry& entry, std::string_view format) { return outcome(entry, format).text; }

std::string printed(std::string_view format) {
  FixedEntry entry("dir", "file");
  return printed(entry, format);
}

/// The entry is a link; what is behind it is set by the test.
void make_link(FixedEntry& entry) { entry.reader.own->type = FileType::symbolic_link; }

}  // namespace

TEST_CASE("printf: names", "[output][printf]") {
  CHECK(printed("%p|%f|%h|%P|%H|%d") == "dir/file|file|dir|file|dir|1");
  FixedEntry root("./foo//");
  CHECK(printed(root, "%p|%f|%h|%P|%H|%d") == "./foo//|foo/|.||./foo//|0");
}

TEST_CASE("printf: names and the type that the directory has told need no load", "[output][printf]") {
  FixedEntry entry("dir", "file", FileType::regular);
  CHECK(printed(entry, "%p%f%h%P%H%d%y") == "dir/filefiledirfiledir1f");
  CHECK(entry.reader.loads == 0);
}

TEST_CASE("printf: one load for a whole format, of the facts that it shows", "[output][printf]") {
  FixedEntry entry("dir", "file");
  printed(entry, "%s%k%T@%Ts");
  CHECK(entry.reader.loads == 1);
  CHECK(entry.reader.wanted == (FactSet(Fact::size) | Fact::blocks | Fact::modify_time | Fact::type));
}

TEST_CASE("printf: numbers", "[output][printf]") {
  CHECK(printed("%i %n %s %b %D %U %G %m") == "4711 2 3000 3 65024 0 0 644");
  CHECK(printed("%k") == "2");  // KiB, rounded up
}

TEST_CASE("printf: numbers use all of their 64 bits", "[output][printf]") {
  FixedEntry entry("dir", "file");
  entry.reader.own->inode = UINT64_MAX;
  entry.reader.own->size_bytes = INT64_MAX;
  CHECK(printed(entry, "%i %s") == "18446744073709551615 9223372036854775807");
}

TEST_CASE("printf: owners without a name are numbers", "[output][printf]") {
  FixedEntry entry("dir", "file");
  entry.reader.own->user = 4294967294;
  entry.reader.own->group = 4294967294;
  CHECK(printed(entry, "%u %g %U %G") == "4294967294 4294967294 4294967294 4294967294");
  CHECK(printed("%u %g") == "root root");
}

TEST_CASE("printf: sparseness", "[output][printf]") {
  CHECK(printed("%S") == "0.512");
  FixedEntry entry("dir", "file");
  entry.reader.own->size_bytes = 3;
  entry.reader.own->blocks = 8;
  CHECK(printed(entry, "%S|%.2S|%08S") == "1365.33|1.4e+03|01365.33");
  entry.reader.own->size_bytes = 0;
  CHECK(printed(entry, "%S|%6S") == "inf|   inf");
  entry.reader.own->blocks = 0;
  CHECK(printed(entry, "%S") == "1");
}

TEST_CASE("printf: text is cut, then padded with blanks", "[output][printf]") {
  CHECK(printed("%6f|%-6f|%.2f|%5.2f|%-5.2f|%.f|%2f") == "  file|file  |fi|   fi|fi   ||file");
  CHECK(printed("%06f|%+f|%#f") == "  file|file|file");
  CHECK(printed("%6s|%-6s|%.2s|%06s") == "  3000|3000  |30|  3000");
}

TEST_CASE("printf: depth and permissions are numbers to printf(3)", "[output][printf]") {
  CHECK(printed("%+d|%03d|%-3d|%.2d|% d") == "+1|001|1  |01| 1");
  CHECK(printed("%#m|%6m|%06m|%.5m|%+m") == "0644|   644|000644|00644|644");
}

TEST_CASE("printf: a width that no line could hold fails alone, and is told once", "[output][printf]") {
  FixedEntry entry("dir", "file");
  const Outcome result = outcome(entry, "a%99999999999pb%2147483647fc%d");
  CHECK(result.text == "abc1");
  CHECK(result.is_true);
  CHECK(entry.failures() == 1);
}

TEST_CASE("printf: times", "[output][printf]") {
  const InZone utc("UTC0");
  CHECK(printed("%a|%A@|%AY") == "Sun Sep  9 01:46:40.1234567890 2001|1000000000.1234567890|2001");
  CHECK(printed("%t|%TS") == "Tue Nov 24 03:07:35.3134374290 2026|35.3134374290");
  CHECK(printed("%C@|%.4C@|%20C@") == "-1.2500000000|-1.2|       -1.2500000000");
}

TEST_CASE("printf: the time of birth is empty where nobody knows it", "[output][printf]") {
  const InZone utc("UTC0");
  FixedEntry entry("dir", "file");
  CHECK(printed(entry, "%w|%B@|%WY") == "Thu Jan  1 00:00:00.0000000050 1970|0.0000000050|1970");
  FixedEntry unborn("dir", "file");
  unborn.reader.own->loaded = findo::files::kStatFacts;
  CHECK(printed(unborn, "%w|%B@|%3WY|") == "||   |");
  CHECK(unborn.failures() == 0);
}

TEST_CASE("printf: %l is the text of a link, and empty for all else", "[output][printf]") {
  FixedEntry link("dir", "link");
  make_link(link);
  link.reader.target = "a b";
  CHECK(printed(link, "%l|%5l|%.1l|") == "a b|  a b|a|");
  CHECK(printed("%l|%3l|") == "|   |");
}

TEST_CASE("printf: a link that cannot be read is reported, and keeps its width", "[output][printf]") {
  FixedEntry link("dir", "link");
  make_link(link);
  const Outcome result = outcome(link, "%f|%3l|");
  CHECK(result.text == "link|   |");
  CHECK(result.is_true);
  CHECK(link.failures() == 1);
}

TEST_CASE("printf: %y is the type, %Y the type behind a link", "[output][printf]") {
  FixedEntry link("dir", "link");
  make_link(link);
  link.reader.followed = findo::tests::plain_facts();
  link.reader.followed->type = FileType::directory;
  CHECK(printed(link, "%y%Y|%3Y") == "ld|  d");
  CHECK(printed("%y%Y") == "ff");
}

TEST_CASE("printf: %Y says why there is nothing behind a link", "[output][printf]") {
  const auto behind = [](int error) {
    FixedEntry link("dir", "link");
    make_link(link);
    link.reader.followed_error = error;
    const std::string text = printed(link, "%Y");
    return text + (link.rendered.empty() ? "" : " said") + (link.failures() ? " failed" : "");
  };
  CHECK(behind(ENOENT) == "N");
  CHECK(behind(ENOTDIR) == "N");
  CHECK(behind(ELOOP) == "L");
  CHECK(behind(EACCES) == "? said");  // which leaves the exit status alone
}

TEST_CASE("printf: an entry that cannot be looked at is reported once, and false", "[output][printf]") {
  FixedEntry entry("dir", "file", FileType::regular);
  entry.reader.own.reset();
  entry.reader.own_error = EACCES;
  const Outcome result = outcome(entry, "literal %s %s\n");
  CHECK(result.text.empty());
  CHECK_FALSE(result.is_true);
  CHECK(entry.failures() == 1);
}

TEST_CASE("printf: an entry that cannot be looked at still has a name, and the type that was told",
          "[output][printf]") {
  FixedEntry entry("dir", "file", FileType::regular);
  entry.reader.own.reset();
  CHECK(outcome(entry, "%p %y").text == "dir/file f");
  CHECK(outcome(entry, "%p %y").is_true);
  CHECK_FALSE(outcome(entry, "%y%Y").is_true);
  CHECK_FALSE(outcome(entry, "%l").is_true);
}

TEST_CASE("printf: \\c leaves out what follows", "[output][printf]") { CHECK(printed("%f\\c%p") == "file"); }

TEST_CASE("printf: literals may hold NUL", "[output][printf]") {
  CHECK(printed("%f\\0") == std::string("file\0", 5));
}

TEST_CASE("printf: on a terminal names are escaped before they are padded", "[output][printf]") {
  FixedEntry entry("d\n", "f\033[m");
  CHECK(outcome(entry, "%p|%f|%h|%P|%H|%6f", NameEscaping::terminal).text ==
        "d?/f?[m|f?[m|d?|f?[m|d?|  f?[m");
  FixedEntry link("dir", "link");
  make_link(link);
  link.reader.target = "\n";
  CHECK(outcome(link, "%l\n", NameEscaping::terminal).text == "?\n");
}

TEST_CASE("printf: names that stand alone are coloured, as parts of the entry's path or as directories",
          "[output][printf][colours]") {
  const auto colours = findo::output::parse_colours("lc=<:rc=\\::ec=>:di=di:ln=ln:or=0:mi=mi:fi=fi", nullptr);
  REQUIRE(colours);
  const auto coloured = [&](FixedEntry& entry, std::string_view format) {
    const auto parsed = parse_printf_template(format);
    REQUIRE(parsed);
    auto visit = entry.visit();
    std::string text;
    CHECK(findo::output::render_printf(*parsed, visit, {.colours = &*colours}, text));
    return text;
  };
  FixedEntry entry("dir", "file");
  CHECK(coloured(entry, "%p %P %f %h %H") == "<di:dir/><fi:file> <fi:file> <fi:file> <di:dir> <di:dir>");
  CHECK(coloured(entry, "%5p|%-f|%.1h|%m") == "dir/file|file|d|644");
  FixedEntry root("./foo//");
  CHECK(coloured(root, "%p %P %f %h %H") == "<di:./><fi:foo//>  <fi:foo/> <di:.> <di:./><fi:foo//>");
  FixedEntry link("dir", "link");
  make_link(link);
  link.reader.target = "e/x";
  CHECK(coloured(link, "%p %l %5l") == "<di:dir/><ln:link> <mi:e/><mi:x>   e/x");
}
