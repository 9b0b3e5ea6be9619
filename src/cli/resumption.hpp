// What happens when the walk is over: the barriers decide, and the entries that wait at them go on.
#pragma once

#include <memory>
#include <optional>

#include "files/late_reader.hpp"
#include "files/reader.hpp"
#include "output/streams.hpp"
#include "plan/barrier.hpp"
#include "plan/matcher.hpp"
#include "plan/program.hpp"
#include "plan/settings.hpp"
#include "walk/walk.hpp"

namespace findo::cli {

/// The search, as those need it who go on with it.
class ResumingVisitor : public walk::Visitor {
 public:
  /// What evaluations have left for later is done now, unless the search as a whole is over.
  virtual void settle() = 0;
};

/// The barriers of a tree, each in the place that its stream has; and the step that is the first to come to
/// it decides whose turn it is.
class Barriers {
 public:
  explicit Barriers(const plan::MatcherTree& tree);

  bool empty() const { return barriers_.empty(); }

  /// Takes what was rendered for one of them. False: it can be kept nowhere; that is reported, and nothing
  /// will be resumed.
  bool take(base::StreamId stream, std::string_view bytes, output::Streams& streams);

  /// Lets all entries that wait go on, one barrier after the other, in the order in which they stand in the
  /// expression; what comes to a later one waits there. `visitor` evaluates and writes.
  void resume_all(const plan::Program& program, files::Reader& reader, const plan::Settings& settings,
                  ResumingVisitor& visitor, output::Streams& streams);

 private:
  plan::Barrier* first_waiting() const;
  void give_up(base::Errno error, output::Streams& streams);

  std::vector<std::shared_ptr<plan::Barrier>> barriers_;
  std::optional<files::LateReader> late_reader_;  ///< outlives what goes on
  bool is_broken_ = false;
};

}  // namespace findo::cli
