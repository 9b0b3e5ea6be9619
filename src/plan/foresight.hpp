// What may still be done with an entry, before any of it is done.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "plan/approver.hpp"
#include "plan/matcher.hpp"
#include "plan/program.hpp"

namespace findo::plan {

/// What an entry is in for.
struct Prospect {
  EffectCounts counts{};       ///< of each kind, at most
  std::uint64_t actions = 0;   ///< of all kinds, at most
  bool may_end_early = false;  ///< the search
  bool keeps_out = false;      ///< if all that is done works, the walk does not enter it
};

/// Looks ahead in an expression. Threads: any number at once.
class Foresight {
 public:
  /// Of an expression that is complete; its leaves must outlive this, its operators need not.
  explicit Foresight(const MatcherTree& matcher);

  std::uint32_t count() const { return program_.count(); }
  std::uint32_t behind(std::uint32_t step) const { return program_.step(step).if_true; }
  NodeIndex leaf(std::uint32_t step) const { return program_.step(step).node; }

  /// The kind of the action with an effect that is the step. None: it is no such thing.
  std::optional<EffectKind> kind(std::uint32_t step) const { return traits_[step].kind; }

  /// Whether something behind it may keep the walk out of a directory.
  bool leads_to_pruning(std::uint32_t step) const { return traits_[step].leads_to_pruning; }

  /// What an entry is in for behind the action that is the step.
  Prospect of(files::Visit& visit, std::uint32_t action) const;

  /// Whether the leaf can be come to where every action works that stands before it.
  bool is_foreseen(NodeIndex leaf) const { return is_foreseen_[leaf]; }

 private:
  /// What there is to know of a step beside its program.
  struct Traits {
    std::optional<EffectKind> kind{};
    bool is_ending = false;  ///< may end the search
    bool is_fixed = false;   ///< a test that says of a file the same, whatever is done with it
    bool is_sure = false;    ///< always true
    /// Of an action: what stands behind it. Nothing of account, a command that may change what tests say.
    bool leads_to_more = false;
    bool leads_to_command = false;
    bool leads_to_pruning = false;
  };
  /// Of a step, for one entry.
  struct Outcomes {
    bool is_reached = false;
    bool is_true = false;
    bool is_false = false;
  };

  Traits traits_of(const MatcherNode& leaf, const Step& step) const;
  void put_in_order();
  void look_ahead();
  void mark_foreseen();
  Outcomes outcomes_of(files::Visit& visit, std::uint32_t step, bool changes) const;
  bool keeps_out(files::Visit& visit, std::uint32_t step) const;

  Program program_;
  std::vector<Traits> traits_;
  std::vector<std::uint32_t> order_;  ///< steps that can be come to, each after those behind it
  std::vector<bool> is_foreseen_;
};

}  // namespace findo::plan
