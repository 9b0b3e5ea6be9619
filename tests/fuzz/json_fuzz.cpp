// Feeds the JSON reader any bytes: what it takes must be UTF-8 and say the same when written and read again;
// and any bytes at all must survive being written as a string.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.hpp"
#include "base/json_writer.hpp"
#include "base/utf8.hpp"

namespace {

using findo::base::JsonKind;
using findo::base::JsonValue;
using findo::base::JsonWriter;
using findo::base::parse_json;

void check(bool holds) {
  if (!holds) std::abort();
}

/// Writes the value again. Of numbers that are no integers, and those beyond, is only told that they are
/// there.
void write(JsonWriter& writer, const JsonValue& value) {
  switch (value.kind()) {
    case JsonKind::null: writer.null(); return;
    case JsonKind::boolean: writer.boolean(*value.try_boolean()); return;
    case JsonKind::string: writer.bytes(*value.try_text()); return;
    case JsonKind::number:
      if (const auto whole = value.try_int64()) {
        writer.number(*whole);
      } else {
        writer.bytes("a fraction");
      }
      return;
    case JsonKind::array:
    case JsonKind::object: break;
  }
  const bool is_object = value.kind() == JsonKind::object;
  is_object ? writer.begin_object() : writer.begin_array();
  for (const JsonValue& inner : value.values()) {
    if (is_object) writer.key(inner.name());
    write(writer, inner);
  }
  is_object ? writer.end_object() : writer.end_array();
}

std::string rewritten(const JsonValue& value) {
  std::string out;
  JsonWriter writer(out);
  write(writer, value);
  return out;
}

bool is_too_deep_to_recurse(std::string_view text) {
  std::size_t brackets = 0;
  for (char c : text) brackets += c == '[' || c == '{' ? 1 : 0;
  return brackets > 500;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string out;
  JsonWriter(out).bytes(text);
  check(out.find('\n') == std::string::npos);
  const auto string = parse_json(out);
  check(string && string->try_bytes() == text);

  const auto value = parse_json(text);
  if (!value) {
    check(value.error().offset <= text.size() && !value.error().message.empty());
    return 0;
  }
  check(findo::base::is_utf8(text));
  if (is_too_deep_to_recurse(text)) return 0;
  const std::string once = rewritten(*value);
  const auto again = parse_json(once);
  check(again && rewritten(*again) == once);
  return 0;
}
