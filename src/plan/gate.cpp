#include "plan/gate.hpp"

#include <cerrno>
#include <cstring>
#include <limits>

#include "base/messages.hpp"

namespace findo::plan {
namespace {

using base::Errno;
using base::Failure;
using base::RecordSorter;
using files::Fact;

constexpr std::size_t kSampleSize = 5;

/// What stands before the path in the key of a record.
struct Order {
  std::uint64_t bytes;
  std::uint32_t first;  ///< what the action does with it: nothing, or one thing
  std::uint32_t kind;   ///< of the action
  Prospect later;
};

void add(std::uint64_t& sum, std::uint64_t more) {
  const bool overflows = more > std::numeric_limits<std::uint64_t>::max() - sum;
  sum = overflows ? std::numeric_limits<std::uint64_t>::max() : sum + more;
}

/// -delete, and what takes directories with what is in them, leave "." alone.
bool is_left_alone(const files::Entry& entry, const GatePlace& place) {
  if (place.kind == EffectKind::removal) return entry.name() == ".";
  return place.is_transfer && entry.base_name() == ".";
}

}  // namespace

void GateKeeper::append_order(std::string& out, files::Visit& visit, const files::Facts& known,
                              std::size_t gate) const {
  const GatePlace& place = places_[gate];
  const bool left_alone = is_left_alone(visit.entry, place);
  const Order order{.bytes = left_alone ? 0 : bytes_of(visit, known, place),
                    .first = left_alone ? 0U : 1U,
                    .kind = static_cast<std::uint32_t>(place.kind),
                    .later = foresight_->of(visit, place.action)};
  if (order.later.keeps_out || (place.is_transfer && !left_alone)) visit.pruned = true;
  out.append(reinterpret_cast<const char*>(&order), sizeof order);
}

std::uint64_t GateKeeper::bytes_of(files::Visit& visit, const files::Facts& known,
                                   const GatePlace& place) const {
  if (!approver_.counts_bytes() || !known.loaded.holds(Fact::type | Fact::size)) return 0;
  const auto own = static_cast<std::uint64_t>(known.size_bytes);
  if (!place.is_transfer || known.type != files::FileType::directory || !totals_) return own;
  const auto total = totals_->of(visit.entry, [&visit](std::string_view path, Errno error) {
    if (visit.forgive_missing && error.code == ENOENT) return;
    visit.add_failure(base::path_message(path, base::describe(error)), error.code);
  });
  return total ? total->bytes : own;
}

void GateKeeper::note(std::string_view key) {
  Order order;
  std::memcpy(&order, key.data(), sizeof order);
  const std::uint64_t actions = order.first + order.later.actions;
  if (actions == 0) return;
  ++extent_.files;
  extent_.actions += actions;
  add(extent_.bytes, order.bytes);
  extent_.first[order.kind] += order.first;
  for (std::size_t i = 0; i < kEffectKinds; ++i) extent_.later[i] += order.later.counts[i];
  extent_.may_end_early |= order.later.may_end_early;
  if (extent_.sample.size() < kSampleSize) extent_.sample.emplace_back(key.substr(sizeof order));
}

base::Status<Errno> GateKeeper::take(std::string_view bytes) {
  is_empty_ = false;
  while (!bytes.empty()) {
    const SuspendedRecord record = take_suspended(bytes);
    note(record.key);
    if (approver_.is_beyond(extent_)) {  // nobody will go on
      waiting_ = RecordSorter();
      continue;
    }
    const auto key_bytes = static_cast<std::uint32_t>(record.key.size());
    record_.clear();
    base::append_big_endian(record_, taken_++);
    const std::size_t number_bytes = record_.size();
    record_.append(reinterpret_cast<const char*>(&key_bytes), sizeof key_bytes);
    record_ += record.key;
    record_ += record.rest;
    const std::string_view all = record_;
    if (auto status = waiting_.add({all.substr(0, number_bytes), all.substr(number_bytes)}); !status)
      return status;
  }
  return {};
}

void GateKeeper::decide() {
  is_decided_ = true;
  is_approved_ = extent_.actions == 0 || approver_.approves(extent_);
  if (!is_approved_) waiting_ = RecordSorter();
}

base::Result<std::optional<Released>, Errno> GateKeeper::next() {
  if (!is_decided_) decide();
  const auto record = waiting_.next();
  if (!record) return Failure{record.error()};
  if (!*record) {
    drop();
    return std::optional<Released>();
  }
  const std::string_view bytes = (*record)->rest;
  std::uint32_t key_bytes = 0;
  std::memcpy(&key_bytes, bytes.data(), sizeof key_bytes);
  const std::string_view both = bytes.substr(sizeof key_bytes);
  return std::optional(Released{{both.substr(0, key_bytes), both.substr(key_bytes)}, true});
}

void GateKeeper::drop() {
  waiting_ = RecordSorter();
  is_empty_ = true;
}

files::FactSet Gate::wanted() const {
  return keeper_->approver().needs_bytes() ? Fact::type | Fact::size : files::FactSet();
}

}  // namespace findo::plan
