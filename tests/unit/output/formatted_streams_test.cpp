// Streams that go through a formatter: what is kept back keeps its place among everything else.
#include <csignal>

#include <catch2/catch.hpp>

#include "output/streams.hpp"
#include "support/temporary_directory.hpp"
#include "unit/output/child.hpp"

using findo::base::Rendered;
using findo::base::StreamId;
using findo::output::Formatter;
using findo::output::Interruption;
using findo::output::Streams;
using findo::support::read_file;
using findo::support::TemporaryDirectory;
using findo::tests::Child;

namespace {

/// Keeps everything back, and shows it in brackets.
class Keeper : public Formatter {
 public:
  bool take(std::string&, std::string_view rendered) override {
    held_ += rendered;
    last_ = '(' + held_ + ')';
    return true;
  }
  void release(std::string& out) override { out += '[' + std::exchange(held_, {}) + ']'; }
  std::string_view last_lines() noexcept override { return last_; }

 private:
  std::string held_;
  std::string last_;
};

/// Counts, and shows nothing.
class Silent : public Formatter {
 public:
  bool take(std::string&, std::string_view) override { return false; }
  void release(std::string&) override {}
};

void print(Streams& streams, std::string_view text, StreamId stream) {
  Rendered rendered;
  rendered.to(stream) += text;
  streams.write(rendered, 0, rendered.runs().size());
}

constexpr StreamId kOutput = StreamId::standard_output;

/// What a child writes that does so with streams and two keepers on standard output.
template <class Do>
std::string written(Do&& act) {
  Child child([&] {
    Streams streams;
    const StreamId first = streams.add_formatted(kOutput, std::make_unique<Keeper>());
    const StreamId second = streams.add_formatted(kOutput, std::make_unique<Keeper>());
    act(streams, first, second);
    streams.close();
  });
  return child.read_output();
}

}  // namespace

TEST_CASE("formatted streams: what is kept back is shown at the end", "[output][streams]") {
  CHECK(written([](Streams& streams, StreamId first, StreamId) {
          print(streams, "a", first);
          print(streams, "b", first);
        }) == "[ab]");
}

TEST_CASE("formatted streams: it is shown before anything else of its stream", "[output][streams]") {
  CHECK(written([](Streams& streams, StreamId first, StreamId second) {
          print(streams, "a", first);
          print(streams, "-", kOutput);
          print(streams, "b", first);
          print(streams, "c", second);
          print(streams, "d", first);
        }) == "[a]-[b][c][d]");
}

TEST_CASE("formatted streams: what shows nothing releases nothing", "[output][streams]") {
  CHECK(written([](Streams& streams, StreamId first, StreamId) {
          const StreamId silent = streams.add_formatted(kOutput, std::make_unique<Silent>());
          print(streams, "a", first);
          print(streams, "x", silent);
          print(streams, "b", first);
        }) == "[ab]");
}

TEST_CASE("formatted streams: a command that writes comes after it", "[output][streams]") {
  CHECK(written([](Streams& streams, StreamId first, StreamId) {
          print(streams, "a", first);
          streams.flush();
          print(streams, "b", first);
        }) == "[a][b]");
}

TEST_CASE("formatted streams: time releases nothing where nobody looks", "[output][streams]") {
  CHECK(written([](Streams& streams, StreamId first, StreamId) {
          print(streams, "a", first);
          usleep(200'000);
          streams.flush_if_due();
          streams.write_out();
          print(streams, "b", first);
        }) == "[ab]");
}

TEST_CASE("formatted streams: a signal shows what is kept back", "[output][streams]") {
  Child child([&] {
    Streams streams;
    const Interruption interruption(streams);
    const StreamId first = streams.add_formatted(kOutput, std::make_unique<Keeper>());
    print(streams, "x", kOutput);
    print(streams, "a", first);
    raise(SIGTERM);
  });
  CHECK(child.read_output() == "x(a)");
}

TEST_CASE("formatted streams: messages may go into a file as records", "[output][streams]") {
  const TemporaryDirectory top("streams");
  const std::string file = top.path() + "/errors";
  Child child([&] {
    Streams streams;
    if (!streams.send_errors_to(file)) _exit(1);
    Rendered rendered;
    rendered.add_failure("findo: 'a\\b': No way\n");
    rendered.add_hidden_failure();
    rendered.to(StreamId::standard_error) += "a remark";
    streams.settle(rendered);
    if (streams.failures() != 1 || streams.hidden_failures() != 1) _exit(2);
    streams.close();
  });
  CHECK(child.wait_for_end() == 0);
  CHECK(read_file(file) == std::string("No way\ta\\b\0", 11));
}
