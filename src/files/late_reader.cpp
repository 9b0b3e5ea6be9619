#include "files/late_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/resource.h>
#include <utility>

namespace findo::files {
namespace {

/// Directories that stay open on the way: so many, or an eighth of what the process may have open.
constexpr std::size_t kMostOpen = 32;
constexpr std::size_t kShare = 8;

std::size_t most_open() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1;
  return std::clamp<std::size_t>(limit.rlim_cur / kShare, 1, kMostOpen);
}

std::string_view without_slash(std::string_view text) {
  if (text.starts_with('/')) text.remove_prefix(1);
  return text;
}

}  // namespace

LateReader::LateReader(Reader& reader, LinkPolicy links)
    : reader_(reader), links_(links), most_open_(most_open()) {}
LateReader::~LateReader() = default;

void LateReader::go_to(std::string_view path, std::size_t root_bytes, int depth) {
  depth_ = depth;
  if (depth == 0) return forget();
  const std::string_view root = path.substr(0, root_bytes);
  const std::string_view below = without_slash(path.substr(root_bytes));
  const std::string_view directory = below.substr(0, below.rfind('/') + 1);  // npos + 1 is 0
  if (root == root_ && directory == below_ && is_reached_) return;
  if (root != root_) levels_.clear();
  root_ = root;
  below_ = directory;
  is_reached_ = false;
}

/// What is done with a root may take it away, and all that is below it.
void LateReader::forget() {
  levels_.clear();
  is_reached_ = false;
}

/// Leaves of the directories that are open those on the way. Returns how many bytes of the way they make up.
std::size_t LateReader::keep_common(std::string_view below) {
  std::size_t at = 0;
  std::size_t kept = levels_.empty() ? 0 : 1;
  for (; kept < levels_.size(); ++kept) {
    const std::string& name = levels_[kept].name;
    const bool is_on_the_way =
        below.substr(at).starts_with(name) && below.substr(at + name.size()).starts_with('/');
    if (!is_on_the_way) break;
    at += name.size() + 1;
  }
  levels_.resize(kept);
  // One that was closed again is reached from above.
  while (!levels_.empty() && !levels_.back().handle) {
    at -= levels_.size() > 1 ? levels_.back().name.size() + 1 : 0;
    levels_.pop_back();
  }
  return at;
}

/// The first ones and the last one stay.
void LateReader::close_surplus() {
  if (levels_.size() > most_open_ + 1) levels_[levels_.size() - 2].handle.reset();
}

/// All but the last one go, and fewer stay from now on. False: there is nothing to close.
bool LateReader::make_room() {
  bool has_closed = false;
  for (std::size_t i = 0; i + 1 < levels_.size(); ++i) {
    has_closed |= levels_[i].handle != nullptr;
    levels_[i].handle.reset();
  }
  most_open_ = std::max<std::size_t>(most_open_ / 4, 1);
  return has_closed;
}

/// The next directory of the way, below the last one.
base::Result<std::unique_ptr<OpenDirectory>, base::Errno> LateReader::open_next(const std::string& name) {
  const FollowLinks follow = Place{.depth = 1, .links = links_}.follow();
  auto handle = reader_.open_directory(levels_.back().handle.get(), name.c_str(), follow);
  const bool is_full = !handle && (handle.error().code == EMFILE || handle.error().code == ENFILE);
  if (!is_full || !make_room()) return handle;
  return reader_.open_directory(levels_.back().handle.get(), name.c_str(), follow);
}

LateReader::ReachResult LateReader::reach() {
  if (is_reached_) return levels_.back().handle.get();
  std::size_t at = keep_common(below_);
  if (levels_.empty()) {
    const Place root{.depth = 0, .links = links_};
    auto handle = reader_.open_directory(nullptr, root_.c_str(), root.follow());
    if (!handle) return base::Failure{handle.error()};
    levels_.push_back({root_, std::move(*handle)});
  }
  while (at < below_.size()) {
    std::string name = below_.substr(at, below_.find('/', at) - at);
    auto handle = open_next(name);
    if (!handle) return base::Failure{handle.error()};
    at += name.size() + 1;
    levels_.push_back({std::move(name), std::move(*handle)});
    close_surplus();
  }
  is_reached_ = true;
  return levels_.back().handle.get();
}

/// Whatever is no stand-in is what it is.
LateReader::ReachResult LateReader::real(const OpenDirectory* directory) {
  return directory == &stand_in_ ? reach() : ReachResult(directory);
}

base::Result<std::unique_ptr<OpenDirectory>, base::Errno> LateReader::open_directory(
    const OpenDirectory* parent, const char* name, FollowLinks follow) {
  const auto directory = real(parent);
  if (!directory) return base::Failure{directory.error()};
  return reader_.open_directory(*directory, name, follow);
}

base::Status<base::Errno> LateReader::read_batch(OpenDirectory& directory, NameBatch& batch) {
  return reader_.read_batch(directory, batch);
}

base::Status<base::Errno> LateReader::load_facts(const OpenDirectory* parent, const char* name,
                                                 FollowLinks follow, FactSet wanted, Facts& facts) {
  const auto directory = real(parent);
  if (!directory) return base::Failure{directory.error()};
  return reader_.load_facts(*directory, name, follow, wanted, facts);
}

base::Result<Identity, base::Errno> LateReader::load_identity(const OpenDirectory& directory) {
  const auto it = real(&directory);
  if (!it) return base::Failure{it.error()};
  return reader_.load_identity(**it);
}

base::Result<std::string, base::Errno> LateReader::load_link_target(const OpenDirectory* parent,
                                                                    const char* name) {
  const auto directory = real(parent);
  if (!directory) return base::Failure{directory.error()};
  return reader_.load_link_target(*directory, name);
}

base::Status<base::Errno> LateReader::check_access(const OpenDirectory* parent, const char* name,
                                                   Access access) {
  const auto directory = real(parent);
  if (!directory) return base::Failure{directory.error()};
  return reader_.check_access(*directory, name, access);
}

base::Result<int, base::Errno> LateReader::open_descriptor(const OpenDirectory* directory) {
  const auto it = real(directory);
  if (!it) return base::Failure{it.error()};
  return reader_.open_descriptor(*it);
}

}  // namespace findo::files
