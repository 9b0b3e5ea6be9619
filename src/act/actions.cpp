#include "act/actions.hpp"

#include <algorithm>

#include "act/command.hpp"
#include "act/delete.hpp"
#include "act/print.hpp"
#include "act/print_records.hpp"
#include "act/put_into.hpp"
#include "act/trash.hpp"
#include "output/csv.hpp"
#include "output/list_format.hpp"
#include "output/printf_template.hpp"
#include "output/table.hpp"

namespace findo::act {
namespace {

using output::NameEscaping;
using output::NameStyle;

/// An open stream, and how names are shown on it.
struct Target {
  base::StreamId stream;
  NameStyle style{};
};

/// Names on a terminal could drive it. What was opened by name has no colours, even if it is standard output
/// by another name.
base::Result<Target, ActionError> open_target(output::Streams& streams, std::optional<std::string_view> file,
                                              const output::Colours* colours = nullptr,
                                              const output::Hyperlinks* links = nullptr) {
  const auto escaping = [&](base::StreamId stream) {
    return streams.is_terminal(stream) ? NameEscaping::terminal : NameEscaping::raw;
  };
  if (!file) {
    constexpr auto kStream = base::StreamId::standard_output;
    return Target{kStream, {escaping(kStream), colours, links}};
  }
  const auto stream = streams.open_file(*file);
  if (!stream)
    return base::Failure{ActionError{"cannot open this file for writing: " + base::describe(stream.error())}};
  return Target{*stream, {escaping(*stream)}};
}

/// -exit. The first that is reached ends the search, so no other comes after it.
class Exit : public Action {
 public:
  Exit(int status, std::optional<int>& told) : status_(status), told_(told) {}
  Influence influence() const override { return Influence::order; }
  bool perform(files::Visit& visit) override {
    told_ = status_;
    return visit.stop = visit.cancels = true;
  }

