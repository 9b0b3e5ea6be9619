#include "output/streams.hpp"

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "unit/output/child.hpp"

using findo::base::Rendered;
using findo::base::StreamId;
using findo::output::Interruption;
using findo::output::Streams;
using findo::support::read_file;
using findo::support::TemporaryDirectory;
using findo::tests::Child;

namespace {

void print(Streams& streams, std::string_view text, StreamId stream = StreamId::standard_output) {
  Rendered rendered;
  rendered.to(stream) += text;
  streams.write(rendered, 0, rendered.runs().size());
}

/// Puts a file in the place of standard output.
void redirect(const std::string& path, int flags) {
  const int file = open(path.c_str(), flags | O_CREAT | O_CLOEXEC, 0644);
  dup2(file, STDOUT_FILENO);
  close(file);
}

/// Ends the child: 0 where all is as it must be.
void demand(bool is_right, int otherwise) {
  if (!is_right) _exit(otherwise);
}

}  // namespace

TEST_CASE("streams: pieces of any size come in order, none is lost", "[output][streams]") {
  constexpr std::size_t kSizes[] = {1, 60, 1'000, 15'999, 16'384, 65'535, 65'536, 200'000};
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    std::string wanted;
    findo::support::Random random(seed);
    std::vector<std::string> pieces;
    for (int i = 0; i < 30; ++i) {
      const std::size_t size = kSizes[random.below(random.below(2) == 0 ? 3 : 8)];
      pieces.emplace_back(size, static_cast<char>('a' + i % 26));
      wanted += pieces.back();
    }
    Child child([&] {
      Streams streams;
      for (const std::string& piece : pieces) print(streams, piece);
      streams.close();
    });
    CHECK(child.read_output() == wanted);
  }
}

TEST_CASE("streams: messages come after what was printed before them", "[output][streams]") {
  const TemporaryDirectory top("streams");
  const std::string both = top.path() + "/both";
  Child child([&] {
    redirect(both, O_WRONLY | O_APPEND);
    dup2(STDOUT_FILENO, STDERR_FILENO);
    Streams streams;
    print(streams, "one\n");
    print(streams, "message\n", StreamId::standard_error);
    print(streams, "two\n");
    streams.close();
  });
  CHECK(child.wait_for_end() == 0);
  CHECK(read_file(both) == "one\nmessage\ntwo\n");
}

TEST_CASE("streams: one file under several names is one stream", "[output][streams]") {
  const TemporaryDirectory top("streams");
  const std::string file = top.path() + "/file";
  const std::string other = top.path() + "/other";
  findo::support::write_file(file, "old");
  REQUIRE(link(file.c_str(), (top.path() + "/hard").c_str()) == 0);
  REQUIRE(symlink("file", (top.path() + "/soft").c_str()) == 0);
  Streams streams;
  const auto first = streams.open_file(file);
  REQUIRE(first);
  CHECK(*streams.open_file(top.path() + "/hard") == *first);
  CHECK(*streams.open_file(top.path() + "/soft") == *first);
  CHECK(*streams.open_file(other) != *first);
  CHECK(read_file(file) == "old");
  streams.truncate_files();
  CHECK(read_file(file).empty());
}

TEST_CASE(
    "streams: a file that is standard output is that, and so is /dev/stdout, which stays as long as it was",
    "[output][streams]") {
  const TemporaryDirectory top("streams");
  const std::string log = top.path() + "/log";
  findo::support::write_file(log, "before\n");
  Child child([&] {
    redirect(log, O_WRONLY | O_APPEND);
    Streams streams;
    demand(*streams.open_file("/dev/stdout") == StreamId::standard_output, 1);
    demand(*streams.open_file("/dev/stderr") == StreamId::standard_error, 2);
    print(streams, "after\n");
    streams.close();
    demand(!streams.has_failures(), 3);
    demand(read_file(log) == "before\nafter\n", 4);
    demand(*streams.open_file(log) == StreamId::standard_output, 5);
  });
  CHECK(child.wait_for_end() == 0);
}

TEST_CASE("streams: what stands in for a closed stream is no stream to share", "[output][streams]") {
  Child child([] {
    redirect("/dev/null", O_RDONLY);
    Streams streams;
    const auto null = streams.open_file("/dev/null");
    demand(null && *null != StreamId::standard_output, 1);
    print(streams, "x", *null);
    streams.close();
    demand(!streams.has_failures(), 2);
  });
  CHECK(child.wait_for_end() == 0);
}

TEST_CASE("streams: a full disk is a failure with a message, and no end", "[output][streams]") {
  if (access("/dev/full", W_OK) != 0) return;
  Child child([] {
    redirect("/dev/full", O_WRONLY);
    Streams streams;
    Rendered rendered;
    rendered.to(StreamId::standard_output) += std::string(100'000, 'x');
    demand(streams.write(rendered, 0, 1), 1);
    demand(streams.flush(), 2);
    streams.close();
    demand(streams.has_failures(), 3);
  });
  CHECK(child.wait_for_end() == 0);
  CHECK_THAT(child.read_errors(), Catch::Contains("'standard output': No space left on device"));
}

TEST_CASE("streams: a reader that has gone is the end, a failure, and nothing to talk about",
          "[output][streams]") {
  Child child([] {
    std::signal(SIGPIPE, SIG_IGN);
    Streams streams;
    while (true) {
      Rendered rendered;
      rendered.to(StreamId::standard_output) += std::string(20'000, 'x');
      if (!streams.write(rendered, 0, 1)) break;
    }
    streams.close();
    demand(streams.has_failures(), 3);
  });
  child.close_output();
  CHECK(child.wait_for_end() == 0);
  CHECK(child.read_errors().empty());
}

TEST_CASE("streams: standard error counts once it holds results", "[output][streams]") {
  if (access("/dev/full", W_OK) != 0) return;
  for (const bool holds_results : {false, true}) {
    Child child([&] {
      const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
      dup2(full, STDERR_FILENO);
      Streams streams;
      if (holds_results) demand(*streams.open_file("/dev/full") == StreamId::standard_error, 1);
      print(streams, "x", StreamId::standard_error);
      streams.close();
      demand(streams.has_failures() == holds_results, 2);
    });
    CHECK(child.wait_for_end() == 0);
  }
}

TEST_CASE("streams: a signal does not lose what is kept, in no stream", "[output][streams][interruption]") {
  const TemporaryDirectory top("streams");
  const std::string file = top.path() + "/file";
  Child child([&] {
    Streams streams;
    const Interruption interruption(streams);
    const auto stream = streams.open_file(file);
    demand(static_cast<bool>(stream), 1);
    print(streams, "one\ntwo\n");
    print(streams, "three\n", *stream);
    raise(SIGTERM);
  });
  CHECK(child.read_output() == "one\ntwo\n");
  CHECK(child.wait_for_end() == 128 + SIGTERM);
  CHECK(read_file(file) == "three\n");
}

TEST_CASE("streams: that one reader has gone loses nothing of other streams",
          "[output][streams][interruption]") {
  const TemporaryDirectory top("streams");
  const std::string file = top.path() + "/file";
  Child child([&] {
    Streams streams;
    const Interruption interruption(streams);
    const auto stream = streams.open_file(file);
    demand(static_cast<bool>(stream), 1);
    print(streams, "three\n", *stream);
    while (true) print(streams, std::string(20'000, 'x'));
  });
  child.close_output();
  CHECK(child.wait_for_end() == 128 + SIGPIPE);
  CHECK(child.read_errors().empty());
  CHECK(read_file(file) == "three\n");
}
