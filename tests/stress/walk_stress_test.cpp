// The walk under stress: random trees, random ways to go, evaluations that wait, prune, end the walk and
// change the tree under it, delays at every hand-over; and always what a plain single-threaded find does.

#include <cstdlib>
#include <functional>
#include <mutex>
#include <new>
#include <thread>

#include <catch2/catch.hpp>

#include "stress/plain_find.hpp"
#include "stress/restless_reader.hpp"
#include "support/random.hpp"
#include "walk/schedule.hpp"
#include "walk/walk.hpp"

namespace findo::tests {
namespace {

using support::Random;

/// What is done with an entry depends on its name alone, so that two walks over equal trees do the same.
/// The first letter: w waits, p is pruned, P waits and is then pruned, e waits and changes the tree, q waits
/// and ends the walk; all others are only printed. With a digit 0-4 behind it the size is printed, too.
struct Habits {
  bool waits = true;
  bool disturbs = true;
};

char habit_of(std::string_view name, Habits habits) {
  const char letter = name.front();
  if (!habits.disturbs && letter == 'e') return 'w';
  if (!habits.waits && (letter == 'w' || letter == 'P' || letter == 'e')) return letter == 'P' ? 'p' : 'a';
  return letter;
}
bool shows_size(std::string_view name) { return name.size() > 1 && name[1] < '5'; }

/// A tree that is the same for the same seed.
void grow(MemoryTree& tree, Random random, std::size_t files) {
  static constexpr std::string_view kLetters = "aabbccddwwppPee";
  std::vector<std::string> directories{"top"};
  tree.add_directory("top");
  for (std::size_t i = 0; i < files; ++i) {
    const std::string name = std::string(1, kLetters[random.below(kLetters.size())]) +
                             static_cast<char>('0' + random.below(10)) + std::to_string(i);
    // Mostly in the directories made last, so that the tree gets deep; some are wide.
    const std::size_t back = random.chance(70) ? random.below(std::min<std::size_t>(3, directories.size()))
                                               : random.below(directories.size());
    const std::string path = directories[directories.size() - 1 - back] + '/' + name;
    if (random.chance(25)) {
      tree.add_directory(path);
      directories.push_back(path);
    } else {
      tree.add_file(path, static_cast<std::int64_t>(random.below(5000)));
    }
  }
  if (random.chance(30)) tree.add_file(directories[random.below(directories.size())] + "/q", 1);
}

/// Removes, adds, or writes to something near by, as the path says.
void disturb(MemoryTree& tree, const std::string& path) {
  const std::string above = path.substr(0, path.rfind('/'));
  MemoryNode* const directory = tree.find(above);
  MemoryNode* const self = tree.find(path);
  if (!directory || !self) return;
  Random random(std::hash<std::string>()(path));
  const std::size_t count = directory->entries.size();
  const auto& [name, sibling] = directory->entries[random.below(count)];
  switch (random.below(5)) {
    case 0:
      if (sibling != self) tree.remove(above + '/' + std::string(name));  // with all that is below it
      break;
    case 1: tree.add_file(above + "/n" + std::to_string(count), 7); break;
    case 2:
      if (self->facts.type == files::FileType::directory) tree.add_directory(path + "/c0new");
      break;
    case 3: sibling->facts.size_bytes += 1; break;
    default: tree.remove(path); break;
  }
}

struct Way {
  bool post_order = false;
  bool breadth_first = false;
  bool sorted = false;
  Habits habits{};
};

/// What a plain find shows.
std::string plainly_found(MemoryTree& tree, const Way& way) {
  RestlessReader reader(tree);
  std::string output;
  bool stop = false;
  const auto visit = [&](const PlainFind::Found& found) {
    const char habit = habit_of(found.name, way.habits);
    output += found.path;
    if (shows_size(found.name)) {
      files::Facts facts{};
      const auto status = reader.load_facts(found.parent, found.name.c_str(), files::FollowLinks::no,
                                            files::Fact::size, facts);
      output += status ? ' ' + std::to_string(facts.size_bytes) : std::string(" gone");
    }
    output += '\n';
    const bool acts = habit == 'w' || habit == 'P' || habit == 'e' || habit == 'q';
    if (acts) output += "and " + found.path + '\n';
    if (habit == 'e') disturb(tree, found.path);
    if (habit == 'q') stop = true;
    return habit != 'p' && habit != 'P';
  };
  PlainFind{reader, way.post_order, way.breadth_first, way.sorted, visit, stop}.run("top");
  return output;
}

/// The same for the walk.
class Stroller : public walk::Visitor {
 public:
  Stroller(MemoryTree& tree, std::shared_mutex& mutex, const Way& way)
      : tree_(tree), mutex_(mutex), way_(way) {}

