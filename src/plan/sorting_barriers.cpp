#include "plan/sorting_barriers.hpp"

#include <cstring>

#include "base/record_sorter.hpp"

namespace findo::plan {
namespace {

using base::Errno;
using base::Failure;
using base::RecordSorter;
using language::KeepGroup;
using NextResult = base::Result<std::optional<Released>, Errno>;

/// -sort, and with a count -top.
class Sort : public Barrier {
 public:
  Sort(std::size_t index, SortOrder order, std::uint64_t count)
      : Barrier(index), order_(std::move(order)), count_(count), sorter_(count) {}

  void link(bool if_true, bool if_false) override {
    (void)if_true;
    most_ = if_false ? RecordSorter::kAll : count_;
    drop();
  }

  base::Status<Errno> take(std::string_view bytes) override {
    is_empty_ = false;
    while (!bytes.empty()) {
      const SuspendedRecord record = take_suspended(bytes);
      if (auto status = sorter_.add({record.key, record.rest}); !status) return status;
    }
    return {};
  }

  bool is_empty() const override { return is_empty_; }

  NextResult next() override {
    const auto record = sorter_.next();
    if (!record) return Failure{record.error()};
    if (!*record) {
      drop();
      return std::optional<Released>();
    }
    return std::optional(Released{{(*record)->key, (*record)->rest}, released_++ < count_});
  }

  void drop() override {
    sorter_ = RecordSorter(most_);
    released_ = 0;
    is_empty_ = true;
  }

 protected:
  files::FactSet wanted() const override { return order_.facts(); }
  void append_order(std::string& out, files::Visit& visit, const files::Facts& known) const override {
    order_.append(out, visit.entry, known);
  }

 private:
  SortOrder order_;
  std::uint64_t count_;
  std::uint64_t most_ = RecordSorter::kAll;
  RecordSorter sorter_;
  std::uint64_t released_ = 0;
  bool is_empty_ = true;
};

/// Sorted twice: by group and order, to see which are kept, and by their numbers, to let them go on as they
/// came. What has been added to a record the second time stands at its end.
class Keep : public Barrier {
 public:
  Keep(std::size_t index, SortOrder order, std::uint64_t count, KeepGroup group)
      : Barrier(index), order_(std::move(order)), count_(count), group_(group) {}

  void link(bool if_true, bool if_false) override {
    wants_beyond_ = if_true;
    wants_kept_ = if_false;
  }

  base::Status<Errno> take(std::string_view bytes) override {
    is_empty_ = false;
    while (!bytes.empty()) {
      const SuspendedRecord record = take_suspended(bytes);
      rest_ = record.rest;
      base::append_big_endian(rest_, taken_++);
      if (auto status = by_order_.add({record.key, rest_}); !status) return status;
    }
    return {};
  }

  bool is_empty() const override { return is_empty_; }

  NextResult next() override {
    if (!is_decided_) {
      if (auto status = decide(); !status) return Failure{status.error()};
    }
    const auto record = by_number_.next();
    if (!record) return Failure{record.error()};
    if (!*record) {
      drop();
      return std::optional<Released>();
    }
    const std::string_view bytes = (*record)->rest;
    const bool is_beyond = bytes.back() != 0;
    std::uint32_t key_bytes = 0;
    std::memcpy(&key_bytes, bytes.data(), sizeof key_bytes);
    const std::string_view both = bytes.substr(sizeof key_bytes);
    return std::optional(Released{{both.substr(0, key_bytes), both.substr(key_bytes)}, is_beyond});
  }

  void drop() override {
    by_order_ = RecordSorter();
    by_number_ = RecordSorter();
    taken_ = 0;
    is_decided_ = false;
    is_empty_ = true;
  }

 protected:
  files::FactSet wanted() const override { return order_.facts(); }

  void append_order(std::string& out, files::Visit& visit, const files::Facts& known) const override {
    if (group_ == KeepGroup::directory) out += directory_of(visit.entry);
    if (group_ == KeepGroup::extension) out += extension_of(visit.entry.base_name());
    out += '\0';
    order_.append(out, visit.entry, known);
  }

 private:
  /// With a slash at its end; of a root as it was typed, empty where that was only a name.
  static std::string_view directory_of(const files::Entry& entry) {
    const std::string_view path = entry.path();
    if (entry.depth() > 0) return path.substr(0, path.size() - entry.name().size());
    const std::size_t end = path.find_last_not_of('/');
    const std::size_t slash = end == std::string_view::npos ? end : path.rfind('/', end);
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
  }

  base::Status<Errno> decide() {
    is_decided_ = true;
    std::string group;
    std::uint64_t of_group = 0;
    for (bool is_first = true;; is_first = false) {
      const auto record = by_order_.next();
      if (!record) return Failure{record.error()};
      if (!*record) break;
      const std::string_view key = (*record)->key;
      const std::string_view own = key.substr(0, key.find('\0'));
      if (is_first || own != group) of_group = 0;
      group = own;
      if (auto status = put(**record, of_group++ >= count_); !status) return status;
    }
    by_order_ = RecordSorter();
    return {};
  }

  base::Status<Errno> put(const base::SortedRecord& record, bool is_beyond) {
    if (!(is_beyond ? wants_beyond_ : wants_kept_)) return {};
    constexpr std::size_t kNumberBytes = sizeof(std::uint64_t);
    const std::string_view rest = record.rest.substr(0, record.rest.size() - kNumberBytes);
    const auto key_bytes = static_cast<std::uint32_t>(record.key.size());
    rest_.assign(reinterpret_cast<const char*>(&key_bytes), sizeof key_bytes);
    rest_ += record.key;
    rest_ += rest;
    rest_ += static_cast<char>(is_beyond);
    return by_number_.add({record.rest.substr(rest.size()), rest_});
  }

  SortOrder order_;
  std::uint64_t count_;
  KeepGroup group_;
  bool wants_beyond_ = true;
  bool wants_kept_ = true;
  RecordSorter by_order_;
  RecordSorter by_number_;
  std::string rest_;
  std::uint64_t taken_ = 0;
  bool is_decided_ = false;
  bool is_empty_ = true;
};

}  // namespace

std::unique_ptr<Barrier> make_sort(std::size_t index, SortOrder order) {
  return std::make_unique<Sort>(index, std::move(order), RecordSorter::kAll);
}

std::unique_ptr<Barrier> make_top(std::size_t index, SortOrder order, std::uint64_t count) {
  return std::make_unique<Sort>(index, std::move(order), count);
}

std::unique_ptr<Barrier> make_keep(std::size_t index, SortOrder order, std::uint64_t count, KeepGroup group) {
  return std::make_unique<Keep>(index, std::move(order), count, group);
}

}  // namespace findo::plan
