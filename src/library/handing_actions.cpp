#include "library/handing_actions.hpp"

#include "library/entry_access.hpp"

namespace findo::library {
namespace {

/// In place of -print. It comes in order, so it is performed at retirement, on the thread of the search's
/// caller.
class Hand : public act::Action {
 public:
  explicit Hand(Recipient& recipient) : recipient_(recipient) {}

  act::Influence influence() const override { return act::Influence::order; }

  bool perform(files::Visit& visit) override {
    const bool goes_on = !recipient_.thrown && hand_over(visit.entry) == Next::more;
    if (!goes_on) visit.stop = true;
    return true;
  }

 private:
  Next hand_over(files::Entry& entry) {
    ++recipient_.summary.entries;
    try {
      const Next wish = recipient_.on_entry(EntryAccess::make(entry));
      recipient_.summary.was_stopped |= wish == Next::stop;
      return wish;
    } catch (...) {  // not through the walk, which has threads to end first
      recipient_.thrown = std::current_exception();
      return Next::stop;
    }
  }

  Recipient& recipient_;
};

act::MadeAction make_hand(Recipient& recipient) { return {std::make_unique<Hand>(recipient), {}}; }

}  // namespace

act::ActionResult HandingActions::make_print(std::optional<std::string_view> file, char terminator) {
  if (file) return Actions::make_print(file, terminator);
  return make_hand(recipient_);
}

act::ActionResult HandingActions::make_print_for_xargs() { return make_hand(recipient_); }

}  // namespace findo::library
