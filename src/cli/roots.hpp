// Where the roots come from: the command line, a list of NUL-ended names, or nowhere, which means ".".
#pragma once

#include <functional>
#include <memory>

#include "base/result.hpp"
#include "language/command_line.hpp"
#include "plan/guards.hpp"
#include "plan/settings.hpp"
#include "walk/walk.hpp"

namespace findo::cli {

/// Makes the source. `check`, if any, is asked about each root of a list; one that must stay is reported and
/// left out. `before_waiting` is called whenever it is going to wait for who writes the list. Errors:
/// roots on the command line beside -files0-from; a list on standard input while -ok reads answers from
/// there.
base::Result<std::unique_ptr<walk::RootSource>, language::Diagnostic> bind_roots(
    const language::CommandLine& line, const plan::Settings& settings, plan::RootCheck check,
    std::function<void()> before_waiting);

}  // namespace findo::cli
