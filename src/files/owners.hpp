// Users and groups: numbers to names and back, asked of the system once each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace findo::files {

/// The name of a user or group; empty where the number has none. Valid to the end of the program.
/// Threads: any; answers are kept, so the system is asked once for each number.
std::string_view user_name(uid_t id);
std::string_view group_name(gid_t id);

/// The number of the user or group of this name, if there is one. Asks the system each time. Threads: any.
std::optional<uid_t> try_user_id(std::string_view name);
std::optional<gid_t> try_group_id(std::string_view name);

/// The names in the system's own lists, /etc/passwd and /etc/group; those of a directory service, which could
/// be many, are not among them.
std::vector<std::string> listed_users();
std::vector<std::string> listed_groups();

}  // namespace findo::files
