// Undoing a run by its record: what was put somewhere is put back, the last first.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include "act/journal.hpp"
#include "act/record.hpp"

namespace findo::act {

/// What has come of it. What could not be undone has been told.
struct UndoOutcome {
  std::size_t undone = 0;
  std::size_t left = 0;  ///< could not be
};

/// Tells why something could not be undone. The path is empty where the sentence is about many.
using TellTrouble = std::function<void(const std::string& path, const std::string& sentence)>;

/// Undoes the deeds of the record save those whose numbers are in `undone_before`: those that it tells to be
/// done, and where it has no end, those that were announced and turn out to be done. Each file is put back
/// only if it is the one that was moved and nothing stands in its way. Directories get back the time of their
/// last modification where nobody else has changed them. Deleted files stay deleted, and what commands did
/// stays done. `journal` records it, so that it can be undone.
UndoOutcome undo(const Record& record, const std::set<std::uint64_t>& undone_before, Journal& journal,
                 const TellTrouble& tell);

}  // namespace findo::act
