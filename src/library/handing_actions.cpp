#include "library/handing_actions.hpp"

namespace findo::library {
namespace {

/// In place of -print. It comes in order, so it is performed at retirement, on the thread of the search's
/// caller, who sees all that was written before it.
class Hand : public act::Action {
 public:
  Hand(output::Streams& streams, Recipient& recipient) : streams_(streams), recipient_(recipient) {}

  act::Influence influence() const override { return act::Influence::order; }

  bool perform(files::Visit& visit) override {
    streams_.settle(visit.rendered);
    if (!recipient_.take(visit.entry)) visit.stop = visit.cancels = true;
    return true;
  }

 private:
  output::Streams& streams_;
  Recipient& recipient_;
};

}  // namespace

act::ActionResult HandingActions::bind_print(std::optional<std::string_view> file, char terminator) {
  if (file) return Actions::bind_print(file, terminator);
  return bind_print_for_xargs();
}

act::ActionResult HandingActions::bind_print_for_xargs() {
  return act::MadeAction{std::make_unique<Hand>(streams_, recipient_), {}};
}

}  // namespace findo::library
