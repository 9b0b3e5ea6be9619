#include "files/linux_reader.hpp"

#include <cstddef>
#include <fcntl.h>
#include <functional>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

namespace findo::files {
namespace {

/// Runs `check` in a process of its own; what it returns must be below 256.
int in_another_process(const std::function<int()>& check) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) _exit(check());
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  return WEXITSTATUS(status);
}

/// From now on a system call of this process fails with `code`. False where the kernel does not allow that.
bool forbid_call(unsigned number, unsigned code) {
  sock_filter filter[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                          BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),
                          BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | code),
                          BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  sock_fprog program{4, filter};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

constexpr int kCannotForbid = 200;

TEST_CASE("linux reader: without statx the facts come from fstatat, all but the birth time",
          "[files][linux]") {
  for (int code : {ENOSYS, EPERM}) {
    const int wrong = in_another_process([&] {
      if (!forbid_call(SYS_statx, static_cast<unsigned>(code))) return kCannotForbid;
      const auto reader = make_linux_reader();
      Facts facts{};
      struct stat expected;
      if (lstat("/proc/self/exe", &expected) != 0) return 1;
      if (!reader->load_facts(nullptr, "/proc/self/exe", FollowLinks::no, kStatFacts | Fact::birth_time,
                              facts))
        return 2;
      if (facts.loaded != kStatFacts || facts.type != FileType::symbolic_link) return 3;
      if (facts.inode != expected.st_ino || facts.device != expected.st_dev) return 4;
      if (!reader->load_facts(nullptr, "/", FollowLinks::no, Fact::type, facts)) return 5;
      if (facts.type != FileType::directory) return 6;
      const auto missing = reader->load_facts(nullptr, "/nowhere at all", FollowLinks::no, Fact::type, facts);
      return !missing && missing.error().code == ENOENT ? 0 : 7;
    });
    INFO("statx fails with errno " << code);
    CHECK((wrong == 0 || wrong == kCannotForbid));
  }
}

TEST_CASE("linux reader: the birth time is statx's", "[files][linux]") {
  struct statx expected;
  REQUIRE(statx(AT_FDCWD, "/", 0, STATX_BTIME, &expected) == 0);
  const auto reader = make_linux_reader();
  Facts facts{};
  REQUIRE(reader->load_facts(nullptr, "/", FollowLinks::no, Fact::birth_time, facts));
  CHECK(facts.loaded.holds(Fact::birth_time) == ((expected.stx_mask & STATX_BTIME) != 0));
  if (facts.loaded.holds(Fact::birth_time)) CHECK(facts.birth_time.seconds == expected.stx_btime.tv_sec);
}

TEST_CASE("linux reader: a birth time is forgotten where a later load does not know it", "[files][linux]") {
  const auto reader = make_linux_reader();
  Facts facts{};
  facts.loaded = Fact::birth_time;  // as after a load of a file on another file system
  REQUIRE(reader->load_facts(nullptr, "/proc/self/stat", FollowLinks::no, Fact::size, facts));
  struct statx expected;
  REQUIRE(statx(AT_FDCWD, "/proc/self/stat", 0, STATX_BTIME, &expected) == 0);
  CHECK(facts.loaded.holds(Fact::birth_time) == ((expected.stx_mask & STATX_BTIME) != 0));
}

TEST_CASE("linux reader: what is no file system's directory fails as the kernel says", "[files][linux]") {
  const auto reader = make_linux_reader();
  const auto opened = reader->open_directory(nullptr, "/proc/self/exe", FollowLinks::yes);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ENOTDIR);
}

}  // namespace
}  // namespace findo::files
