#include "base/log_topics.hpp"

#include <thread>
#include <vector>

#include <catch2/catch.hpp>

using findo::base::LogTally;

TEST_CASE("log: a tally counts what several threads tell it", "[base][log]") {
  constexpr int kThreads = 4;
  constexpr int kEach = 10'000;
  LogTally tally;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < kEach; ++k) {
        tally.add_question();
        if (k % 2 == 0) tally.add_yes();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(tally.questions() == kThreads * kEach);
  CHECK(tally.yeses() == kThreads * kEach / 2);
}

TEST_CASE("log: nothing is logged until it is asked for", "[base][log]") {
  using findo::base::LogTopic;
  for (const LogTopic topic : {LogTopic::cost, LogTopic::exec, LogTopic::opt, LogTopic::rates,
                               LogTopic::search, LogTopic::stat, LogTopic::time, LogTopic::tree}) {
    CHECK_FALSE(findo::base::is_logged(topic));
  }
}
