// Options: always true; they say how the search goes, or how later operands are read.

#include <algorithm>
#include <ctime>

#include "language/operand_remedies.hpp"
#include "language/suggestion.hpp"
#include "plan/binder.hpp"

namespace findo::plan {
namespace {

using language::Primary;

/// GNU find 4.9, -daystart: ages count from the start of today, in local time, as if the day had just begun.
void start_day(Binder& binder) {
  if (binder.day_started) return;
  const std::time_t now = binder.environment.start.seconds;
  std::tm local{};
  localtime_r(&now, &local);
  binder.age_origin = {now - (local.tm_sec + local.tm_min * 60 + local.tm_hour * 3600), 0};
  binder.day_started = true;
}

std::string remedy_for_depth(Primary option, std::string_view operand) {
  std::string remedy = language::remedy_for_number(operand);
  const bool has_sign = operand.find_first_of("+-") == 0;
  if (!remedy.empty() && !has_sign) return remedy;
  return option == Primary::maxdepth ? "-maxdepth 0 looks at the roots alone; without it there is no limit"
                                     : "-mindepth 1 leaves out the roots";
}

LeafResult bind_depth_limit(Binder& binder, const language::SyntaxNode& node, int Settings::*limit) {
  const auto depth = language::parse_depth(binder.operand(node));
  if (!depth)
    return operand_failure(node, depth.error(), remedy_for_depth(node.row->primary, binder.operand(node)));
  binder.settings.*limit = *depth;
  return make_constant(true);
}

/// The types of Perl and its heirs, which no find has; a name of which some type's is an extension; or the
/// nearest.
std::string remedy_for_regex_type(std::string_view typed) {
  constexpr std::string_view kForeign[] = {"pcre", "perl", "re2", "python", "javascript"};
  if (std::find(std::begin(kForeign), std::end(kForeign), typed) != std::end(kForeign))
    return "there is nothing beyond posix-extended: no \\d, no lazy repetition, no look-ahead";
  const auto names = language::regex_dialect_names();
  const auto extension = std::find_if(names.begin(), names.end(), [&](std::string_view name) {
    return typed.size() > 2 && name.ends_with(typed);
  });
  const std::string_view nearest =
      extension != names.end() ? *extension : language::nearest_word(typed, names);
  if (!nearest.empty()) return "did you mean " + std::string(nearest) + '?';
  std::string all = "types are:";
  for (std::string_view name : names) all += ' ' + std::string(name);
  return all;
}

LeafResult bind_regex_type(Binder& binder, const language::SyntaxNode& node) {
  const std::string_view name = binder.operand(node);
  const auto dialect = language::try_regex_dialect(name);
  if (!dialect)
    return operand_failure(node, {"unknown type of regular expression"}, remedy_for_regex_type(name));
  binder.regex_dialect = *dialect;
  return make_constant(true);
}

/// -nohidden is -exclude -hidden.
LeafResult bind_no_hidden(Binder& binder) {
  Leaf hidden = make_hidden_test();
  MatcherNode node;
  node.row = language::find_primary("-hidden");
  node.label = "hidden";
  node.test = std::move(hidden.test);
  MatcherTree tree;
  tree.nodes.push_back(std::move(node));
  binder.exclusions.push_back(std::move(tree));
  return make_constant(true);
}

/// Of -P, -H, -L and -follow the last one counts, so that a flag behind a -follow must have its say again.
void apply_flag_word(Binder& binder, const language::SyntaxNode& node) {
  for (const language::Flag& flag : binder.line.flags) {
    if (flag.word != node.words.first) continue;
    if (flag.letter == 'P') binder.settings.links = files::LinkPolicy::never;
    if (flag.letter == 'H') binder.settings.links = files::LinkPolicy::roots_only;
    if (flag.letter == 'L') binder.settings.links = files::LinkPolicy::always;
  }
}

void apply_switch(Binder& binder, Primary option) {
  Settings& settings = binder.settings;
  switch (option) {
    case Primary::depth: settings.post_order = true; break;
    case Primary::mount: settings.skip_mounts = true; break;
    case Primary::xdev: settings.stay_on_device = true; break;
    case Primary::follow: settings.links = files::LinkPolicy::always; break;
    case Primary::daystart: start_day(binder); break;
    case Primary::ignore_readdir_race: settings.ignore_races = true; break;
    case Primary::noignore_readdir_race: settings.ignore_races = false; break;
    case Primary::warn:
    case Primary::nowarn:
      settings.warnings = option == Primary::warn && settings.may_warn;
      binder.warnings_are_refused = option == Primary::nowarn;
      break;
    case Primary::noerror: settings.hide_errors = true; break;
    case Primary::unique: settings.unique = true; break;
    case Primary::status: settings.show_status = true; break;
    default: break;  // -noleaf changes nothing; -color has had its effect already
  }
}

/// Options that hold for what comes after them, as they stand.
bool is_positional(Primary option) {
  return option == Primary::daystart || option == Primary::follow || option == Primary::regextype ||
         option == Primary::warn || option == Primary::nowarn || option == Primary::flag;
}

/// GNU find 4.9: whoever puts such an option behind a test most likely thinks that the test comes first.
void warn_of_place(Binder& binder, const language::SyntaxNode& node) {
  if (!binder.first_other || is_positional(node.row->primary)) return;
  binder.remarks.push_back(
      {std::string(node.row->word) + " holds for the whole search, also for what stands before it",
       {node.words},
       {binder.first_other->words},
       "put it before the first test"});
}

}  // namespace

LeafResult bind_option(Binder& binder, const language::SyntaxNode& node) {
  warn_of_place(binder, node);
  switch (node.row->primary) {
    case Primary::maxdepth: return bind_depth_limit(binder, node, &Settings::max_depth);
    case Primary::mindepth: return bind_depth_limit(binder, node, &Settings::min_depth);
    case Primary::regextype: return bind_regex_type(binder, node);
    case Primary::nohidden: return bind_no_hidden(binder);
    case Primary::flag: apply_flag_word(binder, node); return make_constant(true);
    case Primary::files0_from: binder.settings.roots_file = binder.operand(node); return make_constant(true);
    default: apply_switch(binder, node.row->primary); return make_constant(true);
  }
}

}  // namespace findo::plan
