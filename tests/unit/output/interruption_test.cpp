#include "output/interruption.hpp"

#include <chrono>
#include <csignal>
#include <thread>

#include <catch2/catch.hpp>

#include "unit/output/child.hpp"

using findo::output::Delay;
using findo::output::Finisher;
using findo::output::Interruption;
using findo::tests::Child;

namespace {

/// Says that it was asked to finish.
class Telling : public Finisher {
 public:
  void finish() noexcept override { tell("finished\n"); }
  static void tell(std::string_view text) { (void)!write(STDOUT_FILENO, text.data(), text.size()); }
};

constexpr int kAll[] = {SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM};

}  // namespace

TEST_CASE("interruption: what is pending is dealt with, then the process ends by the signal",
          "[output][interruption]") {
  for (const int number : kAll) {
    Child child([&] {
      Telling telling;
      const Interruption interruption(telling);
      raise(number);
      Telling::tell("went on\n");
    });
    CHECK(child.read_output() == "finished\n");
    CHECK(child.wait_for_end() == 128 + number);
  }
}

TEST_CASE("interruption: it waits for the end of the outermost delay", "[output][interruption]") {
  Child child([] {
    Telling telling;
    const Interruption interruption(telling);
    {
      const Delay outer;
      const Delay inner;
      raise(SIGTERM);
      Telling::tell(Interruption::is_waiting() ? "waits\n" : "does not wait\n");
    }
    Telling::tell("went on\n");
  });
  CHECK(child.read_output() == "waits\nfinished\n");
  CHECK(child.wait_for_end() == 128 + SIGTERM);
}

TEST_CASE("interruption: a second signal does not wait, but a broken pipe is none",
          "[output][interruption]") {
  Child child([] {
    Telling telling;
    const Interruption interruption(telling);
    const Delay delay;
    raise(SIGINT);
    raise(SIGPIPE);
    Telling::tell("still here\n");
    raise(SIGINT);
    Telling::tell("went on\n");
  });
  CHECK(child.read_output() == "still here\n");
  CHECK(child.wait_for_end() == 128 + SIGINT);
}

TEST_CASE("interruption: of two that wait the first one ends the process", "[output][interruption]") {
  Child child([] {
    Telling telling;
    const Interruption interruption(telling);
    const Delay delay;
    raise(SIGINT);
    raise(SIGPIPE);
  });
  CHECK(child.read_output() == "finished\n");
  CHECK(child.wait_for_end() == 128 + SIGINT);
}

TEST_CASE("interruption: another thread hands the signal on to the owner", "[output][interruption]") {
  Child child([] {
    Telling telling;
    const Interruption interruption(telling);
    std::thread other;
    {
      const Delay delay;
      other = std::thread([] { raise(SIGINT); });
      while (!Interruption::is_waiting()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      Telling::tell("delayed\n");
    }
    other.join();
  });
  CHECK(child.read_output() == "delayed\nfinished\n");
  CHECK(child.wait_for_end() == 128 + SIGINT);
}

TEST_CASE(
    "interruption: what is ignored stays ignored, what is taken care of stays so, and all is as before "
    "afterwards",
    "[output][interruption]") {
  Child child([] {
    Telling telling;
    std::signal(SIGINT, SIG_IGN);
    std::signal(SIGTERM, [](int) { Telling::tell("taken care of\n"); });
    {
      const Interruption interruption(telling);
      raise(SIGINT);
      raise(SIGTERM);
    }
    Telling::tell("gone\n");
    raise(SIGHUP);
  });
  CHECK(child.read_output() == "taken care of\ngone\n");
  CHECK(child.wait_for_end() == 128 + SIGHUP);
}
