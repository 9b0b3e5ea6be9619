// Trees as values: a list of entries that can be made, changed, kept and made again.
#pragma once

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace findo::support {

enum class Kind { file, directory, symbolic_link, hard_link, fifo, socket, character_device, block_device };

/// User and group of an entry, or of a process.
struct Identity {
  uid_t user;
  gid_t group;
};

/// Last access and last modification, since the epoch.
struct Times {
  timespec accessed;
  timespec modified;
};

/// An extended attribute.
struct Attribute {
  std::string name;   ///< with its name space: "user.test"
  std::string value;  ///< bytes
};

/// One entry of a tree.
struct Node {
  std::string path;  ///< below the top; a parent comes before its children
  Kind kind = Kind::file;
  std::string text;  ///< content of a file; target of a link (of a hard link: a path below the top)
  std::uint64_t size_bytes = 0;   ///< of a file, where larger than its text
  bool sparse = false;            ///< the rest of the file beyond its text is a hole
  std::optional<mode_t> mode;     ///< permission bits; 0644 for files, 0755 for directories
  std::optional<Identity> owner;  ///< only where the harness is root
  std::optional<Times> times;
  dev_t device = 0;                     ///< of a device node
  std::vector<Attribute> attributes{};  ///< Linux only, as what follows
  unsigned inode_flags = 0;             ///< of a file or directory, to be added; the bits of FS_IOC_SETFLAGS
};

using TreeSpec = std::vector<Node>;

/// Makes the directory `top` with mode 0755 and everything in the spec below it. Anything that cannot be made
/// ends the harness. Two trees made from one spec differ in inodes, change and birth times only.
void build_tree(const TreeSpec& spec, const std::string& top);

/// Whether trees below this directory can have attributes and inode flags.
bool keeps_attributes(const std::string& directory);

}  // namespace findo::support
