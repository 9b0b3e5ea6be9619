// The C library's own regular expressions: slow, but they know back-references, collation and every charset.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "plan/character_set.hpp"

struct re_pattern_buffer;

namespace findo::plan {

/// Which locale's characters a pattern consists of.
enum class PatternLocale : std::uint8_t { of_process, c };

/// A pattern as re_compile_pattern of <regex.h> compiles it, which is what GNU find does.
class GlibcPattern {
 public:
  /// `syntax`: RE_... bits, RE_ICASE among them. Error: the library's message.
  static base::Result<GlibcPattern, std::string> compile(std::string_view pattern, unsigned long syntax,
                                                         PatternLocale locale);

  /// Whether the longest match from the start is the whole text. Any number of threads may ask at once; they
  /// take turns.
  bool matches_whole(std::string_view text) const;

 private:
  struct Release {
    void operator()(re_pattern_buffer* buffer) const;
  };
  using Buffer = std::unique_ptr<re_pattern_buffer, Release>;

  explicit GlibcPattern(Buffer buffer) : buffer_(std::move(buffer)) {}
  Buffer buffer_;
};

/// The ASCII characters that a bracket expression takes under the collation of the process's locale.
/// Error: the library's message.
base::Result<CharacterSet, std::string> collating_bracket(std::string_view bracket, unsigned long syntax);

/// Whether the locale's collation takes two ASCII characters for one element, as Czech does `ch`; glibc's
/// negated brackets and ranges may then match both at once.
bool locale_joins_ascii();

}  // namespace findo::plan
