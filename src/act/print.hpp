// Actions that only render: -print, -printf, -ls and their kin.
#pragma once

#include <memory>

#include "act/action.hpp"
#include "output/name_escaping.hpp"
#include "output/printf_template.hpp"

namespace findo::act {

std::unique_ptr<Action> make_print_action(base::StreamId stream, char terminator, output::NameEscaping escaping);
std::unique_ptr<Action> make_printf_action(base::StreamId stream, output::PrintfTemplate format,
                                           output::NameEscaping escaping);
std::unique_ptr<Action> make_list_action(base::StreamId stream, output::NameEscaping escaping);

}  // namespace findo::act
