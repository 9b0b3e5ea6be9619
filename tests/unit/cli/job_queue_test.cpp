#include "cli/job_queue.hpp"

#include <memory>

#include <catch2/catch.hpp>

#include "act/actions.hpp"
#include "cli/options.hpp"
#include "plan/bind.hpp"
#include "support/fixed_entry.hpp"
#include "support/gate.hpp"

namespace findo::cli {
namespace {

using support::Gate;
using tests::FixedEntry;

/// Takes what comes out: bytes of standard output as they are, of standard error in brackets.
class Shown : public JobHost {
 public:
  bool write_out(const base::Rendered& rendered, std::size_t first, std::size_t end) override {
    for (std::size_t i = first; i < end; ++i) {
      const bool is_output = rendered.runs()[i].stream == base::StreamId::standard_output;
      text += is_output ? std::string(rendered.bytes_of(i)) : '[' + std::string(rendered.bytes_of(i)) + ']';
    }
    return !is_deaf;
  }
  void tell_directory_change() override { text += "<directory>"; }
  void note_match(files::Visit& visit) const override { visit.rendered.note_match(); }
  void note_jobs(const JobFigures& now) override {
    most_running = std::max(most_running, now.running);
    figures = now;
  }
  int prepare_to_wait() override { return -1; }

  std::string text;
  JobFigures figures{};
  std::size_t most_running = 0;
  bool is_deaf = false;
};

/// A search that has got entries named by what they are to do: the command is the shell's `$1`.
class Scene {
 public:
  explicit Scene(std::vector<std::string> expression, std::size_t jobs = 4, const JobRules& rules = {})
      : words_(std::move(expression)) {
    words_.insert(words_.begin(), "findo");
    for (const std::string& word : words_) argv_.push_back(word.c_str());
    act::Manner manner;
    manner.jobs = jobs;
    manner.halt = rules.halt;
    manner.keeps_output = true;
    actions_.emplace(streams_, nullptr, manner);
    const auto line = language::split_command_line(argv_, long_option_takes_value);
    REQUIRE(line);
    const auto tree = language::parse_expression(*line);
    REQUIRE(tree);
    auto bound = plan::bind(*tree, *line, {}, {entry_.reader, *actions_, {}});
    REQUIRE(bound);
    bound_ = std::move(*bound);
    program_.emplace(bound_.tree, plan::effects_of(bound_.tree, bound_.settings));
    REQUIRE(program_->has_jobs());
    queue_.emplace(*program_, *actions_->jobs(), shown, rules);
  }

  /// The entry comes to retirement. Whether the search is to stop, or the entry is pruned, is told.
  files::Visit visit(const std::string& name, files::FileType type = files::FileType::regular) {
    FixedEntry entry("root", name, type);
    files::Visit visit = entry.visit();
    queue_->evaluate(visit, program_->start(), false);
    (void)queue_->write(entry.rendered, 0, entry.rendered.runs().size());
    return visit;
  }
  void write(const std::string& text) {
    base::Rendered rendered;
    rendered.to(base::StreamId::standard_output) += text;
    (void)queue_->write(rendered, 0, 1);
  }
  JobQueue& queue() { return *queue_; }
  std::string finish() {
    queue_->finish();
    return shown.text;
  }

  Shown shown;

