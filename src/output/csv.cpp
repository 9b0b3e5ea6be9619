#include "output/csv.hpp"

#include <algorithm>

#include "output/field_values.hpp"

namespace findo::output {
namespace {

using files::Field;

/// What ends a value or begins a quoted one. Blanks at the ends are dropped by some readers.
bool needs_quotes(std::string_view value) {
  if (value.empty()) return false;
  return value.find_first_of(",\"\r\n") != std::string_view::npos || value.front() == ' ' ||
         value.back() == ' ' || value.front() == '\t' || value.back() == '\t';
}

void append_value(std::string& out, Field field, const FieldValues& values, NameEscaping escaping) {
  thread_local std::string value;
  value.clear();
  if (is_name(field)) {
    append_name(value, name_value(field, values), escaping);
  } else {
    append_text_value(value, field, values);
  }
  append_csv_value(out, value);
}

}  // namespace

void append_csv_value(std::string& out, std::string_view value) {
  if (!needs_quotes(value)) {
    out += value;
    return;
  }
  out += '"';
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::string csv_header(std::span<const Field> fields) {
  std::string line;
  for (const Field field : fields) {
    if (!line.empty()) line += ',';
    line += files::row_of(field).name;
  }
  return line + '\n';
}

bool render_csv_line(std::span<const Field> fields, files::Visit& visit, NameEscaping escaping,
                     std::string& out) {
  const bool wants_target = std::find(fields.begin(), fields.end(), Field::target) != fields.end();
  const auto values = load_field_values(visit, files::facts_of(fields), wants_target);
  if (!values) return false;
  bool is_first = true;
  for (const Field field : fields) {
    if (!is_first) out += ',';
    is_first = false;
    append_value(out, field, *values, escaping);
  }
  // A line without anything on it would be none.
  if (fields.size() == 1 && (out.empty() || out.back() == '\n')) out += "\"\"";
  out += '\n';
  return true;
}

}  // namespace findo::output
