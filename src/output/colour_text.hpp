// What LS_COLORS and LSCOLORS say, taken apart: a code for each kind of file and for ends of names. What it
// means for one file is decided in output/colours.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace findo::output {

/// What LS_COLORS gives a code to, in the order of kColourKeyNames.
enum class ColourKey : std::uint8_t {
  normal,
  file,
  directory,
  link,
  orphan,
  missing,
  fifo,
  socket,
  door,
  block_device,
  character_device,
  setuid,
  setgid,
  capability,
  sticky,
  other_writable,
  sticky_other_writable,
  executable,
  several_names,
  left,   ///< from here on no kind of file: what stands before a code,
  right,  ///< behind it,
  end,    ///< behind the coloured text;
  reset   ///< or the code of that, where there is no `end`
};

/// The keys by the names that LS_COLORS has for them.
inline constexpr std::string_view kColourKeyNames[] = {"no", "fi", "di", "ln", "or", "mi", "pi", "so",
                                                       "do", "bd", "cd", "su", "sg", "ca", "st", "ow",
                                                       "tw", "ex", "mh", "lc", "rc", "ec", "rs"};
inline constexpr std::size_t kColourKeys = std::size(kColourKeyNames);

/// A code for each key that has one, and for each suffix. Escapes are resolved: codes and suffixes are bytes.
struct ColourSettings {
  struct Suffix {
    std::string suffix;  ///< what stood behind the "*"
    std::string code;
  };

  std::array<std::optional<std::string>, kColourKeys> codes;
  std::vector<Suffix> suffixes;  ///< in the order in which they were written

  std::optional<std::string>& operator[](ColourKey key) { return codes[static_cast<std::size_t>(key)]; }
  const std::optional<std::string>& operator[](ColourKey key) const {
    return codes[static_cast<std::size_t>(key)];
  }
};

/// Why a text cannot be used: a sentence, and the bytes of the variable's value that it is about.
struct ColourError {
  std::string_view variable;  ///< LS_COLORS or LSCOLORS
  std::string message;
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// The codes that are built in, without suffixes: those of GNU ls 9.1 and bfs 2.6, which agree.
ColourSettings make_default_colour_settings();

/// Reads a value of LS_COLORS, which changes the built-in codes. The later of two rules for one key wins. A
/// code that is empty or nothing but zeros takes the colour from a kind of file. Two letters that are no key
/// known here are somebody else's, and skipped. GNU ls 9.1 decides what is malformed, save that it knows
/// fewer keys.
base::Result<ColourSettings, ColourError> parse_ls_colors(std::string_view text);

/// Reads a value of LSCOLORS as FreeBSD's ls does: two letters, for fore- and background, for each of eleven
/// kinds of files; those that a short value leaves out are the system's own choice, and what is behind the
/// eleventh is not looked at. Kinds that LSCOLORS does not know keep the built-in codes.
base::Result<ColourSettings, ColourError> parse_bsd_lscolors(std::string_view text);

}  // namespace findo::output
