// Rows kept back, released, and cut short by a signal.
#include "output/table.hpp"

#include <catch2/catch.hpp>

#include "support/fixed_entry.hpp"

using findo::files::Field;
using findo::files::FileType;
using findo::output::TableColumns;
using findo::tests::FixedEntry;

namespace {

const std::vector<Field> kFields{Field::name, Field::size};

std::string row(const std::string& name) {
  FixedEntry entry("root", name, FileType::regular);
  auto visit = entry.visit();
  std::string cells;
  REQUIRE(findo::output::render_table_row(kFields, visit, {}, cells));
  return cells;
}

}  // namespace

TEST_CASE("table: rows are kept back until they are released", "[output][table]") {
  TableColumns columns(kFields);
  std::string out;
  CHECK(columns.take(out, row("a")));
  CHECK(columns.take(out, row("longer")));
  CHECK(out.empty());
  columns.release(out);
  CHECK(out == "NAME    SIZE\na       3000\nlonger  3000\n");
  out.clear();
  CHECK_FALSE(columns.take(out, row("longest of all") + row("b")));
  CHECK(out == "longest of all  3000\nb               3000\n");
}

TEST_CASE("table: so many rows are enough", "[output][table]") {
  TableColumns columns(kFields);
  std::string out;
  for (std::size_t i = 1; i < TableColumns::kHeldRows; ++i) CHECK(columns.take(out, row("a")));
  CHECK_FALSE(columns.take(out, row("a") + row("b")));
  CHECK(std::count(out.begin(), out.end(), '\n') == TableColumns::kHeldRows + 2);
}

TEST_CASE("table: what a signal shows takes no memory that is not there", "[output][table]") {
  TableColumns columns(kFields);
  std::string out;
  for (int i = 0; i < 100; ++i) columns.take(out, row(std::string(static_cast<std::size_t>(i) + 1, 'x')));
  const char* const room = columns.last_lines().data();
  const std::string last(columns.last_lines());
  CHECK(columns.last_lines().data() == room);
  columns.release(out);
  CHECK(out == last);
}

TEST_CASE("table: without rows nothing is shown", "[output][table]") {
  TableColumns columns(kFields);
  std::string out;
  columns.release(out);
  CHECK(out.empty());
}
