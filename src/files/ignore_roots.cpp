#include "files/ignore_roots.hpp"

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <iterator>
#include <utility>

namespace findo::files {
namespace {

/// The path with no symbolic link in it.
base::Result<std::string, base::Errno> real_path(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> real(realpath(path.c_str(), nullptr), std::free);
  if (!real) return base::Failure{base::last_errno()};
  return std::string(real.get());
}

std::string_view last_component(std::string_view path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

}  // namespace

IgnoreRoots::IgnoreRoots(std::shared_ptr<const IgnoreSources> sources, std::vector<IgnoreProblem> problems)
    : sources_(std::move(sources)), problems_(std::move(problems)) {}

IgnoreStart IgnoreRoots::start(const IgnoreDirectory& root, std::vector<IgnoreProblem>& problems) {
  const auto real = real_path(std::string(root.path));
  if (!real) problems.push_back({std::string(root.path), real.error()});
  const std::string path = real ? *real : std::string();
  const std::string_view name = last_component(path);
  const IgnoreStart above = start_above(path, problems);
  const IgnoreDirectory directory{root.reader, root.directory, name, root.path, root.names};
  IgnoreStart start = continued(above, path, child_rules(above.rules, directory, problems));
  if (!start.rules->is_requested()) start.rules = IgnoreRules::make_requested(start.rules);
  return start;
}

bool IgnoreRoots::is_ignored(const std::string& path, bool is_directory,
                             std::vector<IgnoreProblem>& problems) {
  const std::size_t slash = is_directory ? std::string::npos : path.rfind('/');
  const std::string folder = is_directory                 ? path
                             : slash == std::string::npos ? "."
                                                          : path.substr(0, std::max<std::size_t>(slash, 1));
  const auto real = real_path(folder);
  if (!real) {
    problems.push_back({folder, real.error()});
    return false;
  }
  const IgnoreStart above = start_above(*real, problems);
  std::vector<IgnoreProblem> told_by_start;
  const IgnoreStart start = entered_once(above, *real, is_directory ? told_by_start : problems);
  if (start.above || is_directory) return start.above.is_ignored();
  const auto rules = start.rules->is_requested() ? start.rules : IgnoreRules::make_requested(start.rules);
  return rules->verdict(last_component(path), false).is_ignored();
}

IgnoreStart IgnoreRoots::entered_once(const IgnoreStart& above, const std::string& path,
                                      std::vector<IgnoreProblem>& problems) {
  const std::lock_guard guard(mutex_);
  return entered(above, path, problems);
}

/// What the directories above `path` hand on to it; nothing for an empty path.
IgnoreStart IgnoreRoots::start_above(const std::string& path, std::vector<IgnoreProblem>& problems) {
  constexpr std::size_t kMostKnown = 4'096;
  IgnoreStart start{IgnoreRules::make_outermost(sources_), {}};
  const std::lock_guard guard(mutex_);
  std::move(problems_.begin(), problems_.end(), std::back_inserter(problems));
  problems_.clear();
  if (path.empty() || path == "/") return start;
  if (known_.size() > kMostKnown) known_.clear();
  for (std::size_t slash = 0; slash != std::string::npos; slash = path.find('/', slash + 1)) {
    start = entered(start, slash == 0 ? "/" : path.substr(0, slash), problems);
  }
  return start;
}

IgnoreStart IgnoreRoots::entered(const IgnoreStart& above, const std::string& path,
                                 std::vector<IgnoreProblem>& problems) {
  const auto known = known_.find(path);
  if (known != known_.end()) return known->second;
  const std::string prefix = path == "/" ? path : path + '/';
  const IgnorePlace place{last_component(path), IgnoreNames::unknown(), {AT_FDCWD, prefix}, prefix};
  auto rules = IgnoreRules::enter(above.rules, place, problems);
  return known_.emplace(path, continued(above, path, std::move(rules))).first->second;
}

/// Works out how the directory `path` stands that has these rules, from the one above.
IgnoreStart IgnoreRoots::continued(const IgnoreStart& above, const std::string& path,
                                   IgnoreRules::Pointer rules) const {
  IgnoreStart start{std::move(rules), above.above};
  const std::string_view name = last_component(path);
  if (!start.above && !name.empty()) {
    const IgnoreVerdict verdict = above.rules->verdict(name, true);
    if (verdict.is_ignored()) start.above = verdict;
  }
  // What git ignores in one repository means nothing to another one within.
  const bool is_by_git = start.above && start.above.file().kind() == IgnoreFileKind::git;
  if (is_by_git && start.rules->starts_repository(*above.rules)) start.above = {};
  if (path == sources_->working_directory()) start.rules = IgnoreRules::make_requested(start.rules);
  return start;
}

}  // namespace findo::files
