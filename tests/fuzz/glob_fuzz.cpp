// Globs against fnmatch(3). Input: a byte of flags, the pattern, a NUL, the text.
#include <cstdint>
#include <cstdlib>
#include <fnmatch.h>
#include <string>
#include <string_view>

#include "fuzz/input.hpp"
#include "plan/glob.hpp"

using findo::plan::CaseRule;
using findo::plan::Glob;

namespace {}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t cut = input.find('\0');
  if (cut == std::string_view::npos) return 0;
  const std::string pattern(input.substr(0, cut));
  std::string text(input.substr(cut + 1));
  text = text.substr(0, text.find('\0'));
  findo::fuzz::enter_locale((data[0] & 1U) != 0);
  const bool fold = (data[0] & 2U) != 0;
  const Glob glob = Glob::make(pattern, fold ? CaseRule::fold : CaseRule::exact);
  // Where fnmatch decides there is nothing to compare; where it may read past the pattern's end it must not
  // be asked.
  if (glob.strategy() == "fnmatch" || (glob.strategy() == "never" && pattern.back() == '-')) return 0;
  const bool expected = fnmatch(pattern.c_str(), text.c_str(), fold ? FNM_CASEFOLD : 0) == 0;
  if (glob.matches(text.c_str(), text.size()) != expected) std::abort();
  return 0;
}
