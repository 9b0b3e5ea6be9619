// What the library is for, in one page: how much each kind of file takes below some roots, the largest files
// first. usage: example WORDS…   words of findo's language: src -name '*.c' -size +8k

#include <algorithm>
#include <findo/findo.hpp>
#include <iostream>
#include <string>
#include <vector>

namespace {

struct Found {
  std::string path;
  std::uint64_t size_bytes;
};

}  // namespace

int main(int argc, char** argv) {
  const auto query = findo::Query::parse({argv + 1, argv + argc});
  if (!query) {
    std::cerr << query.error().shown;
    return 1;
  }

  std::vector<Found> found;
  const auto take = [&](const findo::Entry& entry) {
    // What is kept is copied: the entry is gone when this function returns.
    if (const auto size = entry.size_bytes()) found.push_back({std::string(entry.path()), *size});
    return findo::Next::more;
  };
  const auto complain = [](const findo::Error& error) { std::cerr << "example: " << error.message << '\n'; };
  const auto summary = findo::search(*query, take, complain);
  if (!summary) {
    std::cerr << summary.error().shown;
    return 1;
  }

  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.size_bytes > b.size_bytes; });
  for (const Found& file : found) std::cout << file.size_bytes << ' ' << file.path << '\n';
  std::cout << summary->entries << " files, " << summary->errors << " errors\n";
  return summary->errors > 0 ? 1 : 0;
}
