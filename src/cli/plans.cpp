#include "cli/plans.hpp"

#include <algorithm>
#include <climits>
#include <iterator>

#include "base/messages.hpp"

namespace findo::cli {
namespace {

using base::Failure;
using language::CommandLine;
using language::Diagnostic;
using language::Primary;
using language::WordRange;
using Outcome = base::Status<Diagnostic>;

/// "--name" of a word "--name=value".
std::string_view name_of_option(const CommandLine& line, const WordRange& words) {
  const std::string_view word = line.words[words.first];
  return word.substr(0, word.find('='));
}

Outcome check_file_name(std::string_view option, const FileOption& file) {
  if (!file.path.empty() && file.path != "-") return {};
  return Failure{Diagnostic{std::string(option) + " takes the name of a file",
                            {file.words},
                            {},
                            file.path.empty() ? "" : std::string(option) + "=./- for a file of that name"}};
}

Outcome check_planning(const CommandLine& line, const FileOption& plan) {
  for (const WordRange& words : line.long_options) {
    if (name_of_option(line, words) != "--dry-run") continue;
    return Failure{Diagnostic{
        "a plan shows what would be done as well, so it is one or the other", {words}, {plan.words}}};
  }
  for (const auto& token : line.expression) {
    if (!token.row) continue;
    const Primary primary = token.row->primary;
    if (primary != Primary::ok && primary != Primary::okdir) continue;
    return Failure{Diagnostic{"what asks cannot be planned",
                              {token.words},
                              {plan.words},
                              primary == Primary::ok
                                  ? "-exec, and a look at the plan before it is applied"
                                  : "-execdir, and a look at the plan before it is applied"}};
  }
  return check_file_name("--plan", plan);
}

Outcome refuse_beside_apply(std::string message, const WordRange& words, const FileOption& plan,
                            std::string remedy) {
  return Failure{Diagnostic{std::move(message), {words}, {plan.words}, std::move(remedy)}};
}

Outcome check_applying(const CommandLine& line, const FileOption& plan) {
  constexpr std::string_view kUseful[] = {"--apply",   "--jobs",   "--order",     "--tag",    "--halt",
                                          "--journal", "--reader", "--no-config", "--errors", "--dry-run"};
  constexpr std::string_view kRecorded[] = {"--overwrite", "--parents"};
  for (const WordRange& words : line.long_options) {
    const std::string_view name = name_of_option(line, words);
    if (std::find(std::begin(kUseful), std::end(kUseful), name) != std::end(kUseful)) continue;
    const bool is_recorded =
        std::find(std::begin(kRecorded), std::end(kRecorded), name) != std::end(kRecorded);
    return refuse_beside_apply(std::string(name) + " means nothing to --apply", words, plan,
                               is_recorded ? "it belongs to --plan, and is in the plan" : "");
  }
  constexpr std::string_view kWhole = "the plan tells what is done, and with which files";
  if (!line.roots.empty()) {
    return refuse_beside_apply("--apply takes no roots", {line.roots.front()}, plan, std::string(kWhole));
  }
  if (!line.expression.empty()) {
    return refuse_beside_apply("--apply takes no expression", line.expression.front().words, plan,
                               std::string(kWhole));
  }
  if (!line.flags.empty()) {
    return refuse_beside_apply("--apply takes no flags", {line.flags.front().word}, plan,
                               std::string(kWhole));
  }
  return check_file_name("--apply", plan);
}

/// The present directory, as whoever applies the plan can open it; empty where it cannot be.
std::string directory_of_plan() {
  std::string directory = act::load_working_directory();
  return directory.size() < PATH_MAX ? std::move(directory) : std::string();
}

}  // namespace

base::Status<Diagnostic> check_plan_options(const CommandLine& line, const Options& options) {
  if (options.apply) return check_applying(line, *options.apply);
  if (options.plan) return check_planning(line, *options.plan);
  return {};
}

std::unique_ptr<act::Planner> make_planner(const CommandLine& line, const Options& options) {
  if (!options.plan) return nullptr;
  act::PlanHeader header{.version = FINDO_VERSION,
                         .host = act::load_plan_host(),
                         .directory = directory_of_plan(),
                         .command = {line.words.begin(), line.words.end()},
                         .overwrite = options.overwrite,
                         .keeps_shape = options.parents};
  return std::make_unique<act::Planner>(options.plan->path, std::move(header));
}

base::Status<Diagnostic> begin_plan(act::Planner& planner, const plan::Bound& bound, const Options& options) {
  if (!planner.has_actions()) {
    return Failure{Diagnostic{"there is nothing to plan",
                              {options.plan->words},
                              {},
                              "an action that does something: -delete, -trash, -move-to, -copy-to, -link-to, "
                              "-exec, -execdir, -each"}};
  }
  if (!planner.has_directory()) {
    return Failure{
        Diagnostic{"a plan cannot be made here: the path of this directory is too long, or nothing tells it",
                   {options.plan->words}}};
  }
  planner.set_links(bound.settings.links);
  const auto status = planner.begin();
  if (status) return {};
  return Failure{
      Diagnostic{"no plan can be written there: " + status.error().sentence, {options.plan->words}}};
}

void finish_plan(act::Planner& planner, const Options& options, output::Streams& streams) {
  // Where nobody reads what the search prints it has ended before its time.
  const auto status =
      streams.flush() ? planner.finish()
                      : base::Status<act::Trouble>(
                            Failure{act::Trouble{"the search was cut short, since nobody reads its output"}});
  if (status) return;
  base::Rendered rendered;
  rendered.add_failure(
      base::path_message(options.plan->path, "the plan cannot be written: " + status.error().sentence));
  streams.settle(rendered);
}

}  // namespace findo::cli
