// Three ways to write a word, the plainest that is safe: bare, '...' and $'...'. What may be shown as it is
// depends on the locale's character set; what is escaped is escaped byte by byte, so that the shell gives
// back the same bytes in any. Messages escape in octal, as POSIX.1-2024 has it; names in coloured output in
// hexadecimal, as bfs does.

#include "base/quoting.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <cwchar>
#include <cwctype>
#include <langinfo.h>

#include "base/utf8.hpp"

namespace findo::base {
namespace {

bool locale_is_utf8() { return std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

/// Characters that are printable by their class, yet invisible, or that change how the text around them is
/// shown: the Unicode categories Cf, Zl and Zp save the number signs, and what is meant to look like nothing.
bool is_deceptive(char32_t code) {
  struct Range {
    char32_t first, last;
  };
  constexpr Range kRanges[] = {
      {0x00AD, 0x00AD},    // soft hyphen
      {0x034F, 0x034F},    // grapheme joiner
      {0x061C, 0x061C},    // Arabic letter mark, which turns the direction
      {0x115F, 0x1160},    // Hangul fillers
      {0x17B4, 0x17B5},    // Khmer inherent vowels
      {0x180B, 0x180F},    // Mongolian selectors and vowel separator
      {0x200B, 0x200F},    // zero width space, joiners, direction marks
      {0x2028, 0x202E},    // line separators, direction overrides
      {0x2060, 0x206F},    // word joiner, invisible operators, direction isolates
      {0x3164, 0x3164},    // Hangul filler
      {0xE000, 0xF8FF},    // private use: nobody knows what it shows
      {0xFEFF, 0xFEFF},    // byte order mark
      {0xFFA0, 0xFFA0},    // halfwidth Hangul filler
      {0xFFF0, 0xFFFB},    // interlinear annotation
      {0x13430, 0x1345F},  // Egyptian format controls
      {0x1BCA0, 0x1BCA3},  // shorthand format controls
      {0x1D173, 0x1D17A},  // musical format controls
      {0xE0000, 0x10FFFF}  // tags, selectors, private use
  };
  const Range* range = std::find_if(std::begin(kRanges), std::end(kRanges),
                                    [&](const Range& candidate) { return code <= candidate.last; });
  return range != std::end(kRanges) && code >= range->first;
}

/// How many bytes at the start of `text` may be shown as they are; 0: the first byte must be escaped.
std::size_t showable_bytes(std::string_view text, bool utf8) {
  const auto first = static_cast<std::uint8_t>(text[0]);
  if (first < 0x80) return first >= 0x20 && first != 0x7F ? 1 : 0;
  if (!utf8) return 0;
  const DecodedCharacter character = decode_utf8(text);
  if (character.length == 0 || is_deceptive(character.code)) return 0;
  return iswprint(static_cast<wint_t>(character.code)) ? character.length : 0;
}

/// Appends a byte as an escape.
using AppendEscape = void (*)(std::string& out, std::uint8_t byte);

/// Appends the byte's letter behind a backslash; false where it has none.
bool append_letter(std::string& out, std::uint8_t byte, std::string_view named, std::string_view letters) {
  const std::size_t found = named.find(static_cast<char>(byte));
  if (found == std::string_view::npos) return false;
  out += '\\';
  out += letters[found];
  return true;
}

void append_octal_escape(std::string& out, std::uint8_t byte) {
  if (append_letter(out, byte, "\a\b\t\n\v\f\r", "abtnvfr")) return;
  out += '\\';
  out += static_cast<char>('0' + (byte >> 6));
  out += static_cast<char>('0' + (byte >> 3 & 7));
  out += static_cast<char>('0' + (byte & 7));
}

void append_hexadecimal_escape(std::string& out, std::uint8_t byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  if (append_letter(out, byte, "\a\b\t\n\v\f\r\033", "abtnvfre")) return;
  out += "\\x";
  out += kDigits[byte >> 4];
  out += kDigits[byte & 0xF];
}

bool is_all_showable(std::string_view text, bool utf8) {
  while (!text.empty()) {
    const std::size_t bytes = showable_bytes(text, utf8);
    if (bytes == 0) return false;
    text.remove_prefix(bytes);
  }
  return true;
}

/// '…', with each quote written as '\''.
std::string plainly_quoted(std::string_view text) {
  std::string out = "'";
  for (char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + '\'';
}

/// Appends $'…' with escapes, as bash and zsh read it.
void append_escaped_quoted(std::string& out, std::string_view text, bool utf8, AppendEscape append_escape) {
  out += "$'";
  while (!text.empty()) {
    const std::size_t bytes = showable_bytes(text, utf8);
    if (bytes == 0) {
      append_escape(out, static_cast<std::uint8_t>(text[0]));
    } else {
      if (text[0] == '\'' || text[0] == '\\') out += '\\';
      out += text.substr(0, bytes);
    }
    text.remove_prefix(bytes == 0 ? 1 : bytes);
  }
  out += '\'';
}

/// Whether every byte is a printing character of ASCII, and so may be shown in any locale.
bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

/// Whether a shell takes the word for itself without quotes.
bool is_bare(std::string_view word) {
  constexpr std::string_view kHarmless = "@%+=:,./-_";
  if (word.empty()) return false;
  for (char c : word) {
    const bool is_alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!is_alphanumeric && kHarmless.find(c) == std::string_view::npos) return false;
  }
  return word[0] != '=';  // zsh expands =word
}

/// '…' with '\'' for each quote, up to the quote that ends it.
std::size_t read_plainly_quoted(std::string_view text, std::string& name) {
  constexpr std::string_view kQuote = "'\\''";
  for (std::size_t at = 1; at < text.size();) {
    if (text[at] != '\'') {
      name += text[at++];
    } else if (text.substr(at).starts_with(kQuote)) {
      name += '\'';
      at += kQuote.size();
    } else {
      return at + 1;
    }
  }
  return 0;
}

/// What a backslash at the start of `text` and what follows stand for; the bytes that takes, 0 where it is no
/// escape.
std::size_t read_escape(std::string_view text, std::string& name) {
  constexpr std::string_view kLetters = "abtnvfr\\'";
  constexpr std::string_view kBytes = "\a\b\t\n\v\f\r\\'";
  constexpr std::size_t kOctalDigits = 3;
  if (text.size() < 2) return 0;
  if (const std::size_t letter = kLetters.find(text[1]); letter != std::string_view::npos) {
    name += kBytes[letter];
    return 2;
  }
  const std::string_view digits = text.substr(1, kOctalDigits);
  if (digits.size() < kOctalDigits || digits.find_first_not_of("01234567") != std::string_view::npos)
    return 0;
  unsigned byte = 0;
  for (const char digit : digits) byte = byte * 8 + static_cast<unsigned>(digit - '0');
  name += static_cast<char>(byte);
  return 1 + kOctalDigits;
}

std::size_t read_escaped_quoted(std::string_view text, std::string& name) {
  for (std::size_t at = 2; at < text.size();) {
    if (text[at] == '\'') return at + 1;
    if (text[at] != '\\') {
      name += text[at++];
      continue;
    }
    const std::size_t taken = read_escape(text.substr(at), name);
    if (taken == 0) return 0;
    at += taken;
  }
  return 0;
}

}  // namespace

std::string name_quoted(std::string_view name) {
  const bool utf8 = locale_is_utf8();
  if (is_all_showable(name, utf8)) return plainly_quoted(name);
  std::string out;
  append_escaped_quoted(out, name, utf8, append_octal_escape);
  return out;
}

std::size_t read_quoted(std::string_view text, std::string& name) {
  name.clear();
  if (text.starts_with("$'")) return read_escaped_quoted(text, name);
  return text.starts_with('\'') ? read_plainly_quoted(text, name) : 0;
}

std::string shell_quoted(std::string_view word) {
  return is_bare(word) ? std::string(word) : name_quoted(word);
}

std::string escaped(std::string_view sentence) {
  if (is_plain_ascii(sentence)) return std::string(sentence);
  const bool utf8 = locale_is_utf8();
  std::string out;
  while (!sentence.empty()) {
    const std::size_t bytes = showable_bytes(sentence, utf8);
    if (bytes == 0) append_octal_escape(out, static_cast<std::uint8_t>(sentence[0]));
    out += sentence.substr(0, bytes);
    sentence.remove_prefix(std::max<std::size_t>(bytes, 1));
  }
  return out;
}

void append_shown(std::string& out, std::string_view text) {
  if (is_plain_ascii(text)) {
    out += text;
    return;
  }
  const bool utf8 = locale_is_utf8();
  if (is_all_showable(text, utf8)) {
    out += text;
  } else {
    append_escaped_quoted(out, text, utf8, append_hexadecimal_escape);
  }
}

}  // namespace findo::base
