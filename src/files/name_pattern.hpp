// A pattern for one name, compiled: what ignore rules ask of each component of a path.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace findo::files {

/// How names are compared: byte by byte, or with A to Z taken for a to z (git's core.ignoreCase). Never by
/// characters: a name is bytes.
enum class NameCase : std::uint8_t { exact, folded };

/// The byte as NameCase::folded sees it.
constexpr char folded(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

/// A coarse set of bytes, case folded: letters, digits and some marks have a bit each, others share theirs. A
/// name whose bytes' bits lack one of a pattern's cannot match it.
using ByteBits = std::uint64_t;

/// Which bit stands for a byte.
inline constexpr std::array<std::uint8_t, 256> kBitNumbers = [] {
  constexpr std::string_view kFrequent = "abcdefghijklmnopqrstuvwxyz0123456789._-~#+";
  constexpr unsigned kBits = 64;
  std::array<std::uint8_t, 256> numbers{};
  for (unsigned byte = 0; byte < numbers.size(); ++byte) {
    const std::size_t place = kFrequent.find(folded(static_cast<char>(byte)));
    const std::size_t shared = kFrequent.size() + byte % (kBits - kFrequent.size());
    numbers[byte] = static_cast<std::uint8_t>(place == std::string_view::npos ? shared : place);
  }
  return numbers;
}();

constexpr ByteBits bits_of(char byte) { return ByteBits{1} << kBitNumbers[static_cast<std::uint8_t>(byte)]; }

/// A bit for each byte value.
using ByteSet = std::bitset<256>;

/// One place of a pattern.
struct NameStep {
  enum class Kind : std::uint8_t {
    byte,      ///< this byte; where case is ignored it is the name that is folded, so not a capital letter
    any_byte,  ///< one byte, whichever
    one_of,    ///< one byte of a set, which has both cases of a letter where that is meant
    run,       ///< any number of bytes
  };
  Kind kind;
  char byte = 0;
  ByteSet set{};
};

/// Matches names, which hold no slash. Threads: any number at once. Allocates nothing when it matches.
class NamePattern {
 public:
  enum class Strategy : std::uint8_t { never, any, literal, prefix, suffix, prefix_and_suffix, steps };

  /// No steps at all match nothing, as there is no empty name.
  static NamePattern make(const std::vector<NameStep>& steps, NameCase names);
  /// Matches every name.
  static NamePattern any();

  bool matches(std::string_view name) const;

  /// The bits of all bytes that a name must have.
  ByteBits needed_bits() const { return needed_bits_; }
  Strategy strategy() const { return strategy_; }
  /// What a literal pattern is equal to, or what a suffix pattern asks for at the end; folded where case is
  /// ignored.
  std::string_view text() const { return text_; }

 private:
  /// A byte value, or one of these, or kFirstSet + index into sets_.
  using Step = std::uint16_t;
  static constexpr Step kAnyByte = 256;
  static constexpr Step kRun = 257;
  static constexpr Step kFirstSet = 258;

  void add(const NameStep& step);
  void choose_strategy();
  bool matches_steps(std::string_view name) const;
  bool accepts(Step step, char byte) const;
  bool equal(const char* bytes, std::string_view text) const;

  Strategy strategy_ = Strategy::steps;
  NameCase names_ = NameCase::exact;
  ByteBits needed_bits_ = 0;
  std::size_t prefix_bytes_ = 0;  ///< of text_; the suffix is the rest
  std::string text_;
  std::vector<Step> steps_;
  std::vector<ByteSet> sets_;
};

}  // namespace findo::files
