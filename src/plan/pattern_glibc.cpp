// The only file that calls re_compile_pattern and re_match.
#include "plan/pattern_glibc.hpp"

#include <clocale>
#include <cstring>
#include <langinfo.h>
#include <mutex>
#include <regex.h>
#include <vector>

namespace findo::plan {
namespace {

// Makes this thread speak the C locale while it lives.
class CLocale {
 public:
  CLocale() : locale_(newlocale(LC_ALL_MASK, "C", nullptr)), previous_(uselocale(locale_)) {}
  ~CLocale() {
    uselocale(previous_);
    freelocale(locale_);
  }
  CLocale(const CLocale&) = delete;
  CLocale& operator=(const CLocale&) = delete;

 private:
  locale_t locale_;
  locale_t previous_;
};

// re_compile_pattern takes its syntax from a global variable.
const char* compile_with(std::string_view pattern, unsigned long syntax, re_pattern_buffer* buffer) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  const reg_syntax_t previous = re_set_syntax(syntax);
  const char* message = re_compile_pattern(pattern.data(), pattern.size(), buffer);
  re_set_syntax(previous);
  return message;
}

}  // namespace

void GlibcPattern::Release::operator()(re_pattern_buffer* buffer) const {
  regfree(buffer);
  delete buffer;
}

base::Result<GlibcPattern, std::string> GlibcPattern::compile(std::string_view pattern, unsigned long syntax,
                                                              PatternLocale locale) {
  Buffer buffer(new re_pattern_buffer{});
  const char* message = nullptr;
  if (locale == PatternLocale::c) {
    const CLocale c_locale;
    message = compile_with(pattern, syntax, buffer.get());
  } else {
    message = compile_with(pattern, syntax, buffer.get());
  }
  if (message != nullptr) return base::Failure{std::string(message)};
  return GlibcPattern(std::move(buffer));
}

bool GlibcPattern::matches_whole(std::string_view text) const {
  const auto length = static_cast<regoff_t>(text.size());
  return re_match(buffer_.get(), text.data(), length, 0, nullptr) == length;
}

base::Result<CharacterSet, std::string> collating_bracket(std::string_view bracket, unsigned long syntax) {
  const auto pattern = GlibcPattern::compile(bracket, syntax, PatternLocale::of_process);
  if (!pattern) return base::Failure{pattern.error()};
  std::vector<CharacterRange> members;
  for (char c = 0;; ++c) {
    if (pattern->matches_whole(std::string_view(&c, 1))) {
      const auto member = static_cast<char32_t>(c);
      members.push_back({member, member});
    }
    if (c == '\x7F') return CharacterSet(std::move(members));
  }
}

bool locale_joins_ascii() {
  // For each byte, glibc's table of collation has a negative number where longer elements start with that
  // byte.
  std::int32_t weights[0x80];
  std::memcpy(weights, nl_langinfo(_NL_COLLATE_TABLEMB), sizeof weights);
  const auto neither = GlibcPattern::compile("[^\n]", RE_SYNTAX_POSIX_BASIC, PatternLocale::of_process);
  if (!neither) return true;
  for (char first = 1; first < 0x7F; ++first) {
    if (weights[static_cast<unsigned char>(first)] >= 0) continue;
    for (char second = 1; second < 0x7F; ++second) {
      const char both[] = {first, second};
      if (neither->matches_whole(std::string_view(both, 2))) return true;
    }
  }
  return false;
}

}  // namespace findo::plan
