#include "act/journal.hpp"

#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <sys/resource.h>
#include <thread>

#include <catch2/catch.hpp>

#include "act/record_store.hpp"
#include "act/run_history.hpp"
#include "unit/act/scratch.hpp"

namespace findo::act {
namespace {

constexpr const char* kArgv[] = {"findo", "-trash"};

Announcement deed_on(std::string path, std::uint64_t inode = 1) {
  return {.deed = Deed::trash,
          .path = std::move(path),
          .identity = {.file = {1, inode}, .type = files::FileType::regular}};
}

/// A place for records, and what is in the first of them.
struct Scene {
  tests::Scratch scratch;
  tests::Variable state{"XDG_STATE_HOME", scratch.path("state")};

  std::string text() const { return scratch.text("state/findo/runs/1.jsonl"); }
  Record record() const {
    auto parsed = parse_record(text());
    REQUIRE(parsed);
    return std::move(*parsed);
  }
};

/// Without links, as in announcements.
std::string whole_path(const tests::Scratch& scratch) {
  return std::filesystem::canonical(scratch.path()).string();
}

/// Files can grow no longer than that as long as this lives.
class LengthLimit {
 public:
  explicit LengthLimit(std::size_t bytes) : signal_before_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  LengthLimit(const LengthLimit&) = delete;
  LengthLimit& operator=(const LengthLimit&) = delete;
  ~LengthLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_before_);
  }

 private:
  void (*signal_before_)(int);
  rlimit before_{};
};

TEST_CASE("journal: a run that announces nothing leaves no record", "[act][journal]") {
  const Scene scene;
  {
    Journal journal(kArgv);
    journal.expect(deed_on("/a"));
  }
  CHECK_FALSE(scene.scratch.exists("state"));
}

TEST_CASE("journal: an announcement is in the record when announce() returns", "[act][journal]") {
  const Scene scene;
  Journal journal(kArgv, 7);
  REQUIRE(*journal.announce(deed_on("/a")) == 1);
  Record record = scene.record();
  CHECK(record.header.argv == std::vector<std::string>{"findo", "-trash"});
  CHECK(record.header.undoes == 7);
  CHECK(record.deeds.at(0).announcement.path == "/a");
  CHECK_FALSE(record.deeds.at(0).completion);
  journal.complete({.number = 1, .to = "/t"});
  CHECK(scene.record().deeds.at(0).completion->to == "/t");
  CHECK_FALSE(journal.incompleteness());
}

TEST_CASE("journal: what is expected is announced along, in groups that double", "[act][journal]") {
  const Scene scene;
  Journal journal(kArgv);
  const auto path = [](int i) { return "/" + std::to_string(i); };
  for (int i = 0; i < 100; ++i) journal.expect(deed_on(path(i)));
  std::vector<std::size_t> announced;
  for (int i = 0; i < 100; ++i) {
    CHECK(*journal.announce(deed_on(path(i))) == static_cast<std::uint64_t>(i + 1));
    announced.push_back(scene.record().deeds.size());
  }
  CHECK(announced[0] == 1);
  CHECK(announced[1] == 3);
  CHECK(announced[3] == 7);
  CHECK(announced[7] == 15);
  CHECK(announced[99] == 100);
}

TEST_CASE("journal: what has changed since it was announced along is announced anew", "[act][journal]") {
  const Scene scene;
  Journal journal(kArgv);
  for (const char* path : {"/a", "/b", "/c"}) journal.expect(deed_on(path));
  REQUIRE(*journal.announce(deed_on("/a")) == 1);
  REQUIRE(*journal.announce(deed_on("/b")) == 2);  // and /c with it
  REQUIRE(scene.record().deeds.size() == 3);
  CHECK(*journal.announce(deed_on("/c", 99)) == 4);
  CHECK(scene.record().deeds.at(3).announcement.identity.file.inode == 99);
}

