// --dry-run: what would be done is shown, and nothing is done.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "act/action.hpp"
#include "output/streams.hpp"

namespace findo::act {

/// What would be done with a file; a command is run with it.
enum class PreviewKind : std::uint8_t { command, removal, trash, move, copy, link };

/// How often each would have been done.
using PreviewCounts = std::array<std::uint64_t, 6>;

/// "run 2 commands, delete 1 file"; "nothing" where that is all.
std::string describe(const PreviewCounts& counts);

/// Shows instead of a command what would be run, as one may paste it into a shell, and is true. `counts` and
/// `streams` must outlive the action.
std::unique_ptr<Action> make_command_preview(const CommandRequest& request, output::Streams& streams,
                                             PreviewCounts& counts);

/// Shows "delete FILE", "move FILE DIR" and so on, and is true. `action`, which would do it, is only asked
/// what it owns.
std::unique_ptr<Action> make_preview(PreviewKind kind, std::unique_ptr<Action> action, std::string directory,
                                     PreviewCounts& counts);

}  // namespace findo::act
