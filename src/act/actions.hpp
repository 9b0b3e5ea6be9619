// Makes the actions of an expression: where the matcher tree's interface meets what actions are made of.
#pragma once

#include "act/action.hpp"
#include "output/colours.hpp"
#include "output/streams.hpp"

namespace findo::act {

/// The maker that a search uses. Every action writes to `streams`, which must outlive the actions, as the
/// maker and the colours must. These are for standard output; null: it has none.
class Actions : public ActionMaker {
 public:
  explicit Actions(output::Streams& streams, const output::Colours* colours = nullptr)
      : streams_(streams), colours_(colours) {}

  ActionResult make_print(std::optional<std::string_view> file, char terminator) override;
  ActionResult make_print_for_xargs() override;
  ActionResult make_format(std::optional<std::string_view> file, std::string_view format) override;
  ActionResult make_list(std::optional<std::string_view> file) override;
  ActionResult make_command(const CommandRequest& request) override;
  ActionResult make_delete() override;
  ActionResult make_exit(int status) override;

  /// What an -exit has asked for, once the search is over.
  std::optional<int> exit_status() const { return exit_status_; }

 private:
  output::Streams& streams_;
  const output::Colours* colours_;
  std::optional<int> exit_status_{};
};

}  // namespace findo::act
