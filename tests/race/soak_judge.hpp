// Says what is wrong with the outcome of a search of a tree that changed meanwhile. POSIX readdir leaves open
// whether an entry that comes or goes while its directory is read is given; one that stands still has to be
// given once.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "race/soak_search.hpp"
#include "race/standing_tree.hpp"
#include "support/process.hpp"

namespace findo::race_tests {

struct SoakTotals {
  std::uint64_t searches = 0;
  std::uint64_t shown = 0;     ///< entries of whatever kind
  std::uint64_t standing = 0;  ///< of them those that had to be there
  std::uint64_t missed = 0;
  std::uint64_t doubled = 0;
  std::map<std::string, std::uint64_t> complaints;  ///< by what they say
};

class SoakJudge {
 public:
  SoakJudge(const StandingTree& tree, std::string program_name);

  /// What is wrong; empty where nothing is.
  std::string judge(const SoakSearch& search, const support::Outcome& outcome, SoakTotals& totals);

 private:
  struct Expected {
    unsigned times = 0;
    unsigned seen = 0;
    const Way* way = nullptr;
  };
  using Census = std::unordered_map<std::string_view, Expected>;

  /// An entry as it was shown.
  struct Shown {
    std::string_view path;  ///< or its name
    std::string status;     ///< `type:permissions:size:inode`; empty where it was not shown
  };

  std::string judge_status(const support::Outcome& outcome) const;
  std::string judge_complaints(const SoakSearch& search, const std::string& errors, SoakTotals& totals) const;
  std::string judge_entries(const SoakSearch& search, const std::vector<Shown>& entries, SoakTotals& totals);
  std::string try_shown(const SoakSearch& search, std::string_view record, Shown& shown);
  std::string judge_entry(const SoakSearch& search, const Shown& shown, Census& census) const;
  static std::string judge_census(const Census& census, bool may_be_more, SoakTotals& totals);

  const StandingTree& tree_;
  std::string program_name_;
  Census by_path_[2];  ///< without and with links followed
  Census by_name_[2];
  std::vector<std::string> decoded_;  ///< paths of objects, which records refer to
};

}  // namespace findo::race_tests
