// Gates before what is done with files: what is counted, who goes on, and what the walk is told.
#include "plan/gate.hpp"

#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "act/actions.hpp"
#include "plan/bind.hpp"
#include "support/fixed_entry.hpp"

namespace findo::plan {
namespace {

class FixedApprover : public Approver {
 public:
  bool counts_bytes() const override { return true; }
  bool needs_bytes() const override { return needs; }
  bool is_beyond(const Extent& extent) const override { return extent.actions > most; }
  bool approves(const Extent& extent) override {
    ++asked;
    told = extent;
    return answer && !is_beyond(extent);
  }

  bool answer = true;
  bool needs = false;
  std::uint64_t most = 100;
  int asked = 0;
  Extent told{};
};

/// An expression, words parted by blanks, in which effects have to be approved of.
class Gated {
 public:
  explicit Gated(const std::string& expression, Approver* approver) {
    std::istringstream stream(expression);
    words_.emplace_back("findo");
    for (std::string word; stream >> word;) words_.push_back(word);
    for (const std::string& word : words_) argv_.push_back(word.c_str());
    const auto line = language::split_command_line(argv_, [](std::string_view) { return false; });
    REQUIRE(line);
    const auto tree = language::parse_expression(*line);
    REQUIRE(tree);
    auto result = bind(*tree, *line, {}, {reader_, actions_, {}, approver});
    if (result) {
      bound.emplace(std::move(*result));
    } else {
      error = result.error().message;
    }
  }

  /// Gate `number` of the expression, in the order typed.
  Barrier& gate(std::size_t number = 0) {
    for (const MatcherNode& node : bound->tree.nodes) {
      if (node.label == "confirm" && number-- == 0) return *node.barrier;
    }
    FAIL("there is no such gate");
    return *bound->tree.nodes.front().barrier;
  }

  /// The entry comes to the gate. Whether the walk is kept out of it.
  bool come(const std::string& name, std::size_t number = 0, std::uint32_t step = 0) {
    tests::FixedEntry entry("top", name);
    files::Visit visit = entry.visit();
    gate(number).capture(visit, step);
    for (std::size_t i = 0; i < entry.rendered.runs().size(); ++i) {
      if (entry.rendered.runs()[i].stream == gate().stream())
        REQUIRE(gate().take(entry.rendered.bytes_of(i)));
    }
    return visit.pruned;
  }

  /// The paths of those that go on.
  std::string gone_on() {
    std::string paths;
    gate().begin();
    for (;;) {
      const auto released = gate().next();
      REQUIRE(released);
      if (!*released) return paths;
      CHECK((*released)->truth);
      paths += std::string(read_suspended((*released)->record).path) + ' ';
    }
  }

  std::optional<Bound> bound;
  std::string error;

