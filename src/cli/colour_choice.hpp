// Whether the output has colours and links, and which: the one place that asks the environment for them.
#pragma once

#include <optional>

#include "base/result.hpp"
#include "cli/options.hpp"
#include "language/command_line.hpp"
#include "language/diagnostic.hpp"
#include "output/colours.hpp"
#include "output/hyperlinks.hpp"

namespace findo::cli {

/// The colours of standard output, or none. The last of -color, -nocolor and --color decides; where there is
/// none of them, and under --color=auto, a terminal has colours unless NO_COLOR is set and not empty, or this
/// is called `find`. LS_COLORS says which, LSCOLORS where that is unset.
/// Errors: one of these is malformed and colours were asked for in so many words; else there are none then.
base::Result<std::optional<output::Colours>, language::Diagnostic> choose_colours(
    const language::CommandLine& line, const Options& options);

/// Where names lead that are links, or nothing where none is one: under --hyperlink=always, and under
/// --hyperlink=auto on a terminal unless this is called `find`.
std::optional<output::Hyperlinks> choose_hyperlinks(const Options& options);

}  // namespace findo::cli
