// Searching: a query goes in, entries come out in find's order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

#include "findo/entry.hpp"
#include "findo/export.hpp"
#include "findo/query.hpp"
#include "findo/result.hpp"

namespace findo {

/// What a function wants that was given an entry or an error.
enum class Next : std::uint8_t {
  more,
  stop,  ///< no further entry; commands that wait for more files still run
};

using OnEntry = std::function<Next(const Entry&)>;

/// A function that takes an Error, and gives back a Next or nothing, which means Next::more; or none.
class OnError {
 public:
  OnError() = default;
  OnError(std::nullptr_t) {}
  /// Its constraint keeps it from taking the place of the constructors that copy and move.
  template <class Function>
  requires(!std::is_same_v<std::remove_cvref_t<Function>, OnError> &&
           // NOLINTNEXTLINE(bugprone-forwarding-reference-overload): does not see the constraint
           std::is_invocable_v<std::remove_cvref_t<Function>&, const Error&>) OnError(Function&& function) {
    using Given = std::invoke_result_t<std::remove_cvref_t<Function>&, const Error&>;
    if constexpr (std::is_convertible_v<Given, Next>) {
      function_ = std::forward<Function>(function);
    } else if (std::function<void(const Error&)> silent(std::forward<Function>(function)); silent) {
      function_ = [silent = std::move(silent)](const Error& error) {
        silent(error);
        return Next::more;
      };
    }
  }

  explicit operator bool() const { return static_cast<bool>(function_); }
  Next operator()(const Error& error) const { return function_(error); }

 private:
  std::function<Next(const Error&)> function_{};
};

/// How a search has gone.
struct Summary {
  std::size_t entries = 0;              ///< that came to a -print
  std::size_t errors = 0;               ///< what has failed; each was told of
  bool was_stopped = false;             ///< by one of the functions
  std::optional<int> exit_status = {};  ///< what an -exit in the expression has asked for
};

/// Searches. `on_entry` gets what the program would print: each entry that comes to a -print, -print0 or
/// -printx, or, where the expression has no action, each for which it is true; one at a time, in the order of
/// a single-threaded find, however many threads look ahead. Without it, entries are only counted. Other
/// actions of the expression are done as the program does them, in their turn: -delete deletes, -exec runs,
/// -printf writes to standard output, where it has arrived before `on_entry` gets what comes after it.
/// `on_error` gets what fails on the way, in its turn: files, commands that cannot be started, batches of
/// -exec … {} + that end with another status than 0, output that cannot be written (told at the end of the
/// search, which goes on meanwhile). Without it, errors are only counted. A file that fails never hides its
/// siblings. What -noerror hides is no error.
/// End: Next::stop ends the search as -exit would: neither the rest of the expression nor another entry comes
/// after it, nor what waits to be sorted; but batches that wait for more files still run, and what fails then
/// is still told. What a function throws comes out of this one once all threads have ended, and commands
/// beside each other, too; nothing is called, done or run after it, not even what waits.
/// Errors: a guard that the program would refuse for, such as -delete at / or in the home directory, which
/// --no-guard and --dry-run silence; an operand that is malformed or names nothing. With position and remedy;
/// then nothing was done, save that files of -fprint and its kin may have been made.
/// Threads: both functions are called on the caller's thread. One search at a time in a process, and no other
/// thread may change the environment, the working directory, the umask or the locale meanwhile; a function
/// must change none of these either, nor start another search. One that ends its thread by pthread_exit(3)
/// ends the search as an exception does. The locale is the process's own: names are matched by it, so call
/// setlocale(3) first.
/// Signals: where the expression has commands, SIGCHLD has its default action as long as the search lasts.
/// Closed descriptors among 0, 1 and 2 are held by /dev/null meanwhile.
/// What writes to standard output may raise SIGPIPE there, as any write(2) of the process.
FINDO_API Result<Summary> search(const Query& query, const OnEntry& on_entry, const OnError& on_error = {});

}  // namespace findo
