// A line: the size in bytes as du counts it, the time of the .trashinfo file in seconds, the name, escaped. A
// reader takes a line for out of date where the time is not that of the .trashinfo file.

#include "act/trash_sizes.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <optional>
#include <set>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "act/temporary_name.hpp"
#include "act/trash_info.hpp"
#include "act/tree_cursor.hpp"
#include "act/whole_file.hpp"
#include "base/percent_encoding.hpp"

namespace findo::act {
namespace {

using base::Descriptor;

constexpr const char* kFileName = "directorysizes";

/// Adds up blocks; a file of several names counts once.
class SizeSum {
 public:
  void add(const struct stat& status) {
    constexpr std::int64_t kBlockBytes = 512;
    const bool has_names = !S_ISDIR(status.st_mode) && status.st_nlink > 1;
    if (has_names && !seen_.insert({status.st_dev, status.st_ino}).second) return;
    bytes_ += static_cast<std::int64_t>(status.st_blocks) * kBlockBytes;
  }
  std::int64_t bytes() const { return bytes_; }

 private:
  std::int64_t bytes_ = 0;
  std::set<std::pair<dev_t, ino_t>> seen_;
};

std::optional<std::int64_t> size_of(At top) {
  SizeSum sum;
  struct stat status {};
  if (fstatat(top.directory, top.name, &status, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
  sum.add(status);
  auto cursor = TreeCursor::open(top);
  if (!cursor) return std::nullopt;
  for (;;) {
    const auto step = cursor->next();
    if (!step) return std::nullopt;
    if (step->kind == TreeStep::Kind::end) return sum.bytes();
    const bool is_new = step->kind == TreeStep::Kind::file || step->kind == TreeStep::Kind::enter;
    if (is_new) sum.add(step->status);
  }
}

std::string line_of(const TrashDirectories& trash, const std::string& name) {
  struct stat info {};
  const auto size = size_of({trash.files, name.c_str()});
  if (!size || fstatat(trash.info, (name + ".trashinfo").c_str(), &info, 0) != 0) return {};
  return std::to_string(*size) + ' ' + std::to_string(info.st_mtime) + ' ' + base::percent_encoded(name) +
         '\n';
}

/// Whether a line that is there already still counts.
bool counts_still(const TrashDirectories& trash, std::string_view line,
                  const std::vector<std::string>& added) {
  const auto name = base::try_percent_decoded(line.substr(line.rfind(' ') + 1));  // npos + 1 is 0
  if (!name || name->empty() || name->find('/') != std::string::npos) return false;
  if (std::find(added.begin(), added.end(), *name) != added.end()) return false;
  return faccessat(trash.files, name->c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

std::string kept_lines(const TrashDirectories& trash, const std::vector<std::string>& added) {
  const std::string text = read_whole(trash.can, kFileName);
  std::string kept;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (counts_still(trash, line, added)) (kept += line) += '\n';
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  }
  return kept;
}

void replace_file(int directory, const char* name, std::string_view text) {
  constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
  Descriptor file;
  const auto temporary = create_temporary([&](const char* candidate) {
    file.reset(openat(directory, candidate, kFlags, S_IRUSR | S_IWUSR));
    return file ? 0 : errno;
  });
  if (!temporary) return;
  if (write_whole(file.number(), text) && renameat(directory, temporary->c_str(), directory, name) == 0)
    return;
  unlinkat(directory, temporary->c_str(), 0);
}

}  // namespace

void update_trash_sizes(const TrashDirectories& trash, const std::vector<std::string>& added) {
  std::string text = kept_lines(trash, added);
  for (const std::string& name : added) text += line_of(trash, name);
  replace_file(trash.can, kFileName, text);
}

}  // namespace findo::act
