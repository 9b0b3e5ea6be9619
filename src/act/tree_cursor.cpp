#include "act/tree_cursor.hpp"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <memory>
#include <string_view>
#include <unistd.h>

#include "act/file_identity.hpp"

namespace findo::act {
namespace {

using base::Descriptor;
using base::Errno;
using base::Failure;

constexpr int kOpenForReading = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;

struct CloseStream {
  void operator()(DIR* stream) const { closedir(stream); }
};

/// Lets the owner do everything with the directory, no link followed.
void open_up(int parent, const char* name) {
  const Descriptor directory(openat(parent, name, kOpenForNames | O_NOFOLLOW));
  if (!directory) return;
  (void)chmod(("/proc/self/fd/" + std::to_string(directory.number())).c_str(), S_IRWXU);
}

}  // namespace

base::Result<std::vector<std::string>, base::Errno> read_names(int directory) {
  Descriptor copy(openat(directory, ".", kOpenForReading));
  const std::unique_ptr<DIR, CloseStream> stream(copy ? fdopendir(copy.number()) : nullptr);
  if (!stream) return Failure{base::last_errno()};
  copy.release();
  std::vector<std::string> names;
  errno = 0;
  while (const dirent* entry = readdir(stream.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  if (errno != 0) return Failure{base::last_errno()};
  return names;
}

base::Result<TreeCursor, base::Errno> TreeCursor::open(At top, bool opens_up) {
  TreeCursor cursor;
  cursor.opens_up_ = opens_up;
  if (auto status = cursor.go_into(top.directory, top.name); !status) return Failure{status.error()};
  if (auto status = cursor.read_level(top.name, 0); !status) return Failure{status.error()};
  return cursor;
}

base::Status<base::Errno> TreeCursor::go_into(int parent, const char* name) {
  if (opens_up_) open_up(parent, name);
  Descriptor inner(openat(parent, name, kOpenForReading));
  if (!inner) return Failure{base::last_errno()};
  directory_ = std::move(inner);
  return {};
}

base::Status<base::Errno> TreeCursor::read_level(std::string name, std::size_t path_bytes) {
  const auto who = load_who(directory_.number());
  if (!who) return Failure{who.error()};
  auto names = read_names(directory_.number());
  if (!names) return Failure{names.error()};
  std::reverse(names->begin(), names->end());
  levels_.push_back({*who, std::move(name), std::move(*names), path_bytes});
  return {};
}

base::Result<TreeStep, base::Errno> TreeCursor::next() {
  if (levels_.empty()) return TreeStep{TreeStep::Kind::end};
  Level& level = levels_.back();
  if (is_leaving_) return step_up();
  path_.resize(level.path_bytes);
  if (level.names.empty()) {
    is_leaving_ = true;
    return TreeStep{TreeStep::Kind::leave, level.name};
  }
  const std::string name = std::move(level.names.back());
  level.names.pop_back();
  return step_to(name);
}

base::Result<TreeStep, base::Errno> TreeCursor::step_to(const std::string& name) {
  if (!path_.empty()) path_ += '/';
  path_ += name;
  TreeStep step{TreeStep::Kind::file, name};
  if (fstatat(directory_.number(), name.c_str(), &step.status, AT_SYMLINK_NOFOLLOW) != 0) {
    return Failure{base::last_errno()};
  }
  if (!S_ISDIR(step.status.st_mode)) return step;
  if (auto status = go_into(directory_.number(), name.c_str()); !status) return Failure{status.error()};
  if (auto status = read_level(name, path_.size()); !status) return Failure{status.error()};
  step.kind = TreeStep::Kind::enter;
  return step;
}

base::Result<TreeStep, base::Errno> TreeCursor::step_up() {
  is_leaving_ = false;
  TreeStep step{TreeStep::Kind::left, std::move(levels_.back().name)};
  levels_.pop_back();
  if (levels_.empty()) return TreeStep{TreeStep::Kind::end};
  Descriptor above(openat(directory_.number(), "..", kOpenForReading));
  if (!above) return Failure{base::last_errno()};
  const auto who = load_who(above.number());
  // Somebody has moved the directory while it was open.
  if (!who || *who != levels_.back().who) return Failure{Errno{ENOENT}};
  directory_ = std::move(above);
  return step;
}

base::Status<base::Errno> remove_tree(At top) {
  auto cursor = TreeCursor::open(top, true);
  if (!cursor) return Failure{cursor.error()};
  for (;;) {
    const auto step = cursor->next();
    if (!step) return Failure{step.error()};
    using Kind = TreeStep::Kind;
    if (step->kind == Kind::end) break;
    if (step->kind != Kind::file && step->kind != Kind::left) continue;
    const int flags = step->kind == Kind::left ? AT_REMOVEDIR : 0;
    if (unlinkat(cursor->directory(), step->name.c_str(), flags) != 0) return Failure{base::last_errno()};
  }
  if (unlinkat(top.directory, top.name, AT_REMOVEDIR) != 0) return Failure{base::last_errno()};
  return {};
}

}  // namespace findo::act
