// The walk on file systems that fail: whatever call goes wrong, it costs the entries that depend on it and no
// others, is told once, and ends nothing.

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "support/readers/faulty_reader.hpp"
#include "support/readers/memory_reader.hpp"
#include "walk/walk.hpp"

namespace findo::tests {
namespace {

/// What a walk that prints every path has shown.
struct Outcome {
  std::vector<std::string> paths;
  std::vector<std::string> messages;
};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t end; (end = text.find('\n')) != std::string_view::npos; text.remove_prefix(end + 1)) {
    lines.emplace_back(text.substr(0, end));
  }
  return lines;
}

class Printer : public walk::Visitor {
 public:
  explicit Printer(files::FactSet wanted) : wanted_(wanted) {}

  std::uint32_t evaluate(files::Visit& visit, std::uint32_t, bool) override {
    if (!wanted_.empty()) {
      const auto facts = visit.entry.facts(wanted_);
      if (!facts) visit.report(facts.error());
    }
    visit.rendered.to(base::StreamId::standard_output).append(visit.entry.path()) += '\n';
    return kEnd;
  }
  bool write(const base::Rendered& rendered, std::size_t first, std::size_t end) override {
    for (std::size_t run = first; run < end; ++run) {
      auto& lines = rendered.runs()[run].is_failure ? outcome.messages : outcome.paths;
      for (std::string& line : lines_of(rendered.bytes_of(run))) lines.push_back(std::move(line));
    }
    return true;
  }
  void change_directory() override {}

  Outcome outcome;

 private:
  files::FactSet wanted_;
};

class OneRoot : public walk::RootSource {
 public:
  std::optional<files::Root> next(base::Rendered&) override {
    if (std::exchange(is_given_, true)) return std::nullopt;
    return files::Root{"top"};
  }

 private:
  bool is_given_ = false;
};

/// A tree of two levels with links, a reader of it that can be told to fail, and a walk over both.
struct Scene {
  Scene() {
    for (const char* path : {"top", "top/a", "top/a/deep", "top/b"}) tree.add_directory(path);
    for (const char* path : {"top/a/x", "top/a/deep/y", "top/b/z", "top/c"}) tree.add_file(path);
    tree.add_link("top/link", "b");
  }

  Outcome walk(const walk::WalkSettings& settings = {}, files::FactSet wanted = {}) {
    OneRoot root;
    Printer printer(wanted);
    walk::walk(root, reader, printer, settings);
    return printer.outcome;
  }

  MemoryTree tree;
  MemoryReader memory{tree};
  FaultyReader reader{memory};
};

const std::vector<std::string> kAll{"top",   "top/a",   "top/a/deep", "top/a/deep/y", "top/a/x",
                                    "top/b", "top/b/z", "top/c",      "top/link"};

TEST_CASE("faults: without any, the walk shows everything and says nothing", "[faults][walk]") {
  const Outcome outcome = Scene().walk();
  CHECK(outcome.paths == kAll);
  CHECK(outcome.messages.empty());
}

TEST_CASE("faults: a directory that cannot be opened is shown, its entries are not", "[faults][walk]") {
  Scene scene;
  scene.reader.fail(Operation::open_directory, 2, EACCES);  // the first is top's
  const Outcome outcome = scene.walk();
  CHECK(outcome.paths == std::vector<std::string>{"top", "top/a", "top/b", "top/b/z", "top/c", "top/link"});
  CHECK(outcome.messages == std::vector<std::string>{"findo: 'top/a': Permission denied"});
}

TEST_CASE("faults: a directory that cannot be read is shown, what was not read of it is not",
          "[faults][walk]") {
  Scene scene;
  scene.reader.fail(Operation::read_batch, 3, EIO);  // top twice, since only nothing tells the end
  const Outcome outcome = scene.walk();
  CHECK(outcome.paths == std::vector<std::string>{"top", "top/a", "top/b", "top/b/z", "top/c", "top/link"});
  CHECK(outcome.messages == std::vector<std::string>{"findo: 'top/a': Input/output error"});
}

TEST_CASE("faults: a directory whose end cannot be read loses nothing of what came before",
          "[faults][walk]") {
  Scene scene;
  scene.reader.fail(Operation::read_batch, 6, EIO);  // top, a, deep, each once more
  const Outcome outcome = scene.walk();
  CHECK(outcome.paths == kAll);
  CHECK(outcome.messages == std::vector<std::string>{"findo: 'top/a/deep': Input/output error"});
}

