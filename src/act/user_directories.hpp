// Where a user's files of one kind are (XDG Base Directory Specification).
#pragma once

#include <optional>
#include <string>

#include "act/trouble.hpp"
#include "base/descriptor.hpp"
#include "base/result.hpp"

namespace findo::act {

/// $XDG_DATA_HOME, or ~/.local/share. Nothing where there is no home. Values that are not absolute count as
/// not set, as the specification has it.
std::optional<std::string> data_home();
/// $XDG_CONFIG_HOME, or ~/.config.
std::optional<std::string> config_home();
/// $XDG_STATE_HOME, or ~/.local/state.
std::optional<std::string> state_home();

/// Opens the directory for naming files in it; what is missing of its path is made, for the owner alone.
base::Result<base::Descriptor, Trouble> open_or_make(const std::string& path);

}  // namespace findo::act
