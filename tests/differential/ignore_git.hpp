// git, asked what it ignores.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "differential/ignore_world.hpp"

namespace findo::differential {

/// The rule that decides over a path; line 0: none. Its file by its real path in git's tree.
struct Decision {
  std::string file;
  std::size_t line = 0;
  std::string text;

  bool is_ignored() const { return line > 0 && !text.starts_with('!'); }
  friend bool operator==(const Decision&, const Decision&) = default;
};
/// By path relative to the world.
using Decisions = std::map<std::string, Decision>;

std::string real_path(const std::string& path);
bool is_inside(const std::string& path, const std::string& directory);
/// The top that git finds for a path: the innermost one that the path is inside of.
const std::string* top_of(const IgnoreWorld& world, const std::string& path);

class GitIgnore {
 public:
  /// `program`: git; `place`: where the world's tree for git is.
  GitIgnore(std::string program, const IgnoreWorld& world, std::string place)
      : program_(std::move(program)), world_(world), place_(std::move(place)) {}

  /// git check-ignore on all paths of the work trees, tracked or not; repositories are left out.
  Decisions decide() const;
  /// git ls-files --others --exclude-standard in a top: paths relative to that, in byte order.
  std::vector<std::string> others(const std::string& top) const;

 private:
  std::vector<std::string> environment() const;
  std::string run(const std::string& top, std::vector<std::string> arguments, std::string input) const;
  void ask(const std::string& top, const std::vector<std::string>& paths, Decisions& decisions) const;
  void take_answers(std::string_view output, const std::string& top, Decisions& decisions) const;

  std::string program_;
  const IgnoreWorld& world_;
  std::string place_;
};

}  // namespace findo::differential
