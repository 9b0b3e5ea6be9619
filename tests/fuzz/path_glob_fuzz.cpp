// Patterns of -glob against a plain reading of them: braces are written out, what comes of it is matched by
// trying everything, and sets are fnmatch(3)'s. Input: a byte of flags, the pattern, a NUL, the path.
#include <fnmatch.h>
#include <optional>

#include "fuzz/input.hpp"
#include "plan/path_glob.hpp"
#include "plan/text_encoding.hpp"

namespace {

using findo::fuzz::enter_locale;
using findo::fuzz::Input;
using findo::fuzz::is_inside;
using findo::fuzz::require;
using findo::plan::PathGlob;

/// A character of the pattern or of the path, as bytes; `is_special` where it is not itself: ? * ** [set] { ,
/// }
struct Token {
  std::string text;
  bool is_special = false;
};
using Tokens = std::vector<Token>;

std::string take_character(std::string_view& text, bool utf8) {
  std::size_t length = utf8 ? findo::plan::decode_utf8(text).length : 1;
  if (length == 0) length = 1;
  const std::string character(text.substr(0, length));
  text.remove_prefix(length);
  return character;
}

/// A set at the front of the text: its length, or 0. Only plain ones: see has_odd_sets().
std::size_t set_length(std::string_view text) {
  std::size_t i = 1;
  if (i < text.size() && (text[i] == '!' || text[i] == '^')) ++i;
  for (const std::size_t first = i; i < text.size() && text[i] != '/'; ++i) {
    if (text[i] == ']' && i > first) return i + 1;
  }
  return 0;
}

/// Within sets fnmatch(3) knows more than PathGlob, and other errors.
bool has_odd_sets(std::string_view pattern) {
  const std::size_t first = pattern.find('[');
  if (first == std::string_view::npos) return false;
  const std::string_view rest = pattern.substr(first);
  const bool is_odd = rest.find_first_of(":.=\\") != std::string_view::npos;
  return is_odd || std::any_of(rest.begin(), rest.end(), [](char c) { return (c & 0x80) != 0; });
}

Tokens cut(std::string_view pattern, bool utf8) {
  Tokens tokens;
  while (!pattern.empty()) {
    std::size_t length = 0;
    if (pattern[0] == '*') {
      length = std::min(pattern.find_first_not_of('*'), pattern.size());
      tokens.push_back({length == 2 ? "**" : "*", true});
    } else if (pattern[0] == '[' && (length = set_length(pattern)) > 0) {
      tokens.push_back({std::string(pattern.substr(0, length)), true});
    } else {
      const bool is_quoted = pattern[0] == '\\';
      const bool is_special = std::string_view("?{,}").find(pattern[0]) != std::string_view::npos;
      if (is_quoted) pattern.remove_prefix(1);
      tokens.push_back({take_character(pattern, utf8), is_special});
    }
    pattern.remove_prefix(length);
  }
  return tokens;
}

bool is(const Token& token, std::string_view text) { return token.is_special && token.text == text; }

/// The places of the commas of the brace at `open`, and of its end; nothing where it is no brace.
std::vector<std::size_t> parts_of_brace(const Tokens& tokens, std::size_t open) {
  std::vector<std::size_t> parts;
  std::size_t depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    if (is(tokens[i], "{")) ++depth;
    if (is(tokens[i], ",") && depth == 1) parts.push_back(i);
    if (!is(tokens[i], "}") || --depth > 0) continue;
    parts.push_back(i);
    return parts.size() > 1 ? parts : std::vector<std::size_t>();
  }
  return {};
}

