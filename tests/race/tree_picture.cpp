#include "race/tree_picture.hpp"

#include <algorithm>
#include <climits>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "race/race_tests.hpp"
#include "support/text.hpp"
#include "support/walk_tree.hpp"

namespace findo::race_tests {
namespace {

/// Without the moment at which something was trashed, which differs from run to run.
std::string lasting_content_of(const support::Visit& visit) {
  const std::string content = content_of(visit);
  const std::size_t date = visit.path.ends_with(".trashinfo") ? content.find("DeletionDate=") : content.npos;
  return content.substr(0, date);
}

Look look_of(const support::Visit& visit) {
  const struct stat& status = visit.status;
  return {.inode = status.st_ino,
          .mode = status.st_mode,
          .user = status.st_uid,
          .group = status.st_gid,
          .links = status.st_nlink,
          .modified = status.st_mtim,
          .content = lasting_content_of(visit)};
}

/// A line of what is compared; `expected` tells what that is.
std::string line_of(const std::string& path, const Look& look, nlink_t links, const Look& expected) {
  char facts[160];
  std::snprintf(facts, sizeof facts, "%llu %06o %lu %u:%u ",
                expected.inode == 0 ? 0ULL : static_cast<unsigned long long>(look.inode), look.mode,
                S_ISDIR(look.mode) ? 0 : static_cast<unsigned long>(links), look.user, look.group);
  std::string line = facts;
  if (expected.has_known_time) {
    line += std::to_string(look.modified.tv_sec) + '.' + std::to_string(look.modified.tv_nsec) + ' ';
  }
  return line + support::shell_quoted(path) + ' ' + support::shell_quoted(look.content) + '\n';
}

}  // namespace

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::string base_name_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

bool is_within(std::string_view path, std::string_view directory) {
  return path.starts_with(directory) && (path.size() == directory.size() || path[directory.size()] == '/');
}

Picture Picture::of(const std::string& top, bool (*is_ignored)(std::string_view path)) {
  Picture picture;
  support::walk_tree(
      top,
      [&](const support::Visit& visit) {
        if (!is_ignored(visit.path)) picture.looks_.emplace(visit.path, look_of(visit));
      },
      [](const support::Visit&) {});
  return picture;
}

bool Picture::is_empty(const std::string& directory) const {
  const auto next = looks_.lower_bound(directory + '/');
  return next == looks_.end() || !is_within(next->first, directory);
}

std::map<std::string, Look> Picture::below(const std::string& path) const {
  std::map<std::string, Look> found;
  for (const auto& [name, look] : looks_) {
    if (is_within(name, path)) found.emplace(name.substr(path.size()), look);
  }
  return found;
}

void Picture::touch(const std::string& directory) {
  const auto look = looks_.find(directory);
  if (look != looks_.end()) look->second.has_known_time = false;
}

void Picture::add(const std::string& path, Look look) {
  looks_.insert_or_assign(path, std::move(look));
  touch(parent_of(path));
}

void Picture::remove(const std::string& path) {
  looks_.erase(path);
  touch(parent_of(path));
}

void Picture::move(const std::string& from, const std::string& to) {
  const auto moved = below(from);
  for (const auto& [name, look] : moved) looks_.erase(from + name);
  for (const auto& [name, look] : moved) looks_.insert_or_assign(to + name, look);
  touch(parent_of(from));
  touch(parent_of(to));
}

void Picture::copy(const std::string& from, const std::string& to) {
  for (auto& [name, look] : below(from)) {
    look.inode = 0;
    looks_.insert_or_assign(to + name, std::move(look));
  }
  touch(parent_of(to));
}

std::string Picture::difference(const Picture& expected, const Picture& found) {
  std::map<ino_t, nlink_t> names;
  for (const auto& [path, look] : expected.looks_) ++names[look.inode];
  std::string wanted;
  for (const auto& [path, look] : expected.looks_) {
    wanted += line_of(path, look, look.inode == 0 ? 1 : names[look.inode], look);
  }
  std::string had;
  for (const auto& [path, look] : found.looks_) {
    const auto counterpart = expected.looks_.find(path);
    const bool is_expected = counterpart != expected.looks_.end();
    had += line_of(path, look, look.links, is_expected ? counterpart->second : look);
  }
  return support::difference(wanted, had);
}

}  // namespace findo::race_tests