 private:
  int status_;
  std::optional<int>& told_;
};

PlannedKind planned_kind(PreviewKind kind) {
  switch (kind) {
    case PreviewKind::trash: return PlannedKind::trash;
    case PreviewKind::move: return PlannedKind::move;
    case PreviewKind::copy: return PlannedKind::copy;
    case PreviewKind::link: return PlannedKind::link;
    case PreviewKind::removal:
    case PreviewKind::command: break;
  }
  return PlannedKind::remove;
}

}  // namespace

Actions::Actions(output::Streams& streams, const output::Colours* colours, const Manner& manner)
    : streams_(streams),
      colours_(colours),
      links_(manner.links),
      overwrite_(manner.overwrite),
      keeps_shape_(manner.keeps_shape),
      only_shows_(manner.only_shows),
      records_all_(manner.records_all),
      halt_(manner.halt),
      planner_(manner.planner),
      journal_(manner.argv) {
  if (manner.jobs > 1 || manner.keeps_output) {
    jobs_.emplace(JobPoolSettings{.most = manner.jobs, .keeps_input = manner.jobs == 1});
  }
}

std::unique_ptr<Action> Actions::shown_or(PreviewKind kind, std::unique_ptr<Action> action,
                                          std::string_view directory, files::Identity target) {
  if (planner_) {
    return planner_->make_file_action(planned_kind(kind), std::move(action), std::string(directory), target);
  }
  if (!only_shows_) return action;
  return make_preview(kind, std::move(action), std::string(directory), previews_);
}

std::optional<std::string_view> Actions::written_or(std::optional<std::string_view> file) const {
  const bool is_standard = file == "/dev/stdout" || file == "/dev/stderr";
  return file && (only_shows_ || planner_) && !is_standard ? "/dev/null" : file;
}

ActionResult Actions::bind_print(std::optional<std::string_view> file, char terminator) {
  const auto target = open_target(streams_, written_or(file), colours_, links_);
  if (!target) return base::Failure{target.error()};
  // GNU find 4.9: what ends in NUL is read by a program, so it is never escaped.
  const NameStyle style = terminator == '\0' ? NameStyle{} : target->style;
  return MadeAction{make_print_action(target->stream, terminator, style), style.facts(),
                    style.follows_links()};
}

ActionResult Actions::bind_print_for_xargs() {
  const auto target = open_target(streams_, std::nullopt);
  if (!target) return base::Failure{target.error()};
  return MadeAction{make_printx_action(target->stream, target->style.escaping), {}};
}

ActionResult Actions::bind_format(std::optional<std::string_view> file, std::string_view format) {
  auto parsed = output::parse_printf_template(format);
  if (!parsed) {
    const auto& error = parsed.error();
    return base::Failure{ActionError{error.message, file ? 1U : 0U, error.offset, error.length}};
  }
  const auto target = open_target(streams_, written_or(file), colours_, links_);
  if (!target) return base::Failure{target.error()};
  std::vector<ActionWarning> warnings;
  for (const output::TemplateWarning& warning : parsed->warnings) {
    warnings.push_back({warning.message, file ? 1U : 0U, warning.offset, warning.length});
  }
  const NameStyle style = parsed->may_be_coloured ? target->style : NameStyle{target->style.escaping};
  const files::FactSet facts = parsed->needs | style.facts();
  const bool follows_links = parsed->needs_followed_type || style.follows_links();
  return MadeAction{make_printf_action(target->stream, std::move(*parsed), style), facts, follows_links,
                    std::move(warnings)};
}

ActionResult Actions::bind_list(std::optional<std::string_view> file) {
  const auto target = open_target(streams_, written_or(file), colours_, links_);
  if (!target) return base::Failure{target.error()};
  return MadeAction{make_list_action(target->stream, target->style),
                    output::kListFacts | target->style.facts(), target->style.follows_links()};
}

ActionResult Actions::bind_json(std::optional<std::string_view> file) {
  const auto target = open_target(streams_, written_or(file));
  if (!target) return base::Failure{target.error()};
  const bool is_new =
      std::find(json_streams_.begin(), json_streams_.end(), target->stream) == json_streams_.end();
  if (is_new) json_streams_.push_back(target->stream);
  return MadeAction{make_json_action(target->stream), output::json_facts()};
}

ActionResult Actions::bind_csv(std::vector<files::Field> fields) {
  const auto target = open_target(streams_, std::nullopt);
  if (!target) return base::Failure{target.error()};
  headers_.to(target->stream) += output::csv_header(fields);
  const files::FactSet facts = files::facts_of(fields);
  return MadeAction{make_csv_action(target->stream, std::move(fields), target->style.escaping), facts};
}

ActionResult Actions::bind_table(std::vector<files::Field> fields) {
  const auto target = open_target(streams_, std::nullopt, colours_, links_);
  if (!target) return base::Failure{target.error()};
  const base::StreamId table =
      streams_.add_formatted(target->stream, std::make_unique<output::TableColumns>(fields));
  const files::FactSet facts = files::facts_of(fields) | target->style.facts();
  return MadeAction{make_table_action(table, std::move(fields), target->style), facts,
                    target->style.follows_links()};
}

void Actions::write_headers() {
  if (!headers_.empty()) streams_.write(headers_, 0, headers_.runs().size());
  headers_.clear();
}

void Actions::write_closing_records(const output::SearchOutcome& outcome) {
  base::Rendered closing;
  for (const base::StreamId stream : json_streams_) {
    closing.to(stream) += output::render_closing_record(outcome, streams_.failures());
  }
  if (!closing.empty()) streams_.write(closing, 0, closing.runs().size());
}

ActionResult Actions::bind_command(const CommandRequest& request) {
  auto made = bind_command_action(request, {streams_, journal_if_asked(), jobs(), halt_});
  if (made && planner_) {
    made->action = planner_->make_command(request);
  } else if (made && only_shows_) {
    made->action = make_command_preview(request, streams_, previews_);
  }
  return made;
}

ActionResult Actions::bind_exit(int status) {
  return MadeAction{std::make_unique<Exit>(status, exit_status_), {}};
}

ActionResult Actions::bind_delete() {
  return MadeAction{shown_or(PreviewKind::removal, make_delete_action(journal_if_asked(), &kept_names_)),
                    files::Fact::type};
}

ActionResult Actions::bind_trash() {
  return MadeAction{shown_or(PreviewKind::trash, make_trash_action(&journal_)), kIdentityFacts};
}

ActionResult Actions::bind_transfer(TransferKind kind, std::string_view directory,
                                    const files::Identity* expected) {
  auto target = TargetDirectory::open(directory, keeps_shape_);
  if (expected && (!target || (*target)->who() != *expected)) {
    return base::Failure{
        ActionError{base::name_quoted(directory) + " is not the directory that the plan was made for"}};
  }
  if (!target) {
    return base::Failure{
        ActionError{"cannot put anything into this directory: " + base::describe(target.error())}};
  }
  const Replaceable replaceable = overwrite_ ? Replaceable{Replacing::files, &given_names_} : Replaceable{};
  const files::Identity who = (*target)->who();
  switch (kind) {
    case TransferKind::move:
      return MadeAction{shown_or(PreviewKind::move,
                                 make_move_action(std::move(*target), replaceable, &journal_, &kept_names_),
                                 directory, who),
                        kIdentityFacts};
    case TransferKind::copy:
      return MadeAction{
          shown_or(PreviewKind::copy, make_copy_action(std::move(*target), replaceable), directory, who),
          kIdentityFacts};
    case TransferKind::link: break;
  }
  return MadeAction{
      shown_or(PreviewKind::link, make_link_action(std::move(*target), replaceable), directory, who),
      kIdentityFacts};
}

}  // namespace findo::act
