#include "base/sha256.hpp"

#include <algorithm>
#include <bit>

namespace findo::base {
namespace {

// FIPS 180-4, 4.2.2: the first 32 bits of the fractions of the cube roots of the first 64 primes.
constexpr std::uint32_t kRounds[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

constexpr std::size_t kLengthBytes = 8;

std::uint32_t word_at(const unsigned char* bytes) {
  std::uint32_t word = 0;
  for (int i = 0; i < 4; ++i) word = word << 8U | bytes[i];
  return word;
}

std::uint32_t mix(std::uint32_t x, int a, int b, int c) {
  return std::rotr(x, a) ^ std::rotr(x, b) ^ std::rotr(x, c);
}

/// The message schedule: 6.2.2, step 1.
std::array<std::uint32_t, 64> schedule_of(const unsigned char* block) {
  std::array<std::uint32_t, 64> words{};
  for (std::size_t i = 0; i < 16; ++i) words[i] = word_at(block + 4 * i);
  for (std::size_t i = 16; i < words.size(); ++i) {
    const std::uint32_t early = words[i - 15];
    const std::uint32_t late = words[i - 2];
    const std::uint32_t a = std::rotr(early, 7) ^ std::rotr(early, 18) ^ early >> 3U;
    const std::uint32_t b = std::rotr(late, 17) ^ std::rotr(late, 19) ^ late >> 10U;
    words[i] = words[i - 16] + a + words[i - 7] + b;
  }
  return words;
}

}  // namespace

void Sha256::take_block(const unsigned char* block) {
  const auto words = schedule_of(block);
  auto [a, b, c, d, e, f, g, h] = state_;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::uint32_t first = h + mix(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + kRounds[i] + words[i];
    const std::uint32_t second = mix(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + first;
    d = c;
    c = b;
    b = a;
    a = first + second;
  }
  const std::array<std::uint32_t, 8> added{a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < added.size(); ++i) state_[i] += added[i];
}

void Sha256::add(std::string_view bytes) {
  bytes_ += bytes.size();
  if (!waiting_.empty()) {
    const std::size_t taken = std::min(bytes.size(), kBlockBytes - waiting_.size());
    waiting_ += bytes.substr(0, taken);
    bytes.remove_prefix(taken);
    if (waiting_.size() < kBlockBytes) return;
    take_block(reinterpret_cast<const unsigned char*>(waiting_.data()));
    waiting_.clear();
  }
  for (; bytes.size() >= kBlockBytes; bytes.remove_prefix(kBlockBytes)) {
    take_block(reinterpret_cast<const unsigned char*>(bytes.data()));
  }
  waiting_ = bytes;
}

std::string Sha256::finish() {
  const std::uint64_t bits = bytes_ * 8;
  std::string padding(1, '\x80');
  const std::size_t behind = (waiting_.size() + 1 + kLengthBytes) % kBlockBytes;
  padding.append((kBlockBytes - behind) % kBlockBytes, '\0');
  for (unsigned shift = 64; shift > 0; shift -= 8) padding += static_cast<char>(bits >> (shift - 8) & 0xFFU);
  add(padding);
  std::string text;
  for (const std::uint32_t word : state_) {
    for (unsigned shift = 32; shift > 0; shift -= 4) text += "0123456789abcdef"[word >> (shift - 4) & 0xFU];
  }
  return text;
}

std::string sha256_hex(std::string_view text) {
  Sha256 digest;
  digest.add(text);
  return digest.finish();
}

}  // namespace findo::base
