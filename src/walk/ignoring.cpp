#include "walk/ignoring.hpp"

#include "walk/messages.hpp"

namespace findo::walk {
namespace {

using files::IgnoreNames;
using files::IgnoreProblem;
using files::IgnoreRules;

/// A listing that is not the whole does not tell what is missing.
IgnoreNames names_of(const Listing& listing) {
  if (!listing.at_end) return IgnoreNames::unknown();
  IgnoreNames names;
  for (const files::Listed& listed : listing.names) {
    if (listed.name[0] == '.') names.note({listed.name, listed.length});
  }
  return names;
}

/// Those by which a directory is judged, as they hold inside it.
IgnoreRules::Pointer carried_on(const IgnoreRules::Pointer& above, const Directory& directory) {
  const files::IgnoreVerdict verdict = above->verdict(directory.name, true);
  return verdict.is_ignored() ? IgnoreRules::make_ignored(above, verdict) : above;
}

IgnoreRules::Pointer root_rules(const files::IgnoreDirectory& root, const WalkSettings& settings,
                                std::vector<IgnoreProblem>& problems) {
  files::IgnoreStart start = settings.ignoring->start(root, problems);
  if (!start.above || !settings.enters_ignored) return std::move(start.rules);
  return IgnoreRules::make_ignored(start.rules, start.above);
}

}  // namespace

void load_ignore_rules(Directory& directory, const Listing& listing, std::string_view path,
                       const Expedition& expedition, base::Rendered& messages) {
  const WalkSettings& settings = expedition.settings;
  std::vector<IgnoreProblem> problems;
  const files::IgnoreDirectory place{expedition.reader, directory.handle.get(), directory.name, path,
                                     names_of(listing)};
  const bool is_root = directory.depth == 1;
  if (is_root) {
    directory.ignore_rules = root_rules(place, settings, problems);
  } else {
    const IgnoreRules::Pointer& above = directory.parent->ignore_rules;
    directory.ignore_rules =
        child_rules(settings.enters_ignored ? carried_on(above, directory) : above, place, problems);
    directory.ignore_bytes = directory.ignore_rules->size_bytes(*above);
  }
  for (const IgnoreProblem& problem : problems) {
    add_failure(
        messages,
        base::path_message(problem.path, "cannot read the ignore rules: " + base::describe(problem.error)),
        problem.error, expedition);
  }
}

}  // namespace findo::walk
