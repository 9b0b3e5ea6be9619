#include "act/held_entry.hpp"

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include "files/file_status.hpp"

namespace findo::act {
namespace {

base::Result<std::string, base::Errno> load_real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(realpath(path.c_str(), nullptr), &std::free);
  if (!real) return base::Failure{base::last_errno()};
  return std::string(real.get());
}

}  // namespace

std::string directory_of_root(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return std::string(path.substr(0, std::max<std::size_t>(slash, 1)));
}

base::Result<HeldEntry, base::Errno> hold(const files::Entry& entry) {
  HeldEntry held;
  held.name = entry.base_name();
  if (entry.depth() == 0) {
    held.owned.reset(open(directory_of_root(entry.root().path).c_str(), kOpenForNames));
    if (!held.owned) return base::Failure{base::last_errno()};
    held.directory = held.owned.number();
    return held;
  }
  const auto directory = entry.reader().open_descriptor(entry.place().parent);
  if (!directory) return base::Failure{directory.error()};
  held.directory = *directory;
  return held;
}

base::Result<std::string, base::Errno> load_path(int directory) {
  std::string path(PATH_MAX, '\0');
  const std::string link = "/proc/self/fd/" + std::to_string(directory);
  const ssize_t length = readlink(link.c_str(), path.data(), path.size());
  if (length < 0) return base::Failure{base::last_errno()};
  path.resize(static_cast<std::size_t>(length));
  // "(unreachable)/…": it is outside of what this process can see.
  if (path.empty() || path[0] != '/') return base::Failure{base::Errno{ENOENT}};
  return path;
}

base::Result<std::string, base::Errno> load_path(int directory, const std::string& opened_by) {
  auto told = load_path(directory);
  if (told) return told;
  auto path = load_real_path(opened_by);
  struct stat of_path {};
  struct stat of_directory {};
  const bool leads_there = path && stat(path->c_str(), &of_path) == 0 &&
                           fstat(directory, &of_directory) == 0 && files::is_same_file(of_path, of_directory);
  return leads_there ? std::move(path) : std::move(told);
}

base::Result<std::string, base::Errno> load_whole_path(const files::Entry& entry, const HeldEntry& held) {
  if (held.name == "/") return held.name;
  auto directory = load_path(held.directory);
  if (directory) return joined_path(*directory, held.name);
  if (entry.depth() == 0) directory = load_real_path(directory_of_root(entry.root().path));
  if (entry.depth() > 0) directory = load_real_path(entry.root().path);
  if (!directory) return directory;
  return joined_path(*directory, entry.depth() > 0 ? entry.path_below_root() : held.name);
}

std::string load_working_directory() {
  const std::unique_ptr<char, decltype(&std::free)> path(getcwd(nullptr, 0), &std::free);
  return path ? std::string(path.get()) : std::string();
}

std::string joined_path(std::string_view directory, std::string_view name) {
  std::string path(directory);
  if (!path.ends_with('/')) path += '/';
  return path += name;
}

}  // namespace findo::act
