// Makes the actions of an expression: where the matcher tree's interface meets what actions are made of.
#pragma once

#include "act/action.hpp"
#include "output/streams.hpp"

namespace findo::act {

/// The maker that a search uses. Every action writes to `streams`, which must outlive the actions.
class Actions : public ActionMaker {
 public:
  explicit Actions(output::Streams& streams);

  ActionResult make_print(std::optional<std::string_view> file, char terminator) override;
  ActionResult make_format(std::optional<std::string_view> file, std::string_view format) override;
  ActionResult make_list(std::optional<std::string_view> file) override;
  ActionResult make_command(const CommandRequest& request) override;
  ActionResult make_delete() override;

 private:
  output::Streams& streams_;
};

}  // namespace findo::act
