// Barriers: leaves of the expression at which evaluations stop until all entries have come that will come.
// Then the barrier decides of each what it says of it, and in which order they go on.
//
// Capturing an entry is no more than output: it is rendered as bytes for the stream that the barrier has, on
// whatever thread looks at it and ahead of time, and the bytes come to the barrier when their turn comes. So
// the walk stays parallel, and needs to know nothing of barriers.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "base/errno_code.hpp"
#include "base/rendered.hpp"
#include "base/result.hpp"
#include "files/visit.hpp"
#include "plan/suspended.hpp"

namespace findo::plan {

/// What a barrier says of one entry. The views live until it is asked again.
struct Released {
  SuspendedRecord record;
  bool truth;
};

/// A barrier, bound to its operands. Threads: may_pass() and capture() any, the others the retiring one.
class Barrier {
 public:
  /// `index`: unlike that of any other barrier of the expression.
  explicit Barrier(std::size_t index) : index_(index) {}
  Barrier(const Barrier&) = delete;
  Barrier& operator=(const Barrier&) = delete;
  virtual ~Barrier() = default;

  base::StreamId stream() const { return base::barrier_stream(index_); }

  /// What the rest of the expression wants to know of an entry, and whether an evaluation has come to the end
  /// of a -limit before it came here. To be called before the search.
  void prepare(files::FactSet kept, std::shared_ptr<bool> limit_reached) {
    kept_ |= kept;
    limit_reached_ = std::move(limit_reached);
  }
  /// Whether evaluations go on where it is true, and where it is false.
  virtual void link(bool if_true, bool if_false) {
    (void)if_true;
    (void)if_false;
  }

  /// The evaluation has come to this barrier, as its step `step`: it is suspended. What cannot be told of the
  /// entry but must be is reported, and then that was the end of the evaluation.
  void capture(files::Visit& visit, std::uint32_t step) const;

  /// Whether nothing is to wait here any more: it is true.
  virtual bool is_open() const { return false; }

  /// Whether an evaluation that waits here may keep the walk out of a directory.
  virtual bool may_prune() const { return false; }

  /// Takes what capture() has rendered. Errors: it can be kept nowhere.
  virtual base::Status<base::Errno> take(std::string_view bytes) = 0;
  virtual bool is_empty() const = 0;
  /// All entries are here.
  void begin() {
    if (limit_reached_) *limit_reached_ = false;
  }
  /// The next one that goes on. None: there is none any more, and the barrier is empty.
  virtual base::Result<std::optional<Released>, base::Errno> next() = 0;
  /// Forgets those that have not gone on.
  virtual void drop() = 0;

 protected:
  /// What must be known of the entry for order_of().
  virtual files::FactSet wanted() const { return {}; }
  /// Whether evaluations go on with what was loaded here, as well.
  virtual bool passes_facts_on() const { return true; }
  /// Appends the bytes by which the entry is sorted, before its path.
  virtual void append_order(std::string& out, files::Visit& visit, const files::Facts& known) const {
    (void)out;
    (void)visit;
    (void)known;
  }

 private:
  std::size_t index_;
  files::FactSet kept_;
  std::shared_ptr<bool> limit_reached_;
};

}  // namespace findo::plan
