#include "cli/records.hpp"

#include <charconv>
#include <unistd.h>

#include "act/run_history.hpp"
#include "act/undo.hpp"
#include "base/messages.hpp"
#include "base/quoting.hpp"
#include "output/time_fields.hpp"

namespace findo::cli {
namespace {

using base::Failure;
using language::Diagnostic;

struct DeedWords {
  act::Deed deed;
  std::string_view one;
  std::string_view many;
};
constexpr DeedWords kDeedWords[] = {
    {act::Deed::trash, "trashed", "trashed"},
    {act::Deed::move, "moved", "moved"},
    {act::Deed::take_from_trash, "taken from the trash", "taken from the trash"},
    {act::Deed::make_directory, "directory made", "directories made"},
    {act::Deed::remove_directory, "directory removed", "directories removed"},
    {act::Deed::remove, "deleted", "deleted"},
    {act::Deed::run, "command", "commands"},
};

std::optional<std::uint64_t> try_run_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc() && end == text.data() + text.size() && number > 0;
  return is_number ? std::optional(number) : std::nullopt;
}

void add_count(std::string& text, std::size_t count, std::string_view word) {
  if (count == 0) return;
  if (!text.empty()) text += ", ";
  (text += std::to_string(count) + ' ') += word;
}

std::string counts_of(const act::RunSummary& run) {
  std::string text;
  std::size_t all = 0;
  for (const DeedWords& words : kDeedWords) {
    const std::size_t count = run.done[static_cast<std::size_t>(words.deed)];
    all += count;
    add_count(text, count, count == 1 ? words.one : words.many);
  }
  add_count(text, run.failed, "failed");
  if (text.empty()) text = "nothing done";
  if (run.undone > 0 && run.undone == all) {
    text += ", undone";
  } else {
    add_count(text, run.undone, "undone");
  }
  if (run.is_going_on) text += ", going on";
  if (!run.has_ended && !run.is_going_on) text += ", cut short";
  return text;
}

std::string command_of(const act::RunHeader& header) {
  std::string text;
  for (const std::string& word : header.argv) {
    if (!text.empty()) text += ' ';
    text += base::shell_quoted(word);
  }
  return text;
}

void append_run(std::string& text, const act::RunSummary& run) {
  constexpr std::size_t kNumberColumns = 4;
  const std::string number = std::to_string(run.number);
  text.append(kNumberColumns - std::min(kNumberColumns, number.size()), ' ');
  text += number + "  ";
  if (const std::tm* local = output::try_local_time(run.header.started.seconds)) {
    output::append_strftime(text, "%Y-%m-%d %H:%M:%S  ", *local);
  }
  text += counts_of(run) + "  " + command_of(run.header) + '\n';
}

int finish(output::Streams& streams) {
  streams.close();
  return streams.has_failures() ? 1 : 0;
}

void add_failure(base::Rendered& rendered, const std::string& path, std::string_view sentence, int code = 0) {
  rendered.add_failure(path.empty() ? base::plain_message(sentence) : base::path_message(path, sentence),
                       code);
}

int show_runs() {
  output::Streams streams;
  base::Rendered rendered;
  const auto runs =
      act::list_runs([&](const act::Trouble& trouble) { add_failure(rendered, {}, trouble.sentence); });
  if (!runs) add_failure(rendered, {}, runs.error().sentence);
  if (runs) {
    std::string& text = rendered.to(base::StreamId::standard_output);
    for (const act::RunSummary& run : *runs) append_run(text, run);
  }
  streams.settle(rendered);
  return finish(streams);
}

/// Somebody at a terminal is told which command the run was: perhaps another was meant.
std::string outcome_text(const act::ChosenRun& run, const act::UndoOutcome& outcome) {
  std::string text = "run " + std::to_string(run.number);
  if (isatty(STDOUT_FILENO) == 1) text += " (" + command_of(run.record.header) + ')';
  text += ": " + std::to_string(outcome.undone) + " undone";
  add_count(text, outcome.left, "could not be");
  return text + '\n';
}

int undo_run(const language::CommandLine& line, const std::string& name) {
  output::Streams streams;
  base::Rendered rendered;
  const auto give_up = [&](const act::Trouble& trouble) {
    add_failure(rendered, {}, trouble.sentence);
    streams.settle(rendered);
    return finish(streams);
  };
  const auto chosen = name.empty() ? act::choose_last_run() : act::choose_run(*try_run_number(name));
  if (!chosen) return give_up(chosen.error());
  act::Journal journal(line.words, chosen->number);
  if (const auto status = journal.begin(); !status) return give_up(status.error());
  const auto outcome = act::undo(chosen->record, chosen->undone, journal,
                                 [&](const std::string& path, const std::string& sentence) {
                                   add_failure(rendered, path, sentence);
                                   streams.settle(rendered);
                                 });
  if (journal.incompleteness()) report_record(*journal.incompleteness(), streams);
  rendered.to(base::StreamId::standard_output) += outcome_text(*chosen, outcome);
  streams.settle(rendered);
  return finish(streams);
}

}  // namespace

base::Result<bool, language::Diagnostic> asks_for_records(const language::CommandLine& line,
                                                          const Options& options) {
  if (!options.wants_runs && !options.undo) return false;
  const std::string name = options.undo ? "--undo" : "--runs";
  if (line.long_options.size() > 1) {
    return Failure{Diagnostic{name + " stands alone", {line.long_options[1]}, {line.long_options[0]}}};
  }
  if (!line.roots.empty() || !line.expression.empty()) {
    const language::WordRange other =
        line.roots.empty() ? line.expression.front().words : language::WordRange{line.roots.front(), 1};
    return Failure{Diagnostic{name + " stands alone",
                              {other},
                              {line.long_options[0]},
                              options.undo ? "to name a run: --undo=RUN" : ""}};
  }
  const std::string_view word = line.words[line.long_options[0].first];
  if (word == "--undo=")
    return Failure{
        Diagnostic{"a value is missing", {line.long_options[0]}, {}, "--undo alone undoes the last run"}};
  if (options.undo && !options.undo->empty() && !try_run_number(*options.undo)) {
    return Failure{
        Diagnostic{"a run is named by its number", {line.long_options[0]}, {}, "--runs lists them"}};
  }
  return true;
}

int run_records(const language::CommandLine& line, const Options& options) {
  return options.undo ? undo_run(line, *options.undo) : show_runs();
}

void report_previews(const act::PreviewCounts& counts, output::Streams& streams) {
  base::Rendered message;
  message.to(base::StreamId::standard_error) +=
      base::plain_message("dry run, nothing was done; it would " + act::describe(counts));
  streams.settle(message);
}

void report_record(const act::Trouble& trouble, output::Streams& streams) {
  base::Rendered rendered;
  add_failure(rendered, {}, trouble.sentence, trouble.code);
  streams.settle(rendered);
}

}  // namespace findo::cli
