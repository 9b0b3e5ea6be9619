// The one door to RE2. A pattern is read in up to three ways, one for each kind of text, and each is compiled
// for itself:
//
//   ascii       text and pattern are ASCII: as bytes, which is cheap to compile and fast
//   characters  valid UTF-8 in a UTF-8 locale, and all text of a locale that only the C library knows
//   bytes       the C locale; and, as the C locale has it, text that is not valid in a UTF-8 locale
//
// Only the reading that ordinary names need is made at once. The others wait for the first text of theirs,
// since the classes of Unicode take milliseconds to work out and most trees hold only ASCII names.
#include "plan/pattern_re2.hpp"

#include <array>
#include <mutex>
#include <optional>
#include <regex.h>
#include <string>
#include <utility>

#include <re2/re2.h>

#include "plan/pattern_glibc.hpp"
#include "plan/regex_dialect.hpp"

namespace findo::plan {
namespace {

// For program and automaton. RE2 forgets states when it runs out, it does not fail; compiling can, for huge
// patterns.
constexpr std::int64_t kMemoryBytes = 8 << 20;

// What glibc may be asked to compile: some hundred megabytes at most, in about a second.
constexpr std::uint64_t kMostAtomsForGlibc = 200'000;

enum class Reading : std::uint8_t { ascii, characters, bytes };
constexpr std::size_t kReadings = 3;

// A pattern compiled for one kind of text, by RE2 or by the C library.
class Engine {
 public:
  explicit Engine(std::unique_ptr<RE2> re2) : re2_(std::move(re2)) {}
  explicit Engine(GlibcPattern glibc) : glibc_(std::move(glibc)) {}

  bool matches_whole(std::string_view text) const {
    if (re2_ == nullptr) return glibc_->matches_whole(text);
    return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *re2_);
  }
  std::string_view name() const { return re2_ == nullptr ? "glibc" : "re2"; }

 private:
  std::unique_ptr<RE2> re2_;
  std::optional<GlibcPattern> glibc_;
};

// Nothing where RE2 finds the pattern too large.
std::unique_ptr<RE2> try_re2(const std::string& pattern, bool by_bytes) {
  RE2::Options options;
  options.set_encoding(by_bytes ? RE2::Options::EncodingLatin1 : RE2::Options::EncodingUTF8);
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_max_mem(kMemoryBytes);
  auto compiled = std::make_unique<RE2>(pattern, options);
  return compiled->ok() ? std::move(compiled) : nullptr;
}

}  // namespace

class Regex::Readings {
 public:
  Readings(std::string_view pattern, language::RegexDialect dialect, CaseRule rule);

  /// Makes the reading for ordinary text.
  base::Status<RegexError> start();
  bool matches_whole(std::string_view text) const;
  std::string_view strategy() const { return slots_[index(ordinary_)].engine->name(); }

 private:
  using Made = base::Result<Engine, RegexError>;
  struct Slot {
    std::once_flag once;
    std::optional<Engine> engine;
  };

  static std::size_t index(Reading reading) { return static_cast<std::size_t>(reading); }
  Reading reading_of(std::string_view text) const;
  const Engine* engine(Reading reading) const;
  Made make(Reading reading) const;
  Made make_with_glibc(Reading reading) const;
  Made too_big() const { return base::Failure{RegexError{0, pattern_.size(), regex_fault::kTooBig}}; }

  std::string pattern_;
  RegexSyntax syntax_;
  Encoding encoding_;
  Reading ordinary_ = Reading::characters;
  mutable std::array<Slot, kReadings> slots_;
};

Regex::Readings::Readings(std::string_view pattern, language::RegexDialect dialect, CaseRule rule)
    : pattern_(pattern), encoding_(locale_encoding()) {
  syntax_.bits = syntax_bits(dialect);
  syntax_.fold_case = rule == CaseRule::fold;
  syntax_.collates = encoding_ == Encoding::utf8 && locale_collates();
  if (syntax_.fold_case) syntax_.bits |= RE_ICASE;
  if (encoding_ == Encoding::plain && locale_collates()) encoding_ = Encoding::other;
  if (encoding_ == Encoding::plain) ordinary_ = Reading::bytes;
  if (encoding_ == Encoding::utf8 && is_ascii(pattern)) ordinary_ = Reading::ascii;
}

