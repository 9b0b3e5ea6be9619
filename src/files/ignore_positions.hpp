// How far the patterns of ignore rules have matched on the way down to a directory.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "files/ignore_file.hpp"

namespace findo::files {

/// A rule whose pattern has matched the directories down to this one: its tail decides over their entries.
struct LiveIgnoreRule {
  const IgnoreFile* file;
  const IgnoreFile::PlacedWay* way;
};

/// The rules of several files, those with slashes in their patterns, as seen from one directory: each that
/// may still match here or below, with the components that it has behind it. A rule that the path to here has
/// ruled out is gone, so in most directories there is little or nothing left. The files must outlive this.
class IgnorePositions {
 public:
  /// Adds the rules of a file that is for this very directory. Files are added the winning one first.
  void add_file(const IgnoreFile& file);
  /// Adds what is left of the positions one directory above when one enters the directory `name`.
  void add_descended(const IgnorePositions& above, std::string_view name);
  /// As add_descended, but leaves git's own files behind.
  void add_descended_general(const IgnorePositions& above, std::string_view name);

  bool empty() const { return positions_.empty(); }
  std::size_t size_bytes() const { return positions_.size() * sizeof(Position); }
  /// In the order of the files, and within a file the last rule first.
  std::vector<LiveIgnoreRule> live_rules() const;

  friend bool operator==(const IgnorePositions&, const IgnorePositions&) = default;

 private:
  struct Position {
    const IgnoreFile* file;
    const IgnoreFile::PlacedWay* way;
    std::size_t component;  ///< of the way's head, the next to match; behind the last one the rule is live

    friend bool operator==(const Position&, const Position&) = default;
  };

  void arrive(Position position);
  void advance(const Position& position, std::string_view name);

  std::vector<Position> positions_;
};

}  // namespace findo::files