TEST_CASE("journal: what is expected twice is announced as it was last", "[act][journal]") {
  const Scene scene;
  Journal journal(kArgv);
  journal.expect(deed_on("/a"));
  journal.expect(deed_on("/b", 1));
  journal.expect(deed_on("/b", 2));
  REQUIRE(journal.announce(deed_on("/x")));
  REQUIRE(journal.announce(deed_on("/a")));
  CHECK(scene.record().deeds.size() == 3);
  CHECK(scene.record().deeds.at(2).announcement.identity.file.inode == 2);
}

TEST_CASE("journal: many threads may expect while one announces", "[act][journal]") {
  const Scene scene;
  constexpr int kThreads = 4;
  constexpr int kEach = 500;
  const auto path = [](int thread, int i) { return "/" + std::to_string(thread) + "/" + std::to_string(i); };
  {
    Journal journal(kArgv);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
      threads.emplace_back([&, thread] {
        for (int i = 0; i < kEach; ++i) journal.expect(deed_on(path(thread, i)));
      });
    }
    for (int i = 0; i < kEach; ++i) {
      for (int thread = 0; thread < kThreads; ++thread) REQUIRE(journal.announce(deed_on(path(thread, i))));
    }
    for (std::thread& thread : threads) thread.join();
  }
  CHECK(scene.record().has_ended);
  CHECK(scene.record().deeds.size() >= kThreads * kEach);
}

TEST_CASE("journal: what cannot be recorded is not announced, and not done", "[act][journal]") {
  const tests::Scratch scratch;
  scratch.file("state");
  const tests::Variable state("XDG_STATE_HOME", scratch.path("state"));
  Journal journal(kArgv);
  bool is_done = false;
  const auto status = record(&journal, deed_on("/a"), -1, [&]() -> base::Result<Done, Trouble> {
    is_done = true;
    return Done{};
  });
  REQUIRE_FALSE(status);
  CHECK_FALSE(is_done);
  CHECK(status.error().sentence.starts_with("the record of the run cannot be written: "));
}

TEST_CASE("journal: what has failed is recorded as failed", "[act][journal]") {
  const Scene scene;
  Journal journal(kArgv);
  const auto status = record(&journal, deed_on("/a"), -1, []() -> base::Result<Done, Trouble> {
    return base::Failure{Trouble{"no", EXDEV}};
  });
  REQUIRE_FALSE(status);
  CHECK(status.error().sentence == "no");
  CHECK(scene.record().deeds.at(0).completion->has_failed);
  CHECK(scene.record().deeds.at(0).completion->code == EXDEV);
}

TEST_CASE("journal: a record that leaves something out has no end", "[act][journal]") {
  const Scene scene;
  {
    Journal journal(kArgv);
    REQUIRE(journal.announce(deed_on("/a")));
    const LengthLimit limit(scene.text().size());
    journal.complete({.number = 1});
    CHECK(journal.incompleteness());
  }
  CHECK_FALSE(scene.record().has_ended);
}

TEST_CASE("journal: who a directory is that has been made is told", "[act][journal]") {
  const Scene scene;
  const Announcement making{
      .deed = Deed::make_directory, .path = whole_path(scene.scratch) + "/d", .mode = 0700};
  {
    Journal journal(kArgv);
    REQUIRE(record(&journal, making, -1, [&]() -> base::Result<Done, Trouble> {
      scene.scratch.directory("d");
      return Done{};
    }));
  }
  const Record record = scene.record();
  CHECK(record.deeds.at(0).announcement.identity.file.inode == 0);
  CHECK(is_still(record.deeds.at(0).identity(), scene.scratch.identity("d")));
}

