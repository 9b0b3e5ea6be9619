#include "walk/path_stack.hpp"

namespace findo::walk {

bool PathStack::is_below(const Directory& directory) const {
  const auto depth = static_cast<std::size_t>(directory.depth);
  return depth == 0 || (depth <= levels_.size() && levels_[depth - 1].serial == directory.serial);
}

void PathStack::go_to(const Directory& directory) {
  way_.clear();
  const Directory* common = &directory;
  for (; !is_below(*common); common = common->parent) way_.push_back(common);
  for (; levels_.size() > static_cast<std::size_t>(common->depth); levels_.pop_back()) {
    buffer_.ascend(levels_.back().outer_prefix);
  }
  for (; !way_.empty(); way_.pop_back()) {
    levels_.push_back({way_.back()->serial, buffer_.descend(way_.back()->name)});
  }
}

std::string_view PathStack::prefix_at(int depth) const {
  const auto level = static_cast<std::size_t>(depth);
  const std::string_view all = buffer_.prefix();
  return level < levels_.size() ? all.substr(0, levels_[level].outer_prefix) : all;
}

}  // namespace findo::walk