/// Writes out the braces from `from` on. False where that takes too much.
bool write_out(const Tokens& tokens, std::size_t from, std::vector<Tokens>& out) {
  constexpr std::size_t kMost = 64;
  for (std::size_t open = from; open < tokens.size(); ++open) {
    if (!is(tokens[open], "{")) continue;
    const auto parts = parts_of_brace(tokens, open);
    if (parts.empty()) continue;
    std::size_t begin = open + 1;
    for (const std::size_t end : parts) {
      const auto at = [&](std::size_t i) { return tokens.begin() + static_cast<std::ptrdiff_t>(i); };
      Tokens one(tokens.begin(), at(open));
      one.insert(one.end(), at(begin), at(end));
      one.insert(one.end(), at(parts.back() + 1), tokens.end());
      if (!write_out(one, open, out)) return false;
      begin = end + 1;
    }
    return true;
  }
  out.push_back(tokens);
  return out.size() <= kMost;
}

/// One pattern without braces against one path, cut into characters.
class PlainMatcher {
 public:
  PlainMatcher(const Tokens& pattern, const std::vector<std::string>& path)
      : pattern_(pattern), path_(path), failed_((pattern.size() + 1) * (path.size() + 1)) {}

  bool matches(std::size_t p = 0, std::size_t t = 0) {
    const std::size_t place = p * (path_.size() + 1) + t;
    if (failed_[place]) return false;
    const bool is_match = try_match(p, t);
    failed_[place] = !is_match;
    return is_match;
  }

 private:
  bool try_match(std::size_t p, std::size_t t) {
    if (p == pattern_.size()) return t == path_.size();
    const Token& token = pattern_[p];
    if (is(token, "**") && stands_alone(p)) return matches_components(p, t);
    if (is(token, "*") || is(token, "**")) {
      return matches(p + 1, t) || (t < path_.size() && path_[t] != "/" && matches(p, t + 1));
    }
    if (t == path_.size() || !accepts(token, path_[t])) return false;
    return matches(p + 1, t + 1);
  }

  bool stands_alone(std::size_t p) const {
    const bool begins = p == 0 || pattern_[p - 1].text == "/";
    return begins && (p + 1 == pattern_.size() || pattern_[p + 1].text == "/");
  }

  bool matches_components(std::size_t p, std::size_t t) {
    if (p + 1 == pattern_.size()) return t < path_.size();
    if (matches(p + 2, t)) return true;
    for (; t < path_.size(); ++t) {
      if (path_[t] == "/" && matches(p + 2, t + 1)) return true;
    }
    return false;
  }

  static bool accepts(const Token& token, const std::string& character) {
    if (is(token, "?")) return character != "/";
    if (!token.is_special || token.text[0] != '[' || token.text.size() == 1) return token.text == character;
    return character != "/" && fnmatch(token.text.c_str(), character.c_str(), 0) == 0;
  }

  const Tokens& pattern_;
  const std::vector<std::string>& path_;
  std::vector<bool> failed_;
};

std::optional<bool> try_plainly(std::string_view pattern, std::string_view path, bool utf8) {
  std::vector<Tokens> patterns;
  if (!write_out(cut(pattern, utf8), 0, patterns)) return std::nullopt;
  std::vector<std::string> characters;
  while (!path.empty()) characters.push_back(take_character(path, utf8));
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const Tokens& one) { return PlainMatcher(one, characters).matches(); });
}

bool is_path(std::string_view text) {
  return !text.empty() && !text.starts_with('/') && !text.ends_with('/') &&
         text.find("//") == std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const bool utf8 = (input.take_byte() & 1U) != 0;
  const std::string_view pattern = input.take_text();
  const std::string_view path = input.take_text();
  enter_locale(utf8);
  const auto glob = PathGlob::parse(pattern);
  if (!glob) {
    require(!glob.error().message.empty());
    require(is_inside(glob.error().offset, glob.error().length, pattern.size()));
    return 0;
  }
  const bool is_match = glob->matches(path);
  if (!is_path(path) || has_odd_sets(pattern)) return 0;
  const auto expected = try_plainly(pattern, path, utf8);
  require(!expected || is_match == *expected);
  return 0;
}
