#include "files/fields.hpp"

#include <algorithm>

namespace findo::files {
namespace {

using F = Fact;

// clang-format off
constexpr FieldRow kRows[] = {
    {"path", Field::path, {}, false, "the path as -print shows it"},
    {"name", Field::name, {}, false, "the last component"},
    {"type", Field::type, F::type, false, "a letter, as -type takes it"},
    {"size", Field::size, F::size, true, "bytes"},
    {"blocks", Field::blocks, F::blocks, true, "blocks of 512 bytes on disk"},
    {"mode", Field::mode, F::mode, true, "permissions, octal"},
    {"nlink", Field::nlink, F::links, true, "number of hard links"},
    {"uid", Field::uid, F::user, true, "number of the owner"},
    {"gid", Field::gid, F::group, true, "number of the group"},
    {"user", Field::user, F::user, false, "name of the owner"},
    {"group", Field::group, F::group, false, "name of the group"},
    {"device", Field::device, F::device, true, "number of the device that holds it"},
    {"inode", Field::inode, F::inode, true, "inode number"},
    {"depth", Field::depth, {}, true, "levels below the root"},
    {"mtime_ns", Field::mtime_ns, F::modify_time, true, "last modified, in nanoseconds since 1970"},
    {"atime_ns", Field::atime_ns, F::access_time, true, "last read, likewise"},
    {"ctime_ns", Field::ctime_ns, F::change_time, true, "last change of its status, likewise"},
    {"btime_ns", Field::btime_ns, F::birth_time, true, "its birth, likewise, where that is known"},
    {"target", Field::target, F::type, false, "text of a symbolic link"},
    {"mtime", Field::mtime, F::modify_time, false, "last modified, as local date and time"},
    {"atime", Field::atime, F::access_time, false, "last read, likewise"},
    {"ctime", Field::ctime, F::change_time, false, "last change of its status, likewise"},
    {"btime", Field::btime, F::birth_time, false, "its birth, likewise, where that is known"},
    {"perms", Field::perms, F::type | F::mode, false, "type and permissions as ls shows them"},
    {"human", Field::human, F::size, true, "the size in K, M, G as it suits"},
};
// clang-format on

}  // namespace

std::span<const FieldRow> field_rows() { return kRows; }

const FieldRow* find_field(std::string_view name) {
  const auto found =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const FieldRow& row) { return row.name == name; });
  return found == std::end(kRows) ? nullptr : found;
}

FactSet facts_of(std::span<const Field> fields) {
  FactSet facts;
  for (const Field field : fields) facts |= row_of(field).facts;
  return facts;
}

}  // namespace findo::files
