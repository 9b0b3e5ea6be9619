// What a record asks of the system, and what is in it; the command-line tests compare whole records.
#include "output/json_record.hpp"

#include <catch2/catch.hpp>

#include "base/json_reader.hpp"
#include "support/fixed_entry.hpp"

using findo::files::Fact;
using findo::files::FileType;
using findo::output::json_facts;
using findo::output::render_closing_record;
using findo::output::render_json_record;
using findo::tests::FixedEntry;

namespace {

std::string record_of(FixedEntry& entry) {
  std::string out;
  auto visit = entry.visit();
  REQUIRE(render_json_record(visit, out));
  return out;
}

bool has(const std::string& record, const std::string& member) {
  INFO(record);
  return record.find(member) != std::string::npos;
}

}  // namespace

TEST_CASE("json record: one status call tells all, and asks for no more than that", "[output][json]") {
  FixedEntry entry("root", "file", FileType::regular);
  record_of(entry);
  CHECK(entry.reader.loads == 1);
  CHECK(entry.reader.wanted == json_facts());
  CHECK_FALSE(json_facts().holds(Fact::mount));
}

TEST_CASE("json record: it is one line of JSON", "[output][json]") {
  FixedEntry entry("root", "a\nb\x1b\xff");
  const std::string record = record_of(entry);
  CHECK(record.find('\n') == record.size() - 1);
  REQUIRE(findo::base::parse_json(record.substr(0, record.size() - 1)));
}

TEST_CASE("json record: a time of birth that is not known is null", "[output][json]") {
  FixedEntry entry("root", "file");
  CHECK(has(record_of(entry), R"("btime_ns":5,)"));
  entry.reader.own->loaded = findo::files::kStatFacts;
  CHECK(has(record_of(entry), R"("btime_ns":null)"));
}

TEST_CASE("json record: times before 1970 are exact", "[output][json]") {
  FixedEntry entry("root", "file");
  CHECK(has(record_of(entry), R"("ctime_ns":-750000000,)"));
  entry.reader.own->change_time = {-2, 0};
  CHECK(has(record_of(entry), R"("ctime_ns":-2000000000,)"));
  entry.reader.own->change_time = {-2, 1};
  CHECK(has(record_of(entry), R"("ctime_ns":-1999999999,)"));
  entry.reader.own->change_time = {0, 0};
  CHECK(has(record_of(entry), R"("ctime_ns":0,)"));
}

TEST_CASE("json record: times beyond 64 bits of nanoseconds are exact", "[output][json]") {
  FixedEntry entry("root", "file");
  entry.reader.own->change_time = {9'223'372'036'854'775'807, 999'999'999};
  CHECK(has(record_of(entry), R"("ctime_ns":9223372036854775807999999999,)"));
}

TEST_CASE("json record: a link that cannot be read is reported and has no target", "[output][json]") {
  FixedEntry entry("root", "link", FileType::symbolic_link);
  entry.reader.own->type = FileType::symbolic_link;
  CHECK(has(record_of(entry), R"("target":null)"));
  CHECK(entry.failures() == 1);
  entry.reader.target = "some\xffwhere";
  CHECK(has(record_of(entry), R"("target":{"base64":"c29tZf93aGVyZQ=="})"));
}

TEST_CASE("json record: an entry that has vanished has none, and is reported", "[output][json]") {
  FixedEntry entry("root", "gone", FileType::regular);
  entry.reader.own.reset();
  std::string out;
  auto visit = entry.visit();
  CHECK_FALSE(render_json_record(visit, out));
  CHECK(out.empty());
  CHECK(entry.failures() == 1);
}

TEST_CASE("json record: the closing one has the counts", "[output][json]") {
  CHECK(render_closing_record({12, 3, true}, 1) ==
        "{\"complete\":true,\"visited\":12,\"matched\":3,\"errors\":1}\n");
  CHECK(render_closing_record({1, 0, false}, 0) ==
        "{\"complete\":false,\"visited\":1,\"matched\":0,\"errors\":0}\n");
}
