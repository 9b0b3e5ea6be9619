// --confirm, --max-actions and --max-bytes: whether what has been found is going to be done.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "output/streams.hpp"
#include "plan/approver.hpp"

namespace findo::cli {

/// All that is going to be done, in words: "delete 3 files, 1.5K (1536 bytes)".
std::string describe(const plan::Extent& extent, bool with_bytes);

/// Holds it against the limits, then asks whoever sits at the terminal. `streams` must outlive it.
class Approval : public plan::Approver {
 public:
  Approval(const Restraint& restraint, output::Streams& streams) : restraint_(restraint), streams_(streams) {}

  bool counts_bytes() const override { return restraint_.asks || restraint_.most_bytes; }
  bool needs_bytes() const override { return restraint_.most_bytes.has_value(); }
  bool is_beyond(const plan::Extent& extent) const override;
  bool approves(const plan::Extent& extent) override;

 private:
  bool has_too_many(const plan::Extent& extent) const {
    return restraint_.most_actions && extent.actions > *restraint_.most_actions;
  }
  bool has_too_large(const plan::Extent& extent) const {
    return restraint_.most_bytes && extent.bytes > *restraint_.most_bytes;
  }
  void refuse(const std::string& why);
  bool is_agreed_to(const plan::Extent& extent);
  bool show(const std::string& question);

  Restraint restraint_;
  output::Streams& streams_;
};

}  // namespace findo::cli