  std::uint32_t evaluate(files::Visit& visit, std::uint32_t step, bool retiring) override {
    constexpr std::uint32_t kLater = 1;
    const std::string name(visit.entry.base_name());
    const char habit = habit_of(name, way_.habits);
    if (step == kStart) {
      show(visit, name);
      if (habit == 'p') visit.pruned = true;
      if (habit != 'w' && habit != 'P' && habit != 'e' && habit != 'q') return kEnd;
      if (!retiring) return kLater;
    }
    const std::string path(visit.entry.path());
    visit.rendered.to(base::StreamId::standard_output) += "and " + path + '\n';
    if (habit == 'P') visit.pruned = true;
    if (habit == 'q') visit.stop = true;
    if (habit == 'e') {
      const std::lock_guard guard(mutex_);
      disturb(tree_, path);
      visit.has_acted = true;
    }
    return kEnd;
  }
  bool write(const base::Rendered& rendered, std::size_t first, std::size_t end) override {
    for (std::size_t run = first; run < end; ++run) {
      if (!rendered.runs()[run].is_failure) output += rendered.bytes_of(run);
    }
    // Each entry shows one line, and those that wait one more.
    for (std::size_t line = checked_; line < output.size(); line = output.find('\n', line) + 1) {
      shown += output.compare(line, 4, "and ") == 0 ? 0 : 1;
    }
    checked_ = output.size();
    is_told_in_time &= shown <= told;
    return true;
  }
  void change_directory() override {}
  void note_progress(std::size_t entries, std::string_view) override { told += entries; }

  std::string output;
  std::size_t shown = 0;        ///< entries
  std::size_t told = 0;         ///< of how many note_progress() has told
  bool is_told_in_time = true;  ///< of each before it was shown

 private:
  static void show(files::Visit& visit, const std::string& name) {
    std::string line(visit.entry.path());
    if (shows_size(name)) {
      const auto facts = visit.entry.facts(files::Fact::size);
      line += facts ? ' ' + std::to_string((*facts)->size_bytes) : std::string(" gone");
    }
    visit.rendered.to(base::StreamId::standard_output) += line + '\n';
  }

  MemoryTree& tree_;
  std::shared_mutex& mutex_;
  const Way& way_;
  std::size_t checked_ = 0;  ///< bytes of the output
};

class TopRoot : public walk::RootSource {
 public:
  std::optional<files::Root> next(base::Rendered&) override {
    if (std::exchange(is_given_, true)) return std::nullopt;
    return files::Root{"top"};
  }

 private:
  bool is_given_ = false;
};

/// Has no memory left in a thread that is not the one it was made in.
class FailingReader : public RestlessReader {
 public:
  using RestlessReader::RestlessReader;
  base::Result<std::unique_ptr<files::OpenDirectory>, base::Errno> open_directory(
      const files::OpenDirectory* parent, const char* name, files::FollowLinks follow) override {
    if (std::this_thread::get_id() != maker_) throw std::bad_alloc();
    return RestlessReader::open_directory(parent, name, follow);
  }

