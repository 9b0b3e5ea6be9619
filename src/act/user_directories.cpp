#include "act/user_directories.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/held_entry.hpp"

namespace findo::act {
namespace {

std::optional<std::string> absolute_variable(const char* name) {
  const char* value = std::getenv(name);
  if (!value || *value != '/') return std::nullopt;
  return value;
}

std::optional<std::string> home() {
  if (auto variable = absolute_variable("HOME")) return variable;
  const passwd* user = getpwuid(getuid());
  if (!user || user->pw_dir[0] != '/') return std::nullopt;
  return user->pw_dir;
}

std::optional<std::string> user_directory(const char* variable, std::string_view below_home) {
  if (auto set = absolute_variable(variable)) return set;
  const auto top = home();
  if (!top) return std::nullopt;
  return joined_path(*top, below_home);
}

}  // namespace

std::optional<std::string> data_home() { return user_directory("XDG_DATA_HOME", ".local/share"); }
std::optional<std::string> config_home() { return user_directory("XDG_CONFIG_HOME", ".config"); }
std::optional<std::string> state_home() { return user_directory("XDG_STATE_HOME", ".local/state"); }

base::Result<base::Descriptor, Trouble> open_or_make(const std::string& path) {
  for (std::size_t slash = 0; slash != std::string::npos;) {
    slash = path.find('/', slash + 1);
    const std::string part = path.substr(0, slash);
    // One that is there may be a link to a directory, or refuse to have anything made in it.
    if (mkdir(part.c_str(), S_IRWXU) == 0 || errno == EEXIST) continue;
    if (const base::Errno error = base::last_errno(); access(part.c_str(), F_OK) != 0) {
      return base::Failure{trouble_at(part, error)};
    }
  }
  base::Descriptor directory(open(path.c_str(), kOpenForNames));
  if (!directory) return base::Failure{trouble_at(path, base::last_errno())};
  return directory;
}

}  // namespace findo::act
