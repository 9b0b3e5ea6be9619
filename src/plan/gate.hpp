// The barriers before all that is done with files, where it must be known beforehand how much that is.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/record_sorter.hpp"
#include "files/tree_totals.hpp"
#include "plan/approver.hpp"
#include "plan/barrier.hpp"
#include "plan/foresight.hpp"

namespace findo::plan {

/// Where a gate stands.
struct GatePlace {
  EffectKind kind = EffectKind::command;  ///< of the action behind it
  bool is_transfer = false;   ///< which takes a directory with all that is in it, and keeps the walk out
  bool may_keep_out = false;  ///< what follows it does
  std::uint32_t action = 0;   ///< its step
};

/// What the gates of one expression share: who waits, how much that is, and the one decision.
class GateKeeper {
 public:
  /// `totals`: for directories that go as a whole; null: nobody asks for bytes. The approver must outlive it.
  GateKeeper(Approver& approver, std::shared_ptr<files::TreeTotals> totals)
      : approver_(approver), totals_(std::move(totals)) {}

  /// Makes room for one more gate; its number.
  std::size_t add_gate() {
    places_.emplace_back();
    return places_.size() - 1;
  }
  void place(std::size_t gate, const GatePlace& place) { places_[gate] = place; }
  void foresee(std::unique_ptr<const Foresight> foresight) { foresight_ = std::move(foresight); }

  bool may_prune(std::size_t gate) const { return places_[gate].is_transfer || places_[gate].may_keep_out; }
  /// Tests behind a command ask anew, as they would if the gate was not there.
  bool passes_facts_on(std::size_t gate) const {
    return places_[gate].kind != EffectKind::command && places_[gate].kind != EffectKind::batch;
  }
  const Approver& approver() const { return approver_; }
  /// Appends what is to be known of an entry before it is decided. Threads: any.
  void append_order(std::string& out, files::Visit& visit, const files::Facts& known, std::size_t gate) const;

  bool is_open() const { return is_decided_ && is_approved_; }
  bool is_empty() const { return is_empty_; }
  base::Status<base::Errno> take(std::string_view bytes);
  base::Result<std::optional<Released>, base::Errno> next();
  void drop();

 private:
  std::uint64_t bytes_of(files::Visit& visit, const files::Facts& known, const GatePlace& place) const;
  void note(std::string_view key);
  void decide();

  Approver& approver_;
  std::shared_ptr<files::TreeTotals> totals_;
  std::unique_ptr<const Foresight> foresight_;
  std::vector<GatePlace> places_;
  Extent extent_;
  base::RecordSorter waiting_;  ///< by their numbers: as they came
  std::string record_;          ///< kept for its room
  std::uint64_t taken_ = 0;
  bool is_empty_ = true;
  bool is_decided_ = false;
  bool is_approved_ = false;
};

/// One of them. All have the same index, as they are one barrier to whoever lets entries go on: they do so
/// once everything that is done with any file is known, in the order in which they came, if at all.
class Gate : public Barrier {
 public:
  Gate(std::size_t index, std::shared_ptr<GateKeeper> keeper)
      : Barrier(index), keeper_(std::move(keeper)), number_(keeper_->add_gate()) {}

  void place(const GatePlace& place) { keeper_->place(number_, place); }

  bool is_open() const override { return keeper_->is_open(); }
  bool may_prune() const override { return keeper_->may_prune(number_); }
  base::Status<base::Errno> take(std::string_view bytes) override { return keeper_->take(bytes); }
  bool is_empty() const override { return keeper_->is_empty(); }
  base::Result<std::optional<Released>, base::Errno> next() override { return keeper_->next(); }
  void drop() override { keeper_->drop(); }

 protected:
  files::FactSet wanted() const override;
  bool passes_facts_on() const override { return keeper_->passes_facts_on(number_); }
  void append_order(std::string& out, files::Visit& visit, const files::Facts& known) const override {
    keeper_->append_order(out, visit, known, number_);
  }

 private:
  std::shared_ptr<GateKeeper> keeper_;
  std::size_t number_;
};

}  // namespace findo::plan
