// How names are shown on one stream.
#pragma once

#include "output/colours.hpp"
#include "output/hyperlinks.hpp"
#include "output/name_escaping.hpp"

namespace findo::output {

struct NameStyle {
  NameEscaping escaping = NameEscaping::raw;  ///< of what is not coloured
  const Colours* colours = nullptr;           ///< null: nothing is coloured
  const Hyperlinks* links = nullptr;          ///< null: nothing is a link

  /// What a coloured name wants loaded, whatever its type.
  files::FactSet facts() const {
    return colours ? colours->needs(files::FileType::unknown).facts : files::FactSet();
  }
  /// Whether a link is looked behind.
  bool follows_links() const { return colours && colours->needs(files::FileType::symbolic_link).link_end; }
};

}  // namespace findo::output
