// libc's databases of users and groups (getpwuid_r(3) and its kin, which are safe to call from several
// threads), with a memory. Files of one owner come in long rows, so each thread keeps its last answer and
// seldom needs the lock.

#include "files/owners.hpp"

#include <cerrno>
#include <fstream>
#include <grp.h>
#include <mutex>
#include <pwd.h>
#include <shared_mutex>
#include <string>
#include <unordered_map>

namespace findo::files {
namespace {

/// Calls getpwuid_r or one of its kin with as much room as the entry takes; gives its result to `use` while
/// it lasts.
template <class Record, class Key, class Use>
auto ask(int (*load)(Key, Record*, char*, std::size_t, Record**), Key key, const Use& use) {
  std::string room(1024, '\0');
  Record record{};
  Record* found = nullptr;
  while (load(key, &record, room.data(), room.size(), &found) == ERANGE) room.resize(room.size() * 2);
  return use(found);
}

std::string ask_user_name(uid_t id) {
  return ask(getpwuid_r, id, [](const passwd* user) { return std::string(user ? user->pw_name : ""); });
}

std::string ask_group_name(gid_t id) {
  return ask(getgrgid_r, id, [](const group* entry) { return std::string(entry ? entry->gr_name : ""); });
}

/// Names by number. Names stay where they are, so views of them stay valid.
template <class Id, std::string (*ask_name)(Id)>
class NameCache {
 public:
  std::string_view name_of(Id id) {
    if (const std::string* known = find(id)) return *known;
    std::string name = ask_name(id);  // unlocked: a directory service may take its time
    const std::lock_guard guard(mutex_);
    return names_.try_emplace(id, std::move(name)).first->second;
  }

 private:
  const std::string* find(Id id) {
    const std::shared_lock guard(mutex_);
    const auto found = names_.find(id);
    return found == names_.end() ? nullptr : &found->second;
  }

  std::shared_mutex mutex_;
  std::unordered_map<Id, std::string> names_;
};

template <class Id, std::string (*ask_name)(Id)>
std::string_view name_of(Id id) {
  struct Answer {
    Id id;
    std::string_view name;
  };
  static NameCache<Id, ask_name> cache;
  thread_local std::optional<Answer> last;
  if (!last || last->id != id) last = Answer{id, cache.name_of(id)};
  return last->name;
}

/// The first field of each line: "root:x:0:0:…".
std::vector<std::string> first_fields(const char* path) {
  std::vector<std::string> fields;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (const std::size_t colon = line.find(':'); colon != std::string::npos)
      fields.push_back(line.substr(0, colon));
  }
  return fields;
}

}  // namespace

std::string_view user_name(uid_t id) { return name_of<uid_t, ask_user_name>(id); }
std::string_view group_name(gid_t id) { return name_of<gid_t, ask_group_name>(id); }

std::optional<uid_t> try_user_id(std::string_view name) {
  return ask(getpwnam_r, std::string(name).c_str(),
             [](const passwd* user) { return user ? std::optional(user->pw_uid) : std::nullopt; });
}

std::optional<gid_t> try_group_id(std::string_view name) {
  return ask(getgrnam_r, std::string(name).c_str(),
             [](const group* entry) { return entry ? std::optional(entry->gr_gid) : std::nullopt; });
}

std::vector<std::string> listed_users() { return first_fields("/etc/passwd"); }
std::vector<std::string> listed_groups() { return first_fields("/etc/group"); }

}  // namespace findo::files
