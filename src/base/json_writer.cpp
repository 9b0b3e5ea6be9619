#include "base/json_writer.hpp"

#include "base/base64.hpp"
#include "base/utf8.hpp"

namespace findo::base {
namespace {

/// RFC 8259 wants quotes, backslashes and what is below U+0020 escaped. The rest here would turn the text
/// into more than one line or into commands for a terminal.
bool is_escaped(char32_t code) {
  const bool is_control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  return is_control || code == '"' || code == '\\' || code == 0x2028 || code == 0x2029;
}

/// Most text is of these alone.
std::size_t harmless_bytes(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= 0x20 && text[count] < 0x7F && text[count] != '"' &&
         text[count] != '\\') {
    ++count;
  }
  return count;
}

void append_escape(std::string& out, char32_t code) {
  constexpr std::string_view kNamed = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += '\\';
  const std::size_t named = code < 0x80 ? kNamed.find(static_cast<char>(code)) : std::string_view::npos;
  if (named != std::string_view::npos) {
    out += kLetters[named];
    return;
  }
  out += 'u';
  for (unsigned shift : {12U, 8U, 4U, 0U}) out += kDigits[(code >> shift) & 0xFU];
}

}  // namespace

/// What stands before tells whether a comma must come in between.
void JsonWriter::separate() {
  if (out_.size() == begin_) return;
  const char last = out_.back();
  if (last != '{' && last != '[' && last != ':') out_ += ',';
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  return *this;
}

JsonWriter& JsonWriter::literal(std::string_view text) {
  separate();
  out_ += text;
  return *this;
}

void JsonWriter::append_quoted(std::string_view text) {
  out_ += '"';
  for (;;) {
    const std::size_t harmless = harmless_bytes(text);
    out_ += text.substr(0, harmless);
    text.remove_prefix(harmless);
    if (text.empty()) break;
    const DecodedCharacter character = decode_utf8(text);
    if (is_escaped(character.code)) {
      append_escape(out_, character.code);
    } else {
      out_ += text.substr(0, character.length);
    }
    text.remove_prefix(character.length);
  }
  out_ += '"';
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_quoted(name);
  out_ += ':';
  return *this;
}

JsonWriter& JsonWriter::bytes(std::string_view value) {
  separate();
  if (is_utf8(value)) {
    append_quoted(value);
    return *this;
  }
  out_ += R"({"base64":")";
  append_base64(out_, value);
  out_ += "\"}";
  return *this;
}

}  // namespace findo::base
