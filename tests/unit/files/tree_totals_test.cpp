// Totals of directories against du(1), in random trees with hard links, asked for in every order.
#include "files/tree_totals.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "files/readers.hpp"
#include "support/process.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"

using namespace findo;
using findo::support::Random;

namespace {

/// A tree of some directories and files, a third of them further names of others. The directories, top first.
std::vector<std::string> make_tree(const std::string& top, Random& random) {
  std::vector<std::string> directories{top};
  std::vector<std::string> files;
  std::filesystem::create_directories(top);
  for (std::size_t i = random.below(40) + 2; i > 0; --i) {
    const std::string path = random.pick(directories) + "/" + std::to_string(i);
    if (random.chance(35)) {
      std::filesystem::create_directory(path);
      directories.push_back(path);
    } else if (!files.empty() && random.chance(40)) {
      std::filesystem::create_hard_link(random.pick(files), path);
    } else if (random.chance(10)) {
      std::filesystem::create_symlink("..", path);
    } else {
      support::write_file(path, std::string(random.below(3000), 'x'));
      files.push_back(path);
    }
  }
  return directories;
}

/// As du has it, each directory asked for by itself. Nothing where du counts no directories (since 9.2).
std::uint64_t du(const std::string& directory) {
  support::Command command;
  command.program = "/usr/bin/du";
  command.arguments = {"du", "-s", "-b", directory};
  command.environment = {"LC_ALL=C"};
  command.directory = "/";
  return std::stoull(support::run(command).output);
}

bool du_counts_directories(const std::string& empty) {
  return std::filesystem::exists("/usr/bin/du") && du(empty) > 0;
}

std::uint64_t total(files::TreeTotals& totals, files::Reader& reader, const std::string& root,
                    const std::string& directory) {  // 0 where something fails
  const files::Root start{root};
  const std::string below = directory.size() > root.size() ? directory.substr(root.size() + 1) : "";
  const std::string name = below.empty() ? root : directory;
  const int depth = below.empty() ? 0 : 1;
  const files::Place place{&reader, nullptr, &start, depth, files::LinkPolicy::never, true};
  files::PathBuffer path;
  files::Entry entry(place, path);
  entry.move_to({name.c_str(), static_cast<std::uint32_t>(name.size()), files::FileType::unknown, 0});
  bool failed = false;  // Catch may not be asked from several threads
  const auto found = totals.of(entry, [&](std::string_view, base::Errno) { failed = true; });
  return found && !failed ? found->bytes : 0;
}

}  // namespace

TEST_CASE("tree totals: as du counts, in whatever order directories are asked for", "[files][tree]") {
  const support::TemporaryDirectory scratch("totals");
  std::filesystem::create_directory(scratch.path() + "/empty");
  if (!du_counts_directories(scratch.path() + "/empty")) return;
  for (std::uint64_t number = 0; number < 40; ++number) {
    Random random(1, 21, number);
    const std::string top = scratch.path() + '/' + std::to_string(number);
    std::vector<std::string> directories = make_tree(top, random);
    const auto reader = files::make_reader(number % 2 == 0 ? files::ReaderKind::automatic
                                                           : files::ReaderKind::std_filesystem);
    std::map<std::string, std::uint64_t> expected;
    for (const std::string& directory : directories) expected[directory] = du(directory);
    for (const bool bottom_up : {false, true}) {
      files::TreeTotals totals;
      totals.begin(bottom_up, false);
      if (bottom_up) std::reverse(directories.begin(), directories.end());
      for (const std::string& directory : directories) {
        INFO(directory << " of tree " << number);
        CHECK(total(totals, *reader, top, directory) == expected[directory]);
      }
    }
  }
}

TEST_CASE("tree totals: several threads ask at once, and all get the same", "[files][tree][threads]") {
  const support::TemporaryDirectory scratch("totals");
  Random random(1, 22, 0);
  const std::string top = scratch.path() + "/top";
  const std::vector<std::string> directories = make_tree(top, random);
  const auto reader = files::make_reader(files::ReaderKind::automatic);
  files::TreeTotals alone;
  std::vector<std::uint64_t> expected;
  for (const std::string& directory : directories) expected.push_back(total(alone, *reader, top, directory));
  for (int round = 0; round < 20; ++round) {
    files::TreeTotals totals;
    std::vector<std::uint64_t> found(directories.size());
    std::vector<std::thread> threads;
    for (std::size_t first = 0; first < 4; ++first) {
      threads.emplace_back([&, first] {
        for (std::size_t i = first; i < directories.size(); i += 4)
          found[i] = total(totals, *reader, top, directories[i]);
      });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(found == expected);
  }
}
