// What the system can tell about a file, as sets of facts that are loaded on demand.
#pragma once

#include <cstdint>
#include <functional>
#include <sys/types.h>

#include "base/timestamp.hpp"

namespace findo::files {

/// What a directory entry or an inode is. `unknown`: nobody has said yet, or the system's type has no name
/// here.
enum class FileType : std::uint8_t {
  unknown,
  fifo,
  character_device,
  directory,
  block_device,
  regular,
  symbolic_link,
  socket,
  door,
  whiteout,
};

/// One thing that a status call can tell. `device` is the device that holds the file and comes with every
/// load; `special_device` is the one that a device node stands for, and comes with every load as well.
enum class Fact : std::uint16_t {
  type = 1 << 0,
  mode = 1 << 1,
  links = 1 << 2,
  user = 1 << 3,
  group = 1 << 4,
  inode = 1 << 5,
  size = 1 << 6,
  blocks = 1 << 7,
  access_time = 1 << 8,
  modify_time = 1 << 9,
  change_time = 1 << 10,
  birth_time = 1 << 11,
  device = 1 << 12,
  mount = 1 << 13,
};

/// A set of facts.
class FactSet {
 public:
  constexpr FactSet() = default;
  constexpr FactSet(Fact fact)
      : bits_(static_cast<std::uint16_t>(fact)) {}  // NOLINT(google-explicit-constructor)

  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool holds(FactSet other) const { return (bits_ & other.bits_) == other.bits_; }
  constexpr bool holds_any(FactSet other) const { return (bits_ & other.bits_) != 0; }
  friend constexpr FactSet operator|(FactSet a, FactSet b) { return FactSet(a.bits_ | b.bits_); }
  /// All but those that may stay unknown without an error: the birth time and the mount.
  constexpr FactSet certain() const {
    return FactSet(bits_ & ~(static_cast<int>(Fact::birth_time) | static_cast<int>(Fact::mount)));
  }
  constexpr FactSet& operator|=(FactSet other) { return *this = *this | other; }
  friend constexpr bool operator==(FactSet, FactSet) = default;

 private:
  explicit constexpr FactSet(int bits) : bits_(static_cast<std::uint16_t>(bits)) {}
  std::uint16_t bits_ = 0;
};
constexpr FactSet operator|(Fact a, Fact b) { return FactSet(a) | FactSet(b); }

/// All that POSIX stat tells; everything but the birth time and the mount, which not every system
/// knows.
inline constexpr FactSet kStatFacts = Fact::type | Fact::mode | Fact::links | Fact::user | Fact::group |
                                      Fact::inode | Fact::size | Fact::blocks | Fact::access_time |
                                      Fact::modify_time | Fact::change_time | Fact::device;

/// The facts of one file. Only the fields named by `loaded` mean anything.
struct Facts {
  FactSet loaded;
  FileType type;
  mode_t permissions;  ///< Fact::mode; the twelve lowest bits of st_mode, without the type
  std::uint64_t links;
  uid_t user;
  gid_t group;
  std::uint64_t inode;
  std::int64_t size_bytes;
  std::int64_t blocks;       ///< of 512 bytes
  std::int64_t block_bytes;  ///< preferred size of a transfer; comes with Fact::blocks
  base::Timestamp access_time;
  base::Timestamp modify_time;
  base::Timestamp change_time;
  base::Timestamp birth_time;  ///< loaded only where the file system knows it
  dev_t device;
  dev_t special_device;
  std::uint64_t mount;  ///< by which it is reached, as the system numbers mounts; not every system tells
};

/// Who a file is, whatever its names: POSIX says that these two together are unique at any one time.
struct Identity {
  dev_t device = 0;
  std::uint64_t inode = 0;

  friend bool operator==(const Identity&, const Identity&) = default;
};

/// For sets and maps of files.
struct IdentityHash {
  std::size_t operator()(const Identity& who) const {
    return std::hash<std::uint64_t>()(who.inode * 31 + who.device);
  }
};

}  // namespace findo::files
