// --summary: how many entries and bytes there are of each kind, with bars.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/visit.hpp"
#include "output/formatter.hpp"

namespace findo::output {

/// What entries are counted by.
enum class Grouping : std::uint8_t { ext, type, owner, age, dir, size };

/// The grouping of a name, if it is one.
std::optional<Grouping> try_grouping(std::string_view name);

/// What has to be known of an entry to count it.
files::FactSet facts_of(Grouping grouping);

/// Appends what Summary counts the entry by. Bytes are those of regular files. `now` is what ages count from.
/// False: nothing is known of the entry, which is reported. `out` must not be part of visit.rendered.
/// Threads: any, for different entries.
bool render_share(Grouping grouping, base::Timestamp now, files::Visit& visit, std::string& out);

/// Adds up what render_share() has rendered; shows nothing by itself.
class Summary : public Formatter {
 public:
  explicit Summary(Grouping grouping) : grouping_(grouping) {}

  bool take(std::string& out, std::string_view shares) override;
  void release(std::string& out) override { (void)out; }

  /// The lines: a header, the groups, the total. Classes of age and size stand in their order, others by
  /// bytes, then by entries, the most first. The bar of the largest group ends at `columns`. Of more than
  /// `most_groups` groups the last are one line.
  std::string render(std::size_t columns, std::size_t most_groups) const;

 private:
  /// A group by the rank of its class, which is the same for all where names are sorted by what they hold,
  /// and by its label.
  using Key = std::pair<std::uint32_t, std::string>;
  using KeyView = std::pair<std::uint32_t, std::string_view>;
  /// Finds groups without a string of one's own.
  struct KeyLess {
    using is_transparent = void;
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
      return a.first != b.first ? a.first < b.first : std::string_view(a.second) < std::string_view(b.second);
    }
  };
  struct Total {
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;
  };
  struct Line {
    std::string label;
    Total total;
  };

  std::vector<Line> lines(std::size_t most_groups) const;
  Total sum() const;

  Total& total_of(KeyView key);

  Grouping grouping_;
  std::map<Key, Total, KeyLess> groups_;
};

}  // namespace findo::output
