#include "support/walk_tree.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace findo::support {
namespace {

/// A directory being read, and what is needed to report it when it is done.
struct Level {
  DIR* stream;
  std::string name;
  std::size_t path_length;  // of the path of this directory
  struct stat status;
};

DIR* open_directory(int parent, const char* name) {
  const int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  return descriptor < 0 ? nullptr : fdopendir(descriptor);
}

/// The next name that is not `.` or `..`, or nullptr at the end.
const char* next_name(DIR* stream) {
  while (const dirent* entry = readdir(stream)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") return entry->d_name;
  }
  return nullptr;
}

class Walk {
 public:
  Walk(const Visitor& before, const Visitor& after) : before_(before), after_(after) {}

  void run(const std::string& top) {
    enter(AT_FDCWD, top.c_str(), {});
    while (!levels_.empty()) step();
  }

 private:
  void step() {
    const Level& level = levels_.back();
    const char* name = next_name(level.stream);
    if (name == nullptr) return leave();
    const int directory = dirfd(level.stream);
    path_.resize(level.path_length);
    if (!path_.empty()) path_ += '/';
    path_ += name;
    struct stat status {};
    if (fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return;
    const Visit visit{directory, name, path_, status};
    before_(visit);
    if (!S_ISDIR(status.st_mode) || !enter(directory, name, status)) after_(visit);
  }

  bool enter(int parent, const char* name, const struct stat& status) {
    DIR* stream = open_directory(parent, name);
    if (stream != nullptr) levels_.push_back({stream, name, path_.size(), status});
    return stream != nullptr;
  }

  void leave() {
    const Level level = levels_.back();
    levels_.pop_back();
    closedir(level.stream);
    if (levels_.empty()) return;
    path_.resize(level.path_length);
    after_({dirfd(levels_.back().stream), level.name.c_str(), path_, level.status});
  }

  const Visitor& before_;
  const Visitor& after_;
  std::vector<Level> levels_;
  std::string path_;
};

}  // namespace

void walk_tree(const std::string& top, const Visitor& before, const Visitor& after) {
  Walk(before, after).run(top);
}

}  // namespace findo::support
