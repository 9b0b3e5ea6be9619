#include "plan/program.hpp"

#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "act/actions.hpp"
#include "plan/bind.hpp"
#include "support/fixed_entry.hpp"
#include "unit/plan/holds.hpp"

namespace findo::plan {
namespace {

using files::Fact;
using files::FileType;
using tests::FixedEntry;
using tests::holds;

/// An expression, words parted by blanks, bound and linked as for two commands at a time.
class Linked {
 public:
  explicit Linked(const std::string& expression) {
    std::istringstream stream("findo " + expression);
    for (std::string word; stream >> word;) words_.push_back(word);
    for (const std::string& word : words_) argv_.push_back(word.c_str());
    const auto line = language::split_command_line(argv_, [](std::string_view) { return false; });
    REQUIRE(line);
    const auto tree = language::parse_expression(*line);
    REQUIRE(tree);
    act::Manner manner;
    manner.jobs = 2;
    actions_.emplace(streams_, nullptr, manner);
    auto bound = bind(*tree, *line, {}, {entry_.reader, *actions_, {}});
    REQUIRE(bound);
    bound_ = std::move(*bound);
    program_.emplace(bound_.tree, effects_of(bound_.tree, bound_.settings));
  }
  const Program& program() const { return *program_; }
  Effects effects() const { return effects_of(bound_.tree, bound_.settings); }
  /// Where an evaluation of the entry that begins at `step` stops.
  std::uint32_t run(std::uint32_t step, Turn turn) {
    files::Visit visit = entry_.visit();
    return program_->run(visit, step, turn);
  }
  std::string rendered() { return std::string(entry_.rendered.bytes()); }

 private:
  std::vector<std::string> words_;
  std::vector<const char*> argv_;
  FixedEntry entry_{"root", "name", files::FileType::regular};
  output::Streams streams_;
  std::optional<act::Actions> actions_;
  Bound bound_;
  std::optional<Program> program_;
};

TEST_CASE("program: an evaluation stops at a command that runs beside others, whatever its turn",
          "[plan][program]") {
  for (const Turn turn : {Turn::ahead, Turn::beside, Turn::unopposed, Turn::own}) {
    Linked linked("-printf 1 -each true ; -printf 2");
    const std::uint32_t step = linked.run(linked.program().start(), turn);
    REQUIRE(step < Program::kEndTrue);
    CHECK(linked.program().try_job(step));
    CHECK(linked.rendered() == "1");
    CHECK(linked.run(linked.program().next(step, true), turn) == Program::kEnd);
    CHECK(linked.rendered() == "12");
    CHECK(linked.program().next(step, false) >= Program::kEndTrue);
  }
}

TEST_CASE("program: beside others a test may have its turn where nothing else has one, an action may not",
          "[plan][program]") {
  Linked counting("-limit 3 -each true ;");
  const std::uint32_t limit = counting.program().start();
  CHECK(counting.run(limit, Turn::beside) == limit);
  CHECK(counting.run(limit, Turn::unopposed) != limit);
  Linked deleting("-delete -each true ;");
  const std::uint32_t deletion = deleting.program().start();
  CHECK(deleting.run(deletion, Turn::beside) == deletion);
  CHECK(deleting.run(deletion, Turn::unopposed) == deletion);
}

TEST_CASE("program: what lies ahead of a command is known", "[plan][program]") {
  struct Row {
    const char* expression;
    bool leads_to_turn;
    bool leads_to_pruning;
  };
  constexpr Row kRows[] = {
      {"-each true ; -print", false, false},
      {"-each true ; -print -o -name x -quit", true, false},
      {"-each true ; -prune", false, true},
      {"-each true ; -o -prune", false, true},
      {"-each true ; , -delete", true, false},
      {"-each true ; -move-to /", true, true},
      {"-each true ; -exec true {} +", true, false},
      {"( -each true ; -o -false ) -a ! ( -name x -o -limit 3 )", true, false},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.expression);
    const Linked linked(row.expression);
    const std::uint32_t start = linked.program().start();
    REQUIRE(linked.program().try_job(start));
    CHECK(linked.program().leads_to_turn(start) == row.leads_to_turn);
    CHECK(linked.program().leads_to_pruning(start) == row.leads_to_pruning);
  }
}

TEST_CASE("program: what lies behind a command does not count", "[plan][program]") {
  Linked linked("-prune -limit 9 -each true ; -print");
  const std::uint32_t step = linked.run(linked.program().start(), Turn::own);
  REQUIRE(linked.program().try_job(step));
  CHECK_FALSE(linked.program().leads_to_pruning(step));
}

TEST_CASE("program: several commands at a time disturb nobody, one at a time does", "[plan][program]") {
  CHECK_FALSE(Linked("-each true ;").effects().disturbing);
  CHECK(Linked("-each true ;").effects().any);
  CHECK(Linked("-each true ; -ok true ;").effects().disturbing);
}

TEST_CASE("program: a file is passed over where its name and type lead to the end, past tests alone",
          "[plan][program]") {
  struct Row {
    const char* expression;
    bool passes_over_c_file, passes_over_link;
  };
  constexpr Row kRows[] = {
      {"-name *.c -print", false, true},
      {"! -name *.c -print", true, false},
      {"-name *.c -type l -print", true, true},
      {"-type l -print", true, false},
      {"-type l,f -hidden -print", true, true},
      {"( -name *.c -o -type l ) -size 1 -print", false, false},
      {"( -name *.h -o -type d ) -print", true, true},
      {"-name *.c -o -print", true, false},
      {"-name *.c", false, true},
      {"-false , -print", false, false},
      {"-false -print", true, true},
      {"-size 1 -name x -print", false, false},
      {"-prune -false", false, false},
      {"-name *.h -exec true ;", true, true},
      {"-print", false, false},
  };
  const files::Listed file{"main.c", 6, FileType::regular, 1};
  const files::Listed link{"latest", 6, FileType::symbolic_link, 2};
  for (const Row& row : kRows) {
    CAPTURE(row.expression);
    const Linked linked(row.expression);
    CHECK((linked.program().first_step(file) == Program::kEnd) == row.passes_over_c_file);
    CHECK((linked.program().first_step(link) == Program::kEnd) == row.passes_over_link);
    if (!linked.program().foresees()) CHECK(linked.program().first_step(file) == linked.program().start());
  }
  Linked linked("-name *.c -type f -printf x");
  const std::uint32_t step = linked.program().first_step(file);
  REQUIRE(step < Program::kEndTrue);
  CHECK(linked.program().step(step).action);
}

TEST_CASE("program: the first status call asks for all that follows while everything is true",
          "[plan][program]") {
  FixedEntry entry("dir", "file", FileType::regular);
  CHECK(holds(entry, "-size +0 -user 0"));
  CHECK(entry.reader.loads == 1);
  CHECK(entry.reader.wanted == (Fact::type | Fact::size | Fact::user));
}

TEST_CASE("program: what comes only on the other side of an -o is not asked for", "[plan][program]") {
  FixedEntry entry("dir", "file", FileType::regular);
  CHECK(holds(entry, "( -size +0 -o -user 0 )"));
  CHECK(entry.reader.wanted == (Fact::type | Fact::size));
}

TEST_CASE("program: names alone ask for nothing, whatever would follow", "[plan][program]") {
  FixedEntry entry("dir", "file", FileType::regular);
  CHECK_FALSE(holds(entry, "-name other -size +0"));
  CHECK(entry.reader.loads == 0);
}

}  // namespace
}  // namespace findo::plan
