// -exec, -execdir, -each, -ok, -okdir, once for each entry or in batches.
#pragma once

#include "act/action.hpp"
#include "act/halting.hpp"
#include "act/job_pool.hpp"
#include "act/journal.hpp"
#include "output/streams.hpp"

namespace findo::act {

/// What commands of one search share.
struct CommandSetting {
  output::Streams& streams;    ///< settled before each command starts, and told of what fails
  Journal* journal = nullptr;  ///< where the commands are recorded; null: nowhere
  JobPool* jobs = nullptr;     ///< where those run that run once for each entry; null: one by one, before us
  Halt halt = Halt::never;
};

/// Makes the action. Errors: a batch whose {} does not stand alone at the end; {} in the name of a command
/// that runs elsewhere; a PATH that would let a directory's owner choose the command.
ActionResult bind_command_action(const CommandRequest& request, const CommandSetting& setting);

}  // namespace findo::act
