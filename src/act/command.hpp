// -exec, -execdir, -ok, -okdir, once for each entry or in batches.
#pragma once

#include "act/action.hpp"
#include "act/journal.hpp"
#include "output/streams.hpp"

namespace findo::act {

/// Makes the action. `streams` are settled before each command starts, and told of what fails.
/// Errors: a batch whose {} does not stand alone at the end; {} in the name of a command that runs elsewhere;
/// a PATH that would let a directory's owner choose the command.
/// `journal`: where the commands are recorded; null: nowhere.
ActionResult make_command_action(const CommandRequest& request, output::Streams& streams,
                                 Journal* journal = nullptr);

}  // namespace findo::act