 private:
  std::thread::id maker_ = std::this_thread::get_id();
};

std::string found_by_walk(MemoryTree& tree, RestlessReader& reader, const Way& way, unsigned threads,
                          std::size_t descriptors) {
  Stroller stroller(tree, reader.mutex(), way);
  TopRoot root;
  const walk::WalkSettings settings{
      .post_order = way.post_order,
      .breadth_first = way.breadth_first,
      .listing = {.order = way.sorted ? walk::NameOrder::by_name : walk::NameOrder::gnu},
      .waits = true,
      .squashes = way.habits.disturbs,
      .prunes = true,
      .tells_progress = true,
      .threads = threads,
      .patience = 1,
      .most_descriptors = descriptors,
  };
  walk::walk(root, reader, stroller, settings);
  CHECK(stroller.is_told_in_time);
  const bool is_ended_early = stroller.output.find("/q\n") != std::string::npos;
  if (!is_ended_early) CHECK(stroller.told == stroller.shown);
  return std::move(stroller.output);
}

std::string found_by_walk(MemoryTree& tree, const Way& way, unsigned threads, std::size_t descriptors) {
  RestlessReader reader(tree);
  return found_by_walk(tree, reader, way, threads, descriptors);
}

/// Where two outputs part, in words; empty where they are equal.
std::string difference(const std::string& expected, const std::string& found) {
  const auto [at, other] = std::mismatch(expected.begin(), expected.end(), found.begin(), found.end());
  if (at == expected.end() && other == found.end()) return {};
  const auto number = std::count(expected.begin(), at, '\n');
  const auto line_at = [](const std::string& text, std::string::const_iterator where) {
    const auto begin = std::find(std::make_reverse_iterator(where), text.rend(), '\n').base();
    return std::string(begin, std::find(where, text.end(), '\n'));
  };
  return "line " + std::to_string(number) + ": expected \"" + line_at(expected, at) + "\", found \"" +
         line_at(found, other) + '"';
}

/// A number that whoever runs the test by hand may set: FINDO_STRESS_SEED, FINDO_STRESS_ROUNDS.
std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* const text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

void check_rounds(std::uint64_t seed, std::size_t rounds, std::size_t files, bool with_effects) {
  seed = number_from("FINDO_STRESS_SEED", seed);
  rounds = number_from("FINDO_STRESS_ROUNDS", rounds);
  walk::hand_over_hook = dawdle;
  for (std::size_t round = 0; round < rounds; ++round) {
    Random random(seed, 1, round);
    Way way{random.chance(40), random.chance(20), random.chance(20), {random.chance(80), with_effects}};
    if (way.post_order) way.breadth_first = false;
    const auto threads = static_cast<unsigned>(1 + random.below(8));
    const std::size_t descriptors = random.chance(30) ? 3 + random.below(10) : 0;
    INFO("seed " << seed << ", round " << round << ", " << threads << " threads, " << descriptors
                 << " descriptors, post-order " << way.post_order << ", breadth first " << way.breadth_first
                 << ", sorted " << way.sorted << ", waits " << way.habits.waits);
    MemoryTree first;
    MemoryTree second;
    grow(first, Random(seed, 2, round), files);
    grow(second, Random(seed, 2, round), files);
    const std::string expected = plainly_found(first, way);
    REQUIRE(difference(expected, found_by_walk(second, way, threads, descriptors)) == "");
  }
  walk::hand_over_hook = nullptr;
}

}  // namespace

TEST_CASE("stress: whatever runs ahead, results come in the order of a plain find", "[stress][walk]") {
  check_rounds(1, 200, 300, false);
}

TEST_CASE("stress: what changes the tree sees and leaves what it would in a plain find", "[stress][walk]") {
  check_rounds(2, 300, 200, true);
}

TEST_CASE("stress: one directory of many names is shared out and stays in order", "[stress][walk]") {
  walk::hand_over_hook = dawdle;
  MemoryTree tree;
  tree.add_directory("top");
  for (int i = 0; i < 25'000; ++i) tree.add_file("top/a" + std::to_string(i * 7919 % 25'000), i);
  const Way way{.habits = {false, false}};
  // More than 10,000 names are sorted by inode, which here is the order of their making.
  const std::string expected = plainly_found(tree, way);
  for (unsigned threads : {1U, 2U, 8U})
    CHECK(difference(expected, found_by_walk(tree, way, threads, 0)) == "");
  walk::hand_over_hook = nullptr;
}

TEST_CASE("stress: what a helper's work throws comes out of the walk", "[stress][walk]") {
  walk::hand_over_hook = dawdle;
  int thrown = 0;
  for (std::uint64_t round = 0; round < 50; ++round) {
    Random random(3, 1, round);
    const Way way{random.chance(40), random.chance(20), random.chance(20), {true, random.chance(50)}};
    MemoryTree tree;
    grow(tree, Random(3, 2, round), 300);
    FailingReader reader(tree);
    try {
      (void)found_by_walk(tree, reader, way, 4, 0);
    } catch (const std::bad_alloc&) {
      ++thrown;
    }
  }
  CHECK(thrown > 0);
  walk::hand_over_hook = nullptr;
}

}  // namespace findo::tests
