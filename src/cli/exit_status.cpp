#include "cli/exit_status.hpp"

#include <string_view>

namespace findo::cli {
namespace {

constexpr int kNoMatch = 1;
constexpr int kNoAnswer = 2;

int answer_of(const SearchResult& result) {
  const bool is_forgiven = result.ends_at_match && result.has_matched;
  const bool has_failed = result.unwritten > 0 || (result.failures > 0 && !is_forgiven);
  if (has_failed) return kNoAnswer;
  return result.has_matched ? kSuccess : kNoMatch;
}

}  // namespace

int exit_status_of(const SearchResult& result) {
  const bool is_only_unwritten = result.failures == 0 && result.unwritten > 0;
  if (result.told && !is_only_unwritten) return *result.told;
  if (result.asks_for_matches || result.ends_at_match) return answer_of(result);
  return result.failures + result.unwritten > 0 ? kFailure : kSuccess;
}

int exit_status_of_mistake(std::span<const char* const> argv) {
  for (std::size_t i = 1; i < argv.size(); ++i) {
    const std::string_view word = argv[i];
    const std::string_view next = i + 1 < argv.size() ? argv[i + 1] : "";
    if (word == "--exit-status=match" || (word == "--exit-status" && next == "match")) return kNoAnswer;
  }
  return kFailure;
}

}  // namespace findo::cli
