// Actions that only render: -print, -printx, -printf, -ls and their kin. They have no effect, so any worker
// performs them.
#pragma once

#include <memory>

#include "act/action.hpp"
#include "output/list_format.hpp"
#include "output/name_style.hpp"
#include "output/printf_template.hpp"

namespace findo::act {

/// The path and the terminator. Needs no facts but what its colours want; always true.
std::unique_ptr<Action> make_print_action(base::StreamId stream, char terminator,
                                          const output::NameStyle& style);

/// The path and a newline, with a backslash before each byte that xargs would take amiss: those at which it
/// separates words and those that quote. bfs adds what a shell would take amiss within double quotes.
std::unique_ptr<Action> make_printx_action(base::StreamId stream, output::NameEscaping escaping);

/// What the format says. Needs `format.needs`; false where these cannot be loaded, as GNU find 4.9 has it.
std::unique_ptr<Action> make_printf_action(base::StreamId stream, output::PrintfTemplate format,
                                           const output::NameStyle& style);

/// The line of -ls, with `now`'s idea of what is recent. Needs output::kListFacts; false where these cannot
/// be loaded. GNU find 4.9 escapes names in -ls on a terminal and off it, in the same way.
std::unique_ptr<Action> make_list_action(base::StreamId stream, const output::NameStyle& style,
                                         std::time_t now = std::time(nullptr));

}  // namespace findo::act
