// A parser without recursion: the containers that are open are on a stack of its own. After each value either
// a comma leads to the next one, or a bracket ends the container, which then is the value that has ended.

#include "base/json_reader.hpp"

#include <algorithm>
#include <charconv>

#include "base/base64.hpp"
#include "base/utf8.hpp"

namespace findo::base {

/// value  = object | array | string | number | "true" | "false" | "null"
/// object = "{" [ member { "," member } ] "}"      member = string ":" value
/// array  = "[" [ value { "," value } ] "]"
class JsonParser {
 public:
  explicit JsonParser(std::string_view text) : text_(text) {}

  Result<JsonValue, JsonError> parse() {
    for (bool has_ended = false; !has_ended;) {
      if (!take_value() || !take_ends(has_ended)) return Failure{JsonError{message_, at_}};
    }
    skip_blanks();
    if (at_ < text_.size()) return Failure{JsonError{"something follows the value", at_}};
    return JsonValue(std::make_shared<const std::vector<JsonValue::Node>>(std::move(nodes_)), 0);
  }

 private:
  bool fail(const char* message) {
    message_ = message;
    return false;
  }

  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool is_digit() const { return next() >= '0' && next() <= '9'; }

  void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\n\r", at_), text_.size()); }

  bool take(char wanted) {
    if (at_ == text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  bool is_in_object() const { return nodes_[open_.back()].kind == JsonKind::object; }

  /// A value, or the beginning of a container up to the first value in it.
  bool take_value() {
    skip_blanks();
    just_opened_ = false;
    switch (next()) {
      case '{': return open(JsonKind::object);
      case '[': return open(JsonKind::array);
      case '"': return add(JsonKind::string) && take_string(nodes_.back().text);
      case 't': return take_literal("true", JsonKind::boolean);
      case 'f': return take_literal("false", JsonKind::boolean);
      case 'n': return take_literal("null", JsonKind::null);
      default: return take_number();
    }
  }

  bool add(JsonKind kind) {
    nodes_.push_back({.kind = kind, .end = nodes_.size() + 1, .name = std::move(name_)});
    name_.clear();
    return true;
  }

  bool open(JsonKind kind) {
    ++at_;
    open_.push_back(nodes_.size());
    add(kind);
    skip_blanks();
    if (next() == closing_bracket()) return true;  // which take_ends() takes
    just_opened_ = true;
    return kind == JsonKind::array || take_name();
  }

  char closing_bracket() const { return is_in_object() ? '}' : ']'; }

  /// What comes behind a value: the ends of containers, and a comma where another value follows.
  bool take_ends(bool& has_ended) {
    if (just_opened_) return true;
    for (;;) {
      has_ended = open_.empty();
      if (has_ended) return true;
      skip_blanks();
      const bool is_empty = open_.back() + 1 == nodes_.size();
      if (!is_empty && take(',')) return !is_in_object() || take_name();
      if (!take(closing_bracket())) return fail("a comma or the end of the array or object is missing");
      if (!close()) return false;
    }
  }

  bool close() {
    const std::size_t index = open_.back();
    open_.pop_back();
    nodes_[index].end = nodes_.size();
    return nodes_[index].kind == JsonKind::array || has_each_name_once(index);
  }

  bool has_each_name_once(std::size_t index) {
    std::vector<std::string_view> names;
    for (std::size_t i = index + 1; i < nodes_[index].end; i = nodes_[i].end) {
      names.emplace_back(nodes_[i].name);
    }
    std::sort(names.begin(), names.end());
    if (std::adjacent_find(names.begin(), names.end()) == names.end()) return true;
    return fail("a name stands twice in one object");
  }

  bool take_name() {
    skip_blanks();
    if (next() != '"') return fail("a name in double quotes is missing");
    if (!take_string(name_)) return false;
    skip_blanks();
    return take(':') || fail("a colon is missing");
  }

  bool take_literal(std::string_view literal, JsonKind kind) {
    if (text_.substr(at_, literal.size()) != literal) return fail("not a value");
    add(kind);
    nodes_.back().text = literal;
    at_ += literal.size();
    return true;
  }

  /// number = [ "-" ] ( "0" | digit1-9 { digit } ) [ "." digit { digit } ] [ ("e"|"E") ["+"|"-"] digit {
  /// digit } ]
  bool take_number() {
    const std::size_t begin = at_;
    take('-');
    if (!is_digit()) return fail("not a value");
    if (!take('0')) take_digits();
    if (take('.') && !take_digits()) return fail("digits are missing");
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!take_digits()) return fail("digits are missing");
    }
    add(JsonKind::number);
    nodes_.back().text = text_.substr(begin, at_ - begin);
    return true;
  }

