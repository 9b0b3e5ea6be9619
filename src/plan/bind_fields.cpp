#include "plan/bind_fields.hpp"

#include <array>
#include <string>

#include "language/suggestion.hpp"

namespace findo::plan {
namespace {

std::vector<std::string_view> field_names() {
  std::vector<std::string_view> names;
  for (const files::FieldRow& row : files::field_rows()) names.push_back(row.name);
  return names;
}

/// What others call the same thing.
std::string_view other_name(std::string_view typed) {
  struct Pair {
    std::string_view typed;
    std::string_view field;
  };
  constexpr Pair kPairs[] = {{"owner", "user"},        {"links", "nlink"},    {"date", "mtime"},
                             {"time", "mtime"},        {"modified", "mtime"}, {"accessed", "atime"},
                             {"changed", "ctime"},     {"born", "btime"},     {"created", "btime"},
                             {"permissions", "perms"}, {"file", "path"},      {"bytes", "size"},
                             {"dev", "device"},        {"ino", "inode"},      {"link", "target"}};
  for (const Pair& pair : kPairs) {
    if (pair.typed == typed) return pair.field;
  }
  return {};
}

std::string remedy_for_field(std::string_view typed) {
  const auto names = field_names();
  std::string_view nearest = other_name(typed);
  if (nearest.empty()) nearest = language::nearest_word(typed, names);
  if (!nearest.empty()) return "did you mean " + std::string(nearest) + '?';
  std::string all = "fields are:";
  for (const std::string_view name : names) all += ' ' + std::string(name);
  return all;
}

language::OperandError unknown_field(std::string_view typed, std::size_t offset) {
  const std::string message =
      typed.empty() ? "there is no name between the commas" : "there is no such field";
  return {message, offset, typed.size(), remedy_for_field(typed)};
}

}  // namespace

base::Result<std::vector<files::Field>, language::OperandError> parse_fields(std::string_view text) {
  std::vector<files::Field> fields;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string_view name = text.substr(begin, end - begin);
    const files::FieldRow* const row = files::find_field(name);
    if (!row) return base::Failure{unknown_field(name, begin)};
    fields.push_back(row->field);
    begin = end + 1;
  }
  return fields;
}

}  // namespace findo::plan
