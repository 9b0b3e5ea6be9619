// -csv: values with commas between them (RFC 4180, with plain newlines).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "files/fields.hpp"
#include "files/visit.hpp"
#include "output/name_escaping.hpp"

namespace findo::output {

/// Appends a value, in quotes where it needs them, with quotes in it doubled.
void append_csv_value(std::string& out, std::string_view value);

/// The first line: the names of the fields.
std::string csv_header(std::span<const files::Field> fields);

/// Appends the entry's line. Names keep their bytes, but for what must not reach a terminal (`escaping`).
/// False: the facts cannot be loaded, which is reported; nothing is appended. `out` must not be part of
/// visit.rendered. Threads: any, for different entries.
bool render_csv_line(std::span<const files::Field> fields, files::Visit& visit, NameEscaping escaping,
                     std::string& out);

}  // namespace findo::output
