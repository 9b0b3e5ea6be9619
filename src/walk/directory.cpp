#include "walk/directory.hpp"

#include "base/release.hpp"

namespace findo::walk {

void Batch::reset() {
  constexpr std::size_t kMostKeptBytes = 2'048;
  state.store(TaskState::queued, std::memory_order_relaxed);
  stack.store(kNowhere, std::memory_order_relaxed);
  directory = nullptr;
  chunk = nullptr;
  names = {};
  roots = {};
  evaluated = 0;
  holds_handle = false;
  ahead_bytes = 0;
  empty_out();
  if (rendered.capacity_bytes() > kMostKeptBytes) rendered.release();
  if (marks.capacity() * sizeof(Mark) > kMostKeptBytes) base::release(marks);
  if (waiting.capacity() * sizeof(Waiting) > kMostKeptBytes) base::release(waiting);
}

void Directory::reset() {
  std::destroy_at(this);
  std::construct_at(this);
}

void Chunk::begin(Directory& directory, std::size_t batch_count) {
  count = batch_count;
  if (count != 1) several = std::make_unique<Batch[]>(count);
  for (Batch& batch : batches()) {
    batch.directory = &directory;
    batch.chunk = this;
  }
}

void Chunk::reset() {
  names = {};
  base::release(roots);
  only.reset();
  several.reset();
  count = 0;
  unevaluated.store(0, std::memory_order_relaxed);
  leads_on = false;
  ahead_bytes = 0;
  next.store(nullptr, std::memory_order_relaxed);
}

namespace {

/// Frees what one directory holds; the directories below it are put on `left`.
void empty_out(Directory& directory, std::vector<Directory*>& left, Discarded& discarded) {
  Chunk* next = directory.first.load(std::memory_order_acquire);
  while (next) {
    const std::unique_ptr<Chunk> chunk(next);
    next = chunk->next.load(std::memory_order_acquire);
    discarded.ahead_bytes += chunk->ahead_bytes;
    for (const Batch& batch : chunk->batches()) {
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
    discarded.ahead_bytes += next->ignore_bytes;
    empty_out(*next, left, discarded);
  }
  return discarded;
}

}  // namespace findo::walk