TEST_CASE("journal: what has become of an announced directory by its renaming is told, and no failure",
          "[act][journal]") {
  const Scene scene;
  FileIdentity directory{.file = {1, 2}, .type = files::FileType::directory};
  directory.origin.birth_time = base::Timestamp{1, 1};
  FileIdentity copied_up = directory;
  copied_up.origin.birth_time = base::Timestamp{2, 2};
  Journal journal(kArgv);
  CHECK(record(&journal, {.path = "/a", .to = "/b", .identity = directory}, -1,
               [&]() -> base::Result<Done, Trouble> {
                 return Done{"/b", false, copied_up};
               }));
  CHECK(is_still(scene.record().deeds.at(0).identity(), copied_up));
}

TEST_CASE("journal: without one, things are done all the same", "[act][journal]") {
  CHECK(record(nullptr, deed_on("/a"), -1, []() -> base::Result<Done, Trouble> { return Done{}; }));
  CHECK_FALSE(record(nullptr, deed_on("/a"), -1,
                     []() -> base::Result<Done, Trouble> { return base::Failure{Trouble{"no"}}; }));
}

volatile std::sig_atomic_t signals_seen = 0;

TEST_CASE("journal: a signal waits until what is done has been told", "[act][journal]") {
  const Scene scene;
  Journal journal(kArgv);
  auto* const before = std::signal(SIGINT, [](int) { signals_seen = signals_seen + 1; });
  signals_seen = 0;
  bool came_too_soon = true;
  REQUIRE(record(&journal, deed_on("/a"), -1, [&]() -> base::Result<Done, Trouble> {
    std::raise(SIGINT);
    came_too_soon = signals_seen != 0;
    return Done{};
  }));
  std::signal(SIGINT, before);
  CHECK_FALSE(came_too_soon);
  CHECK(signals_seen == 1);
  CHECK(scene.record().deeds.at(0).completion);
}

TEST_CASE("journal: records are numbered upwards, and one that is being written is locked",
          "[act][journal]") {
  const Scene scene;
  Journal first(kArgv);
  REQUIRE(first.announce(deed_on("/a")));
  first.complete({.number = 1});
  {
    Journal second(kArgv);
    REQUIRE(second.announce(deed_on("/b")));
    second.complete({.number = 1});
    CHECK(scene.scratch.exists("state/findo/runs/2.jsonl"));
    CHECK_FALSE(choose_run(2));
  }
  CHECK(choose_run(2));
  CHECK_FALSE(choose_run(1));
  CHECK(choose_last_run()->number == 2);
}

TEST_CASE("journal: the oldest records go when all take too much room, one in use never", "[act][journal]") {
  const Scene scene;
  const auto path = [&](int number) {
    return scene.scratch.path("state/findo/runs/" + std::to_string(number) + ".jsonl");
  };
  auto store = RecordStore::open_or_make();
  REQUIRE(store);
  std::vector<NewRecord> records;
  for (int i = 1; i <= 4; ++i) {
    auto record = store->create();
    REQUIRE(record);
    REQUIRE(record->number == static_cast<std::uint64_t>(i));
    // Without blocks: what counts is how long it is.
    REQUIRE(ftruncate(record->file.number(), static_cast<off_t>(RecordStore::kMostBytes / 2)) == 0);
    records.push_back(std::move(*record));
  }
  for (int i = 1; i <= 4; ++i) CHECK(access(path(i).c_str(), F_OK) == 0);  // all are being written
  records.erase(records.begin() + 1, records.end());
  REQUIRE(store->create());
  CHECK(*store->numbers() == std::vector<std::uint64_t>{1, 3, 4, 5});
}

// On NFS nobody else can lock a file.
TEST_CASE("journal: a record is locked by who may write to it", "[act][journal]") {
  const Scene scene;
  auto store = RecordStore::open_or_make();
  REQUIRE(store);
  const auto number = store->create()->number;
  const auto lock = store->lock(number);
  REQUIRE(lock);
  CHECK((fcntl(lock->number(), F_GETFL) & O_ACCMODE) == O_RDWR);
}

}  // namespace
}  // namespace findo::act
