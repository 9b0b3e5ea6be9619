// The actions of a query: those of the program, save that what it would print is handed over.
#pragma once

#include <exception>

#include "act/actions.hpp"
#include "findo/search.hpp"

namespace findo::library {

/// Whom entries are handed to, and what has come of it. Threads: the retiring one.
struct Recipient {
  const OnEntry& on_entry;
  Summary summary{};
  std::exception_ptr thrown{};  ///< by the function; nothing is handed over after it
};

/// The recipient, as the streams, must outlive it.
class HandingActions : public act::Actions {
 public:
  HandingActions(output::Streams& streams, const act::Manner& manner, Recipient& recipient)
      : Actions(streams, nullptr, manner), recipient_(recipient) {}

  act::ActionResult make_print(std::optional<std::string_view> file, char terminator) override;
  act::ActionResult make_print_for_xargs() override;

 private:
  Recipient& recipient_;
};

}  // namespace findo::library
