// -contains against RE2 alone, line by line, and the finder of literals against a plain search.
// Input: a byte of flags, the pattern, a NUL, the text, in which a NUL is a byte like any other.

#include <re2/re2.h>

#include "fuzz/input.hpp"
#include "plan/content_pattern.hpp"
#include "plan/literal_finder.hpp"

namespace {

using findo::fuzz::enter_locale;
using findo::fuzz::Input;
using findo::fuzz::is_inside;
using findo::fuzz::require;
using findo::plan::CaseRule;
using findo::plan::ContentPattern;
using findo::plan::LiteralFinder;

constexpr std::size_t kNone = std::string_view::npos;

char seen(char c, CaseRule rule) {
  return rule == CaseRule::fold && c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

bool is_at(std::string_view text, std::size_t at, std::string_view literal, CaseRule rule) {
  if (literal.size() > text.size() - at) return false;
  for (std::size_t i = 0; i < literal.size(); ++i) {
    if (seen(text[at + i], rule) != seen(literal[i], rule)) return false;
  }
  return true;
}

/// The literals are the parts of the pattern between bars.
void check_finder(std::string_view pattern, std::string_view text, CaseRule rule) {
  std::vector<std::string> literals;
  while (!pattern.empty() && literals.size() < LiteralFinder::kMostLiterals) {
    const std::string_view literal = pattern.substr(0, pattern.find('|'));
    pattern.remove_prefix(std::min(literal.size() + 1, pattern.size()));
    if (!literal.empty()) literals.emplace_back(literal);
  }
  if (literals.empty()) return;
  const LiteralFinder finder(literals, rule);
  constexpr std::size_t kMostStarts = 64;
  std::size_t expected = kNone;
  for (std::size_t at = text.size() + 1; at-- > 0;) {
    for (const std::string& literal : literals) {
      if (is_at(text, at, literal, rule)) expected = at;
    }
    if (at < kMostStarts) require(finder.find(text, at) == expected);
  }
}

/// One of the lines, taken by itself, matches.
bool plainly_matches(const RE2& re2, std::string_view text) {
  for (std::size_t at = 0;;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (RE2::PartialMatch(re2::StringPiece(text.data() + at, end - at), re2)) return true;
    if (end == text.size()) return false;
    at = end + 1;
  }
}

RE2::Options options_for(bool by_characters, CaseRule rule) {
  RE2::Options options;
  options.set_encoding(by_characters ? RE2::Options::EncodingUTF8 : RE2::Options::EncodingLatin1);
  options.set_case_sensitive(rule == CaseRule::exact);
  options.set_log_errors(false);
  options.set_never_nl(true);
  return options;
}

/// Whether it may mean the ends of all that is searched, not of a line: \A, \z, or `^` after (?-m).
bool asks_for_ends_of_text(std::string_view pattern) {
  if (pattern.find("\\A") != kNone || pattern.find("\\z") != kNone) return true;
  for (std::size_t at = 0; (at = pattern.find("(?", at)) != kNone; at += 2) {
    const std::string_view flags = pattern.substr(at + 2);
    if (!flags.starts_with(':') && !flags.starts_with("i)") && !flags.starts_with("i:")) return true;
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::uint8_t flags = input.take_byte();
  const std::string_view pattern = input.take_text();
  const std::string_view text = input.take_rest();
  const bool utf8 = (flags & 1U) != 0;
  const CaseRule rule = (flags & 2U) != 0 ? CaseRule::fold : CaseRule::exact;
  enter_locale(utf8);
  check_finder(pattern, text, rule);
  const auto compiled = ContentPattern::compile(pattern, rule);
  const RE2 re2("(?m)" + std::string(pattern), options_for(utf8 && findo::plan::is_utf8(pattern), rule));
  require(static_cast<bool>(compiled) == re2.ok());
  if (!compiled) {
    require(!compiled.error().message.empty());
    require(is_inside(compiled.error().offset, compiled.error().length, pattern.size()));
    return 0;
  }
  if (asks_for_ends_of_text(pattern)) {
    compiled->is_in(text, 0, text.size());
  } else {
    require(compiled->is_in(text, 0, text.size()) == plainly_matches(re2, text));
  }
  return 0;
}
