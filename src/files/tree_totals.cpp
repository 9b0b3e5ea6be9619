// A tree is read depth first, without recursion; a directory's sum is done when it is left, and goes into
// that of the one above. A file with several names must count once in each directory that has any of them
// below it, and so once in every directory above two of them. Whenever one is met again its size is therefore
// taken away from the innermost directory that holds both this name and the one met last: it is the innermost
// of those now open that was entered before the last name was met, and a search by halves in the stack finds
// it. In this way all directories get the right sum from one reading, each for itself.

#include "files/tree_totals.hpp"

#include <algorithm>
#include <cerrno>
#include <memory>

namespace findo::files {
namespace {

constexpr FactSet kWanted =
    Fact::type | Fact::size | Fact::modify_time | Fact::inode | Fact::device | Fact::links;

/// Directories above these are closed while the search is deeper, and opened again on the way back.
constexpr std::size_t kMostOpen = 32;

Identity identity_of(const Facts& facts) { return {facts.device, facts.inode}; }

bool is_below(std::string_view path, std::string_view top) {
  if (!path.starts_with(top)) return false;
  return path.size() == top.size() || top.ends_with('/') || path[top.size()] == '/';
}

}  // namespace

/// One tree being read.
class TreeTotals::Sum {
 public:
  Sum(Reader& reader, bool one_device, const Reporter& report)
      : reader_(reader), one_device_(one_device), report_(report) {}

  /// Sums up from `name` in `parent` down, which has these facts and this path.
  void run(const OpenDirectory* parent, const char* name, FollowLinks follow, const Facts& facts,
           std::string_view path) {
    path_ = path;
    device_ = facts.device;
    push(identity_of(facts), facts);
    read(parent, name, follow);
    while (!levels_.empty()) {
      if (levels_.back().directories.empty()) {
        pop();
      } else {
        descend();
      }
    }
  }
  Totals& totals() { return totals_; }

 private:
  struct Below {
    std::string name;
    Facts facts;
  };
  /// A directory that has been entered and not been left.
  struct Level {
    std::unique_ptr<OpenDirectory> handle{};
    Identity identity{};
    TreeTotal total{};
    std::uint64_t number = 0;  ///< of directories, in the order in which they are entered
    std::size_t path_bytes = 0;
    std::vector<Below> directories{};  ///< to be entered
  };

  void fail(base::Errno error) { report_(path_, error); }
  void fail(std::string_view name, base::Errno error) {
    report_(path_ + (path_.ends_with('/') ? "" : "/") + std::string(name), error);
  }

  void push(Identity identity, const Facts& facts) {
    const TreeTotal own{static_cast<std::uint64_t>(facts.size_bytes), facts.modify_time};
    levels_.push_back({nullptr, identity, own, next_number_++, path_.size(), {}});
  }

  /// The entries of the innermost directory: files are counted, directories are put down for later.
  void read(const OpenDirectory* parent, const char* name, FollowLinks follow) {
    auto handle = reader_.open_directory(parent, name, follow);
    if (!handle) return fail(handle.error());
    levels_.back().handle = std::move(*handle);
    for (;;) {
      const auto status = reader_.read_batch(*levels_.back().handle, batch_);
      if (!status) return fail(status.error());
      if (batch_.names.empty()) return;
      for (const Listed& listed : batch_.names) look_at(listed);
    }
  }

  void look_at(const Listed& listed) {
    Facts facts{};
    Level& level = levels_.back();
    const auto status = reader_.load_facts(level.handle.get(), listed.name, FollowLinks::no, kWanted, facts);
    const std::string_view name(listed.name, listed.length);
    if (!status) return fail(name, status.error());
    if (one_device_ && facts.device != device_) return;
    if (facts.type == FileType::directory) {
      level.directories.push_back({std::string(name), facts});
      return;
    }
    const auto bytes = static_cast<std::uint64_t>(facts.size_bytes);
    level.total.bytes += bytes;
    level.total.newest = std::max(level.total.newest, facts.modify_time);
    if (facts.links > 1) count_once(identity_of(facts), bytes);
  }

  void count_once(Identity file, std::uint64_t bytes) {
    const auto [met, is_new] = met_in_.try_emplace(file, levels_.back().number);
    if (is_new) return;
    const auto behind =
        std::upper_bound(levels_.begin(), levels_.end(), met->second,
                         [](std::uint64_t number, const Level& level) { return number < level.number; });
    std::prev(behind)->total.bytes -= bytes;  // may go below 0 until what is below has been added
    met->second = levels_.back().number;
  }

