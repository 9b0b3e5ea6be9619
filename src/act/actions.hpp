// Makes the actions of an expression: where the matcher tree's interface meets what actions are made of.
#pragma once

#include "act/action.hpp"
#include "act/journal.hpp"
#include "act/preview.hpp"
#include "output/colours.hpp"
#include "output/streams.hpp"

namespace findo::act {

/// How files are acted upon, where the command line says more than the expression does.
struct Manner {
  bool overwrite = false;               ///< another file may be replaced
  bool keeps_shape = false;             ///< --parents: what is put somewhere keeps its place below its root
  bool only_shows = false;              ///< --dry-run: nothing is done, and no file is written to
  bool records_all = false;             ///< --journal: what cannot be undone is recorded, too
  std::span<const char* const> argv{};  ///< for the record
};

/// The maker that a search uses. Every action writes to `streams`, which must outlive the actions, as the
/// maker and the colours must. These are for standard output; null: it has none.
class Actions : public ActionMaker {
 public:
  explicit Actions(output::Streams& streams, const output::Colours* colours = nullptr,
                   const Manner& manner = {});

  ActionResult make_print(std::optional<std::string_view> file, char terminator) override;
  ActionResult make_print_for_xargs() override;
  ActionResult make_format(std::optional<std::string_view> file, std::string_view format) override;
  ActionResult make_list(std::optional<std::string_view> file) override;
  ActionResult make_command(const CommandRequest& request) override;
  ActionResult make_delete() override;
  ActionResult make_trash() override;
  ActionResult make_transfer(TransferKind kind, std::string_view directory) override;
  ActionResult make_exit(int status) override;

  /// What an -exit has asked for, once the search is over.
  std::optional<int> exit_status() const { return exit_status_; }

  /// What would have been done, where that is only shown.
  const PreviewCounts* try_previews() const { return only_shows_ ? &previews_ : nullptr; }

  /// Why the record says less than has happened, where it does.
  const std::optional<Trouble>& record_trouble() const { return journal_.incompleteness(); }

 private:
  output::Streams& streams_;

  /// The action, or in its place one that shows what it would do.
  std::unique_ptr<Action> shown_or(PreviewKind kind, std::unique_ptr<Action> action,
                                   std::string_view directory = {});
  /// A file to write to, or in its place none.
  std::optional<std::string_view> written_or(std::optional<std::string_view> file) const;

  /// For deeds that are recorded only where that is asked for.
  Journal* journal_if_asked() { return records_all_ ? &journal_ : nullptr; }

  const output::Colours* colours_;
  bool overwrite_;
  bool keeps_shape_;
  bool only_shows_;
  bool records_all_;
  PreviewCounts previews_{};
  Journal journal_;
  std::optional<int> exit_status_{};
};

}  // namespace findo::act