 private:
  std::vector<std::string> words_;
  std::vector<const char*> argv_;
  tests::FixedReader reader_;
  output::Streams streams_;
  act::Actions actions_{streams_};
};

TEST_CASE("gate: one stands before each action with an effect, and none before output", "[plan][gate]") {
  FixedApprover approver;
  CHECK(describe(Gated("-name x -delete", &approver).bound->tree) == "and(name:x, and(confirm, delete))");
  CHECK(describe(Gated("-name x -print", &approver).bound->tree) == "and(name:x, print)");
  CHECK(describe(Gated("-name x -delete", nullptr).bound->tree) == "and(name:x, delete)");
}

TEST_CASE("gate: entries go on as they came, whatever their paths", "[plan][gate]") {
  FixedApprover approver;
  Gated gated("-delete", &approver);
  CHECK(gated.gate().is_empty());
  for (const char* name : {"b", "c", "a"}) gated.come(name);
  CHECK_FALSE(gated.gate().is_empty());
  CHECK(approver.asked == 0);
  CHECK(gated.gone_on() == "top/b top/c top/a ");
  CHECK(approver.asked == 1);
  CHECK(gated.gate().is_empty());
  CHECK(gated.gate().is_open());
}

TEST_CASE("gate: nobody goes on without approval", "[plan][gate]") {
  FixedApprover approver;
  approver.answer = false;
  Gated gated("-delete", &approver);
  gated.come("a");
  CHECK(gated.gone_on().empty());
  CHECK(gated.gate().is_empty());
  CHECK_FALSE(gated.gate().is_open());
}

TEST_CASE("gate: what is beyond the limit is counted on, and nobody goes on", "[plan][gate]") {
  FixedApprover approver;
  approver.most = 2;
  Gated gated("-delete", &approver);
  for (const char* name : {"a", "b", "c", "d"}) gated.come(name);
  CHECK(gated.gone_on().empty());
  CHECK(approver.told.actions == 4);
}

TEST_CASE("gate: files, bytes and kinds are told, and a few paths", "[plan][gate]") {
  FixedApprover approver;
  Gated gated("-name x -delete -o -exec true ; -trash", &approver);
  for (int i = 0; i < 6; ++i) gated.come("x" + std::to_string(i), 0);
  gated.come("y", 1);
  (void)gated.gone_on();
  CHECK(approver.told.files == 7);
  CHECK(approver.told.bytes == 7 * 3000);
  CHECK(approver.told.sample.size() == 5);
  CHECK(approver.told.sample.front() == "top/x0");
  CHECK(approver.told.first[static_cast<std::size_t>(EffectKind::removal)] == 6);
  CHECK(approver.told.first[static_cast<std::size_t>(EffectKind::command)] == 1);
  CHECK(approver.told.later[static_cast<std::size_t>(EffectKind::trash)] >= 1);
}

TEST_CASE("gate: the second gate of an evaluation is open once the first was", "[plan][gate]") {
  FixedApprover approver;
  Gated gated("-exec true ; -exec true ;", &approver);
  gated.come("a");
  (void)gated.gone_on();
  CHECK(gated.gate(1).is_open());
  CHECK(approver.told.actions == 2);
  CHECK(approver.told.files == 1);
}

TEST_CASE("gate: nobody is asked of \".\" alone, which -trash leaves alone", "[plan][gate]") {
  FixedApprover approver;
  Gated gated("-trash", &approver);
  CHECK_FALSE(gated.come("."));
  CHECK(gated.gone_on() == "top/. ");
  CHECK(approver.asked == 0);
}

TEST_CASE("gate: the walk is kept out of what will be taken away", "[plan][gate]") {
  FixedApprover approver;
  CHECK(Gated("-trash", &approver).come("a"));
  CHECK_FALSE(Gated("-exec true ;", &approver).come("a"));
  CHECK(Gated("-exec true ; -prune", &approver).come("a"));
  CHECK(Gated("-exec true ; -name a -prune", &approver).come("a"));
  CHECK_FALSE(Gated("-exec true ; -name b -prune", &approver).come("a"));
  CHECK(Gated("-exec true ; -trash", &approver).come("a"));
  CHECK_FALSE(Gated("-exec true ; -trash", &approver).come("."));
}

TEST_CASE("gate: a -prune that comes to its turn only where a command fails is refused", "[plan][gate]") {
  FixedApprover approver;
  CHECK_THAT(Gated("-exec true ; -o -prune", &approver).error,
             Catch::StartsWith("this -prune comes too late"));
  CHECK(Gated("-exec true ; -o -prune", nullptr).error.empty());
  CHECK(Gated("-depth -exec true ; -o -prune", &approver).error.empty());
}

TEST_CASE("gate: a file of which the size is not known goes no further where sizes matter", "[plan][gate]") {
  FixedApprover approver;
  for (const bool needs : {false, true}) {
    approver.needs = needs;
    Gated gated("-exec true ;", &approver);
    tests::FixedEntry entry("top", "a");
    entry.reader.own.reset();
    files::Visit visit = entry.visit();
    gated.gate().capture(visit, 0);
    CHECK(entry.failures() == (needs ? 1 : 0));
  }
}

}  // namespace
}  // namespace findo::plan
