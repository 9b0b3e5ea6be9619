// To be loaded before the program (LD_PRELOAD): the allocation whose number is in FINDO_FAILING_ALLOCATION,
// counted from 1, fails, and all after it. 0: none does. The first ones, of libraries that are being loaded,
// count as well.
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdlib>

extern "C" {
void* __libc_malloc(std::size_t bytes);
void* __libc_calloc(std::size_t count, std::size_t bytes);
void* __libc_realloc(void* before, std::size_t bytes);
}

namespace {

std::atomic<long> left{-1};  // before the one that fails; below 0: none does

bool fails() {
  if (left.load(std::memory_order_relaxed) < 0) return false;
  if (left.load() == 0 || left.fetch_sub(1) <= 1) {
    left = 0;
    errno = ENOMEM;
    return true;
  }
  return false;
}

[[gnu::constructor]] void begin() {
  const char* const number = std::getenv("FINDO_FAILING_ALLOCATION");
  const long chosen = number ? std::atol(number) : 0;
  left = chosen > 0 ? chosen : -1;
  unsetenv("LD_PRELOAD");  // commands have memory
}

}  // namespace

extern "C" {
void* malloc(std::size_t bytes) { return fails() ? nullptr : __libc_malloc(bytes); }
void* calloc(std::size_t count, std::size_t bytes) { return fails() ? nullptr : __libc_calloc(count, bytes); }
void* realloc(void* before, std::size_t bytes) { return fails() ? nullptr : __libc_realloc(before, bytes); }
}
