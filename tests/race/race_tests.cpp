#include "race/race_tests.hpp"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/text.hpp"
#include "support/trouble.hpp"

namespace findo::race_tests {
namespace {

[[noreturn]] void complain_of_usage(const char* program) {
  errno = 0;
  support::die(std::string("usage: ") + program + " --findo PATH [--rounds N] [--seed N]");
}

std::string line_of(const support::Visit& visit) {
  const struct stat& status = visit.status;
  const long long size = S_ISDIR(status.st_mode) ? 0 : static_cast<long long>(status.st_size);
  char facts[160];
  std::snprintf(facts, sizeof facts, "%llu %06o %lu %u:%u %lld %lld.%09ld ",
                static_cast<unsigned long long>(status.st_ino), status.st_mode,
                static_cast<unsigned long>(status.st_nlink), status.st_uid, status.st_gid, size,
                static_cast<long long>(status.st_mtim.tv_sec), status.st_mtim.tv_nsec);
  return facts + support::shell_quoted(visit.path) + ' ' + support::shell_quoted(content_of(visit)) + '\n';
}

}  // namespace

Options parse_options(int count, char** words) {
  Options options;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string word = words[i];
    if (word == "--findo") {
      options.findo = std::filesystem::absolute(words[i + 1]).string();
    } else if (word == "--rounds") {
      options.rounds = std::atoi(words[i + 1]);
    } else if (word == "--seed") {
      options.seed = std::strtoull(words[i + 1], nullptr, 10);
    } else {
      complain_of_usage(words[0]);
    }
  }
  if (options.findo.empty() || options.rounds < 1 || count % 2 == 0) complain_of_usage(words[0]);
  return options;
}

std::string content_of(const support::Visit& visit) {
  char buffer[PATH_MAX];
  ssize_t length = 0;
  if (S_ISLNK(visit.status.st_mode)) {
    length = readlinkat(visit.directory, visit.name, buffer, sizeof buffer);
  } else if (S_ISREG(visit.status.st_mode)) {
    const int file = openat(visit.directory, visit.name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    length = read(file, buffer, sizeof buffer);
    close(file);
  }
  return {buffer, static_cast<std::size_t>(std::max<ssize_t>(length, 0))};
}

std::string whole_snapshot_of(const std::string& top) {
  std::string lines;
  support::walk_tree(
      top, [&](const support::Visit& visit) { lines += line_of(visit); }, [](const support::Visit&) {});
  return support::sorted_lines(lines);
}

int run(const Run& run) {
  std::vector<char*> words;
  for (const std::string& word : run.words) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  std::string home = "HOME=" + run.home;
  std::string path = "PATH=/usr/bin:/bin";
  char* const environment[] = {home.data(), path.data(), nullptr};

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, run.directory.c_str());
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0);
  }
  pid_t child = 0;
  errno = posix_spawn(&child, words[0], &actions, nullptr, words.data(), environment);
  if (errno != 0) support::die(run.words[0]);
  posix_spawn_file_actions_destroy(&actions);

  if (run.microseconds >= 0) {
    usleep(static_cast<useconds_t>(run.microseconds));
    kill(child, run.signal);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) support::die("waitpid");
  }
  return status;
}

}  // namespace findo::race_tests
