// JSON (RFC 8259), written piece by piece into a string.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace findo::base {

/// Appends values to a string; commas come by themselves. Whoever uses it sees to it that what was begun is
/// ended and that a key comes before each value of an object. Nothing in what it writes can drive a terminal,
/// and a line stays a line.
class JsonWriter {
 public:
  /// Begins a new text behind what `out` holds.
  explicit JsonWriter(std::string& out) : out_(out), begin_(out.size()) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  /// The name of the value that follows: valid UTF-8.
  JsonWriter& key(std::string_view name);

  /// Any bytes: a string where they are valid UTF-8, else {"base64":"…"}.
  JsonWriter& bytes(std::string_view value);
  JsonWriter& boolean(bool value) { return literal(value ? "true" : "false"); }
  JsonWriter& null() { return literal("null"); }
  /// A whole number of any size, written out already.
  JsonWriter& digits(std::string_view number) { return literal(number); }
  template <std::integral T>
  JsonWriter& number(T value) {
    return literal(std::to_string(value));
  }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  JsonWriter& literal(std::string_view text);
  void separate();
  void append_quoted(std::string_view text);

  std::string& out_;
  std::size_t begin_;
};

}  // namespace findo::base