base::Status<RegexError> Regex::Readings::start() {
  Slot& slot = slots_[index(ordinary_)];
  auto made = make(ordinary_);
  if (!made) return base::Failure{std::move(made.error())};
  std::call_once(slot.once, [&] { slot.engine.emplace(std::move(*made)); });
  return {};
}

bool Regex::Readings::matches_whole(std::string_view text) const {
  const Engine* reader = engine(reading_of(text));
  return reader != nullptr && reader->matches_whole(text);
}

Reading Regex::Readings::reading_of(std::string_view text) const {
  if (encoding_ != Encoding::utf8 || is_ascii(text)) return ordinary_;
  return is_utf8(text) ? Reading::characters : Reading::bytes;
}

// Null where the pattern, correct in its locale, can not be read so: then it matches no such text.
const Engine* Regex::Readings::engine(Reading reading) const {
  Slot& slot = slots_[index(reading)];
  std::call_once(slot.once, [&] {
    if (auto made = make(reading)) slot.engine.emplace(std::move(*made));
  });
  return slot.engine ? &*slot.engine : nullptr;
}

Regex::Readings::Made Regex::Readings::make(Reading reading) const {
  const bool by_characters = reading == Reading::characters;
  if (by_characters && (encoding_ == Encoding::other || !is_utf8(pattern_))) {
    // Which characters these are only glibc knows; but repetitions show in the bytes, and where a byte is all
    // that is wrong with UTF-8, so do mistakes.
    auto translation = translate_regex(pattern_, {syntax_.bits, syntax_.fold_case, false}, Alphabet::bytes());
    if (!translation && encoding_ == Encoding::utf8) return base::Failure{std::move(translation.error())};
    return translation && translation->atoms > kMostAtomsForGlibc ? too_big() : make_with_glibc(reading);
  }
  RegexSyntax syntax = syntax_;
  if (reading == Reading::bytes) syntax.collates = false;
  auto translation =
      translate_regex(pattern_, syntax, by_characters ? Alphabet::unicode() : Alphabet::bytes());
  if (!translation) return base::Failure{std::move(translation.error())};
  const bool classes_collate =
      syntax.collates && translation->has_classes && (by_characters || locale_joins_ascii());
  if (!translation->needs_backtracking && !classes_collate) {
    // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDeleteLeaks): loses sight of it in the variant
    if (auto re2 = try_re2(translation->re2, !by_characters)) return Engine(std::move(re2));
  }
  return translation->atoms > kMostAtomsForGlibc ? too_big() : make_with_glibc(reading);
}

Regex::Readings::Made Regex::Readings::make_with_glibc(Reading reading) const {
  const auto locale = reading == Reading::bytes ? PatternLocale::c : PatternLocale::of_process;
  auto glibc = GlibcPattern::compile(pattern_, syntax_.bits, locale);
  if (!glibc) return base::Failure{RegexError{0, 0, std::move(glibc.error())}};
  return Engine(std::move(*glibc));
}

base::Result<Regex, RegexError> Regex::compile(std::string_view pattern, language::RegexDialect dialect,
                                               CaseRule rule) {
  auto readings = std::make_unique<Readings>(pattern, dialect, rule);
  if (auto started = readings->start(); !started) return base::Failure{std::move(started.error())};
  return Regex(std::move(readings));
}

Regex::Regex(std::unique_ptr<Readings> readings) : readings_(std::move(readings)) {}
Regex::Regex(Regex&& other) noexcept = default;
Regex& Regex::operator=(Regex&& other) noexcept = default;
Regex::~Regex() = default;

bool Regex::matches_whole(std::string_view text) const { return readings_->matches_whole(text); }

std::string_view Regex::strategy() const { return readings_->strategy(); }

}  // namespace findo::plan
