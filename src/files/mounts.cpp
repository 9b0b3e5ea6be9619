// Devices are matched by the numbers that the table itself shows, so that no mount point has to be looked at:
// that could wait for a server that is gone, or mount something.

#include "files/mounts.hpp"

#include <charconv>
#include <fstream>
#include <optional>

#include "files/device_numbers.hpp"

namespace findo::files {
namespace {

constexpr std::string_view kUnknown = "unknown";

std::string_view take_word(std::string_view& line) {
  const std::size_t length = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, length);
  line.remove_prefix(std::min(length + 1, line.size()));
  return word;
}

std::optional<std::uint64_t> try_number(std::string_view digits) {
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

/// "8:1"
std::optional<dev_t> try_device(std::string_view word) {
  const std::size_t colon = word.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto upper = try_number(word.substr(0, colon));
  const auto lower = try_number(word.substr(colon + 1));
  if (!upper || !lower) return std::nullopt;
  return make_device(static_cast<unsigned>(*upper), static_cast<unsigned>(*lower));
}

/// Blanks in a word of the table stand as three octal digits.
std::string unescaped(std::string_view word) {
  std::string text;
  while (!word.empty()) {
    unsigned byte = 0;
    const char* const digits = word.data() + 1;
    if (word.size() >= 4 && word[0] == '\\' &&
        std::from_chars(digits, digits + 3, byte, 8).ptr == digits + 3) {
      text += static_cast<char>(byte);
      word.remove_prefix(4);
    } else {
      text += word[0];
      word.remove_prefix(1);
    }
  }
  return text;
}

MountTable& system_table() {
  static MountTable table;
  return table;
}

}  // namespace

/// `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw`: two numbers, the device, the root, the
/// mount point, options, any number of tags, a hyphen, the type.
void MountTable::add_line(std::string_view line) {
  const auto mount = try_number(take_word(line));
  take_word(line);
  const auto device = try_device(take_word(line));
  take_word(line);
  const std::string point = unescaped(take_word(line));
  while (!line.empty() && take_word(line) != "-") continue;
  const std::string_view type = take_word(line);
  if (!device || !mount || type.empty()) return;
  const TypeName name = &*names_.insert(unescaped(type)).first;
  type_of_device_[*device] = name;
  type_of_mount_[*mount] = name;
  type_at_[point] = name;
}

void MountTable::read() {
  std::ifstream table(path_);
  type_at_.clear();
  for (std::string line; std::getline(table, line);) add_line(line);
  is_read_ = true;
}

void MountTable::read_once() {
  if (!is_read_) read();
}

template <class Key>
std::string_view MountTable::find_type(std::map<Key, TypeName>& types, Key key) {
  const std::lock_guard guard(mutex_);
  read_once();
  auto found = types.find(key);
  if (found == types.end()) {
    read();
    found = types.try_emplace(key, nullptr).first;
  }
  return found->second ? std::string_view(*found->second) : kUnknown;
}

std::string_view MountTable::type_of(dev_t device) { return find_type(type_of_device_, device); }
std::string_view MountTable::type_of_mount(std::uint64_t mount) { return find_type(type_of_mount_, mount); }

std::vector<std::string> MountTable::types() {
  const std::lock_guard guard(mutex_);
  read_once();
  return {names_.begin(), names_.end()};
}

std::vector<MountPoint> MountTable::points() {
  const std::lock_guard guard(mutex_);
  read();
  std::vector<MountPoint> points;
  for (const auto& [path, type] : type_at_) points.push_back({path, *type});
  return points;
}

namespace {

/// What a thread was told last; files of one device come in long rows.
struct Answer {
  dev_t device;
  std::string_view type;
};

}  // namespace

std::string_view file_system_type(dev_t device) {
  thread_local std::optional<Answer> last;
  if (!last || last->device != device) last = Answer{device, system_table().type_of(device)};
  return last->type;
}

std::string_view file_system_type(Entry& entry, const Facts& facts) {
  const dev_t device = facts.device;
  const std::string_view by_device = file_system_type(device);
  if (by_device != kUnknown) return by_device;
  thread_local std::optional<Answer> last;
  if (last && last->device == device) return last->type;
  const auto own = entry.facts(Fact::device | Fact::mount);
  if (!own || !(*own)->loaded.holds(Fact::mount)) return kUnknown;
  last = Answer{device, system_table().type_of_mount((*own)->mount)};
  return last->type;
}

std::vector<std::string> mounted_types() { return system_table().types(); }
std::vector<MountPoint> mount_points() { return system_table().points(); }

}  // namespace findo::files
