// For each of 64 places at once it is asked whether the two rarest bytes of a literal stand where they would
// if it began there; only where they do is the literal compared. Ordinary text is passed over as fast as
// memory gives it, whatever the literal, while memmem(3) takes a few times as long for short ones.

#include "plan/literal_finder.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace findo::plan {
namespace {

constexpr std::size_t kLaneBytes = 16;
constexpr std::size_t kBlockBytes = 4 * kLaneBytes;
using Lane = unsigned char __attribute__((vector_size(kLaneBytes)));

Lane load(const char* bytes) {
  Lane lane;
  std::memcpy(&lane, bytes, kLaneBytes);
  return lane;
}

bool is_any_set(const Lane& lane) {
  std::array<std::uint64_t, 2> words;
  std::memcpy(words.data(), &lane, kLaneBytes);
  return (words[0] | words[1]) != 0;
}

bool is_letter(unsigned char c) { return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z'; }

unsigned char lowered(unsigned char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<unsigned char>(c | 0x20U) : c;
}

/// How common a byte is in what people search: prose and programs. Only the order counts.
int commonness(unsigned char c) {
  constexpr std::string_view kCommon = "zqxjkvbwyg_mpfhucdlsrnioate ";
  const std::size_t place = kCommon.find(static_cast<char>(c));
  if (place != std::string_view::npos) return static_cast<int>(place) + 10;
  return c >= 'A' && c <= 'Z' ? 8 : c >= '0' && c <= '9' ? 9 : c < 0x80 ? 6 : 2;
}

/// The place of the rarest byte, `other` left out.
std::size_t rarest(std::string_view bytes, std::size_t other) {
  std::size_t best = other == 0 && bytes.size() > 1 ? 1 : 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == other) continue;
    if (commonness(static_cast<unsigned char>(bytes[i])) <
        commonness(static_cast<unsigned char>(bytes[best])))
      best = i;
  }
  return best;
}

}  // namespace

LiteralFinder::LiteralFinder(const std::vector<std::string>& literals, CaseRule rule)
    : fold_(rule == CaseRule::fold) {
  for (std::string bytes : literals) {
    if (fold_)
      std::transform(bytes.begin(), bytes.end(), bytes.begin(),
                     [](char c) { return static_cast<char>(lowered(static_cast<unsigned char>(c))); });
    const std::size_t first = rarest(bytes, std::string_view::npos);
    const std::size_t second = rarest(bytes, first);
    const auto fold_of = [&](std::size_t at) -> unsigned char {
      return fold_ && is_letter(static_cast<unsigned char>(bytes[at])) ? 0x20 : 0;
    };
    longest_ = std::max(longest_, bytes.size());
    needles_.push_back({bytes, first, second, fold_of(first), fold_of(second)});
  }
}

bool LiteralFinder::is_at(const char* text, const Needle& needle) const {
  if (!fold_) return std::memcmp(text, needle.bytes.data(), needle.bytes.size()) == 0;
  return std::equal(needle.bytes.begin(), needle.bytes.end(), text, [](char wanted, char c) {
    return wanted == static_cast<char>(lowered(static_cast<unsigned char>(c)));
  });
}

bool LiteralFinder::starts_any(std::string_view text, std::size_t at) const {
  return std::any_of(needles_.begin(), needles_.end(), [&](const Needle& needle) {
    return needle.bytes.size() <= text.size() - at && is_at(text.data() + at, needle);
  });
}

/// A folded letter has 0x20 set, and so must the byte before it is compared; that some byte that is no letter
/// becomes one so costs a comparison, no more.
bool LiteralFinder::may_start_within(const char* block) const {
  Lane hits{};
  for (const Needle& needle : needles_) {
    const auto first = static_cast<unsigned char>(needle.bytes[needle.first]);
    const auto second = static_cast<unsigned char>(needle.bytes[needle.second]);
    for (const char* lane = block; lane < block + kBlockBytes; lane += kLaneBytes) {
      const auto has_first = (load(lane + needle.first) | needle.first_fold) == first;
      const auto has_second = (load(lane + needle.second) | needle.second_fold) == second;
      hits |= reinterpret_cast<Lane>(has_first & has_second);
    }
  }
  return is_any_set(hits);
}

std::size_t LiteralFinder::find(std::string_view text, std::size_t from) const {
  std::size_t at = from;
  for (; at + kBlockBytes + longest_ <= text.size(); at += kBlockBytes) {
    if (!may_start_within(text.data() + at)) continue;
    for (std::size_t i = at; i < at + kBlockBytes; ++i) {
      if (starts_any(text, i)) return i;
    }
  }
  for (; at < text.size(); ++at) {
    if (starts_any(text, at)) return at;
  }
  return std::string_view::npos;
}

}  // namespace findo::plan
