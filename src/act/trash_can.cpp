#include "act/trash_can.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/moving.hpp"
#include "act/trash_info.hpp"
#include "act/trash_sizes.hpp"
#include "act/tree_cursor.hpp"
#include "act/whole_file.hpp"
#include "base/percent_encoding.hpp"

namespace findo::act {
namespace {

using base::Descriptor;
using base::Failure;

constexpr std::string_view kInfoSuffix = ".trashinfo";

std::string info_name_of(std::string_view name) { return std::string(name) + std::string(kInfoSuffix); }

/// A directory in the trash, made where it is missing; a link in its place is refused.
base::Result<Descriptor, Trouble> open_part(int can, const char* name, const std::string& path) {
  if (mkdirat(can, name, S_IRWXU) != 0 && errno != EEXIST) {
    return Failure{trouble_at(joined_path(path, name), base::last_errno())};
  }
  Descriptor part(openat(can, name, kOpenForNames | O_NOFOLLOW));
  if (!part) return Failure{trouble_at(joined_path(path, name), base::last_errno())};
  return part;
}

/// How long the name of a file may be to which the suffix is still to be added.
std::size_t most_name_bytes(const std::string& info_path) {
  constexpr long kUsual = 255;
  const long most = pathconf(info_path.c_str(), _PC_NAME_MAX);
  return static_cast<std::size_t>(most > 0 ? most : kUsual) - kInfoSuffix.size();
}

}  // namespace

base::Result<std::unique_ptr<TrashCan>, Trouble> TrashCan::open(base::Descriptor directory, std::string path,
                                                                std::string top) {
  std::unique_ptr<TrashCan> can(new TrashCan);
  auto info = open_part(directory.number(), "info", path);
  if (!info) return Failure{std::move(info.error())};
  auto files = open_part(directory.number(), "files", path);
  if (!files) return Failure{std::move(files.error())};
  can->directory_ = std::move(directory);
  can->info_ = std::move(*info);
  can->files_ = std::move(*files);
  can->path_ = std::move(path);
  can->top_ = std::move(top);
  can->most_name_bytes_ = most_name_bytes(joined_path(can->path_, "info"));
  return can;
}

std::string TrashCan::path_of(std::string_view name) const {
  return joined_path(joined_path(path_, "files"), name);
}

bool TrashCan::holds(std::string_view path) const {
  return path.starts_with(path_) && path.substr(path_.size()).starts_with('/');
}

/// Relative to the top directory, where there is one.
std::string_view TrashCan::told_path(std::string_view path) const {
  if (top_.empty()) return path;
  path.remove_prefix(top_.size());
  if (path.starts_with('/')) path.remove_prefix(1);
  return path;
}

/// Writes the information of a name that nobody has taken, all of it or none.
base::Status<Trouble> TrashCan::write_info(const std::string& info_name, std::string_view text) {
  const At at{info_.number(), info_name.c_str()};
  const auto status = write_whole(at, text);
  if (status) return {};
  if (status.error().code == EEXIST) return Failure{Trouble{{}, EEXIST}};
  return Failure{trouble_at(joined_path(joined_path(path_, "info"), info_name), status.error())};
}

void TrashCan::remove_info(const std::string& name) const {
  unlinkat(info_.number(), info_name_of(name).c_str(), 0);
}

/// The next name, from the number on, that nobody has; the information is its proof.
base::Result<std::string, Trouble> TrashCan::take_name(std::string_view original, std::string_view info,
                                                       unsigned& number) {
  for (;; ++number) {
    std::string name = trash_name(original, number, most_name_bytes_);
    auto status = write_info(info_name_of(name), info);
    if (status) return name;
    if (status.error().code != EEXIST) return Failure{std::move(status.error())};
  }
}

base::Result<TrashCan::Trashed, Trouble> TrashCan::put(At from, const FileIdentity& identity,
                                                       std::string_view path, std::time_t now) {
  constexpr std::size_t kMostNumbers = 10'000;
  const std::string info = render_trash_info(told_path(path), now);
  if (last_numbers_.size() > kMostNumbers) last_numbers_.clear();
  unsigned& number = last_numbers_[from.name];
  for (++number;; ++number) {
    auto name = take_name(from.name, info, number);
    if (!name) return Failure{std::move(name.error())};
    const auto moved = move_file(from, {files_.number(), name->c_str()}, identity, Replacing::never);
    // Without information something has that name all the same.
    const bool is_taken = !moved && (moved.error().code == EEXIST || moved.error().code == ENOTEMPTY);
    if (!moved) remove_info(*name);
    if (is_taken) continue;
    if (!moved) return Failure{moved.error()};
    if (moved->other.value_or(identity).is_directory()) new_directories_.push_back(*name);
    return Trashed{std::move(*name), moved->other};
  }
}

std::optional<std::string> TrashCan::try_find(const FileIdentity& identity) const {
  const auto names = read_names(files_.number());
  if (!names) return std::nullopt;
  for (const std::string& name : *names) {
    const auto there = load_identity(files_.number(), name.c_str());
    if (there && is_still(identity, *there)) return name;
  }
  return std::nullopt;
}

void TrashCan::forget(std::string_view original_name, std::string_view path) const {
  const std::string told = "[Trash Info]\nPath=" + base::percent_encoded(told_path(path)) + '\n';
  for (unsigned number = 1;; ++number) {
    const std::string name = trash_name(original_name, number, most_name_bytes_);
    const std::string info_name = info_name_of(name);
    if (faccessat(info_.number(), info_name.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) != 0) return;
    if (faccessat(files_.number(), name.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0) continue;
    const std::string text = read_whole(info_.number(), info_name.c_str());
    const bool is_its = text.starts_with(told) || told.starts_with(text);  // or as much as was written of it
    if (is_its) remove_info(name);
  }
}

void TrashCan::note_sizes() {
  if (new_directories_.empty()) return;
  update_trash_sizes({directory_.number(), info_.number(), files_.number()}, new_directories_);
  new_directories_.clear();
}

}  // namespace findo::act
