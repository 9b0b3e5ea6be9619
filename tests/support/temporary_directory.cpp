#include "support/temporary_directory.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

#include "support/trouble.hpp"
#include "support/walk_tree.hpp"

namespace findo::support {
namespace {

constexpr mode_t kOwnerMayAll = 0700;
constexpr mode_t kEveryoneMayEnter = 0755;

void open_up(const Visit& visit) {
  if (S_ISDIR(visit.status.st_mode)) fchmodat(visit.directory, visit.name, kOwnerMayAll, 0);
}

void unlink_it(const Visit& visit) {
  const int flags = S_ISDIR(visit.status.st_mode) ? AT_REMOVEDIR : 0;
  need(unlinkat(visit.directory, visit.name, flags), visit.path);
}

}  // namespace

void remove_tree(const std::string& top) {
  struct stat status {};
  if (lstat(top.c_str(), &status) != 0) return;
  if (S_ISDIR(status.st_mode)) {
    chmod(top.c_str(), kOwnerMayAll);
    walk_tree(top, open_up, unlink_it);
    need(rmdir(top.c_str()), top);
  } else {
    need(unlink(top.c_str()), top);
  }
}

TemporaryDirectory::TemporaryDirectory(const std::string& purpose) {
  const char* base = std::getenv("TMPDIR");
  std::string pattern = (base != nullptr && *base != '\0' ? base : "/tmp") + ("/" + purpose + "-XXXXXX");
  if (mkdtemp(pattern.data()) == nullptr) die(pattern);
  need(chmod(pattern.c_str(), kEveryoneMayEnter), pattern);
  path_ = std::filesystem::canonical(pattern).string();
}

TemporaryDirectory::~TemporaryDirectory() { remove_tree(path_); }

void copy_program(const std::string& from, const std::string& to) {
  std::error_code error;
  std::filesystem::copy_file(from, to, error);
  errno = error.value();
  if (error) die("cannot copy the program " + from);
  need(chmod(to.c_str(), kEveryoneMayEnter), to);
}

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  stream.close();
  if (!stream) die("cannot write " + path);
}

}  // namespace findo::support
