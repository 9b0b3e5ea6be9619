// Matching a pattern of single places and runs, which is what every glob dialect comes down to.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace findo::base {

/// Whether the steps match all of the text. Each takes one byte if `accepts(step, byte)`; `run` takes any
/// number. `next_start(from, step)` is the first place from `from` on where the step behind a run may hold,
/// at most the end of the text; it may be `from` itself. Only the last run is ever given more, since what an
/// earlier one could take the last one can take as well; so the time is at most steps times bytes.
template <class Step, class Accepts, class NextStart>
bool match_steps(std::span<const Step> steps, Step run, std::string_view text, Accepts accepts,
                 NextStart next_start) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t step = 0;
  std::size_t behind_run = kNone;
  std::size_t run_end = 0;  // the last run takes the text up to here
  for (std::size_t at = 0; at < text.size();) {
    if (step < steps.size() && steps[step] == run) {
      behind_run = ++step;
      if (step == steps.size()) return true;
      at = run_end = next_start(at, steps[step]);
    } else if (step < steps.size() && accepts(steps[step], text[at])) {
      ++step;
      ++at;
    } else if (behind_run == kNone) {
      return false;
    } else {
      step = behind_run;
      at = run_end = next_start(run_end + 1, steps[step]);
    }
  }
  while (step < steps.size() && steps[step] == run) ++step;
  return step == steps.size();
}

}  // namespace findo::base
