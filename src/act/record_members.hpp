// What the lines of records and of plans have in common: a JSON object each, and how times, words and files
// stand in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "act/file_identity.hpp"
#include "base/json_reader.hpp"
#include "base/json_writer.hpp"

namespace findo::act {

/// [seconds, nanoseconds]: 64-bit nanoseconds end in 2262, and programs that read numbers as doubles lose the
/// last digits of them.
void write_time(base::JsonWriter& writer, base::Timestamp time);
void write_words(base::JsonWriter& writer, const std::vector<std::string>& words);
/// An object of device, inode, type, size, mtime and ctime.
void write_identity(base::JsonWriter& writer, const FileIdentity& identity);

/// Calls `write` with a writer in an object that makes up the line.
template <class Write>
std::string line_of(Write&& write) {
  std::string line;
  base::JsonWriter writer(line);
  writer.begin_object();
  write(writer);
  writer.end_object();
  return line;
}

/// Reads members of an object into variables, and keeps whether all were as they should be. The object must
/// outlive it.
class Members {
 public:
  explicit Members(const base::JsonValue& object) : object_(object) {}

  bool are_right() const { return are_right_; }
  bool has(std::string_view name) const { return object_.try_member(name).has_value(); }

  void read(std::string_view name, bool& into);
  void read(std::string_view name, std::uint64_t& into);
  void read(std::string_view name, std::int64_t& into);
  void read(std::string_view name, std::string& into);  ///< any bytes
  void read(std::string_view name, base::Timestamp& into);
  void read(std::string_view name, std::vector<std::string>& into);
  void read(std::string_view name, FileIdentity& into);

  /// Reads a member that may be missing.
  template <class T>
  void read_if_there(std::string_view name, T& into) {
    if (has(name)) read(name, into);
  }
  template <class T>
  void read_if_there(std::string_view name, std::optional<T>& into) {
    if (has(name)) read(name, into.emplace());
  }
  template <class T>
  void read_number_if_there(std::string_view name, T& into) {
    std::int64_t number = 0;
    read_if_there(name, number);
    into = static_cast<T>(number);
  }

 private:
  template <class T>
  void take(T& into, std::optional<T> value) {
    are_right_ &= value.has_value();
    if (value) into = std::move(*value);
  }

  template <class T>
  std::optional<T> member(std::string_view name, std::optional<T> (base::JsonValue::*ask)() const) const {
    const auto value = object_.try_member(name);
    return value ? ((*value).*ask)() : std::nullopt;
  }

  const base::JsonValue& object_;
  bool are_right_ = true;
};

}  // namespace findo::act
