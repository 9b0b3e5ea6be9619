// Most patterns are a text, or one piece of text before or behind a star: those become comparisons. The
// others become a list of steps for a matcher that remembers only the last star: where a later step fails,
// that star takes one byte more. An earlier star need not be tried again, since taking more there could only
// leave less for the rest. So the work is bounded by steps × bytes of the name, without recursion.

#include "files/name_pattern.hpp"

#include <algorithm>
#include <cstring>

#include "base/release.hpp"
#include "base/wildcard_steps.hpp"

namespace findo::files {
namespace {

std::uint8_t unsigned_byte(char byte) { return static_cast<std::uint8_t>(byte); }

}  // namespace

NamePattern NamePattern::make(const std::vector<NameStep>& steps, NameCase names) {
  NamePattern pattern;
  pattern.names_ = names;
  for (const NameStep& step : steps) pattern.add(step);
  pattern.choose_strategy();
  return pattern;
}

NamePattern NamePattern::any() { return make({{NameStep::Kind::run}}, NameCase::exact); }

void NamePattern::add(const NameStep& step) {
  switch (step.kind) {
    case NameStep::Kind::byte:
      steps_.push_back(unsigned_byte(step.byte));
      needed_bits_ |= bits_of(step.byte);
      break;
    case NameStep::Kind::any_byte: steps_.push_back(kAnyByte); break;
    case NameStep::Kind::one_of:
      steps_.push_back(static_cast<Step>(kFirstSet + sets_.size()));
      sets_.push_back(step.set);
      break;
    case NameStep::Kind::run:
      if (steps_.empty() || steps_.back() != kRun) steps_.push_back(kRun);
      break;
  }
}

void NamePattern::choose_strategy() {
  constexpr std::size_t kMostSets = 0xFFFF - kFirstSet;
  const auto runs = std::count(steps_.begin(), steps_.end(), kRun);
  const bool has_other = std::any_of(steps_.begin(), steps_.end(),
                                     [](Step step) { return step == kAnyByte || step >= kFirstSet; });
  const bool is_hopeless =
      std::any_of(sets_.begin(), sets_.end(), [](const ByteSet& set) { return set.none(); });
  if (steps_.empty() || is_hopeless || sets_.size() > kMostSets) strategy_ = Strategy::never;
  if (strategy_ == Strategy::never || has_other || runs > 1) return;
  for (Step step : steps_) {
    if (step == kRun) prefix_bytes_ = text_.size();
    if (step != kRun) text_ += static_cast<char>(step);
  }
  const bool has_suffix = text_.size() > prefix_bytes_;
  strategy_ = runs == 0            ? Strategy::literal
              : text_.empty()      ? Strategy::any
              : prefix_bytes_ == 0 ? Strategy::suffix
              : has_suffix         ? Strategy::prefix_and_suffix
                                   : Strategy::prefix;
  base::release(steps_);
}

bool NamePattern::matches(std::string_view name) const {
  const std::string_view text = text_;
  switch (strategy_) {
    case Strategy::never: return false;
    case Strategy::any: return true;
    case Strategy::literal: return name.size() == text.size() && equal(name.data(), text);
    case Strategy::steps: return matches_steps(name);
    case Strategy::prefix:
    case Strategy::suffix:
    case Strategy::prefix_and_suffix: break;
  }
  const std::string_view suffix = text.substr(prefix_bytes_);
  return name.size() >= text.size() && equal(name.data(), text.substr(0, prefix_bytes_)) &&
         equal(name.data() + (name.size() - suffix.size()), suffix);
}

bool NamePattern::matches_steps(std::string_view name) const {
  return base::match_steps<Step>(
      steps_, kRun, name, [this](Step step, char byte) { return accepts(step, byte); },
      [](std::size_t from, Step) { return from; });
}

bool NamePattern::accepts(Step step, char byte) const {
  if (step < kAnyByte) return step == unsigned_byte(names_ == NameCase::folded ? folded(byte) : byte);
  return step == kAnyByte || sets_[step - kFirstSet][unsigned_byte(byte)];
}

bool NamePattern::equal(const char* bytes, std::string_view text) const {
  if (names_ == NameCase::exact) return std::memcmp(bytes, text.data(), text.size()) == 0;
  return std::equal(text.begin(), text.end(), bytes, [](char a, char b) { return a == folded(b); });
}

}  // namespace findo::files
