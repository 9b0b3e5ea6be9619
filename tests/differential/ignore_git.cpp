#include "differential/ignore_git.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "support/process.hpp"
#include "support/trouble.hpp"

namespace findo::differential {

std::string real_path(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> real(realpath(path.c_str(), nullptr), std::free);
  return real ? std::string(real.get()) : path;
}

bool is_inside(const std::string& path, const std::string& directory) {
  return path.size() > directory.size() && path.starts_with(directory + '/');
}

const std::string* top_of(const IgnoreWorld& world, const std::string& path) {
  const std::string* found = nullptr;
  for (const std::string& top : world.tops) {
    if (is_inside(path, top) && (found == nullptr || top.size() > found->size())) found = &top;
  }
  return found;
}

/// Paths that belong to work trees, repositories left out.
static std::vector<std::string> paths_of(const IgnoreWorld& world) {
  std::vector<std::string> paths;
  for (const auto& node : world.for_git) {
    const bool is_git = node.path.find("/.git/") != std::string::npos || node.path.ends_with("/.git");
    if (!is_git && top_of(world, node.path) != nullptr) paths.push_back(node.path);
  }
  return paths;
}

Decisions GitIgnore::decide() const {
  std::map<std::string, std::vector<std::string>> by_top;
  for (const std::string& path : paths_of(world_)) by_top[*top_of(world_, path)].push_back(path);
  Decisions decisions;
  for (const auto& [top, paths] : by_top) ask(top, paths, decisions);
  return decisions;
}

std::vector<std::string> GitIgnore::others(const std::string& top) const {
  const std::string output = run(top, {"git", "ls-files", "--others", "--exclude-standard", "-z"}, "");
  std::vector<std::string> paths;
  for (std::size_t begin = 0; begin < output.size();) {
    const std::size_t end = output.find('\0', begin);
    paths.push_back(output.substr(begin, end - begin));
    begin = end + 1;
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<std::string> GitIgnore::environment() const {
  const auto& from = world_.environment;
  std::vector<std::string> variables{"GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C", "PATH=/usr/bin:/bin"};
  if (from.home) variables.push_back("HOME=" + *from.home);
  if (from.config_home) variables.push_back("XDG_CONFIG_HOME=" + *from.config_home);
  if (from.global_config) variables.push_back("GIT_CONFIG_GLOBAL=" + *from.global_config);
  return variables;
}

std::string GitIgnore::run(const std::string& top, std::vector<std::string> arguments,
                           std::string input) const {
  support::Command command;
  command.program = program_;
  command.arguments = std::move(arguments);
  command.environment = environment();
  command.directory = place_ + '/' + top;
  command.input = std::move(input);
  auto outcome = support::run(command);
  if (outcome.status > 1 || outcome.timed_out) {
    support::die(command.arguments[0] + ' ' + command.arguments[1] + " in " + command.directory + ": " +
                 outcome.errors);
  }
  return std::move(outcome.output);
}

void GitIgnore::ask(const std::string& top, const std::vector<std::string>& paths,
                    Decisions& decisions) const {
  std::string input;
  for (const std::string& path : paths) input += "./" + path.substr(top.size() + 1) + '\0';
  take_answers(run(top, {"git", "check-ignore", "--no-index", "--verbose", "--non-matching", "--stdin", "-z"},
                   std::move(input)),
               top, decisions);
}

/// FILE NUL LINE NUL PATTERN NUL PATH NUL, the first three empty where no rule decides.
void GitIgnore::take_answers(std::string_view output, const std::string& top, Decisions& decisions) const {
  const auto take = [&] {
    const std::string field(output.substr(0, output.find('\0')));
    output.remove_prefix(field.size() + 1);
    return field;
  };
  while (!output.empty()) {
    Decision decision;
    decision.file = take();
    const std::string line = take();
    decision.text = take();
    const std::string path = top + '/' + take().substr(2);
    if (!line.empty()) {
      decision.line = std::stoul(line);
      decision.file = real_path(decision.file.starts_with('/') ? decision.file
                                                               : place_ + '/' + top + '/' + decision.file);
    }
    decisions[path] = decision;
  }
}

}  // namespace findo::differential
