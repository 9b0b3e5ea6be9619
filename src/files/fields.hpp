// What can be said of a file in a record, by name: the table that -json, -csv, -table, the help and the
// completions read.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "files/facts.hpp"

namespace findo::files {

/// The first nineteen are those of -json, in its order.
enum class Field : std::uint8_t {
  path,
  name,
  type,
  size,
  blocks,
  mode,
  nlink,
  uid,
  gid,
  user,
  group,
  device,
  inode,
  depth,
  mtime_ns,
  atime_ns,
  ctime_ns,
  btime_ns,
  target,
  // for people
  mtime,
  atime,
  ctime,
  btime,
  perms,
  human,
};
inline constexpr std::size_t kJsonFields = static_cast<std::size_t>(Field::target) + 1;

/// One row.
struct FieldRow {
  std::string_view name;
  Field field;
  FactSet facts;  ///< what has to be loaded for it
  bool is_number;
  std::string_view help;  ///< one line
};

/// All rows, in the order of the enum.
std::span<const FieldRow> field_rows();

/// The row of a field.
inline const FieldRow& row_of(Field field) { return field_rows()[static_cast<std::size_t>(field)]; }

/// The row of a name; null where there is none.
const FieldRow* find_field(std::string_view name);

/// What has to be loaded for all of them.
FactSet facts_of(std::span<const Field> fields);

}  // namespace findo::files
