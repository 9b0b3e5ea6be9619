// Which colour a file has. The table asks nobody: it says what it has to know of a file, and chooses.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "files/facts.hpp"
#include "output/colour_text.hpp"
#include "output/suffix_colours.hpp"

namespace findo::output {

/// What has to be known of a file of some type before its colour can be chosen; never more than the table
/// makes use of, so that a key that is off costs no system call.
struct ColourNeeds {
  files::FactSet facts;       ///< of the file; of a link, of what it leads to
  bool capabilities = false;  ///< whether it has capabilities, if asks_capabilities() still wants to know
  bool link_end = false;      ///< of a link: whether it leads anywhere
};

/// What is known of a file, as far as the needs go.
struct Sight {
  files::FileType type = files::FileType::unknown;
  mode_t permissions = 0;
  std::uint64_t links = 1;
  bool has_capabilities = false;
  bool leads_nowhere = false;
};

/// The table of colours. A colour is the bytes that switch it on; end() switches any of them off; a null
/// colour means that neither is written. What is returned lives as long as the table. Threads: any, at the
/// same time.
class Colours {
 public:
  explicit Colours(ColourSettings settings);

  /// What choosing a colour takes; for `unknown`, all that it takes for any type, and the type.
  ColourNeeds needs(files::FileType type) const;
  /// Whether the colour still depends on capabilities, which take a call of their own, once the needed facts
  /// are known.
  bool asks_capabilities(const Sight& sight) const;
  /// `ln=target`: a link has the colour of what it leads to.
  bool links_look_like_targets() const { return links_look_like_targets_; }

  /// The colour of a file by the first that applies. Regular files: su, sg, ca, ex, mh, the end of the name,
  /// fi. Directories: tw, ow, st, di. Links: or, ln. All: no.
  const std::string* colour_of(const Sight& sight, std::string_view name) const;
  /// The colour of the directories before the last component of a path: di.
  const std::string* directory_part_colour() const { return by_key(ColourKey::directory); }
  /// The colour of what is not there: mi, or.
  const std::string* missing_colour() const;
  const std::string& end() const { return end_; }

 private:
  const std::string* by_key(ColourKey key) const {
    const auto& known = colours_[static_cast<std::size_t>(key)];
    return known ? &*known : nullptr;
  }
  bool has(ColourKey key) const { return by_key(key) != nullptr; }

  ColourNeeds file_needs() const;
  ColourNeeds directory_needs() const;
  ColourNeeds link_needs() const;
  const std::string* colour_of_file(const Sight& sight, std::string_view name) const;
  const std::string* colour_of_directory(const Sight& sight) const;
  const std::string* colour_of_link(const Sight& sight) const;
  const std::string* own_colour_of(const Sight& sight, std::string_view name) const;

  std::array<std::optional<std::string>, kColourKeys> colours_;
  SuffixColours suffixes_;
  std::string end_;
  bool links_look_like_targets_ = false;
};

/// The table that the values of LS_COLORS and LSCOLORS ask for; null where a variable is unset. An empty one
/// counts as unset, LSCOLORS serves where LS_COLORS is unset, and the built-in codes where both are.
base::Result<Colours, ColourError> parse_colours(const char* ls_colors, const char* bsd_lscolors);

}  // namespace findo::output
