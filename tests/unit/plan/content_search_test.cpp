// Files read by several threads at once, with one pattern, and files of several buffers.
#include "plan/content_search.hpp"

#include <atomic>
#include <fcntl.h>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "support/temporary_directory.hpp"

using namespace findo;

TEST_CASE("content search: threads that search at once find what one finds", "[plan][content][threads]") {
  constexpr int kFiles = 40;
  constexpr int kThreads = 4;
  const support::TemporaryDirectory scratch("content");
  const auto path = [&](int number) { return scratch.path() + '/' + std::to_string(number); };
  for (int i = 0; i < kFiles; ++i) {
    const std::string_view line = i % 2 == 0 ? "\nnothing\n" : "\nneedle12\n";
    support::write_file(path(i), std::string(static_cast<std::size_t>(i) * 9000, 'x') + std::string(line));
  }
  const auto literal = plan::ContentPattern::compile("needle1", plan::CaseRule::exact);
  const auto automaton = plan::ContentPattern::compile("[m-o]e+d.e\\d+$|[q-s]\\d", plan::CaseRule::fold);
  REQUIRE(literal);
  REQUIRE(automaton);
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < kFiles; ++i) {
        for (const plan::ContentPattern* pattern : {&*literal, &*automaton}) {
          const base::Descriptor file(open(path(i).c_str(), O_RDONLY | O_CLOEXEC));
          const auto found = plan::search_content(file, *pattern);
          if (!found || *found != (i % 2 == 1)) ++wrong;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("content search: only the file's first byte is its beginning, whatever the buffer holds",
          "[plan][content]") {
  const support::TemporaryDirectory scratch("content");
  const std::string path = scratch.path() + "/file";
  std::string text = "first\n";
  while (text.size() < std::size_t{1} << 20U) text += "needle 1\n\n";
  support::write_file(path, text + "last\n");
  const auto holds = [&](std::string_view regex) {
    const auto pattern = plan::ContentPattern::compile(regex, plan::CaseRule::exact);
    REQUIRE(pattern);
    const base::Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    return *plan::search_content(file, *pattern);
  };
  CHECK(holds("\\Afirst"));
  CHECK_FALSE(holds("\\Aneedle"));
  CHECK_FALSE(holds("\\An|\\A$"));
  CHECK(holds("^last$"));
  CHECK(holds("^$"));
  CHECK_FALSE(holds("1\\z"));
}
