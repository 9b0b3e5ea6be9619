#include "cli/settings.hpp"

#include <charconv>
#include <cstdlib>
#include <unistd.h>

#include "base/messages.hpp"
#include "language/flags.hpp"

namespace findo::cli {
namespace {

/// What is larger than 3, or "fast", is the most there is.
int level_of(std::string_view text) {
  int level = 3;
  std::from_chars(text.data(), text.data() + text.size(), level);
  return level;
}

/// What one flag says of how to go.
void apply_flag(plan::Settings& settings, const language::Flag& flag) {
  switch (flag.letter) {
    case 'P': settings.links = files::LinkPolicy::never; break;
    case 'H': settings.links = files::LinkPolicy::roots_only; break;
    case 'L': settings.links = files::LinkPolicy::always; break;
    case 'E': settings.extended_regex = true; break;
    case 'X': settings.safe_for_xargs = true; break;
    case 'd': settings.post_order = true; break;
    case 's': settings.sorted = true; break;
    case 'q': settings.ends_at_match = true; break;
    case 'x': settings.stay_on_device = true; break;
    case 'S': settings.order = *language::try_order(flag.value); break;
    case 'j': settings.threads = *language::try_threads(flag.value); break;
    case 'O': settings.optimiser_level = level_of(flag.value); break;
    default: break;  // -D is cli/debug's
  }
}

}  // namespace

plan::Settings settings_of(const language::CommandLine& line, const Options& options) {
  plan::Settings settings;
  settings.remarks = base::program_name() != "find";
  settings.may_warn = settings.remarks || !std::getenv("POSIXLY_CORRECT");  // GNU find 4.9
  settings.warnings = settings.may_warn && isatty(STDERR_FILENO) == 1;
  settings.show_status = options.show_status;
  settings.ignores_vcs = options.ignores_vcs;
  settings.ignore_files = options.ignore_files;
  settings.skipped = options.skipped;
  for (const language::Flag& flag : line.flags) apply_flag(settings, flag);
  settings.prints_matches = !settings.ends_at_match && !options.summary;
  if (options.summary) settings.match_facts = output::facts_of(*options.summary);
  return settings;
}

act::Manner manner_of(const language::CommandLine& line, const Options& options,
                      const output::Hyperlinks* links, act::Planner* planner) {
  return {.overwrite = options.overwrite,
          .keeps_shape = options.parents,
          .only_shows = options.dry_run,
          .records_all = options.journal,
          .jobs = options.jobs,
          .keeps_output = options.tags,
          .halt = options.halt,
          .argv = line.words,
          .links = links,
          .planner = planner};
}

JobSettings job_settings_of(act::Actions& actions, const Options& options) {
  return {actions.jobs(), options.jobs_in_order, options.tags, options.halt};
}

}  // namespace findo::cli