  bool take_digits() {
    const std::size_t begin = at_;
    while (is_digit()) ++at_;
    return at_ > begin;
  }

  bool take_string(std::string& out) {
    ++at_;
    while (!take('"')) {
      if (at_ == text_.size()) return fail("a string has no end");
      if (take('\\') ? !take_escape(out) : !take_character(out)) return false;
    }
    return true;
  }

  bool take_character(std::string& out) {
    const std::string_view rest = text_.substr(at_);
    const DecodedCharacter character = decode_utf8(rest);
    if (character.length == 0) return fail("not UTF-8");
    if (character.code < 0x20) return fail("a control character in a string");
    out += rest.substr(0, character.length);
    at_ += character.length;
    return true;
  }

  bool take_escape(std::string& out) {
    constexpr std::string_view kLetters = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    const char letter = next();
    if (letter == 'u') return take_code(out);
    const std::size_t found = letter == '\0' ? std::string_view::npos : kLetters.find(letter);
    if (found == std::string_view::npos) return fail("not an escape");
    out += kMeanings[found];
    ++at_;
    return true;
  }

  /// Four hexadecimal digits behind a \u; characters past U+FFFF are written as two surrogates.
  bool take_code(std::string& out) {
    char32_t code = 0;
    if (!take_unit(code)) return false;
    const bool is_low = code >= 0xDC00 && code < 0xE000;
    const bool is_high = code >= 0xD800 && code < 0xDC00;
    if (is_low) return fail("half a pair of surrogates");
    if (is_high) {
      char32_t low = 0;
      if (!take('\\') || next() != 'u' || !take_unit(low)) return fail("half a pair of surrogates");
      if (low < 0xDC00 || low >= 0xE000) return fail("half a pair of surrogates");
      code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
    }
    append_utf8(out, code);
    return true;
  }

  bool take_unit(char32_t& unit) {
    constexpr std::size_t kDigits = 4;
    const std::string_view digits = text_.substr(at_ + 1, kDigits);
    std::uint16_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    const bool is_whole = digits.size() == kDigits && end == digits.data() + kDigits;
    if (error != std::errc() || !is_whole) return fail("four hexadecimal digits are missing");
    unit = value;
    at_ += 1 + kDigits;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  const char* message_ = "";
  std::vector<JsonValue::Node> nodes_;
  std::vector<std::size_t> open_;
  std::string name_;  ///< of the value that comes next
  bool just_opened_ = false;
};

namespace {

template <class T>
std::optional<T> try_number(JsonKind kind, std::string_view text) {
  T value{};
  if (kind != JsonKind::number) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<bool> JsonValue::try_boolean() const {
  if (kind() != JsonKind::boolean) return std::nullopt;
  return node().text == "true";
}

std::optional<std::int64_t> JsonValue::try_int64() const {
  return try_number<std::int64_t>(kind(), node().text);
}
std::optional<std::uint64_t> JsonValue::try_uint64() const {
  return try_number<std::uint64_t>(kind(), node().text);
}

std::optional<std::string_view> JsonValue::try_text() const {
  if (kind() != JsonKind::string) return std::nullopt;
  return node().text;
}

std::optional<std::string> JsonValue::try_bytes() const {
  if (kind() == JsonKind::string) return node().text;
  const auto encoded = try_member("base64");
  if (!encoded || values().size() != 1 || encoded->kind() != JsonKind::string) return std::nullopt;
  return try_base64(*encoded->try_text());
}

std::optional<JsonValue> JsonValue::try_member(std::string_view name) const {
  if (kind() != JsonKind::object) return std::nullopt;
  for (std::size_t i = index_ + 1; i < node().end; i = (*nodes_)[i].end) {
    if ((*nodes_)[i].name == name) return JsonValue(nodes_, i);
  }
  return std::nullopt;
}

std::vector<JsonValue> JsonValue::values() const {
  std::vector<JsonValue> result;
  for (std::size_t i = index_ + 1; i < node().end; i = (*nodes_)[i].end) {
    result.push_back(JsonValue(nodes_, i));
  }
  return result;
}

Result<JsonValue, JsonError> parse_json(std::string_view text) { return JsonParser(text).parse(); }

}  // namespace findo::base
