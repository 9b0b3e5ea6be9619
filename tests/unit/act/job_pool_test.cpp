#include "act/job_pool.hpp"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <map>

#include <catch2/catch.hpp>

#include "support/gate.hpp"

namespace findo::act {
namespace {

std::string text_of(const output::Spool& spool) {
  std::string text;
  REQUIRE(spool.read([&](std::string_view bytes) {
    text += bytes;
    return true;
  }));
  return text;
}

JobNumber start(JobPool& pool, const std::string& script) {
  const auto number = pool.start({"sh", "-c", script.c_str()}, AT_FDCWD);
  REQUIRE(number);
  return *number;
}

/// Those that end next: at least one.
std::vector<EndedJob> next_of(JobPool& pool) {
  std::vector<EndedJob> next;
  while (next.empty()) next = pool.wait(-1);
  return next;
}

/// Those that have ended, in the order in which they have, once nothing runs any more.
std::vector<EndedJob> all_of(JobPool& pool) {
  std::vector<EndedJob> all;
  while (pool.running() > 0) {
    for (EndedJob& job : pool.wait(-1)) all.push_back(std::move(job));
  }
  return all;
}

TEST_CASE("job pool: what commands write is kept apart, by command and by stream", "[act][jobs]") {
  JobPool pool({.most = 4});
  start(pool, "echo a; echo b >&2; sleep 0.1; echo c");
  start(pool, "echo d; exit 3");
  std::map<JobNumber, std::string> told;
  for (const EndedJob& job : all_of(pool)) {
    told[job.end.number] =
        std::to_string(job.end.end.exit_code) + ':' + text_of(job.output) + text_of(job.error);
  }
  // Where both streams of the test are one file, so are those of its commands.
  CHECK((told[1] == "0:a\nc\nb\n" || told[1] == "0:a\nb\nc\n"));
  CHECK(told[2] == "3:d\n");
}

TEST_CASE("job pool: commands end as they do, not as they were started", "[act][jobs]") {
  const support::Gate gate;
  JobPool pool({.most = 2});
  const JobNumber slow = start(pool, support::Gate::await + std::string("await"));
  const JobNumber quick = start(pool, ":");
  CHECK_FALSE(pool.has_room());
  const auto first = next_of(pool);
  REQUIRE(first.size() == 1);
  CHECK(first[0].end.number == quick);
  gate.open();
  const auto then = all_of(pool);
  REQUIRE(then.size() == 1);
  CHECK(then[0].end.number == slow);
  CHECK(pool.has_room());
}

TEST_CASE("job pool: output that is larger than pipes and memory comes whole", "[act][jobs]") {
  JobPool pool({.most = 2});
  start(pool, "head -c 2000000 /dev/zero | tr '\\0' x");
  start(pool, "head -c 2000000 /dev/zero | tr '\\0' y");
  auto ended = all_of(pool);
  REQUIRE(ended.size() == 2);
  CHECK(pool.use().files == 2);
  for (const EndedJob& job : ended) {
    const char letter = job.end.number == 1 ? 'x' : 'y';
    CHECK(text_of(job.output) == std::string(2'000'000, letter));
    CHECK_FALSE(job.loss);
  }
  ended.clear();
  CHECK(pool.use().files == 0);
  CHECK(pool.use().memory_bytes == 0);
}

TEST_CASE("job pool: one that a signal ends, and one that we end", "[act][jobs]") {
  JobPool pool({.most = 2});
  start(pool, "kill -9 $$");
  for (const EndedJob& job : all_of(pool)) {
    CHECK(job.end.end.signal == SIGKILL);
    CHECK_FALSE(job.end.is_ours);
  }
  start(pool, "exec sleep 30");
  pool.terminate();
  for (const EndedJob& job : all_of(pool)) {
    CHECK(job.end.end.signal == SIGTERM);
    CHECK(job.end.is_ours);
  }
}

TEST_CASE("job pool: one that closes its streams and goes on keeps nobody else waiting", "[act][jobs]") {
  const support::Gate gate;
  JobPool pool({.most = 2});
  const JobNumber closing = start(pool, support::Gate::await + std::string("exec >&- 2>&-; await; exit 4"));
  const JobNumber other = start(pool, "sleep 0.1");
  const auto first = next_of(pool);
  REQUIRE(first.size() == 1);
  CHECK(first[0].end.number == other);
  gate.open();
  const auto then = all_of(pool);
  REQUIRE(then.size() == 1);
  CHECK(then[0].end.number == closing);
  CHECK(then[0].end.end.exit_code == 4);
}

TEST_CASE("job pool: what cannot be started is an error, and leaves nothing running", "[act][jobs]") {
  JobPool pool({.most = 2});
  const auto number = pool.start({"/nonexistent/command"}, AT_FDCWD);
  REQUIRE_FALSE(number);
  CHECK(number.error() == base::Errno{ENOENT});
  CHECK(pool.running() == 0);
  CHECK(pool.wait(-1).empty());
}

TEST_CASE("job pool: waiting ends when its time is over", "[act][jobs]") {
  JobPool pool({.most = 1});
  start(pool, "sleep 0.5");
  CHECK(pool.wait(10).empty());
  CHECK(pool.running() == 1);
  CHECK(all_of(pool).size() == 1);
}

TEST_CASE("job pool: who is not read any more is told so when he writes", "[act][jobs]") {
  JobPool pool({.most = 1});
  start(pool, "sleep 0.1; while echo x; do :; done 2>/dev/null; exit 5");
  pool.stop_reading();
  const auto ended = all_of(pool);
  REQUIRE(ended.size() == 1);
  CHECK_FALSE(ended[0].end.end.succeeded());
}

TEST_CASE("job pool: commands have no standard input, unless they are to have ours", "[act][jobs]") {
  JobPool pool({.most = 1});
  start(pool, "wc -c");
  const auto ended = all_of(pool);
  REQUIRE(ended.size() == 1);
  CHECK_THAT(text_of(ended[0].output), Catch::Contains("0"));
}

}  // namespace
}  // namespace findo::act
