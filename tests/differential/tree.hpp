// Random directory trees: first as a list of nodes, which can be made on disk any number of times.
#pragma once

#include <ctime>
#include <string>
#include <sys/stat.h>
#include <sys/types.h>
#include <vector>

#include "support/random.hpp"

namespace findo::differential {

using support::Random;

/// User and group that the unprivileged cases run as.
inline constexpr unsigned kNobody = 65534;

enum class Kind { kDirectory, kFile, kSymlink, kHardLink, kFifo, kSocket, kCharDevice, kBlockDevice };

struct Node {
  std::string path;  ///< Relative to the tree's top; bytes.
  Kind kind = Kind::kFile;
  mode_t mode = 0644;
  off_t size_bytes = 0;
  bool sparse = false;
  std::string target;               ///< Of a symbolic link: its text. Of a hard link: the other path.
  bool target_in_base = false;      ///< The link's text is made absolute, below the base directory.
  bool leads_to_directory = false;  ///< A directory, or a symbolic link that ends at one.
  uid_t owner = 0;                  ///< Applied as root only.
  timespec access_time{};
  timespec change_time{};  ///< Of the contents (mtime).
};

struct Tree {
  std::vector<Node> nodes;               ///< Parents before their children.
  timespec top_change_time{};            ///< The modification time of the directory that holds the tree.
  bool has_not_directory_links = false;  ///< Links that fail with ENOTDIR.
  bool has_undecodable_names = false;    ///< Names that are not valid UTF-8.
  bool has_looping_links = false;        ///< Links that fail with ELOOP.
};

/// Invents a tree of some dozens of nodes; its times are relative to `now`.
Tree make_tree(Random& random, timespec now);

/// Makes the tree in the directory `top`, created here, which lies in `base`. Permissions and times are
/// applied last. False with a message on stderr where the system refuses something that the test cannot do
/// without.
bool build_tree(const Tree& tree, const std::string& base, const std::string& top);

/// Reads every directory and link once, a clock tick after they were made. On a relatime file system their
/// access times then stay as they are, and the second program sees the same as the first.
void settle_access_times(const Tree& tree, const std::string& top);

/// Removes the directory and all in it, whatever their permissions.
void remove_tree(const std::string& top);

/// One line for each file below `top`, sorted: type, permissions, size and path. Does not follow links.
std::string describe_tree(const std::string& top);

}  // namespace findo::differential
