// What a search or a run does to the process that it is part of. Each happens in a child, which has standard
// streams of its own to close and to break.

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <pthread.h>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <catch2/catch.hpp>

#include "findo/run.hpp"
#include "findo/search.hpp"
#include "support/temporary_directory.hpp"

namespace findo {
namespace {

using Words = std::vector<std::string>;

/// Whether `holds` is true in a child of this process.
bool is_true_in_child(const std::function<bool()>& holds) {
  const pid_t child = fork();
  if (child == 0) _exit(holds() ? 0 : 1);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// A directory with three files in it.
class Place {
 public:
  Place() {
    for (const char* name : {"a", "b", "c"}) support::write_file(at(name), name);
  }
  std::string at(const std::string& name) const { return top_.path() + '/' + name; }
  std::string text_of(const std::string& name) const { return support::read_file(at(name)); }

  Query query(const Words& words) const {
    Words all{"-s", top_.path(), "-name", "[abc]"};
    all.insert(all.end(), words.begin(), words.end());
    auto query = Query::parse(all);
    REQUIRE(query);
    return *query;
  }

 private:
  support::TemporaryDirectory top_{"host"};
};

void send_to_file(int descriptor, const std::string& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  dup2(file, descriptor);
  close(file);
}

void break_standard_output() {
  int ends[2];
  if (pipe(ends) != 0) _exit(2);
  dup2(ends[1], STDOUT_FILENO);
  for (const int end : ends) close(end);
  signal(SIGPIPE, SIG_IGN);
}

int run_words(const std::vector<const char*>& words) { return run(words); }

TEST_CASE("library and standard output: nobody reads it, which is an error and hides no entry", "[library]") {
  const Place place;
  CHECK(is_true_in_child([&] {
    break_standard_output();
    std::vector<Error> errors;
    const auto summary = search(
        place.query({"-printf", "%p\n", "-print"}), [](const Entry&) { return Next::more; },
        [&](const Error& error) { errors.push_back(error); });
    return summary && summary->entries == 3 && summary->errors == 1 && errors.size() == 1 &&
           errors[0].code == EPIPE && errors[0].message == "standard output: Broken pipe" &&
           errors[0].path.empty();
  }));
}

TEST_CASE("library and standard output: a closed one is an error where something is written", "[library]") {
  const Place place;
  const auto errors_of = [&](const Words& words) {
    close(STDOUT_FILENO);
    const auto summary = search(place.query(words), {});
    return summary && summary->entries == 3 ? summary->errors : 99;
  };
  CHECK(is_true_in_child([&] { return errors_of({"-print"}) == 0; }));
  CHECK(is_true_in_child([&] { return errors_of({"-printf", "%p\n", "-print"}) == 1; }));
}

TEST_CASE("library and closed standard streams: files of the expression are files all the same",
          "[library]") {
  const Place place;
  CHECK(is_true_in_child([&] {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) close(stream);
    const auto summary = search(place.query({"-fprintf", place.at("out"), "%f", "-fprintf", place.at("err"),
                                             "%d", "-exec", "sh", "-c", "echo x; echo y >&2", ";"}),
                                {});
    return summary && summary->errors == 0;
  }));
  CHECK(place.text_of("out") == "abc");
  CHECK(place.text_of("err") == "111");
}

TEST_CASE("library and standard output: what comes before an entry has been written before it", "[library]") {
  const Place place;
  CHECK(is_true_in_child([&] {
    send_to_file(STDOUT_FILENO, place.at("shown"));
    std::string seen;
    const auto summary = search(place.query({"-printf", "%f", "-print"}), [&](const Entry&) {
      seen += place.text_of("shown") + ' ';
      return Next::more;
    });
    return summary && seen == "a ab abc ";
  }));
}

TEST_CASE("library and threads: a function may end the thread of the search", "[library]") {
  const Place place;
  const auto end_thread = [](const auto&) -> Next { pthread_exit(nullptr); };
  const auto is_over = [&](const Words& words) {
    std::thread([&] { (void)search(place.query(words), end_thread, end_thread); }).join();
    return access(place.at("ran").c_str(), F_OK) != 0;
  };
  const Words batch{"-exec", "touch", place.at("ran"), "{}", "+", "-print"};
  CHECK(is_true_in_child([&] { return is_over(batch); }));
  CHECK(is_true_in_child([&] {
    Words words{"-j2", "-exec", "/nowhere/command", ";", "-o"};
    words.insert(words.end(), batch.begin(), batch.end());
    return is_over(words);
  }));
}

TEST_CASE("library and SIGCHLD: it is afterwards what it was before", "[library]") {
  const Place place;
  CHECK(is_true_in_child([&] {
    signal(SIGCHLD, SIG_IGN);
    const auto summary = search(place.query({"-exec", "true", ";", "-print"}), {});
    return summary && summary->entries == 3 && signal(SIGCHLD, SIG_DFL) == SIG_IGN;
  }));
  CHECK(is_true_in_child([&] {
    signal(SIGCHLD, SIG_IGN);
    const std::string root = place.at("a");
    return run_words({"findo", root.c_str(), "-exec", "true", ";"}) == 0 &&
           signal(SIGCHLD, SIG_DFL) == SIG_IGN;
  }));
}

/// Moves a file with so much room for the record of it. Whether it was moved and the record is incomplete.
bool moves_without_record(rlim_t most_bytes) {
  const Place place;
  return is_true_in_child([&] {
    setenv("XDG_STATE_HOME", place.at("state").c_str(), 1);
    if (mkdir(place.at("d").c_str(), 0700) != 0) return false;
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{most_bytes, most_bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
    const auto summary = search(place.query({"-name", "a", "-move-to", place.at("d")}), {});
    return summary && summary->errors > 0 && access(place.at("d/a").c_str(), F_OK) == 0;
  });
}

TEST_CASE("library and the record: what was done without being recorded whole is an error", "[library]") {
  bool has_been_told = false;
  for (rlim_t bytes = 100; bytes < 2'000 && !has_been_told; bytes += 20) {
    has_been_told = moves_without_record(bytes);
  }
  CHECK(has_been_told);
}

TEST_CASE("library run: one run knows nothing of what another one was asked to show", "[library]") {
  const Place place;
  const std::string root = place.at("a");
  CHECK(is_true_in_child([&] {
    send_to_file(STDOUT_FILENO, "/dev/null");
    send_to_file(STDERR_FILENO, place.at("first"));
    run_words({"find", "-D", "stat", root.c_str(), "-size", "1"});
    send_to_file(STDERR_FILENO, place.at("second"));
    return run_words({"", root.c_str(), "-size", "1"}) == 0;
  }));
  CHECK_FALSE(place.text_of("first").empty());
  CHECK(place.text_of("second").empty());
}

TEST_CASE("library run: without any words it fails", "[library]") {
  const Place place;
  CHECK(is_true_in_child([&] {
    send_to_file(STDERR_FILENO, place.at("said"));
    return run({}) == 1;
  }));
  CHECK(place.text_of("said") == "findo: not even the name of the program was given\n");
}

TEST_CASE("library run: closed standard streams are closed afterwards", "[library]") {
  const Place place;
  const std::string root = place.at("a");
  CHECK(is_true_in_child([&] {
    send_to_file(STDERR_FILENO, "/dev/null");
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    const int status = run_words({"findo", root.c_str()});
    return status == 1 && fcntl(STDIN_FILENO, F_GETFD) < 0 && fcntl(STDOUT_FILENO, F_GETFD) < 0;
  }));
}

}  // namespace
}  // namespace findo
