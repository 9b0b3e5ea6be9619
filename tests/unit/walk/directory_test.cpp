#include "walk/directory.hpp"

#include <catch2/catch.hpp>

namespace findo::walk {
namespace {

// Thousands of them wait in a pool to be used again.
TEST_CASE("directory: what a batch has needed much of is given back with it", "[walk]") {
  constexpr std::size_t kMany = 1'000;
  constexpr std::size_t kMostKeptBytes = 2'048;
  Batch batch;
  batch.marks.resize(kMany);
  batch.waiting.resize(kMany);
  batch.rendered.to(base::StreamId::standard_output).assign(kMany * kMany, 'x');
  batch.empty_out();
  batch.reset();
  CHECK(batch.marks.capacity() * sizeof(Mark) <= kMostKeptBytes);
  CHECK(batch.waiting.capacity() * sizeof(Waiting) <= kMostKeptBytes);
  CHECK(batch.rendered.capacity_bytes() <= kMostKeptBytes);

  Chunk chunk;
  chunk.roots.resize(kMany);
  chunk.reset();
  CHECK(chunk.roots.capacity() == 0);
}

}  // namespace
}  // namespace findo::walk
