// Groups, their order, and the width of lines.
#include "output/summary.hpp"

#include <catch2/catch.hpp>

#include "support/fixed_entry.hpp"

using findo::files::FileType;
using findo::output::facts_of;
using findo::output::Grouping;
using findo::output::Summary;
using findo::output::try_grouping;
using findo::tests::FixedEntry;

namespace {

constexpr findo::base::Timestamp kNow{1'800'000'000, 5};
constexpr std::size_t kAll = 1000;

/// Adds a file of so many bytes that was modified at such a time.
void add(Summary& summary, Grouping grouping, const char* name, std::int64_t bytes,
         findo::base::Timestamp time = {}) {
  FixedEntry entry("root", name, FileType::regular);
  entry.reader.own->size_bytes = bytes;
  entry.reader.own->modify_time = time;
  auto visit = entry.visit();
  std::string share;
  REQUIRE(findo::output::render_share(grouping, kNow, visit, share));
  CHECK(entry.reader.wanted == facts_of(grouping));
  std::string out;
  CHECK_FALSE(summary.take(out, share));
  CHECK(out.empty());
}

/// The labels of the groups, one behind the other.
std::string labels(const Summary& summary, std::size_t most = kAll) {
  const std::string text = summary.render(80, most);
  std::string labels;
  std::size_t begin = text.find('\n') + 1;
  for (std::size_t end = text.find('\n', begin); end != text.npos; end = text.find('\n', begin = end + 1)) {
    std::string label = text.substr(begin, 20);
    label.resize(label.find("  "));
    labels += (labels.empty() ? "" : "|") + label;
  }
  return labels;
}

std::string extension_of(const char* name) {
  Summary summary(Grouping::ext);
  add(summary, Grouping::ext, name, 0);
  const std::string all = labels(summary);
  return all.substr(0, all.find('|'));
}

}  // namespace

TEST_CASE("summary: an extension is what is behind the last dot, in small letters", "[output][summary]") {
  CHECK(extension_of("a.tar.GZ") == ".gz");
  CHECK(extension_of("Makefile") == "none");
  CHECK(extension_of(".bashrc") == "none");
  CHECK(extension_of("ends.") == "none");
}

TEST_CASE("summary: ages count to the nanosecond", "[output][summary]") {
  Summary summary(Grouping::age);
  add(summary, Grouping::age, "a", 1, {kNow.seconds, kNow.nanoseconds + 1});
  CHECK(labels(summary) == "in the future|total");
  add(summary, Grouping::age, "b", 1, kNow);
  add(summary, Grouping::age, "c", 1, {kNow.seconds - 86'400, 6});
  CHECK(labels(summary) == "in the future|under a day|total");
  add(summary, Grouping::age, "d", 1, {kNow.seconds - 86'400, 5});
  CHECK(labels(summary) == "in the future|under a day|under a week|total");
}

TEST_CASE("summary: classes of size stand in their order, whatever is in them", "[output][summary]") {
  Summary summary(Grouping::size);
  add(summary, Grouping::size, "a", 1 << 30);
  add(summary, Grouping::size, "b", (1 << 30) - 1);
  add(summary, Grouping::size, "c", 0);
  add(summary, Grouping::size, "d", 1023);
  CHECK(labels(summary) == "empty|under 1K|under 1G|1G and more|total");
}

TEST_CASE("summary: too many groups are put together, the smallest", "[output][summary]") {
  Summary summary(Grouping::ext);
  add(summary, Grouping::ext, "a.a", 10);
  add(summary, Grouping::ext, "b.b", 30);
  add(summary, Grouping::ext, "c.c", 20);
  CHECK(labels(summary) == ".b|.c|.a|total");
  CHECK(labels(summary, 3) == ".b|.c|.a|total");
  CHECK(labels(summary, 2) == ".b|2 others|total");
}

TEST_CASE("summary: no line is wider than the terminal where that has room for the numbers",
          "[output][summary]") {
  Summary summary(Grouping::ext);
  add(summary, Grouping::ext, ("x." + std::string(100, 'y')).c_str(), 1'000'000);
  add(summary, Grouping::ext, "x.a", 999'999);
  for (std::size_t columns = 30; columns < 200; ++columns) {
    const std::string text = summary.render(columns, kAll);
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin);
      CHECK(end - begin <= columns);
      begin = end + 1;
    }
  }
}

TEST_CASE("summary: only its own names are groupings", "[output][summary]") {
  for (const char* name : {"ext", "type", "owner", "age", "dir", "size"}) CHECK(try_grouping(name));
  CHECK_FALSE(try_grouping(""));
  CHECK_FALSE(try_grouping("extension"));
}
