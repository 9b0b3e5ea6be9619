// SHA-256 (FIPS 180-4), for telling whether a text is still the one that was written.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace findo::base {

/// Takes a text piece by piece.
class Sha256 {
 public:
  void add(std::string_view bytes);
  /// The digest of all that was added, as 64 hexadecimal digits, as sha256sum(1) shows it. Nothing may be
  /// added afterwards.
  std::string finish();

 private:
  static constexpr std::size_t kBlockBytes = 64;

  void take_block(const unsigned char* block);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::string waiting_{};  ///< less than a block
  std::uint64_t bytes_ = 0;
};

std::string sha256_hex(std::string_view text);

}  // namespace findo::base
