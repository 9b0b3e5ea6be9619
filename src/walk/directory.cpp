#include "walk/directory.hpp"

namespace findo::walk {
namespace {

/// Frees what one directory holds; the directories below it are put on `left`.
void empty_out(Directory& directory, std::vector<Directory*>& left, Discarded& discarded) {
  Chunk* next = directory.first.load(std::memory_order_acquire);
  while (next) {
    const std::unique_ptr<Chunk> chunk(next);
    next = chunk->next.load(std::memory_order_acquire);
    discarded.ahead_bytes += chunk->ahead_bytes;
    for (const Batch& batch : chunk->all()) {
      discarded.ahead_bytes += batch.ahead_bytes;
      for (const Mark& mark : batch.marks) {
        if (mark.child) left.push_back(mark.child);
      }
    }
  }
}

}  // namespace

Discarded discard(Directory* directory) {
  Discarded discarded;
  std::vector<Directory*> left{directory};
  while (!left.empty()) {
    const std::unique_ptr<Directory> next(left.back());
    left.pop_back();
    if (next->handle) ++discarded.handles;
    empty_out(*next, left, discarded);
  }
  return discarded;
}

}  // namespace findo::walk
