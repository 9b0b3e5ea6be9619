#include "walk/names.hpp"

#include <cstring>

namespace findo::walk {

void NameList::reserve(std::size_t count) { names_.reserve(count); }

void NameList::refer_to(std::span<const files::Listed> names) {
  names_.insert(names_.end(), names.begin(), names.end());
}

void NameList::copy(std::span<const files::Listed> names) {
  std::size_t bytes = 0;
  for (const files::Listed& listed : names) bytes += listed.length + 1;
  auto room = std::unique_ptr<char[]>(new char[bytes]);
  char* next = room.get();
  if (names_.empty()) names_.reserve(names.size());
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
