// JSON (RFC 8259), read as strictly as the standard has it: one value, valid UTF-8, no key twice, nothing
// behind it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace findo::base {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

/// One value of a text that has been read, with what is in it. Copies share what was read, which lives as
/// long as any of them. No value holds more than its text does, however deep it goes, and none takes stack.
class JsonValue {
 public:
  JsonKind kind() const { return node().kind; }

  std::optional<bool> try_boolean() const;
  /// A number without fraction and exponent that the type can hold.
  std::optional<std::int64_t> try_int64() const;
  std::optional<std::uint64_t> try_uint64() const;
  /// A string, its escapes resolved.
  std::optional<std::string_view> try_text() const;
  /// What JsonWriter::bytes() has written.
  std::optional<std::string> try_bytes() const;
  /// The value of that name in an object.
  std::optional<JsonValue> try_member(std::string_view name) const;

  /// The values in an array or object, in order; none in others.
  std::vector<JsonValue> values() const;
  /// The name that it has in its object; empty for others.
  std::string_view name() const { return node().name; }

 private:
  friend class JsonParser;

  /// Stored flat, each value before what is in it.
  struct Node {
    JsonKind kind;
    std::size_t end = 0;  ///< the index behind the last value in it
    std::string text{};   ///< of a string, without escapes; of anything else that is no container, as written
    std::string name{};
  };
  using Nodes = std::shared_ptr<const std::vector<Node>>;

  JsonValue(Nodes nodes, std::size_t index) : nodes_(std::move(nodes)), index_(index) {}
  const Node& node() const { return (*nodes_)[index_]; }

  Nodes nodes_;
  std::size_t index_;
};

/// What is wrong, and at which byte.
struct JsonError {
  std::string message;
  std::size_t offset = 0;
};

/// Reads a whole text. Takes linear time, and n log n in the number of keys of an object.
Result<JsonValue, JsonError> parse_json(std::string_view text);

}  // namespace findo::base
