// Makes trees on disk, describes and removes them. Their invention is in tree_generator.cpp.
#include "differential/tree.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
#include <sys/socket.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>

namespace findo::differential {
namespace {

constexpr mode_t kPermissionBits = 07777;
constexpr timespec kKeepTime = {0, UTIME_OMIT};

bool is_zero(const timespec& time) { return time.tv_sec == 0 && time.tv_nsec == 0; }

void fill(int file, off_t size_bytes) {
  static const std::string kBlock(64 * 1024, 'x');
  for (off_t left = size_bytes; left > 0;) {
    const auto part = std::min(left, static_cast<off_t>(kBlock.size()));
    const ssize_t written = write(file, kBlock.data(), static_cast<std::size_t>(part));
    if (written <= 0) return;
    left -= written;
  }
}

bool make_file(const Node& node, const char* path) {
  const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const bool sized = !node.sparse || ftruncate(file, node.size_bytes) == 0;
  if (!node.sparse) fill(file, node.size_bytes);
  return close(file) == 0 && sized;
}

bool make_symlink(const Node& node, const std::string& base, const char* path) {
  const std::string text = node.target_in_base ? base + "/" + node.target : node.target;
  return symlink(text.c_str(), path) == 0;
}

bool make_node(const Node& node, const std::string& base, const std::string& top) {
  const std::string path = top + "/" + node.path;
  const char* name = path.c_str();
  switch (node.kind) {
    case Kind::kDirectory: return mkdir(name, 0700) == 0;
    case Kind::kFile: return make_file(node, name);
    case Kind::kSymlink: return make_symlink(node, base, name);
    case Kind::kHardLink: return link((top + "/" + node.target).c_str(), name) == 0;
    case Kind::kFifo: return mkfifo(name, 0600) == 0;
    case Kind::kSocket: return mknod(name, S_IFSOCK | 0600, 0) == 0;
    case Kind::kCharDevice: return mknod(name, S_IFCHR | 0600, makedev(1, 3)) == 0;
    case Kind::kBlockDevice: return mknod(name, S_IFBLK | 0600, makedev(7, 200)) == 0;
  }
  return false;
}

// Owner before mode, as chown clears the set-id bits; times last, as nothing of this changes them afterwards.
void apply_attributes(const Node& node, const std::string& path) {
  if (node.kind == Kind::kHardLink) return;
  const char* name = path.c_str();
  if (geteuid() == 0 && node.owner != 0) (void)!lchown(name, node.owner, node.owner);
  if (node.kind != Kind::kSymlink) (void)!chmod(name, node.mode & kPermissionBits);
  const std::array<timespec, 2> times = {is_zero(node.access_time) ? kKeepTime : node.access_time,
                                         is_zero(node.change_time) ? kKeepTime : node.change_time};
  (void)!utimensat(AT_FDCWD, name, times.data(), AT_SYMLINK_NOFOLLOW);
}

bool finish_top(const Tree& tree, const std::string& top) {
  const std::array<timespec, 2> times = {kKeepTime, tree.top_change_time};
  return chmod(top.c_str(), 0755) == 0 && utimensat(AT_FDCWD, top.c_str(), times.data(), 0) == 0;
}

void wait_for_next_tick() {
  timespec start{};
  clock_gettime(CLOCK_REALTIME_COARSE, &start);
  timespec now = start;
  while (now.tv_nsec == start.tv_nsec && now.tv_sec == start.tv_sec) {
    usleep(500);
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
  }
}

void read_directory(const std::string& path) {
  DIR* directory = opendir(path.c_str());
  if (directory == nullptr) return;
  while (readdir(directory) != nullptr) continue;
  closedir(directory);
}

void read_link(const std::string& path) {
  std::array<char, 4096> text{};
  (void)!readlink(path.c_str(), text.data(), text.size());
}

struct FoundFile {
  std::string path;
  struct stat status;
};

void list_directory(const std::string& path, std::vector<FoundFile>& found) {
  DIR* directory = opendir(path.c_str());
  if (directory == nullptr) return;
  while (const dirent* entry = readdir(directory)) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    FoundFile file{path + "/" + entry->d_name, {}};
    if (lstat(file.path.c_str(), &file.status) == 0) found.push_back(std::move(file));
  }
  closedir(directory);
}

// A work list in place of recursion: what is found is appended, and read in its turn.
template <class BeforeReading>
std::vector<FoundFile> list_tree(const std::string& top, BeforeReading before_reading) {
  std::vector<FoundFile> found;
  before_reading(top);
  list_directory(top, found);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!S_ISDIR(found[i].status.st_mode)) continue;
    const std::string path = found[i].path;
    before_reading(path);
    list_directory(path, found);
  }
  return found;
}

std::string describe_file(const FoundFile& file, std::size_t prefix_length) {
  std::array<char, 64> facts{};
  const auto size = S_ISREG(file.status.st_mode) ? file.status.st_size : 0;
  std::snprintf(facts.data(), facts.size(), "%06o %lld ", file.status.st_mode, static_cast<long long>(size));
  return facts.data() + file.path.substr(prefix_length);
}

}  // namespace

bool build_tree(const Tree& tree, const std::string& base, const std::string& top) {
  if (mkdir(top.c_str(), 0700) != 0 && errno != EEXIST) return std::perror(top.c_str()), false;
  for (const Node& node : tree.nodes) {
    if (make_node(node, base, top)) continue;
    std::fprintf(stderr, "cannot make %s/%s: %s\n", top.c_str(), node.path.c_str(), std::strerror(errno));
    return false;
  }
  for (auto node = tree.nodes.rbegin(); node != tree.nodes.rend(); ++node) {
    apply_attributes(*node, top + "/" + node->path);
  }
  return finish_top(tree, top);
}

void settle_access_times(const Tree& tree, const std::string& top) {
  wait_for_next_tick();
  read_directory(top);
  for (const Node& node : tree.nodes) {
    if (node.kind == Kind::kDirectory) read_directory(top + "/" + node.path);
    if (node.kind == Kind::kSymlink) read_link(top + "/" + node.path);
  }
}

void remove_tree(const std::string& top) {
  const auto found = list_tree(top, [](const std::string& path) { (void)!chmod(path.c_str(), 0700); });
  for (auto file = found.rbegin(); file != found.rend(); ++file) {
    (void)!unlinkat(AT_FDCWD, file->path.c_str(), S_ISDIR(file->status.st_mode) ? AT_REMOVEDIR : 0);
  }
  rmdir(top.c_str());
}

std::string describe_tree(const std::string& top) {
  std::vector<std::string> lines;
  for (const FoundFile& file : list_tree(top, [](const std::string&) {})) {
    lines.push_back(describe_file(file, top.size()));
  }
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace findo::differential
