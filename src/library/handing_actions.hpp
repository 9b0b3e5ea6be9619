// The actions of a query: those of the program, save that what it would print is handed over.
#pragma once

#include "act/actions.hpp"
#include "library/recipient.hpp"

namespace findo::library {

/// The recipient, as the streams, must outlive it.
class HandingActions : public act::Actions {
 public:
  HandingActions(output::Streams& streams, const act::Manner& manner, Recipient& recipient)
      : Actions(streams, nullptr, manner), streams_(streams), recipient_(recipient) {}

  act::ActionResult bind_print(std::optional<std::string_view> file, char terminator) override;
  act::ActionResult bind_print_for_xargs() override;

 private:
  output::Streams& streams_;
  Recipient& recipient_;
};

}  // namespace findo::library
