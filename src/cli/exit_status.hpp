// What the process ends with.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace findo::cli {

inline constexpr int kSuccess = 0;
inline constexpr int kFailure = 1;

/// How a search has gone, as far as the exit status is concerned.
struct SearchResult {
  std::optional<int> told{};      ///< by -exit
  std::size_t failures = 0;       ///< before the output was closed
  std::size_t unwritten = 0;      ///< failures of closing it: what was printed has not arrived
  bool asks_for_matches = false;  ///< --exit-status=match
  bool ends_at_match = false;     ///< -q, which implies it
  bool has_matched = false;       ///< of account only where one of these asks
};

/// 0 where all went well, else 1; or what -exit has told, unless nothing but the output has failed; or, asked
/// for matches, 0 where there is one, 1 where there is none, 2 where anything has failed. As in grep -q, what
/// has failed before the first match does not count where that was all that was wanted.
int exit_status_of(const SearchResult& result);

/// The exit status of a mistake in the command line: 1, and 2 where it must not look like an answer.
/// Asked of words that may be no command line at all.
int exit_status_of_mistake(std::span<const char* const> argv);

}  // namespace findo::cli
