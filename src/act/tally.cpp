#include "act/tally.hpp"

namespace findo::act {
namespace {

class Tally : public Action {
 public:
  Tally(base::StreamId stream, output::Grouping grouping, base::Timestamp now)
      : stream_(stream), grouping_(grouping), now_(now) {}
  bool perform(files::Visit& visit) override {
    thread_local std::string share;
    share.clear();
    if (!output::render_share(grouping_, now_, visit, share)) return false;
    visit.rendered.to(stream_) += share;
    return true;
  }

 private:
  base::StreamId stream_;
  output::Grouping grouping_;
  base::Timestamp now_;
};

}  // namespace

std::unique_ptr<Action> make_tally_action(base::StreamId stream, output::Grouping grouping,
                                          base::Timestamp now) {
  return std::make_unique<Tally>(stream, grouping, now);
}

}  // namespace findo::act
