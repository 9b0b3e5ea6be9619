// Regular expressions against re_compile_pattern and re_match, asked as GNU find asks them.
// Input: a byte of flags, a byte for the dialect, the pattern, a NUL, the text.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <regex.h>
#include <string>
#include <string_view>

#include "fuzz/input.hpp"
#include "plan/pattern_re2.hpp"
#include "plan/regex_dialect.hpp"

namespace {

using namespace findo::plan;

bool is_costly(std::string_view pattern, findo::language::RegexDialect dialect) {
  constexpr std::uint64_t kMostAtoms = 200;
  if (findo::fuzz::is_costly_for_glibc(pattern)) return true;
  const auto translation = translate_regex(pattern, {syntax_bits(dialect), false, false}, Alphabet::bytes());
  return translation ? translation->atoms > kMostAtoms : pattern.find('{') != std::string_view::npos;
}

void compare(std::string_view pattern, std::string_view text, findo::language::RegexDialect dialect,
             bool fold) {
  re_pattern_buffer buffer{};
  re_set_syntax(syntax_bits(dialect) | (fold ? RE_ICASE : 0));
  const char* message = re_compile_pattern(pattern.data(), pattern.size(), &buffer);
  const auto regex = Regex::compile(pattern, dialect, fold ? CaseRule::fold : CaseRule::exact);
  if (static_cast<bool>(regex) != (message == nullptr)) std::abort();
  if (regex) {
    const auto length = static_cast<regoff_t>(text.size());
    const bool expected = re_match(&buffer, text.data(), length, 0, nullptr) == length;
    if (regex->matches_whole(text) != expected) std::abort();
  } else if (regex.error().message != message ||
             regex.error().offset + regex.error().length > pattern.size()) {
    std::abort();
  }
  regfree(&buffer);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::size_t cut = std::min(input.find('\0'), input.size());
  const std::string_view pattern = input.substr(0, cut);
  const std::string_view text = input.substr(std::min(cut + 1, input.size()));
  const bool utf8 = (data[0] & 1U) != 0;
  findo::fuzz::enter_locale(utf8);
  // Text that is not valid in the locale is matched by bytes on purpose; GNU find matches none of it.
  if (utf8 && (!is_utf8(text) || !is_utf8(pattern))) return 0;
  const auto names = findo::language::regex_dialect_names();
  const auto dialect = findo::language::try_regex_dialect(names[data[1] % names.size()]);
  if (!is_costly(pattern, *dialect)) compare(pattern, text, *dialect, (data[0] & 2U) != 0);
  return 0;
}
