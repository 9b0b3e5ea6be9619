// A tree of the suffixes, read backwards: with *.gz and *.tgz the root has the child "z", that the child "g",
// and that the children "." and "t". From the end of a name one goes down for as long as there is a child for
// the byte; each node on the way may be the beginning of suffixes, and of all rules met the last one is the
// answer. Names that end in no suffix leave the tree after a byte or two.

#include "output/suffix_colours.hpp"

#include <algorithm>

namespace findo::output {
namespace {

constexpr std::uint32_t kRoot = 0;
constexpr std::int64_t kNoRule = -1;

char small_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

SuffixColours::SuffixColours(std::vector<SuffixRule> rules) : rules_(std::move(rules)), nodes_(1) {
  for (std::uint32_t rule = 0; rule < rules_.size(); ++rule) add(rule);
  for (Node& node : nodes_) settle(node);
}

std::uint32_t SuffixColours::try_child(std::uint32_t node, char byte) const {
  std::uint32_t child = nodes_[node].first_child;
  while (child != kRoot && nodes_[child].byte != byte) child = nodes_[child].next_sibling;
  return child;
}

std::uint32_t SuffixColours::make_child(std::uint32_t node, char byte) {
  const auto child = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back({.byte = byte, .next_sibling = nodes_[node].first_child});
  nodes_[node].first_child = child;
  return child;
}

void SuffixColours::add(std::uint32_t rule) {
  const std::string& suffix = rules_[rule].suffix;
  std::uint32_t node = kRoot;
  for (std::size_t i = suffix.size(); i > 0; --i) {
    const char byte = small_letter(suffix[i - 1]);
    const std::uint32_t child = try_child(node, byte);
    node = child == kRoot ? make_child(node, byte) : child;
  }
  nodes_[node].rules.push_back(rule);
}

/// Leaves the last rule for each spelling, the last of all first.
void SuffixColours::settle(Node& node) const {
  std::vector<std::uint32_t> last;
  for (std::size_t i = node.rules.size(); i > 0; --i) {
    const std::uint32_t rule = node.rules[i - 1];
    const auto is_respelled = [&](std::uint32_t later) {
      return rules_[later].suffix == rules_[rule].suffix;
    };
    if (std::none_of(last.begin(), last.end(), is_respelled)) last.push_back(rule);
  }
  node.is_exact = std::any_of(last.begin(), last.end(), [&](std::uint32_t rule) {
    return rules_[rule].colour != rules_[last[0]].colour;
  });
  node.rules = std::move(last);
}

std::int64_t SuffixColours::last_rule(const Node& node, std::string_view name) const {
  const auto matching = std::find_if(node.rules.begin(), node.rules.end(), [&](std::uint32_t rule) {
    return !node.is_exact || name.ends_with(rules_[rule].suffix);
  });
  return matching == node.rules.end() ? kNoRule : *matching;
}

const std::string* SuffixColours::try_colour(std::string_view name) const {
  if (rules_.empty()) return nullptr;
  std::int64_t best = last_rule(nodes_[kRoot], name);
  std::uint32_t node = kRoot;
  for (std::size_t i = name.size(); i > 0; --i) {
    node = try_child(node, small_letter(name[i - 1]));
    if (node == kRoot) break;
    best = std::max(best, last_rule(nodes_[node], name));
  }
  return best == kNoRule ? nullptr : &rules_[static_cast<std::size_t>(best)].colour;
}

}  // namespace findo::output
