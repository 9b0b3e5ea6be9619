// Makes the actions of an expression: where the matcher tree's interface meets what actions are made of.
#pragma once

#include "act/action.hpp"
#include "act/halting.hpp"
#include "act/job_pool.hpp"
#include "act/journal.hpp"
#include "act/planning.hpp"
#include "act/preview.hpp"
#include "act/put_into.hpp"
#include "output/colours.hpp"
#include "output/hyperlinks.hpp"
#include "output/json_record.hpp"
#include "output/streams.hpp"

namespace findo::act {

/// How files are acted upon, where the command line says more than the expression does.
struct Manner {
  bool overwrite = false;     ///< another file may be replaced
  bool keeps_shape = false;   ///< --parents: what is put somewhere keeps its place below its root
  bool only_shows = false;    ///< --dry-run: nothing is done, and no file is written to
  bool records_all = false;   ///< --journal: what cannot be undone is recorded, too
  std::size_t jobs = 1;       ///< --jobs: so many commands beside each other
  bool keeps_output = false;  ///< what a command writes is kept until it has ended, even of a single one
  Halt halt = Halt::never;
  std::span<const char* const> argv{};        ///< for the record
  const output::Hyperlinks* links = nullptr;  ///< of standard output, as the colours are
  Planner* planner = nullptr;                 ///< --plan: who is told what would be done; null: it is done
};

/// The binder that a search uses. Every action writes to `streams`, which must outlive the actions, as the
/// binder and the colours must. These are for standard output; null: it has none.
class Actions : public ActionBinder {
 public:
  explicit Actions(output::Streams& streams, const output::Colours* colours = nullptr,
                   const Manner& manner = {});

  ActionResult bind_print(std::optional<std::string_view> file, char terminator) override;
  ActionResult bind_print_for_xargs() override;
  ActionResult bind_format(std::optional<std::string_view> file, std::string_view format) override;
  ActionResult bind_list(std::optional<std::string_view> file) override;
  ActionResult bind_json(std::optional<std::string_view> file) override;
  ActionResult bind_csv(std::vector<files::Field> fields) override;
  ActionResult bind_table(std::vector<files::Field> fields) override;
  ActionResult bind_command(const CommandRequest& request) override;
  ActionResult bind_delete() override;
  ActionResult bind_trash() override;
  ActionResult bind_transfer(TransferKind kind, std::string_view directory,
                             const files::Identity* expected) override;
  ActionResult bind_exit(int status) override;

  /// Where commands run beside each other; null: they run one by one, each before anything else goes on.
  JobPool* jobs() { return jobs_ ? &*jobs_ : nullptr; }
  /// The search begins: writes what stands above records.
  void write_headers();
  /// Whether something is to be told of how the search went.
  bool wants_outcome() const { return !json_streams_.empty(); }
  /// The search is over: writes what closes records.
  void write_closing_records(const output::SearchOutcome& outcome);

  /// What an -exit has asked for, once the search is over.
  std::optional<int> exit_status() const { return exit_status_; }

  /// What would have been done, where that is only shown.
  const PreviewCounts* try_previews() const { return only_shows_ ? &previews_ : nullptr; }

  /// Why the record says less than has happened, where it does.
  const std::optional<Trouble>& record_trouble() const { return journal_.incompleteness(); }

 private:
  output::Streams& streams_;

  /// The action, or in its place one that shows or plans what it would do.
  std::unique_ptr<Action> shown_or(PreviewKind kind, std::unique_ptr<Action> action,
                                   std::string_view directory = {}, files::Identity target = {});
  /// A file to write to, or in its place none.
  std::optional<std::string_view> written_or(std::optional<std::string_view> file) const;

  /// For deeds that are recorded only where that is asked for.
  Journal* journal_if_asked() { return records_all_ ? &journal_ : nullptr; }

  const output::Colours* colours_;
  const output::Hyperlinks* links_;
  bool overwrite_;
  bool keeps_shape_;
  bool only_shows_;
  bool records_all_;
  Halt halt_;
  Planner* planner_;
  std::optional<JobPool> jobs_;
  PreviewCounts previews_{};
  Journal journal_;
  GivenNames given_names_{};
  GivenNames kept_names_{};  ///< of files that were to be moved to where they are
  std::optional<int> exit_status_{};
  base::Rendered headers_{};
  std::vector<base::StreamId> json_streams_{};  ///< each once
};

}  // namespace findo::act
