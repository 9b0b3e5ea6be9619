// GNU find 4.9 goes through a directory in the order that readdir(3) gives, with one exception that comes
// from the fts library below it: names are read at most kMostAtOnce at a time, and where that gives more than
// kSortedBeyond, they are sorted by inode number, since on most file systems the inodes then come in the
// order of the disk. Whoever wants GNU's order has to do the same.

#include "walk/listing.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <numeric>
#include <vector>

#include "files/mounts.hpp"

namespace findo::walk {
namespace {

constexpr std::size_t kSortedBeyond = 10'000;
constexpr std::size_t kMostAtOnce = 100'000;

/// Whether the sorting by inode is left out, as it is where inode numbers say nothing of the place.
bool keeps_any_order(files::Reader& reader, const files::OpenDirectory& directory) {
  constexpr std::array<std::string_view, 6> kTypes = {"tmpfs", "devtmpfs", "nfs", "nfs4", "cifs", "smb3"};
  const auto identity = reader.load_identity(directory);
  if (!identity) return false;
  const std::string_view type = files::file_system_type(identity->device);
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

void sort_by_name(std::span<files::Listed> names) {
  std::sort(names.begin(), names.end(),
            [](const files::Listed& a, const files::Listed& b) { return std::strcmp(a.name, b.name) < 0; });
}

/// Puts in each place what is in the place that `order` has for it.
void rearrange(std::span<files::Listed> names, std::vector<std::uint32_t>& order) {
  for (std::uint32_t first = 0; first < order.size(); ++first) {
    const files::Listed held = names[first];
    std::uint32_t to = first;
    for (std::uint32_t from = order[to]; from != first; from = order[to]) {
      names[to] = names[from];
      order[to] = to;
      to = from;
    }
    names[to] = held;
    order[to] = to;
  }
}

/// Leaves equals as they stand. Goes by digits, the lowest first: the numbers of one directory mostly lie so
/// close together that two digits tell them apart.
void sort_by_inode(std::span<files::Listed> names) {
  constexpr unsigned kDigitBits = 11;
  constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
  const auto [least, greatest] =
      std::minmax_element(names.begin(), names.end(),
                          [](const files::Listed& a, const files::Listed& b) { return a.inode < b.inode; });
  const std::uint64_t base = least->inode;
  const std::uint64_t range = greatest->inode - base;
  std::vector<std::uint32_t> order(names.size());
  std::iota(order.begin(), order.end(), 0U);
  std::vector<std::uint32_t> room(names.size());
  for (unsigned shift = 0; shift < 64 && range >> shift != 0; shift += kDigitBits) {
    const auto digit = [&](std::uint32_t name) {
      return (names[name].inode - base) >> shift & (kDigits - 1);
    };
    std::array<std::uint32_t, kDigits> places{};
    for (const std::uint32_t name : order) ++places[digit(name)];
    std::exclusive_scan(places.begin(), places.end(), places.begin(), 0U);
    for (const std::uint32_t name : order) room[places[digit(name)]++] = name;
    order.swap(room);
  }
  rearrange(names, order);
}

void sort_long_stretches(files::Reader& reader, const files::OpenDirectory& directory,
                         std::span<files::Listed> names) {
  if (names.size() <= kSortedBeyond || keeps_any_order(reader, directory)) return;
  for (; names.size() > kSortedBeyond; names = names.subspan(std::min(kMostAtOnce, names.size()))) {
    sort_by_inode(names.first(std::min(kMostAtOnce, names.size())));
  }
}

void sort(files::Reader& reader, const files::OpenDirectory& directory, NameOrder order,
          std::span<files::Listed> names) {
  if (order == NameOrder::by_name) {
    sort_by_name(names);
  } else {
    sort_long_stretches(reader, directory, names);
  }
}

}  // namespace

/// Reads once, unless the batch that was read before is the last one. False: there is nothing more, or an
/// error.
bool Lister::read(files::Reader& reader, files::OpenDirectory& directory, files::NameBatch& batch,
                  Listing& listing) {
  if (listing.at_end) return false;
  const auto status = reader.read_batch(directory, batch);
  const bool has_names = status && !batch.names.empty();
  listing.at_end = !has_names || batch.at_end;
  if (has_names) return true;
  if (!status) listing.error = status.error();
  return false;
}

Listing Lister::list(files::Reader& reader, files::OpenDirectory& directory, const ListingRules& rules,
                     NameList& kept, std::unique_ptr<NameList>& surplus) {
  Listing listing;
  if (!surplus) {
    if (!read(reader, directory, first_, listing)) return listing;
    if (!read(reader, directory, next_, listing)) {
      sort(reader, directory, rules.order, first_.names);
      listing.names = first_.names;
      return listing;
    }
    kept.copy(first_.names);
    kept.copy(next_.names);
  } else {
    kept = std::move(*surplus);
    surplus.reset();
  }
  const bool whole = rules.whole || rules.order == NameOrder::by_name;
  const std::size_t most = whole ? std::numeric_limits<std::size_t>::max() : kMostAtOnce;
  while (kept.size() < most && read(reader, directory, next_, listing)) {
    if (kept.size() > kSortedBeyond && !whole) kept.reserve(kMostAtOnce + next_.names.size());
    kept.copy(next_.names);
  }
  if (kept.size() > most) {
    surplus = std::make_unique<NameList>();
    surplus->copy(kept.all().subspan(most));
    kept.shrink_to(most);
    listing.at_end = false;
  }
  sort(reader, directory, rules.order, kept.all());
  listing.names = kept.all();
  listing.is_kept = true;
  return listing;
}

}  // namespace findo::walk
