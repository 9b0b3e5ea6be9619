#include "support/snapshot.hpp"

#include <climits>
#include <cstdio>
#include <unistd.h>

#include "support/text.hpp"
#include "support/walk_tree.hpp"

namespace findo::support {
namespace {

std::string target_of(const Visit& visit) {
  char target[PATH_MAX];
  const ssize_t length = readlinkat(visit.directory, visit.name, target, sizeof target);
  return length < 0 ? std::string() : " -> " + shell_quoted({target, static_cast<std::size_t>(length)});
}

std::string line_of(const Visit& visit) {
  const struct stat& status = visit.status;
  const long long size = S_ISREG(status.st_mode) ? static_cast<long long>(status.st_size) : 0;
  char facts[96];
  std::snprintf(facts, sizeof facts, "%06o %lu %u:%u %lld ", status.st_mode,
                static_cast<unsigned long>(status.st_nlink), status.st_uid, status.st_gid, size);
  return facts + shell_quoted(visit.path) + (S_ISLNK(status.st_mode) ? target_of(visit) : "") + '\n';
}

}  // namespace

std::string snapshot_of(const std::string& top) {
  std::string lines;
  walk_tree(
      top, [&lines](const Visit& visit) { lines += line_of(visit); }, [](const Visit&) {});
  return sorted_lines(lines);
}

}  // namespace findo::support
