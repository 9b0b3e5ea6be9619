#include "walk/listing.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "support/fixed_entry.hpp"

namespace findo::walk {
namespace {

class NoDirectory : public files::OpenDirectory {};

/// One directory whose files have these inode numbers, and names "0", "1", … in the order of the directory.
class NumberedReader : public tests::FixedReader {
 public:
  explicit NumberedReader(std::vector<std::uint64_t> inodes) : inodes_(std::move(inodes)) {
    for (std::size_t i = 0; i < inodes_.size(); ++i) names_.push_back(std::to_string(i));
  }

  base::Status<base::Errno> read_batch(files::OpenDirectory&, files::NameBatch& batch) override {
    constexpr std::size_t kBatchNames = 777;
    batch.names.clear();
    for (; batch.names.size() < kBatchNames && next_ < inodes_.size(); ++next_) {
      const std::string& name = names_[next_];
      batch.names.push_back(
          {name.c_str(), static_cast<std::uint32_t>(name.size()), files::FileType::regular, inodes_[next_]});
    }
    return {};
  }

 private:
  std::vector<std::uint64_t> inodes_;
  std::vector<std::string> names_;
  std::size_t next_ = 0;
};

/// The numbers of the files, in the order in which all listings of the directory give them.
std::vector<std::size_t> listed(const std::vector<std::uint64_t>& inodes) {
  NumberedReader reader(inodes);
  NoDirectory directory;
  Lister lister;
  std::unique_ptr<NameList> surplus;
  std::vector<std::size_t> order;
  for (bool at_end = false; !at_end;) {
    NameList kept;
    const Listing listing = lister.list(reader, directory, {}, kept, surplus);
    for (const files::Listed& name : listing.names) order.push_back(std::stoul(name.name));
    at_end = listing.at_end;
  }
  return order;
}

/// What GNU find 4.9 makes of it: 100,000 names at a time, those beyond 10,000 by inode number.
std::vector<std::size_t> sorted(const std::vector<std::uint64_t>& inodes) {
  constexpr std::size_t kMost = 100'000;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < inodes.size(); ++i) order.push_back(i);
  for (std::size_t begin = 0; begin < order.size(); begin += kMost) {
    const std::size_t end = std::min(begin + kMost, order.size());
    if (end - begin <= 10'000) continue;
    std::stable_sort(order.begin() + static_cast<std::ptrdiff_t>(begin),
                     order.begin() + static_cast<std::ptrdiff_t>(end),
                     [&](std::size_t a, std::size_t b) { return inodes[a] < inodes[b]; });
  }
  return order;
}

TEST_CASE("listing: long stretches are sorted by inode number, equals as they stand", "[walk][listing]") {
  std::mt19937_64 random(4711);
  struct Row {
    std::size_t count;
    std::uint64_t least, greatest;
  };
  constexpr Row kRows[] = {
      {10'000, 1, 1'000'000},
      {10'001, 1, 1'000'000},
      {10'001, 1, 3},  // hard links of few files
      {20'000, 7, 7},
      {30'000, 0, ~std::uint64_t{0}},
      {30'000, (std::uint64_t{1} << 40) - 9, std::uint64_t{1} << 40},
      {205'000, 5'000'000, 5'205'000},
      {112'000, ~std::uint64_t{0} - 70'000, ~std::uint64_t{0}},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.count, row.least, row.greatest);
    std::uniform_int_distribution<std::uint64_t> inode(row.least, row.greatest);
    std::vector<std::uint64_t> inodes(row.count);
    for (std::uint64_t& number : inodes) number = inode(random);
    CHECK((listed(inodes) == sorted(inodes)));
  }
}

}  // namespace
}  // namespace findo::walk
