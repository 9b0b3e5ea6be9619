// The values that a record has of one entry (files/fields.hpp), loaded together and rendered one by one.
#pragma once

#include <optional>
#include <string>

#include "files/fields.hpp"
#include "files/visit.hpp"

namespace findo::output {

/// What is known of the entry for its record.
struct FieldValues {
  files::Entry& entry;
  const files::Facts* facts;            ///< null where none had to be loaded
  files::FileType type;                 ///< `unknown` where nobody wanted to know
  std::optional<std::string> target{};  ///< of a link, where that is wanted and could be read
};

/// Loads `facts`, by one status call with no wider a mask than that, or by none where the directory has told
/// enough; and the text of a link if `wants_target`. Nothing, and reported, where the facts cannot be loaded;
/// a link that cannot be read is reported, too, and has no target.
std::optional<FieldValues> load_field_values(files::Visit& visit, files::FactSet facts, bool wants_target);

/// A time in nanoseconds since 1970, exact however far away it is.
void append_nanoseconds(std::string& out, base::Timestamp time);

/// The bytes of path, name or target; empty for a target that there is none of.
std::string_view name_value(files::Field field, const FieldValues& values);

/// Whether the field is one of these.
bool is_name(files::Field field);

/// Appends any other field as text; nothing where the value is not known: a time of birth, the name of a user
/// that has none.
void append_text_value(std::string& out, files::Field field, const FieldValues& values);

}  // namespace findo::output
