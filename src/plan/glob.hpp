// Compiled shell patterns: what fnmatch(3) decides, faster.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plan/text_encoding.hpp"

namespace findo::plan {

/// A shell pattern as `find -name` and `-path` use it: matches exactly what glibc's fnmatch(3) matches with
/// flags 0, or FNM_CASEFOLD where case is ignored. So `*` crosses `/` and takes a leading dot, an unclosed
/// `[` is literal, a lone
/// `\` at the end matches nothing, and in a UTF-8 locale `?` is one character (or, failing a match so, one
/// byte). The locale of the process is read by make(); it must not change while the pattern is in use.
class Glob {
 public:
  /// Every string is a valid pattern. `pattern` must hold no NUL.
  static Glob make(std::string_view pattern, CaseRule rule);

  /// Whether the whole text matches. `text` has `length` bytes, none of them NUL, and then a NUL.
  /// Any number of threads may call this at once. Allocates nothing, fnmatch(3) at work apart.
  bool matches(const char* text, std::size_t length) const;

  /// How it decides: never, any, literal, prefix, suffix, contains, prefix+suffix, bytes (our own matcher) or
  /// fnmatch.
  std::string_view strategy() const;

 private:
  enum class Strategy : std::uint8_t {
    never,
    any,
    literal,
    prefix,
    suffix,
    contains,
    prefix_suffix,
    bytes,
    library,
  };
  /// What one position of the pattern asks of a byte: a byte value, or one of these, or kFirstSet + index
  /// into sets_.
  using Step = std::uint16_t;
  static constexpr Step kAnyByte = 256;
  static constexpr Step kAnyRun = 257;
  static constexpr Step kFirstSet = 258;
  /// A bit for each byte value.
  using ByteSet = std::array<std::uint64_t, 4>;

  Glob(std::string_view pattern, CaseRule rule);

  void compile();
  std::size_t compile_bracket(std::size_t open);
  void choose_strategy();
  bool matches_quickly(std::string_view text) const;
  bool matches_steps(std::string_view text) const;
  std::size_t next_start(std::string_view text, std::size_t from, Step step) const;
  bool accepts(Step step, char byte) const;
  bool equal(const char* text, const std::string& literal) const;
  bool contains(std::string_view text) const;
  char folded(char byte) const;

  Strategy strategy_ = Strategy::bytes;
  bool fold_case_ = false;
  /// A text with bytes above 0x7F that the quick way refuses may still match by characters: fnmatch(3) has
  /// the last word.
  bool ask_library_ = false;
  std::string pattern_;
  std::string head_;
  std::string tail_;
  std::vector<Step> steps_;
  std::vector<ByteSet> sets_;
  std::array<char, 256> lower_{};
};

}  // namespace findo::plan
