// Signals in the middle of a search whose output goes to a pipe that is full, and while a command runs.
#include <array>
#include <csignal>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <thread>

#include <catch2/catch.hpp>

#include "terminal/searching.hpp"

using findo::tests::Place;

namespace {

using namespace std::chrono_literals;

/// findo with a pipe for its standard output, of which the test reads as it likes.
class Piped {
 public:
  explicit Piped(std::vector<std::string> words, const std::string& directory) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return;
    output_ = ends[0];
    std::vector<char*> arguments{const_cast<char*>(FINDO_PROGRAM)};
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigfillset(&defaults);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addchdir_np(&actions, directory.c_str());
    if (posix_spawn(&process_, FINDO_PROGRAM, &actions, &attributes, arguments.data(), environ) != 0)
      process_ = -1;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    close(ends[1]);
  }
  Piped(const Piped&) = delete;
  Piped& operator=(const Piped&) = delete;
  ~Piped() {
    close(output_);
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }

  /// Waits until so many bytes wait in the pipe, or no more come.
  void await_bytes(int bytes) const {
    for (int waiting = 0, tries = 0; waiting < bytes && tries < 500; ++tries) {
      std::this_thread::sleep_for(10ms);
      ioctl(output_, FIONREAD, &waiting);
    }
  }
  void send_signal(int number) const {
    if (process_ > 0) kill(process_, number);
  }
  std::string read_all() const {
    std::string text;
    std::array<char, 65'536> buffer{};
    for (ssize_t bytes = 0; (bytes = read(output_, buffer.data(), buffer.size())) > 0;) {
      text.append(buffer.data(), static_cast<std::size_t>(bytes));
    }
    return text;
  }
  int wait_for_end() {
    int status = 0;
    if (process_ <= 0 || waitpid(process_, &status, 0) != process_) return -1;
    process_ = -1;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }

 private:
  pid_t process_ = -1;
  int output_ = -1;
};

/// A place with more names than fit into a pipe.
void add_names(const Place& place) {
  for (int i = 0; i < 5'000; ++i) {
    findo::support::write_file(place.file("dir/a-name-of-some-length-" + std::to_string(i)), "");
  }
}

constexpr int kPipeBytes = 60'000;

}  // namespace

TEST_CASE("interruption: what was begun is written to the end of a line, in the order of the search",
          "[terminal][interruption]") {
  const Place place;
  add_names(place);
  const std::string all = Piped({"-s", "dir"}, place.path()).read_all();
  REQUIRE(all.size() > 2U * kPipeBytes);
  for (const int number : {SIGINT, SIGTERM}) {
    Piped search({"-s", "dir"}, place.path());
    search.await_bytes(kPipeBytes);
    search.send_signal(number);
    std::this_thread::sleep_for(20ms);
    const std::string text = search.read_all();
    CHECK(search.wait_for_end() == 128 + number);
    CHECK(text.size() >= static_cast<std::size_t>(kPipeBytes));
    CHECK(text.ends_with('\n'));
    CHECK(all.starts_with(text));
  }
}

TEST_CASE("interruption: a reader that does not read is not waited for", "[terminal][interruption]") {
  const Place place;
  add_names(place);
  Piped search({"-s", "dir"}, place.path());
  search.await_bytes(kPipeBytes);
  const auto begin = std::chrono::steady_clock::now();
  search.send_signal(SIGINT);
  CHECK(search.wait_for_end() == 128 + SIGINT);
  CHECK(std::chrono::steady_clock::now() - begin < 3s);
}

// ThreadSanitizer keeps signals to itself until it suits it, so there the first one may end the search alone.
#ifndef __SANITIZE_THREAD__
TEST_CASE("interruption: a second signal ends it at once", "[terminal][interruption]") {
  const Place place;
  add_names(place);
  for (const char* threads : {"-j1", "-j8"}) {
    Piped search({threads, "-s", "dir"}, place.path());
    search.await_bytes(kPipeBytes);
    // Of two that wait the lower number is delivered first, so on a busy machine, too, this is the order.
    search.send_signal(SIGINT);
    search.send_signal(SIGTERM);
    CHECK(search.wait_for_end() == 128 + SIGTERM);
  }
}
#endif

TEST_CASE("interruption: a command that runs is no reason to wait, and what was printed before it is there",
          "[terminal][interruption]") {
  const Place place;
  Piped search({"one", "-print", "-exec", "sh", "-c", "exec sleep 5 >&-", ";", "-print"}, place.path());
  search.await_bytes(4);
  std::this_thread::sleep_for(50ms);
  search.send_signal(SIGTERM);
  CHECK(search.wait_for_end() == 128 + SIGTERM);
  CHECK(search.read_all() == "one\n");
}