  void descend() {
    const Below below = std::move(levels_.back().directories.back());
    levels_.back().directories.pop_back();
    const OpenDirectory* parent = levels_.back().handle.get();
    path_ += path_.ends_with('/') ? "" : "/";
    path_ += below.name;
    push(identity_of(below.facts), below.facts);
    read(parent, below.name.c_str(), FollowLinks::no);
    if (levels_.size() > kMostOpen && levels_.back().handle)
      levels_[levels_.size() - kMostOpen - 1].handle.reset();
  }

  void pop() {
    Level level = std::move(levels_.back());
    levels_.pop_back();
    totals_[level.identity] = level.total;
    if (levels_.empty()) return;
    Level& above = levels_.back();
    above.total.bytes += level.total.bytes;
    above.total.newest = std::max(above.total.newest, level.total.newest);
    path_.resize(above.path_bytes);
    if (!above.handle && !above.directories.empty()) reopen(above, level.handle.get());
  }

  /// Comes back to a directory that was closed meanwhile, through the one that has been left.
  void reopen(Level& level, const OpenDirectory* below) {
    base::Errno error{ENOENT};
    auto handle = below ? reader_.open_directory(below, "..", FollowLinks::no) : base::Failure{error};
    if (handle) {
      const auto identity = reader_.load_identity(**handle);
      if (identity && *identity == level.identity) {
        level.handle = std::move(*handle);
        return;
      }
    } else {
      error = handle.error();
    }
    level.directories.clear();
    fail(error);
  }

  Reader& reader_;
  bool one_device_;
  const Reporter& report_;
  std::string path_;
  dev_t device_ = 0;
  std::vector<Level> levels_;
  std::uint64_t next_number_ = 0;
  std::unordered_map<Identity, std::uint64_t, IdentityHash>
      met_in_;  ///< files with several names: where they were met last
  Totals totals_;
  NameBatch batch_;
};

void TreeTotals::begin(bool bottom_up, bool one_device) {
  bottom_up_ = bottom_up;
  one_device_ = one_device;
}

bool TreeTotals::is_under_way(std::string_view path) const {
  return std::any_of(under_way_.begin(), under_way_.end(),
                     [path](const std::string& top) { return is_below(path, top); });
}

void TreeTotals::work_out(Entry& directory, const Facts& facts, std::string_view top,
                          const Reporter& report) {
  const Place& place = directory.place();
  Sum sum(directory.reader(), one_device_, report);
  const bool is_own = top == directory.path();
  Facts facts_of_top = facts;
  const std::string name(is_own ? directory.name() : top);
  const FollowLinks follow = is_own ? place.follow() : Place{.depth = 0, .links = place.links}.follow();
  const OpenDirectory* parent = is_own ? place.parent : nullptr;
  if (!is_own) {
    facts_of_top.loaded = {};
    const auto status = directory.reader().load_facts(nullptr, name.c_str(), follow, kWanted, facts_of_top);
    if (!status) return report(top, status.error());
  }
  sum.run(parent, name.c_str(), follow, facts_of_top, top);
  const std::scoped_lock lock(mutex_);
  totals_.merge(sum.totals());
}

base::Result<TreeTotal, base::Errno> TreeTotals::of(Entry& directory, const Reporter& report) {
  const auto facts = directory.facts(kWanted);
  if (!facts) return base::Failure{facts.error()};
  const Facts own = **facts;
  const std::string path(directory.path());
  std::string top = bottom_up_ ? directory.root().path : path;
  std::unique_lock lock(mutex_);
  for (;;) {
    one_is_done_.wait(lock, [&] { return !is_under_way(path); });
    const auto found = totals_.find(identity_of(own));
    if (found != totals_.end()) return found->second;
    under_way_.push_back(top);
    lock.unlock();
    work_out(directory, own, top, report);
    lock.lock();
    under_way_.erase(std::find(under_way_.begin(), under_way_.end(), top));
    one_is_done_.notify_all();
    if (top == path && totals_.find(identity_of(own)) == totals_.end())
      return base::Failure{base::Errno{ENOENT}};
    top = path;  // if it has become part of the tree only since the tree was read
  }
}

}  // namespace findo::files
