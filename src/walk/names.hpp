// Names of one directory that are kept beyond the next read.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "files/reader.hpp"

namespace findo::walk {

/// Names with the bytes that they point to. What NameBatch is to one read, this is to a directory.
class NameList {
 public:
  void reserve(std::size_t count);
  /// Copies names, so that the room of their batch can be used again; it is several times as large.
  void copy(std::span<const files::Listed> names);
  /// Adds names whose bytes somebody else keeps.
  void refer_to(std::span<const files::Listed> names);

  std::span<files::Listed> all() { return names_; }
  std::span<const files::Listed> all() const { return names_; }
  std::size_t size() const { return names_.size(); }
  bool empty() const { return names_.empty(); }
  /// What it occupies.
  std::size_t size_bytes() const { return storage_bytes_ + names_.capacity() * sizeof(files::Listed); }
  /// Drops what is beyond the first so many; their bytes stay.
  void shrink_to(std::size_t count) { names_.resize(count); }

 private:
  std::vector<files::Listed> names_;
  std::vector<std::unique_ptr<char[]>> storage_;
  std::size_t storage_bytes_ = 0;
};

}  // namespace findo::walk
