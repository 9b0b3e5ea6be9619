#include "files/ignore_sources.hpp"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <utility>

namespace findo::files {
namespace {

std::optional<std::string> try_variable(const char* name) {
  const char* const value = std::getenv(name);
  return value ? std::optional<std::string>(value) : std::nullopt;
}

/// Whether nothing is there that could be read, which is no problem.
bool is_absence(base::Errno error) { return error.code == ENOENT || error.code == ENOTDIR; }

/// Names that are absolute, or relative to where the process is.
FileBase here() { return {AT_FDCWD, ""}; }

}  // namespace

GitEnvironment GitEnvironment::of_process() {
  GitEnvironment environment;
  environment.home = try_variable("HOME");
  environment.config_home = try_variable("XDG_CONFIG_HOME");
  environment.global_config = try_variable("GIT_CONFIG_GLOBAL");
  environment.system_config = try_variable("GIT_CONFIG_SYSTEM");
  const auto no_system = try_variable("GIT_CONFIG_NOSYSTEM");
  environment.skips_system_config = no_system && try_git_boolean(*no_system).value_or(false);
  return environment;
}

std::shared_ptr<const IgnoreSources> IgnoreSources::bind(IgnoreRequest request,
                                                         std::vector<IgnoreProblem>& problems) {
  auto sources = std::make_shared<IgnoreSources>();
  sources->request_ = std::move(request);
  std::reverse(sources->request_.files.begin(), sources->request_.files.end());
  if (sources->honours_files()) {
    sources->read_user_config();
    sources->read_user_excludes(problems);
  }
  return sources;
}

/// System, then user; what comes later counts (git-config(1), "FILES").
void IgnoreSources::read_user_config() {
  const GitEnvironment& environment = request_.environment;
  std::vector<std::string> paths;
  if (!environment.skips_system_config) paths.push_back(environment.system_config.value_or("/etc/gitconfig"));
  if (environment.global_config) {
    paths.push_back(*environment.global_config);
  } else {
    paths.push_back(config_path("config"));
    if (environment.home) paths.push_back(*environment.home + "/.gitconfig");
  }
  for (const std::string& path : paths) apply_git_config_file(here(), path, environment.home, user_config_);
}

void IgnoreSources::read_user_excludes(std::vector<IgnoreProblem>& problems) {
  user_excludes_path_ = excludes_path(user_config_);
  if (!user_excludes_path_.starts_with('/')) return;
  const auto content = load_whole_file(here(), user_excludes_path_, FollowLinks::yes);
  if (!content) {
    if (!is_absence(content.error())) problems.push_back({user_excludes_path_, content.error()});
    return;
  }
  for (const NameCase names : {NameCase::exact, NameCase::folded}) {
    user_excludes_[static_cast<std::size_t>(names)] =
        IgnoreFile::make(user_excludes_path_, *content, IgnoreFileKind::git, names);
  }
}

std::shared_ptr<const IgnoreFile> IgnoreSources::bind_excludes(const GitConfig& config, const FileBase& top,
                                                               const std::string& shown_top,
                                                               std::vector<IgnoreProblem>& problems) const {
  const std::string path = excludes_path(config);
  const bool is_absolute = path.starts_with('/');
  if (path.empty()) return nullptr;
  if (is_absolute && path == user_excludes_path_) {
    return user_excludes_[static_cast<std::size_t>(config.names)];
  }
  return try_ignore_file(top, path, is_absolute ? path : shown_top + path, FollowLinks::yes,
                         IgnoreFileKind::git, config.names, problems);
}

/// gitignore(5): $XDG_CONFIG_HOME/git/ignore unless core.excludesFile says otherwise.
std::string IgnoreSources::excludes_path(const GitConfig& config) const {
  return config.excludes_file ? expanded(*config.excludes_file) : config_path("ignore");
}

/// A file in git's folder of the user's configuration; empty where the user has none.
std::string IgnoreSources::config_path(std::string_view name) const {
  const GitEnvironment& environment = request_.environment;
  const bool has_folder = environment.config_home && !environment.config_home->empty();
  if (!has_folder && !environment.home) return {};
  const std::string folder = has_folder ? *environment.config_home : *environment.home + "/.config";
  return folder + "/git/" + std::string(name);
}

/// `~/` is the home directory; homes of others (`~user/`) are left out.
std::string IgnoreSources::expanded(const std::string& path) const {
  if (path != "~" && !path.starts_with("~/")) return path;
  return request_.environment.home ? *request_.environment.home + path.substr(1) : std::string();
}

std::shared_ptr<const IgnoreFile> try_ignore_file(const FileBase& base, std::string_view path,
                                                  std::string shown_path, FollowLinks follow,
                                                  IgnoreFileKind kind, NameCase names,
                                                  std::vector<IgnoreProblem>& problems) {
  auto file = open_ignore_file(base, path, shown_path, follow, kind, names);
  if (file) return *std::move(file);
  if (!is_absence(file.error())) problems.push_back({std::move(shown_path), file.error()});
  return nullptr;
}

base::Result<std::shared_ptr<const IgnoreFile>, base::Errno> open_requested_ignore_file(
    const std::string& path) {
  const auto content = load_whole_stream(here(), path);
  if (!content) return base::Failure{content.error()};
  return IgnoreFile::make(path, *content, IgnoreFileKind::general, NameCase::exact);
}

}  // namespace findo::files
