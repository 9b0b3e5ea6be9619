#include "plan/bind_fields.hpp"

#include <catch2/catch.hpp>

#include "language/primary_help.hpp"

using findo::files::Field;
using findo::plan::parse_fields;

TEST_CASE("fields: a list is read in its order, twice the same included", "[plan][fields]") {
  const auto fields = parse_fields("size,path,size");
  REQUIRE(fields);
  CHECK(*fields == std::vector{Field::size, Field::path, Field::size});
}

TEST_CASE("fields: what is wrong is pointed at", "[plan][fields]") {
  const auto fields = parse_fields("path,sizes,name");
  REQUIRE_FALSE(fields);
  CHECK(fields.error().offset == 5);
  CHECK(fields.error().length == 5);
  CHECK(fields.error().remedy == "did you mean size?");
}

TEST_CASE("fields: every name is found, and stands in the help", "[plan][fields]") {
  const std::string help(findo::language::operand_help(findo::language::Operand::fields));
  for (const auto& row : findo::files::field_rows()) {
    INFO(row.name);
    CHECK(findo::files::find_field(row.name) == &row);
    CHECK(&findo::files::row_of(row.field) == &row);
    CHECK(help.find(' ' + std::string(row.name)) != std::string::npos);
  }
}
