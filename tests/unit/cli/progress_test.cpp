#include "cli/progress.hpp"

#include <catch2/catch.hpp>

#include "output/text_columns.hpp"

using findo::cli::ProgressFigures;
using findo::cli::render_progress;

namespace {

constexpr ProgressFigures kFigures{
    .entries = 1234, .per_second = 567, .matches = 8, .errors = 0, .where = "usr/share/doc"};

}  // namespace

TEST_CASE("progress: all figures, and where it is", "[cli][progress]") {
  CHECK(render_progress(kFigures, 80) == "visited 1234 (567/s), matched 8, errors 0: usr/share/doc");
  CHECK(render_progress({.entries = 1, .where = ""}, 80) == "visited 1 (0/s), matched 0, errors 0");
}

TEST_CASE("progress: commands beside each other are told of once there are any", "[cli][progress]") {
  ProgressFigures figures = kFigures;
  figures.jobs = {.running = 3, .ended = 20, .failed = 1};
  CHECK(render_progress(figures, 120) ==
        "visited 1234 (567/s), matched 8, errors 0, commands 3 running, 20 ended, 1 failed: usr/share/doc");
  figures.jobs = {};
  CHECK(render_progress(figures, 120) == "visited 1234 (567/s), matched 8, errors 0: usr/share/doc");
}

TEST_CASE("progress: the path gives way first, then the figures", "[cli][progress]") {
  CHECK(render_progress(kFigures, 56) == "visited 1234 (567/s), matched 8, errors 0: usr/share/doc");
  CHECK(render_progress(kFigures, 55) == "visited 1234 (567/s), matched 8, errors 0: ...share/doc");
  CHECK(render_progress(kFigures, 47) == "visited 1234 (567/s), matched 8, errors 0: ...c");
  CHECK(render_progress(kFigures, 46) == "visited 1234 (567/s), matched 8, errors 0");
  CHECK(render_progress(kFigures, 12) == "visited 1234");
  CHECK(render_progress(kFigures, 0).empty());
}

TEST_CASE("progress: of every path, at every width, no more than fits", "[cli][progress]") {
  const std::string paths[] = {std::string(10'000, 'x'), "a\nb/\033[2J", "\xFF\xFE",
                               std::string(5'000, '\t')};
  for (const std::string& path : paths) {
    for (std::size_t columns = 0; columns < 200; ++columns) {
      ProgressFigures figures = kFigures;
      figures.where = path;
      const std::string line = render_progress(figures, columns);
      CHECK(findo::output::columns_of(line) <= columns);
      CHECK(line.find_first_of("\n\033\t\xFF") == std::string::npos);
    }
  }
}
