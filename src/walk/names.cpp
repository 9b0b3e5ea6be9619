#include "walk/names.hpp"

#include <cstring>

namespace findo::walk {

void NameList::adopt(files::NameBatch&& batch) {
  names_.insert(names_.end(), batch.names.begin(), batch.names.end());
  if (batch.storage) {
    storage_.push_back(std::move(batch.storage));
    storage_bytes_ += batch.storage_bytes;
  }
  batch.names.clear();
  batch.storage_bytes = 0;
}

void NameList::copy(std::span<const files::Listed> names) {
  std::size_t bytes = 0;
  for (const files::Listed& listed : names) bytes += listed.length + 1;
  auto room = std::make_unique_for_overwrite<char[]>(bytes);
  char* next = room.get();
  names_.reserve(names_.size() + names.size());
  for (files::Listed listed : names) {
    std::memcpy(next, listed.name, listed.length + 1);
    listed.name = next;
    next += listed.length + 1;
    names_.push_back(listed);
  }
  storage_.push_back(std::move(room));
  storage_bytes_ += bytes;
}

}  // namespace findo::walk
