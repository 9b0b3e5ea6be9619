// A head such as `a/**/b` is an automaton over directory names: `**` may stay where it is with each name, any
// other component moves on by one where its name matches. All the places where it can be are kept, in rising
// order for each way; as a place leads to itself or to the next two at most, what is arrived at rises too,
// and comparing with the last one is enough to keep each place once.

#include "files/ignore_positions.hpp"

namespace findo::files {

void IgnorePositions::add_file(const IgnoreFile& file) {
  for (const IgnoreFile::PlacedWay& way : file.placed_ways()) arrive({&file, &way, 0});
}

void IgnorePositions::add_descended(const IgnorePositions& above, std::string_view name) {
  for (const Position& position : above.positions_) advance(position, name);
}

void IgnorePositions::add_descended_general(const IgnorePositions& above, std::string_view name) {
  for (const Position& position : above.positions_) {
    if (position.file->kind() == IgnoreFileKind::general) advance(position, name);
  }
}

std::vector<LiveIgnoreRule> IgnorePositions::live_rules() const {
  std::vector<LiveIgnoreRule> live;
  for (const Position& position : positions_) {
    if (position.component == position.way->way->head.size()) live.push_back({position.file, position.way});
  }
  return live;
}

/// Adds a place, and the one behind it where it needs no directory.
void IgnorePositions::arrive(Position position) {
  const auto& head = position.way->way->head;
  for (;; ++position.component) {
    const bool is_new = positions_.empty() || positions_.back().way != position.way ||
                        positions_.back().component < position.component;
    if (is_new) positions_.push_back(position);
    if (position.component == head.size() || !head[position.component].spans_directories) return;
  }
}

void IgnorePositions::advance(const Position& position, std::string_view name) {
  const auto& head = position.way->way->head;
  if (position.component == head.size()) return;
  const IgnorePattern::Component& component = head[position.component];
  if (component.spans_directories) {
    arrive(position);
  } else if (component.name.matches(name)) {
    arrive({position.file, position.way, position.component + 1});
  }
}

}  // namespace findo::files
