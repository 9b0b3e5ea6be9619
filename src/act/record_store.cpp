#include "act/record_store.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <optional>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/tree_cursor.hpp"
#include "act/user_directories.hpp"
#include "act/whole_file.hpp"

namespace findo::act {
namespace {

using base::Descriptor;
using base::Failure;

constexpr std::string_view kSuffix = ".jsonl";

/// There is always a number above it, and no run ever comes to it.
constexpr std::uint64_t kLastNumber = 999'999'999'999'999'999;

std::string name_of(std::uint64_t number) { return std::to_string(number) + std::string(kSuffix); }

/// The number that a file in the store is named by.
std::optional<std::uint64_t> try_number(std::string_view name) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool is_record =
      error == std::errc() && name_of(number) == name && number > 0 && number <= kLastNumber;
  return is_record ? std::optional(number) : std::nullopt;
}

std::uint64_t size_of(int directory, std::uint64_t number) {
  struct stat status {};
  if (fstatat(directory, name_of(number).c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return 0;
  return static_cast<std::uint64_t>(status.st_size);
}

/// A record says which files --undo is to rename. So nobody else may be able to write it, or to put another
/// one in its place: whoever runs findo with another user's $HOME would move files as that user likes.
base::Status<Trouble> check_owner(const struct stat& status, const std::string& path) {
  const std::string remedy = "; $XDG_STATE_HOME says where else records are kept";
  if (status.st_uid != geteuid()) {
    return Failure{
        Trouble{base::name_quoted(path) + " belongs to another user, who could forge records" + remedy}};
  }
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    return Failure{Trouble{base::name_quoted(path) + " can be written by others, who could forge records"}};
  }
  return {};
}

}  // namespace

base::Result<std::string, Trouble> RecordStore::path() {
  const auto state = state_home();
  if (!state) return Failure{Trouble{"there is no home for it"}};
  return joined_path(*state, "findo/runs");
}

base::Result<RecordStore, Trouble> RecordStore::open() {
  auto where = path();
  if (!where) return Failure{std::move(where.error())};
  Descriptor directory(::open(where->c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory) return Failure{trouble_at(*where, base::last_errno())};
  struct stat status {};
  if (fstat(directory.number(), &status) != 0) return Failure{trouble_at(*where, base::last_errno())};
  if (auto owner = check_owner(status, *where); !owner) return Failure{std::move(owner.error())};
  return RecordStore(std::move(directory), std::move(*where));
}

base::Result<RecordStore, Trouble> RecordStore::open_or_make() {
  const auto where = path();
  if (!where) return Failure{where.error()};
  auto made = act::open_or_make(*where);
  if (!made) return Failure{std::move(made.error())};
  return open();
}

std::string RecordStore::path_of(std::uint64_t number) const { return joined_path(path_, name_of(number)); }

base::Result<std::vector<std::uint64_t>, Trouble> RecordStore::numbers() const {
  const auto names = read_names(directory_.number());
  if (!names) return Failure{trouble_at(path_, names.error())};
  std::vector<std::uint64_t> numbers;
  for (const std::string& name : *names) {
    if (const auto number = try_number(name)) numbers.push_back(*number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

base::Result<NewRecord, Trouble> RecordStore::create() {
  constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
  auto before = numbers();
  if (!before) return Failure{std::move(before.error())};
  for (std::uint64_t number = before->empty() ? 1 : before->back() + 1;; ++number) {
    if (number > kLastNumber)
      return Failure{Trouble{"there is no number above " + base::name_quoted(path_of(kLastNumber))}};
    Descriptor file(openat(directory_.number(), name_of(number).c_str(), kFlags, S_IRUSR | S_IWUSR));
    if (!file && errno == EEXIST) continue;  // another run has just begun
    if (!file) return Failure{trouble_at(path_of(number), base::last_errno())};
    (void)flock(file.number(), LOCK_EX | LOCK_NB);
    if (fsync(directory_.number()) != 0) {
      const base::Errno error = base::last_errno();
      unlinkat(directory_.number(), name_of(number).c_str(), 0);  // of a run that does nothing without it
      return Failure{trouble_at(path_, error)};
    }
    remove_oldest(std::move(*before));
    const auto whole = load_path(directory_.number());
    return NewRecord{std::move(file), number, joined_path(whole ? *whole : path_, name_of(number))};
  }
}

/// What is being written or undone stays.
void RecordStore::remove_oldest(std::vector<std::uint64_t> numbers) const {
  std::uint64_t bytes = 0;
  std::size_t kept = 1;  // the new one
  std::reverse(numbers.begin(), numbers.end());
  for (const std::uint64_t number : numbers) {
    bytes += size_of(directory_.number(), number);
    const bool is_kept = ++kept <= kMostRecords && bytes <= kMostBytes;
    if (!is_kept && lock(number)) unlinkat(directory_.number(), name_of(number).c_str(), 0);
  }
}

base::Result<base::Descriptor, Trouble> RecordStore::open_record(std::uint64_t number, int access) const {
  // Without O_NONBLOCK a pipe of that name would be waited for.
  constexpr int kFlags = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
  Descriptor file(openat(directory_.number(), name_of(number).c_str(), access | kFlags));
  struct stat status {};
  if (!file || fstat(file.number(), &status) != 0) {
    return Failure{trouble_at(path_of(number), base::last_errno())};
  }
  if (!S_ISREG(status.st_mode)) {
    return Failure{Trouble{base::name_quoted(path_of(number)) + " is no regular file"}};
  }
  if (auto owner = check_owner(status, path_of(number)); !owner) return Failure{std::move(owner.error())};
  return file;
}

base::Result<std::string, Trouble> RecordStore::read(std::uint64_t number) const {
  const auto file = open_record(number, O_RDONLY);
  if (!file) return Failure{file.error()};
  auto text = read_whole(file->number());
  if (!text) return Failure{trouble_at(path_of(number), text.error())};
  return std::move(*text);
}

base::Result<base::Descriptor, Trouble> RecordStore::lock(std::uint64_t number) const {
  auto file = open_record(number, O_RDWR);  // NFS lets only those lock a file who may write to it
  if (!file) return file;
  if (flock(file->number(), LOCK_EX | LOCK_NB) != 0)
    return Failure{trouble_at(path_of(number), base::last_errno())};
  return file;
}

}  // namespace findo::act
