#include "output/json_record.hpp"

#include "base/json_writer.hpp"
#include "output/field_values.hpp"

namespace findo::output {
namespace {

using base::JsonWriter;
using files::Field;

/// Numbers without a detour; the time of birth may not be known, and 64 bits do not hold every time.
void write_text(JsonWriter& writer, Field field, const FieldValues& values, std::string& scratch) {
  scratch.clear();
  append_text_value(scratch, field, values);
  if (scratch.empty()) {
    writer.null();
  } else if (files::row_of(field).is_number) {
    writer.digits(scratch);
  } else {
    writer.bytes(scratch);
  }
}

void write_value(JsonWriter& writer, Field field, const FieldValues& values, std::string& scratch) {
  if (field == Field::target && !values.target) {
    writer.null();
  } else if (is_name(field)) {
    writer.bytes(name_value(field, values));
  } else if (field == Field::mode) {
    writer.number(values.facts->permissions);  // octal is no number in JSON
  } else {
    write_text(writer, field, values, scratch);
  }
}

std::span<const files::FieldRow> json_rows() { return files::field_rows().first(files::kJsonFields); }

}  // namespace

files::FactSet json_facts() {
  files::FactSet facts;
  for (const files::FieldRow& row : json_rows()) facts |= row.facts;
  return facts;
}

bool render_json_record(files::Visit& visit, std::string& out) {
  static const files::FactSet all = json_facts();
  thread_local std::string scratch;
  const auto values = load_field_values(visit, all, true);
  if (!values) return false;
  JsonWriter writer(out);
  writer.begin_object();
  for (const files::FieldRow& row : json_rows()) {
    write_value(writer.key(row.name), row.field, *values, scratch);
  }
  writer.end_object();
  out += '\n';
  return true;
}

std::string render_closing_record(const SearchOutcome& outcome, std::size_t errors) {
  std::string line;
  JsonWriter writer(line);
  writer.begin_object().key("complete").boolean(outcome.is_complete);
  writer.key("visited").number(outcome.visited).key("matched").number(outcome.matched);
  writer.key("errors").number(errors).end_object();
  return line + '\n';
}

}  // namespace findo::output
