#include "files/owners.hpp"

#include <grp.h>
#include <pwd.h>

#include <mutex>
#include <string>
#include <unordered_map>

namespace findo::files {
namespace {

/// Names by number, behind a lock: getpwuid and its kin are not safe to call from two threads, nor is the cache. Each
/// thread keeps its last answer, so that the lock is seldom taken.
template <class Id, std::string (*ask)(Id)>
class NameCache {
 public:
  std::string_view name_of(Id id) {
    const std::lock_guard guard(mutex_);
    const auto found = names_.find(id);
    if (found != names_.end()) return found->second;
    return names_.emplace(id, ask(id)).first->second;  // nodes stay where they are
  }

 private:
  std::mutex mutex_;
  std::unordered_map<Id, std::string> names_;
};

std::string ask_user(uid_t id) {
  const passwd* user = getpwuid(id);
  return user ? user->pw_name : "";
}

std::string ask_group(gid_t id) {
  const group* entry = getgrgid(id);
  return entry ? entry->gr_name : "";
}

/// What a thread has asked last.
template <class Id>
struct LastAnswer {
  bool is_known = false;
  Id id = 0;
  std::string_view name;
};

template <class Id, std::string (*ask)(Id)>
std::string_view name_of(Id id) {
  static NameCache<Id, ask> cache;
  thread_local LastAnswer<Id> last;
  if (!last.is_known || last.id != id) last = {true, id, cache.name_of(id)};
  return last.name;
}

}  // namespace

std::string_view user_name(uid_t id) { return name_of<uid_t, ask_user>(id); }
std::string_view group_name(gid_t id) { return name_of<gid_t, ask_group>(id); }

std::optional<uid_t> try_user_id(std::string_view name) {
  const passwd* user = getpwnam(std::string(name).c_str());
  return user ? std::optional(user->pw_uid) : std::nullopt;
}

std::optional<gid_t> try_group_id(std::string_view name) {
  const group* entry = getgrnam(std::string(name).c_str());
  return entry ? std::optional(entry->gr_gid) : std::nullopt;
}

}  // namespace findo::files
