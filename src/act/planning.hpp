// --plan: what would be done is written down, and nothing is done. The lines go into a file without a name,
// which the search cannot meet, and become the plan when all is well.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "act/action.hpp"
#include "act/held_entry.hpp"
#include "act/plan_file.hpp"
#include "act/trouble.hpp"

namespace findo::act {

/// This machine.
PlanHost load_plan_host();

/// A plan in the making. Threads: the retiring one.
class Planner {
 public:
  /// `path`: where the plan will be. `header`: without the actions.
  Planner(std::string path, PlanHeader header);

  /// Sees whether the plan could be written there; nothing is there yet. Errors: something other than a file
  /// has the name, or the directory takes none.
  base::Status<Trouble> begin();

  /// Makes actions that write what they would do, and are true. `action`, which would do it, is only asked
  /// what it owns. The planner must outlive them.
  std::unique_ptr<Action> make_command(const CommandRequest& request);
  std::unique_ptr<Action> make_file_action(PlannedKind kind, std::unique_ptr<Action> action,
                                           std::string directory = {}, files::Identity target = {});
  /// Whether it is known where the command line was typed.
  bool has_directory() const { return !header_.directory.empty(); }
  /// Whether there is any.
  bool has_actions() const { return !header_.actions.empty(); }

  /// -follow may have something to say of links.
  void set_links(files::LinkPolicy links) { header_.links = links; }

  /// Writes down that the action is to be performed for the entry, of which these are kPlanFacts.
  void note(std::size_t action, const files::Entry& entry, const files::Facts& facts);
  /// Whether that is the file that the plan is going to replace.
  bool replaces(const FileIdentity& identity) const { return replaced_ && *replaced_ == identity.file; }

  /// All is written down: makes the plan, under its name only when it is whole. Errors: there is none.
  base::Status<Trouble> finish();

 private:
  std::unique_ptr<Action> make(PlannedAction planned, std::unique_ptr<Action> action);
  void start_lines();
  void add_line(std::string line);
  void spill();
  base::Status<base::Errno> create_file();
  base::Status<base::Errno> fill(int file) const;

  std::string path_;
  PlanHeader header_;
  base::Descriptor directory_;  ///< where the plan will be
  std::string name_;            ///< by which name
  std::optional<files::Identity> replaced_{};
  base::Descriptor lines_;  ///< what is written so far, in a file without a name
  std::optional<PlanLines> format_{};
  base::Sha256 digest_{};
  std::string waiting_{};  ///< to be written there
  std::uint64_t deeds_ = 0;
  std::optional<base::Errno> error_{};  ///< why not all of it is there
};

}  // namespace findo::act
