// Files with capabilities, for tests that can have them.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#if defined(__linux__) && defined(FINDO_LINUX_READER)
#include <sys/xattr.h>
#endif

namespace findo::tests {

/// Gives the file CAP_NET_BIND_SERVICE, in the layout of linux/capability.h; false where this user, this file
/// system or this findo cannot.
inline bool give_capability([[maybe_unused]] const std::string& path) {
#if defined(__linux__) && defined(FINDO_LINUX_READER)
  constexpr std::array<std::uint8_t, 20> kValue{0x01, 0, 0, 0x02, 0x00, 0x04};
  return setxattr(path.c_str(), "security.capability", kValue.data(), kValue.size(), 0) == 0;
#else
  return false;
#endif
}

}  // namespace findo::tests
