#include "cli/overlooked.hpp"

#include <algorithm>
#include <cctype>
#include <sys/stat.h>
#include <unistd.h>

#include "base/messages.hpp"
#include "base/quoting.hpp"

namespace findo::cli {
namespace {

using language::Primary;

bool has_letters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char byte) { return std::isalpha(byte) != 0; });
}

/// By what entries are left out: what was typed for it, or how it is called in explanations.
std::string exclusion_names(const plan::MatcherTree& exclusions) {
  std::string text;
  for (const plan::MatcherNode& node : exclusions.nodes) {
    if (node.label.empty()) continue;
    const std::string name = node.words.count > 0 ? "-exclude" : node.label;
    if (text.find(name) == std::string::npos) text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

/// "1 name", "3 names".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

void add(std::string& text, const std::string& more) { text += (text.empty() ? "" : "; ") + more; }

/// The device of the root that an entry is below. Directories of one root mostly come together.
dev_t device_of(const files::Root& root) {
  thread_local std::string path;
  thread_local dev_t device = 0;
  if (path != root.path) {
    struct stat status {};
    stat(root.path.c_str(), &status);
    path = root.path;
    device = status.st_dev;
  }
  return device;
}

}  // namespace

bool Overlooked::is_wanted(const plan::Settings& settings) {
  return settings.remarks && settings.warnings && !settings.ends_at_match && isatty(STDOUT_FILENO) == 1 &&
         isatty(STDERR_FILENO) == 1;
}

Overlooked::Overlooked(const plan::Bound& bound)
    : settings_(bound.settings), exclusion_names_(exclusion_names(bound.exclusions)) {
  for (const plan::MatcherNode& node : bound.tree.nodes) {
    if (node.row) acts_ |= node.row->effect == language::Effect::world;
    if (!node.row || (node.row->primary != Primary::name && node.row->primary != Primary::path)) continue;
    const std::string text = node.label.substr(node.label.find(':') + 1);
    if (!has_letters(text)) continue;
    patterns_.push_back({text, node.row->primary == Primary::path,
                         plan::Glob::make(text, plan::CaseRule::exact),
                         plan::Glob::make(text, plan::CaseRule::fold)});
  }
}

bool Overlooked::is_missed_by_case(const files::Entry& entry) const {
  return std::any_of(patterns_.begin(), patterns_.end(), [&](const Pattern& pattern) {
    const std::string text(pattern.is_for_path ? entry.path() : entry.base_name());
    return pattern.caseless.matches(text.c_str(), text.size()) &&
           !pattern.exact.matches(text.c_str(), text.size());
  });
}

bool Overlooked::is_elsewhere(const files::Entry& entry) const {
  if (!settings_.stay_on_device || !entry.kept_facts().loaded.holds(files::Fact::device)) return false;
  return entry.kept_facts().device != device_of(entry.root());
}

void Overlooked::note(const files::Visit& visit, bool is_first) {
  if (visit.has_matched) found_.add_question();
  if (!is_first || found_.questions() > 0) return;
  const files::Entry& entry = visit.entry;
  if (is_missed_by_case(entry)) missed_by_case_.add_question();
  if (entry.known_type() != files::FileType::directory) return;
  if (entry.depth() >= settings_.max_depth) {
    too_deep_.add_question();
  } else if (is_elsewhere(entry)) {
    elsewhere_.add_question();
  }
}

std::string Overlooked::line(const output::Streams& streams, const output::SearchOutcome& outcome) const {
  if (outcome.matched > 0) return "";
  std::string text;
  if (const auto count = missed_by_case_.questions(); count > 0) {
    add(text, counted(count, "name matches", "names match") + " but for upper and lower case (try -iname)");
  }
  if (const auto count = excluded_.questions(); count > 0) {
    add(text, counted(count, "entry was", "entries were") + " left out (" + exclusion_names_ + ')');
  }
  if (const auto count = too_deep_.questions(); count > 0) {
    add(text, counted(count, "directory was", "directories were") + " not entered (-maxdepth " +
                  std::to_string(settings_.max_depth) + ')');
  }
  if (const auto count = elsewhere_.questions(); count > 0) {
    add(text, counted(count, "other file system was", "other file systems were") + " not entered (-xdev)");
  }
  if (const auto count = streams.failures() + streams.hidden_failures(); count > 0 && !acts_) {
    add(text, counted(count, "error", "errors") + " kept something from being looked at");
  }
  return text.empty() ? "" : base::plain_message("nothing found; " + text);
}

}  // namespace findo::cli
