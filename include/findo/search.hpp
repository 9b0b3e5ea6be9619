// Searching: a query goes in, entries come out in find's order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "findo/entry.hpp"
#include "findo/export.hpp"
#include "findo/query.hpp"
#include "findo/result.hpp"

namespace findo {

/// What the function that was given an entry wants.
enum class Next : std::uint8_t {
  more,
  stop,  ///< no further entry; commands that wait for more files still run
};

using OnEntry = std::function<Next(const Entry&)>;
using OnError = std::function<void(const Error&)>;

/// How a search has gone.
struct Summary {
  std::size_t entries = 0;              ///< given to the function
  std::size_t errors = 0;               ///< files that failed; each was told of
  bool was_stopped = false;             ///< by the function
  std::optional<int> exit_status = {};  ///< what an -exit in the expression has asked for
};

/// Searches. `on_entry` gets what the program would print: each entry that comes to a -print, -print0 or
/// -printx, or, where the expression has no action, each for which it is true; one at a time, in the order of
/// a single-threaded find, however many threads look ahead. Other actions of the expression are done as the
/// program does them, in their turn: -delete deletes, -exec runs, -printf writes to standard output.
/// `on_error` gets what fails on the way, in its turn; without it, errors are only counted. A file that fails
/// never hides its siblings.
/// Errors: an operand that is malformed or names nothing, with position and remedy; then nothing was done.
/// What a function throws comes out of this one once all threads have ended; what `on_entry` throws ends the
/// search.
/// Threads: both functions are called on the caller's thread. One search at a time in a process, and no other
/// thread may change the environment, the working directory or the locale meanwhile; a function must not
/// start another search. The locale is the process's own: names are matched by it, so call setlocale(3)
/// first.
FINDO_API Result<Summary> search(const Query& query, const OnEntry& on_entry, const OnError& on_error = {});

}  // namespace findo
