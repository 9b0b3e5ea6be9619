// Where in the tree a worker is, as a path. Directories know only their own names, so that memory does not
// grow with the square of the depth; the path of the one that a worker goes to is put together from the last
// one that both have in common.
#pragma once

#include <vector>

#include "files/entry.hpp"
#include "walk/directory.hpp"

namespace findo::walk {

class PathStack {
 public:
  /// Makes the buffer stand for the entries of `directory`. Costs what changes between two calls.
  void go_to(const Directory& directory);
  files::PathBuffer& buffer() { return buffer_; }
  std::size_t prefix_bytes() const { return buffer_.prefix().size(); }
  /// What the paths of the entries of an ancestor begin with; `depth` is that of its entries.
  std::string_view prefix_at(int depth) const;

 private:
  struct Level {
    std::uint64_t serial;      ///< of the directory
    std::size_t outer_prefix;  ///< what the buffer ascends to
  };

  bool is_below(const Directory& directory) const;

  files::PathBuffer buffer_;
  std::vector<Level> levels_;  ///< that of the directory whose entries have depth 1 comes first
  std::vector<const Directory*> way_;
};

}  // namespace findo::walk
