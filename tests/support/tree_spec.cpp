// Two passes: everything is made with permissive modes from the top down; then owners, modes and times are
// set from the bottom up, because making a child changes its parent's time, and a closed directory could not
// be filled.
#include "support/tree_spec.hpp"

#include <climits>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/xattr.h>
#endif

#include "support/trouble.hpp"

namespace findo::support {
namespace {

constexpr mode_t kFileMode = 0644;
constexpr mode_t kDirectoryMode = 0755;

/// A directory held open, and a name in it that is short enough for one system call.
class Place {
 public:
  Place(int top, const std::string& path) : directory_(top), name_(path) {
    while (name_.size() >= PATH_MAX) descend(top);
    text_ = std::string(name_);
    top_ = top;
  }
  ~Place() {
    if (directory_ != top_) close(directory_);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  int directory() const { return directory_; }
  const char* name() const { return text_.c_str(); }

 private:
  void descend(int top) {
    const std::size_t slash = name_.find('/');
    const std::string component(name_.substr(0, slash));
    name_.remove_prefix(slash + 1);
    const int next = need(openat(directory_, component.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC), component);
    if (directory_ != top) close(directory_);
    directory_ = next;
  }

  int directory_;
  int top_ = -1;
  std::string_view name_;
  std::string text_;
};

void make_file(const Place& place, const Node& node) {
  const int file =
      need(openat(place.directory(), place.name(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600), node.path);
  need(write(file, node.text.data(), node.text.size()), node.path);
  const auto size = static_cast<off_t>(node.size_bytes);
  if (node.size_bytes > node.text.size()) {
    need(node.sparse ? ftruncate(file, size) : -posix_fallocate(file, 0, size), node.path);
  }
  close(file);
}

int make_special(const Place& place, const Node& node) {
  switch (node.kind) {
    case Kind::fifo: return mknodat(place.directory(), place.name(), S_IFIFO | 0600, 0);
    case Kind::socket: return mknodat(place.directory(), place.name(), S_IFSOCK | 0600, 0);
    case Kind::character_device: return mknodat(place.directory(), place.name(), S_IFCHR | 0600, node.device);
    default: return mknodat(place.directory(), place.name(), S_IFBLK | 0600, node.device);
  }
}

void make_node(int top, const Node& node) {
  const Place place(top, node.path);
  switch (node.kind) {
    case Kind::file: return make_file(place, node);
    case Kind::directory: need(mkdirat(place.directory(), place.name(), 0700), node.path); return;
    case Kind::symbolic_link:
      need(symlinkat(node.text.c_str(), place.directory(), place.name()), node.path);
      return;
    case Kind::hard_link: {
      const Place target(top, node.text);
      need(linkat(target.directory(), target.name(), place.directory(), place.name(), 0), node.path);
      return;
    }
    default: need(make_special(place, node), node.path);
  }
}

#ifdef __linux__
/// 0, or -1 with errno.
int add_inode_flags(int directory, const char* name, unsigned flags) {
  const int file = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) return -1;
  unsigned all = 0;
  int status = ioctl(file, FS_IOC_GETFLAGS, &all);
  all |= flags;
  if (status == 0) status = ioctl(file, FS_IOC_SETFLAGS, &all);
  close(file);
  return status;
}

void set_attributes(const Place& place, const Node& node) {
  const std::string path = "/proc/self/fd/" + std::to_string(place.directory()) + '/' + place.name();
  for (const auto& [name, value] : node.attributes) {
    need(lsetxattr(path.c_str(), name.c_str(), value.data(), value.size(), 0), node.path + ": " + name);
  }
  if (node.inode_flags != 0)
    need(add_inode_flags(place.directory(), place.name(), node.inode_flags), node.path);
}
#else
void set_attributes(const Place&, const Node&) {}
#endif

void finish_node(int top, const Node& node) {
  if (node.kind == Kind::hard_link) return;  // what it links to is finished by its own node
  const Place place(top, node.path);
  if (node.owner && geteuid() == 0) {
    const auto [user, group] = *node.owner;
    need(fchownat(place.directory(), place.name(), user, group, AT_SYMLINK_NOFOLLOW), node.path);
  }
  if (node.kind != Kind::symbolic_link) {
    const mode_t usual = node.kind == Kind::directory ? kDirectoryMode : kFileMode;
    need(fchmodat(place.directory(), place.name(), node.mode.value_or(usual), 0), node.path);
  }
  set_attributes(place, node);
  if (node.times) {
    const timespec both[] = {node.times->accessed, node.times->modified};
    need(utimensat(place.directory(), place.name(), both, AT_SYMLINK_NOFOLLOW), node.path);
  }
}

}  // namespace

void build_tree(const TreeSpec& spec, const std::string& top) {
  need(mkdir(top.c_str(), kDirectoryMode), top);
  need(chmod(top.c_str(), kDirectoryMode), top);
  const int directory = need(open(top.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), top);
  for (const Node& node : spec) make_node(directory, node);
  for (auto node = spec.rbegin(); node != spec.rend(); ++node) finish_node(directory, *node);
  close(directory);
}

bool keeps_attributes(const std::string& directory) {
#ifdef __linux__
  const std::string path = directory + "/probe";
  close(need(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600), path));
  const bool keeps = setxattr(path.c_str(), "user.probe", "", 0, 0) == 0 &&
                     add_inode_flags(AT_FDCWD, path.c_str(), FS_NODUMP_FL) == 0;
  unlink(path.c_str());
  return keeps;
#else
  (void)directory;
  return false;
#endif
}

}  // namespace findo::support