TEST_CASE("faults: a root whose facts are refused is not shown", "[faults][walk]") {
  Scene scene;
  scene.reader.fail(Operation::load_facts, 1, EIO);
  const Outcome outcome = scene.walk();
  CHECK(outcome.paths.empty());
  CHECK(outcome.messages == std::vector<std::string>{"findo: 'top': Input/output error"});
}

/// Every path but those below `path`, which a message has named.
std::vector<std::string> all_but_below(const std::string& message) {
  const std::size_t begin = message.find('\'') + 1;
  const std::string below = message.substr(begin, message.find('\'', begin) - begin) + '/';
  std::vector<std::string> rest;
  std::copy_if(kAll.begin(), kAll.end(), std::back_inserter(rest),
               [&](const std::string& path) { return path.compare(0, below.size(), below) != 0; });
  return rest;
}

TEST_CASE("faults: whichever opening or reading fails, only what is below is lost, and it is told once",
          "[faults][walk]") {
  for (Operation operation : {Operation::open_directory, Operation::read_batch}) {
    for (bool post_order : {false, true}) {
      Scene flawless;
      flawless.walk({.post_order = post_order});
      const std::size_t calls = flawless.reader.calls(operation);
      REQUIRE(calls >= 4);
      for (std::size_t nth = 1; nth <= calls; ++nth) {
        INFO("operation " << static_cast<int>(operation) << ", call " << nth << ", post-order "
                          << post_order);
        Scene scene;
        scene.reader.fail(operation, nth, EIO);
        const Outcome outcome = scene.walk({.post_order = post_order});
        REQUIRE(outcome.messages.size() == 1);
        std::vector<std::string> paths = outcome.paths;
        std::sort(paths.begin(), paths.end());
        // Where the end of a directory could not be read, all of it has been seen before.
        const bool is_complete = paths == kAll && operation == Operation::read_batch;
        CHECK((is_complete || paths == all_but_below(outcome.messages[0])));
      }
    }
  }
}

TEST_CASE("faults: a fact that is refused is told, with its entry, and no entry is lost", "[faults][walk]") {
  Scene flawless;
  flawless.walk({}, files::Fact::size);
  const std::size_t calls = flawless.reader.calls(Operation::load_facts);
  REQUIRE(calls >= kAll.size());
  for (std::size_t nth = 2; nth <= calls; ++nth) {  // the first is the root's
    INFO("call " << nth);
    Scene scene;
    scene.reader.fail(Operation::load_facts, nth, EACCES);
    const Outcome outcome = scene.walk({}, files::Fact::size);
    CHECK(outcome.paths == kAll);
    REQUIRE(outcome.messages.size() == 1);
    CHECK(outcome.messages[0].find("Permission denied") != std::string::npos);
  }
}

TEST_CASE("faults: a lost way back from a deep directory is told, and nothing is shown twice or elsewhere",
          "[faults][walk]") {
  constexpr std::size_t kLevels = 100;
  const walk::WalkSettings settings{.most_descriptors = 10};
  const auto plant = [](Scene& scene) {
    std::string path = "top/b";
    for (std::size_t i = 0; i < kLevels; ++i) {
      scene.tree.add_directory(path + "/d");
      scene.tree.add_directory(path + "/later");  // for which the walk has to come back
      path += "/d";
    }
  };
  Scene flawless;
  plant(flawless);
  const Outcome all = flawless.walk(settings);
  REQUIRE(all.paths.size() == kAll.size() + 2 * kLevels);
  // More openings than there are directories: these are on the way back.
  const std::size_t directories = 4 + 2 * kLevels;
  const std::size_t openings = flawless.reader.calls(Operation::open_directory);
  REQUIRE(openings > directories);
  Scene scene;
  plant(scene);
  // Down to the last level, then two levels of siblings, whose parents are still open; the way back comes
  // then.
  for (std::size_t nth = 4 + kLevels + 15; nth <= openings; ++nth) {
    scene.reader.fail(Operation::open_directory, nth, EACCES);
  }
  const Outcome outcome = scene.walk(settings);
  REQUIRE_FALSE(outcome.messages.empty());
  CHECK(outcome.messages.back().find("/later': Permission denied") != std::string::npos);
  REQUIRE(outcome.paths.size() > kLevels);
  std::vector<std::string> paths = outcome.paths;
  std::sort(paths.begin(), paths.end());
  CHECK(std::adjacent_find(paths.begin(), paths.end()) == paths.end());
  std::vector<std::string> expected = all.paths;
  std::sort(expected.begin(), expected.end());
  CHECK(std::includes(expected.begin(), expected.end(), paths.begin(), paths.end()));
}

}  // namespace
}  // namespace findo::tests