 private:
  std::vector<std::string> words_;
  std::vector<const char*> argv_;
  FixedEntry entry_{"root"};
  output::Streams streams_;
  std::optional<act::Actions> actions_;
  plan::Bound bound_;
  std::optional<plan::Program> program_;
  std::optional<JobQueue> queue_;
};

/// The name of the entry is the script, in which `await` waits for the gate.
std::vector<std::string> each(std::vector<std::string> behind = {}) {
  const std::string script = std::string(Gate::await) + Gate::await_end + std::string("eval \"$1\"");
  std::vector<std::string> words{"-each", "sh", "-c", script, "sh", "{/}", ";"};
  words.insert(words.end(), behind.begin(), behind.end());
  return words;
}

TEST_CASE("job queue: what is slow first is shown first", "[cli][queue]") {
  const Gate gate;
  Scene scene(each());
  scene.visit("await; echo 1");
  scene.visit("echo 2");
  scene.visit("echo 3");
  CHECK(scene.shown.text.empty());
  gate.open();
  CHECK(scene.finish() == "1\n2\n3\n");
}

TEST_CASE("job queue: commands run beside each other", "[cli][queue]") {
  const Gate gate;
  Scene scene(each());
  scene.visit("await; echo 1");
  scene.visit(": >\"$GATE\"; echo 2");
  CHECK(scene.finish() == "1\n2\n");
}

TEST_CASE("job queue: bytes wait for the command before them", "[cli][queue]") {
  const Gate gate;
  Scene scene(each());
  scene.write("a\n");
  CHECK(scene.shown.text == "a\n");
  scene.visit("await; echo 1");
  scene.write("b\n");
  scene.visit("echo 2");
  scene.write("c\n");
  CHECK(scene.shown.text == "a\n");
  gate.open();
  CHECK(scene.finish() == "a\n1\nb\n2\nc\n");
}

TEST_CASE("job queue: the evaluation goes on with the truth", "[cli][queue]") {
  Scene scene(each({"-printf", "true\\n", "-o", "-printf", "false\\n"}));
  scene.visit("sleep 0.1; true");
  scene.visit("false");
  CHECK(scene.finish() == "true\nfalse\n");
  CHECK(scene.shown.figures.ended == 2);
  CHECK(scene.shown.figures.failed == 1);
}

TEST_CASE("job queue: no more commands run than may", "[cli][queue]") {
  Scene scene(each(), 3);
  for (int i = 0; i < 12; ++i) scene.visit("sleep 0.02; echo x");
  scene.finish();
  CHECK(scene.shown.most_running <= 3);
  CHECK(scene.shown.figures.ended == 12);
}

TEST_CASE("job queue: a second command of an entry does not wait for its turn", "[cli][queue]") {
  const Gate gate;
  Scene scene(each({"-each", "echo", "second", ";"}), 2);
  scene.visit("await; echo slow");
  scene.visit("echo a");
  scene.visit("echo b");
  scene.visit("echo c");
  CHECK(scene.shown.figures.ended >= 4);
  gate.open();
  CHECK(scene.finish() == "slow\nsecond\na\nsecond\nb\nsecond\nc\nsecond\n");
}

TEST_CASE("job queue: what ends the search does so in its turn", "[cli][queue]") {
  Scene scene(each({"-quit"}));
  scene.visit("sleep 0.1; echo 1; false");
  scene.visit("echo 2");
  scene.visit("echo 3; false");
  scene.write("b\n");
  CHECK(scene.finish() == "1\n2\n");
  CHECK(scene.queue().is_over());
  CHECK(scene.visit("echo 4").stop);
  CHECK(scene.finish() == "1\n2\n");
}

TEST_CASE("job queue: a directory that may be pruned is waited for", "[cli][queue]") {
  Scene scene(each({"-prune"}));
  CHECK(scene.visit("sleep 0.05", files::FileType::directory).pruned);
  CHECK_FALSE(scene.visit("false", files::FileType::directory).pruned);
  CHECK(scene.shown.figures.ended == 2);
}

TEST_CASE("job queue: of one command at a time everything is known before the search goes on",
          "[cli][queue]") {
  Scene scene(each(), 1);
  const files::Visit visit = scene.visit("echo 1");
  CHECK(visit.has_acted);
  scene.write("a\n");
  CHECK(scene.shown.text == "1\na\n");
}

TEST_CASE("job queue: in any order each is shown when it has ended", "[cli][queue]") {
  const Gate gate;
  Scene scene(each({"-printf", "then\\n"}), 4, {.in_order = false});
  scene.visit("await_end; echo 1");
  scene.visit("echo $$ >\"$GATE\"; echo 2");
  scene.write("a\n");
  CHECK_THAT(scene.shown.text, Catch::EndsWith("a\n"));
  CHECK_THAT(scene.finish(), Catch::Contains("2\nthen\n") && Catch::EndsWith("1\nthen\n"));
}

TEST_CASE("job queue: tags are those of the entry", "[cli][queue]") {
  Scene scene(each(), 4, {.tags = true});
  scene.visit("echo 1; printf 2");
  CHECK(scene.finish() == "root/echo 1; printf 2\t1\nroot/echo 1; printf 2\t2\n");
}

TEST_CASE("job queue: --halt=soon starts no other, and shows what has run", "[cli][queue]") {
  const Gate gate;
  Scene scene(each(), 2, {.halt = act::Halt::soon});
  scene.visit("await; echo 1");
  scene.visit("echo 2; exit 3");
  CHECK(scene.visit("echo 3").stop);
  gate.open();
  CHECK(scene.finish() ==
        "1\n2\n[findo: 'root/echo 2; exit 3': 'sh' has ended with status 3, so the search ends here\n]");
}

TEST_CASE("job queue: when nobody listens it is over", "[cli][queue]") {
  Scene scene(each());
  scene.shown.is_deaf = true;
  scene.visit("echo 1; sleep 0.05");
  scene.visit("echo 2");
  scene.finish();
  CHECK(scene.queue().is_over());
  CHECK(scene.shown.text == "1\n");
}

TEST_CASE("job queue: the place between two directories comes in its turn", "[cli][queue]") {
  Scene scene(each(), 4, {.minds_directories = true});
  scene.visit("sleep 0.1; echo 1");
  scene.queue().change_directory();
  scene.visit("echo 2");
  CHECK(scene.finish() == "1\n<directory>2\n");
}

TEST_CASE("job queue: what waits behind a slow command is bounded", "[cli][queue]") {
  const Gate gate;
  Scene scene(each());
  scene.visit("await; echo 1");
  const std::string much(1 << 20, 'x');
  for (int i = 0; i < 3; ++i) scene.write(much);
  CHECK(scene.shown.text.empty());
  gate.open();
  scene.write(much);  // waits for the command
  CHECK(scene.shown.text.size() == 2 + 4 * much.size());
}

}  // namespace
}  // namespace findo::cli
