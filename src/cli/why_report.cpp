// The walk says by what it did that it stopped, the settings and the file itself say why: each reason below
// is asked for in the order in which the walk would have met it.

#include "cli/why_report.hpp"

#include <algorithm>

#include "base/quoting.hpp"
#include "plan/phrases.hpp"
#include "plan/reading.hpp"
#include "plan/values.hpp"

namespace findo::cli {
namespace {

using Answer = plan::TracedLeaf::Answer;
using files::Fact;
using files::FileType;
using language::Primary;
using language::PrimaryKind;
using plan::MatcherNode;
using plan::MatcherTree;

/// What all that follows is about.
struct Case {
  const Way& way;
  const WayFindings& findings;
  files::Reader& reader;
  const plan::Bound& bound;
  std::span<const char* const> argv;

  std::string path(std::size_t level) const { return base::name_quoted(path_along(way, level)); }
  std::size_t last() const { return way.names.size(); }
  const StepFindings& step(std::size_t level) const { return findings.steps[level]; }
};

std::string leaf_text(const MatcherNode& leaf, std::span<const char* const> argv) {
  return plan::typed(plan::words_of(leaf, argv));
}

bool is_shown(const MatcherNode& leaf) {
  const bool says_something =
      leaf.row && leaf.row->kind != PrimaryKind::option && leaf.row->primary != language::Primary::exclude;
  return (says_something && leaf.label != "end") || leaf.label == "own" || leaf.label.starts_with("--");
}

std::string_view answer_text(Answer answer) {
  switch (answer) {
    case Answer::yes: return "true";
    case Answer::no: return "false";
    case Answer::not_asked: return "not asked";
    case Answer::reached: return "reached";
    case Answer::assumed_true: return "assumed true";
    case Answer::assumed_false: return "assumed false";
  }
  return "";
}

std::string seen_text(const plan::TracedLeaf& traced, const MatcherNode& leaf) {
  switch (traced.answer) {
    case Answer::not_asked: return "what came before had settled it";
    case Answer::assumed_true:
    case Answer::assumed_false: return "what else a search finds decides";
    case Answer::reached:
      return leaf.row && leaf.row->effect == language::Effect::world ? "not done here; taken for a success"
                                                                     : "";
    default: return leaf.label == "own" ? "what this search puts somewhere is not found there" : traced.seen;
  }
}

/// A line for each leaf, in the order of evaluation.
std::string trace_lines(const plan::Trace& trace, const MatcherTree& tree,
                        std::span<const char* const> argv) {
  constexpr std::size_t kWordsColumn = 18;
  constexpr std::size_t kSeenColumn = 46;
  std::string text;
  for (const plan::TracedLeaf& traced : trace.leaves) {
    const MatcherNode& leaf = tree.nodes[traced.leaf];
    if (!is_shown(leaf)) continue;
    std::string line = "    " + std::string(answer_text(traced.answer));
    line.append(kWordsColumn - line.size(), ' ');
    line += leaf_text(leaf, argv);
    const std::string seen = seen_text(traced, leaf);
    if (!seen.empty()) line.append(line.size() + 2 < kSeenColumn ? kSeenColumn - line.size() : 2, ' ');
    text += line + seen + '\n';
  }
  return text;
}

/// The leaf that has decided, which is the last one asked. `consequence` is told of one that is true.
std::string decision(const plan::Trace& trace, const MatcherTree& tree, std::span<const char* const> argv,
                     std::string_view consequence) {
  const plan::TracedLeaf* last = nullptr;
  for (const plan::TracedLeaf& traced : trace.leaves) {
    if (traced.answer != Answer::not_asked && is_shown(tree.nodes[traced.leaf])) last = &traced;
  }
  if (!last) return "the expression has no action for it";
  std::string text = leaf_text(tree.nodes[last->leaf], argv);
  if (last->answer == Answer::assumed_true || last->answer == Answer::assumed_false)
    return text + " decides, but no action comes behind it in either case";
  text += last->answer == Answer::no ? " is false" : " is true" + std::string(consequence);
  if (!last->seen.empty()) text += ": " + last->seen;
  return text;
}

/// What the system says of the entry itself, no link followed. The path may be too long to ask for.
base::Result<files::Facts, base::Errno> facts_of(const Case& about, std::size_t level,
                                                 files::FollowLinks follow) {
  files::Facts facts{};
  const std::string path = path_along(about.way, level);
  auto status = about.reader.load_facts(nullptr, path.c_str(), follow, Fact::type | Fact::device, facts);
  if (!status) return base::Failure{status.error()};
  return facts;
}

files::FollowLinks follow_at(const Case& about, std::size_t level) {
  return files::Place{.depth = static_cast<int>(level), .links = about.bound.settings.links}.follow();
}

bool is_on_other_device(const Case& about, std::size_t level) {
  const auto root = facts_of(about, 0, follow_at(about, 0));
  const auto own = facts_of(about, level, follow_at(about, level));
  return root && own && root->device != own->device;
}

/// The walk's own complaint, without the program's name.
std::string complaint(const Case& about) {
  if (about.findings.messages.empty()) return "";
  std::string text = about.findings.messages.back();
  text = text.substr(text.find(": ") + 2);
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

/// The action or test that has kept the walk out of a directory, or ended it.
std::string word_of(const Case& about, std::size_t level, auto&& is_it) {
  for (const plan::TracedLeaf& traced : about.step(level).trace->leaves) {
    const MatcherNode& leaf = about.bound.tree.nodes[traced.leaf];
    if (leaf.row && traced.answer != Answer::not_asked && is_it(leaf)) return leaf_text(leaf, about.argv);
  }
  return "the expression";
}

bool keeps_out(const MatcherNode& leaf) {
  return leaf.row->primary == Primary::prune || leaf.label == "X" || leaf.label == "unique";
}

bool ends_search(const MatcherNode& leaf) {
  return leaf.row->primary == Primary::quit || leaf.row->primary == Primary::exit;
}

std::string exclusion_text(const Case& about, std::size_t level) {
  const std::string& rule = about.step(level).ignore_rule;
  if (!rule.empty()) return about.path(level) + " is left out by an ignore rule: " + rule;
  return about.path(level) + " is left out by an exclusion: " +
         decision(*about.step(level).exclusion, about.bound.exclusions, about.argv, "");
}

std::string reason_not_a_directory(const Case& about, std::size_t level) {
  const auto own = facts_of(about, level, files::FollowLinks::no);
  if (!own) return about.path(level) + " cannot be looked at: " + base::describe(own.error());
  if (own->type == FileType::symbolic_link && follow_at(about, level) == files::FollowLinks::no) {
    return about.path(level) + " is a symbolic link, which is not followed (" +
           (level == 0 ? "-H follows it)" : "-L follows it)");
  }
  if (own->type == FileType::directory) return about.path(level) + " is not entered";
  return about.path(level) + " is " + std::string(plan::type_name(own->type)) + ", not a directory";
}

/// Why the directory at this level was not entered.
std::string reason_not_entered(const Case& about, std::size_t level) {
  const StepFindings& step = about.step(level);
  const plan::Settings& settings = about.bound.settings;
  if (step.is_excluded) return exclusion_text(about, level);
  if (step.ends_search) {
    return about.path(level) + " ends the search: " + word_of(about, level, ends_search) +
           " is reached there";
  }
  if (step.is_pruned)
    return about.path(level) + " is not entered: " + word_of(about, level, keeps_out) + " says so";
  if (step.directory.trouble) {
    return about.path(level) + " cannot be read: " + base::describe(*step.directory.trouble);
  }
  const auto facts = facts_of(about, level, follow_at(about, level));
  if (!facts || facts->type != FileType::directory) return reason_not_a_directory(about, level);
  if (static_cast<int>(level) >= settings.max_depth) {
    return about.path(level) + " is not entered: -maxdepth " + std::to_string(settings.max_depth) +
           " allows no level more";
  }
  const bool stays = settings.stay_on_device || settings.skip_mounts;
  if (stays && is_on_other_device(about, level)) {
    return about.path(level) + " is on another file system: " +
           (settings.skip_mounts ? "-mount leaves it out" : "-xdev does not enter it");
  }
  const std::string said = complaint(about);
  return said.empty() ? about.path(level) + " is not entered: it leads back to a directory above it" : said;
}

/// Why the next name of a directory that was read did not come up.
std::string reason_not_listed(const Case& about, std::size_t level) {
  const Step& directory = about.step(level).directory;
  if (directory.trouble) return about.path(level) + " cannot be read: " + base::describe(*directory.trouble);
  std::string text = "there is no " + base::name_quoted(about.way.names[level]) + " in " + about.path(level);
  if (!directory.namesake.empty()) text += ", but there is " + base::name_quoted(directory.namesake);
  return text;
}

/// Why the expression has not seen the path itself, which the walk has come to.
std::string reason_not_seen(const Case& about) {
  const std::size_t level = about.last();
  const plan::Settings& settings = about.bound.settings;
  if (about.step(level).is_excluded) return exclusion_text(about, level);
  const auto own = facts_of(about, level, files::FollowLinks::no);
  if (level == 0 && !own) return about.path(0) + ": " + base::describe(own.error());
  if (settings.skip_mounts && is_on_other_device(about, level)) {
    return about.path(level) + " is on another file system: -mount leaves it out";
  }
  if (static_cast<int>(level) < settings.min_depth) {
    return about.path(level) + " is at level " + std::to_string(level) + ": -mindepth " +
           std::to_string(settings.min_depth) + " leaves it out";
  }
  const std::string said = complaint(about);
  return said.empty() ? about.path(level) + " leads back to a directory above it" : said;
}

/// How far the walk came: the first level that it has not entered, or not found the next name in.
std::size_t levels_entered(const Case& about) {
  std::size_t level = 0;
  const bool quits_first = !about.bound.settings.post_order;
  while (level < about.last() && about.step(level).directory.is_next_listed) {
    if (quits_first && about.step(level).ends_search) break;
    ++level;
  }
  return level;
}

std::string entered_lines(const Case& about, std::size_t levels) {
  std::string text;
  for (std::size_t level = 0; level < levels; ++level) {
    text += "    entered       " + about.path(level) + (level == 0 ? ", a root\n" : "\n");
  }
  return text;
}

std::string reason_stopped(const Case& about, std::size_t level) {
  const bool is_read = about.step(level).directory.is_opened && !about.step(level).ends_search;
  return is_read ? reason_not_listed(about, level) : reason_not_entered(about, level);
}

/// What was reached, for the line that answers.
std::string reached_words(const Case& about) {
  std::string text;
  for (const plan::TracedLeaf& traced : about.step(about.last()).trace->leaves) {
    if (traced.answer != Answer::reached) continue;
    text += (text.empty() ? "" : ", ") + leaf_text(about.bound.tree.nodes[traced.leaf], about.argv);
  }
  return text;
}

std::string answer_line(const Case& about) {
  const StepFindings& step = about.step(about.last());
  if (step.is_reached) {
    return about.path(about.last()) + (step.trace->is_certain ? " is a result: " : " may be a result: ") +
           reached_words(about);
  }
  return about.path(about.last()) + " is no result: " +
         decision(*step.trace, about.bound.tree, about.argv, ", and no action comes behind it");
}

/// Whether some action may end the search at another entry, sooner.
std::string caveat(const Case& about) {
  const auto& nodes = about.bound.tree.nodes;
  const bool may_end = std::any_of(nodes.begin(), nodes.end(), [](const MatcherNode& node) {
    return node.row && (ends_search(node) || node.row->primary == Primary::limit);
  });
  return may_end ? "  A search may end before it comes here; that is not looked into.\n" : "";
}

}  // namespace

std::string report_way(const Way& way, const WayFindings& findings, files::Reader& reader,
                       const plan::Bound& bound, std::span<const char* const> argv) {
  const Case about{way, findings, reader, bound, argv};
  const std::size_t level = levels_entered(about);
  const StepFindings& end = about.step(about.last());
  const bool is_seen = level == about.last() && end.trace;
  if (!is_seen) {
    const std::string reason = level < about.last() ? reason_stopped(about, level) : reason_not_seen(about);
    std::string text =
        about.path(about.last()) + " is no result: " + reason + '\n' + entered_lines(about, level);
    if (about.step(level).is_excluded) {
      text += trace_lines(*about.step(level).exclusion, bound.exclusions, argv);
    } else if (about.step(level).is_pruned || about.step(level).ends_search) {
      text += "  the tests at " + about.path(level) + '\n' +
              trace_lines(*about.step(level).trace, bound.tree, argv);
    }
    return text;
  }
  return answer_line(about) + '\n' + entered_lines(about, level) + trace_lines(*end.trace, bound.tree, argv) +
         caveat(about);
}

std::string report_no_way(std::string_view path, const std::vector<std::string>& roots) {
  std::string text = base::name_quoted(path) + " is no result: it is below none of the roots:";
  for (const std::string& root : roots) text += ' ' + base::name_quoted(root);
  return text + '\n';
}

}  // namespace findo::cli
