// The colour of a name by its end, as the "*suffix" rules of LS_COLORS give it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace findo::output {

/// One rule: names that end in `suffix` have this colour.
struct SuffixRule {
  std::string suffix;
  std::string colour;
};

/// All rules. Of several that hold for a name the last one wins, however long the suffixes are. A suffix
/// matches whatever the case of its ASCII letters, unless it was given in two spellings with different
/// colours: then each spelling matches itself only (GNU ls after 9.1). A lookup takes as long as it takes to
/// read the end of the name, however many rules there are. Threads: any, at the same time.
class SuffixColours {
 public:
  SuffixColours() = default;
  explicit SuffixColours(std::vector<SuffixRule> rules);

  /// The colour for a name; null where no rule holds. It lives as long as this object.
  const std::string* try_colour(std::string_view name) const;

 private:
  /// A byte on the way from a name's end towards its beginning, small letters for capitals.
  struct Node {
    char byte = 0;
    std::uint32_t first_child = 0;       ///< 0, the root, stands for none
    std::uint32_t next_sibling = 0;      ///< likewise
    std::vector<std::uint32_t> rules{};  ///< whose suffix ends here, the last one first
    bool is_exact = false;               ///< the spellings differ in colour
  };

  std::uint32_t try_child(std::uint32_t node, char byte) const;
  std::uint32_t make_child(std::uint32_t node, char byte);
  void add(std::uint32_t rule);
  void settle(Node& node) const;
  std::int64_t last_rule(const Node& node, std::string_view name) const;

  std::vector<SuffixRule> rules_;
  std::vector<Node> nodes_;
};

}  // namespace findo::output
