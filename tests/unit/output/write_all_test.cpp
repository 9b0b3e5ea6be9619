#include "output/write_all.hpp"

#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <thread>

#include <catch2/catch.hpp>

#include "unit/output/child.hpp"

using findo::output::write_all;
using findo::output::write_promptly;
using findo::tests::Child;

namespace {

/// A pipe whose ends are closed at the end.
struct Pipe {
  Pipe() { REQUIRE(pipe(ends) == 0); }
  ~Pipe() {
    close(ends[0]);
    close(ends[1]);
  }
  void fill() const {
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    const std::string bytes(4096, '.');
    while (write(ends[1], bytes.data(), bytes.size()) > 0) continue;
  }
  int ends[2]{};
};

}  // namespace

TEST_CASE("write_all: both pieces, one behind the other, however large", "[output][write]") {
  for (const std::size_t first : {0U, 1U, 70'000U, 300'000U}) {
    for (const std::size_t second : {0U, 1U, 70'000U, 300'000U}) {
      const std::string a(first, 'a');
      const std::string b(second, 'b');
      Child child([&] { _exit(write_all(STDOUT_FILENO, a, b)); });
      CHECK(child.read_output() == a + b);
      CHECK(child.wait_for_end() == 0);
    }
  }
}

TEST_CASE("write_all: a reader that is slow is waited for where the descriptor does not wait",
          "[output][write]") {
  const std::string a(200'000, 'a');
  const std::string b(200'000, 'b');
  Child child([&] {
    fcntl(STDOUT_FILENO, F_SETFL, O_NONBLOCK);
    _exit(write_all(STDOUT_FILENO, a, b));
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  CHECK(child.read_output() == a + b);
  CHECK(child.wait_for_end() == 0);
}

TEST_CASE("write_all: what stops it is told", "[output][write]") {
  const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
  if (full >= 0) {
    CHECK(write_all(full, "x", "y") == ENOSPC);
    CHECK(write_promptly(full, "x") == ENOSPC);
    close(full);
  }
  constexpr int kClosed = 999;
  CHECK(write_all(kClosed, "x") == EBADF);
  CHECK(write_all(kClosed, "", "x") == EBADF);
  CHECK(write_promptly(kClosed, "x") == EBADF);
  CHECK(write_all(kClosed, "", "") == 0);
}

TEST_CASE("write_promptly: nobody reads, so it gives up", "[output][write]") {
  const Pipe full;
  full.fill();
  CHECK(write_promptly(full.ends[1], "x") == EAGAIN);
}
