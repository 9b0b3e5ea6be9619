#include "output/csv.hpp"

#include <catch2/catch.hpp>

#include "support/fixed_entry.hpp"

using findo::files::Fact;
using findo::files::FactSet;
using findo::files::Field;
using findo::files::FileType;
using findo::output::append_csv_value;
using findo::output::NameEscaping;
using findo::output::render_csv_line;
using findo::tests::FixedEntry;

namespace {

std::string value(std::string_view text) {
  std::string out;
  append_csv_value(out, text);
  return out;
}

struct Line {
  std::string text;
  int loads;
  FactSet wanted;
};

Line line_of(std::vector<Field> fields, FileType hint = FileType::regular, const char* name = "file") {
  FixedEntry entry("root", name, hint);
  auto visit = entry.visit();
  Line line;
  CHECK(render_csv_line(fields, visit, NameEscaping::raw, line.text));
  line.loads = entry.reader.loads;
  line.wanted = entry.reader.wanted;
  return line;
}

}  // namespace

TEST_CASE("csv: only what would be misread is quoted", "[output][csv]") {
  CHECK(value("").empty());
  CHECK(value("plain text") == "plain text");
  CHECK(value("a,b") == "\"a,b\"");
  CHECK(value("a\"b") == "\"a\"\"b\"");
  CHECK(value("a\nb") == "\"a\nb\"");
  CHECK(value("a\rb") == "\"a\rb\"");
  CHECK(value(" a") == "\" a\"");
  CHECK(value("a\t") == "\"a\t\"");
}

TEST_CASE("csv: paths and depths need no status call, nor does a type that is known", "[output][csv]") {
  CHECK(line_of({Field::path, Field::name, Field::depth, Field::type}).loads == 0);
  CHECK(line_of({Field::type}, FileType::unknown).loads == 1);
}

TEST_CASE("csv: no more is asked for than the fields need", "[output][csv]") {
  const Line line = line_of({Field::path, Field::size, Field::mtime_ns});
  CHECK(line.text == "root/file,3000,1795489655313437429\n");
  CHECK(line.loads == 1);
  CHECK(line.wanted == (Fact::size | Fact::modify_time | Fact::type));
}

TEST_CASE("csv: a line of one empty value is no empty line", "[output][csv]") {
  CHECK(line_of({Field::target}).text == "\"\"\n");
  CHECK(line_of({Field::target, Field::target}).text == ",\n");
}
