#include "files/git_repository.hpp"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace findo::files {
namespace {

std::string_view without_line_ends(std::string_view text) {
  const std::size_t last = text.find_last_not_of("\r\n");
  return text.substr(0, last + 1);  // npos + 1 is 0
}

std::string as_directory(std::string_view path) {
  return path.ends_with('/') ? std::string(path) : std::string(path) + '/';
}

/// A path that a file in `directory` names.
std::string resolved(const std::string& directory, std::string_view path) {
  return as_directory(path.starts_with('/') ? std::string(path) : directory + std::string(path));
}

bool is_directory(const FileBase& top, const std::string& path) {
  struct stat status;
  return fstatat(top.descriptor, top.path_of(path).c_str(), &status, 0) == 0 && S_ISDIR(status.st_mode);
}

/// Whether a text starts with an object's name in hexadecimal digits.
bool names_object(std::string_view text) {
  constexpr std::size_t kShortestName = 40;  // SHA-1
  return text.size() >= kShortestName &&
         text.substr(0, kShortestName).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// HEAD names a branch, by text or as a symbolic link, or an object.
bool is_head(const FileBase& top, const std::string& path) {
  std::array<char, 6> target{};
  const ssize_t length =
      readlinkat(top.descriptor, top.path_of(path).c_str(), target.data(), target.size() - 1);
  if (length > 0) return std::string_view(target.data()) == "refs/";
  const auto content = load_whole_file(top, path, FollowLinks::no);
  if (!content) return false;
  std::string_view text = *content;
  if (!text.starts_with("ref:")) return names_object(text);
  text.remove_prefix(4);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\n\r"), text.size()));
  return text.starts_with("refs/");
}

/// The directory that .git is or names.
std::optional<std::string> try_own_directory(const FileBase& top) {
  if (is_directory(top, ".git")) return ".git/";
  constexpr std::string_view kMark = "gitdir: ";
  const auto content = load_whole_file(top, ".git", FollowLinks::yes);
  if (!content || !content->starts_with(kMark)) return std::nullopt;
  const std::string_view path = without_line_ends(std::string_view(*content).substr(kMark.size()));
  if (path.empty()) return std::nullopt;
  return resolved("", path);
}

/// Added work trees have a directory of their own each and share the rest with the first.
std::string common_directory_of(const FileBase& top, const std::string& own) {
  const auto content = load_whole_file(top, own + "commondir", FollowLinks::yes);
  if (!content) return own;
  return resolved(own, without_line_ends(*content));
}

}  // namespace

std::optional<GitRepository> try_git_repository(const FileBase& top, const GitConfig& user_config,
                                                const std::optional<std::string>& home) {
  const auto own = try_own_directory(top);
  if (!own || !is_head(top, *own + "HEAD")) return std::nullopt;
  GitRepository repository{common_directory_of(top, *own), user_config};
  const std::string& common = repository.common_directory;
  if (!is_directory(top, common + "objects") || !is_directory(top, common + "refs")) return std::nullopt;
  apply_git_config_file(top, common + "config", home, repository.config);
  if (repository.config.has_worktree_config) {
    apply_git_config_file(top, *own + "config.worktree", home, repository.config);
  }
  return repository;
}

}  // namespace findo::files
