// A copy is made out of sight and gets its name when it is complete, so whoever looks at the target sees no
// halves, and a name that is taken meanwhile is not taken away again. A regular file is made without a name
// where the system has such files, else under a temporary one; all that is done with it goes by its
// descriptor. What else there is can be given owner and permissions only by its name, and a directory has
// names in it: these are made in a directory of their own that is closed to all others, who could exchange
// them meanwhile.

#include "act/copying.hpp"

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "act/copy_content.hpp"
#include "act/evaluated.hpp"
#include "act/private_directory.hpp"
#include "act/temporary_name.hpp"
#include "act/tree_cursor.hpp"
#include "files/link_target.hpp"
#include "output/interruption.hpp"

namespace findo::act {
namespace {

using base::Descriptor;
using base::Errno;
using base::Failure;
using files::ListsKept;

constexpr int kOpenDirectory = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;

/// The number of an errno that a call has left behind, or 0.
int code_of(int result) { return result < 0 ? errno : 0; }

/// A regular file that is open for reading, and its status.
struct Source {
  Descriptor file;
  struct stat status {};
};

base::Result<Source, Trouble> open_source(At from, const FileIdentity& identity) {
  constexpr int kFlags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
  Source source;
#ifdef O_NOATIME
  source.file.reset(openat(from.directory, from.name, kFlags | O_NOATIME));  // only the owner may
#endif
  if (!source.file) source.file.reset(openat(from.directory, from.name, kFlags));
  if (!source.file && errno == ELOOP) return Failure{changed_meanwhile()};
  if (!source.file) return Failure{trouble(base::last_errno())};
  const auto now = load_identity(source.file.number());
  if (!now || !is_alike(identity, *now, Likeness::content)) return Failure{changed_meanwhile()};
  if (fstat(source.file.number(), &source.status) != 0) return Failure{trouble(base::last_errno())};
  return source;
}

/// Content and attributes, unless the file changes while it is read.
base::Result<ListsKept, Trouble> fill(const Source& source, int to) {
  const int from = source.file.number();
  const auto before = load_identity(from);
  if (auto status = copy_content(from, to); !status) return Failure{trouble(status.error())};
  const auto kept = copy_attributes(from, to, source.status);
  if (!kept) return Failure{trouble(kept.error())};
  if (auto status = finish_writing(to); !status) return Failure{trouble(status.error())};
  const auto after = load_identity(from);
  if (!before || !after || !is_alike(*before, *after, Likeness::content)) return Failure{changed_meanwhile()};
  return *kept;
}

/// Whether the copy has its name: somebody may have put another file into its place before it had it.
base::Status<Trouble> check_published(int copy, At to) {
  const auto made = load_identity(copy);
  const auto there = load_identity(to.directory, to.name);
  if (made && there && made->file == there->file) return {};
  return Failure{Trouble{"something else has come into the place of its copy"}};
}

/// What is said of a copy that is there, but may be used by fewer than the file.
base::Status<Trouble> outcome_of(ListsKept kept) {
  if (kept == ListsKept::yes) return {};
  return Failure{Trouble{"its copy has no access control list, since the file system there cannot hold any"}};
}

/// Gives an open file with a temporary name its own. What does not get it is removed.
base::Status<Trouble> publish(int file, At temporary, At to, Replacing replacing) {
  const auto status = rename_to(temporary, to, files::FileType::regular, replacing);
  if (!status) {
    unlinkat(temporary.directory, temporary.name, 0);
    return Failure{trouble(status.error())};
  }
  return check_published(file, to);
}

#ifdef O_TMPFILE

/// Gives a file without a name one.
base::Status<Trouble> publish_nameless(int file, At to, Replacing replacing) {
  const std::string path = "/proc/self/fd/" + std::to_string(file);
  const auto link = [&](const char* name) {
    return code_of(linkat(AT_FDCWD, path.c_str(), to.directory, name, AT_SYMLINK_FOLLOW));
  };
  if (replacing == Replacing::never) {
    const int code = link(to.name);
    if (code != 0) return Failure{trouble(Errno{code})};
    return {};
  }
  const auto temporary = create_temporary(link);
  if (!temporary) return Failure{trouble(temporary.error())};
  return publish(file, {to.directory, temporary->c_str()}, to, replacing);
}

/// Nothing where there are no files without a name, or no way to name them.
std::optional<base::Status<Trouble>> try_copy_nameless(const Source& source, At to, Replacing replacing) {
  const Descriptor file(openat(to.directory, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, kOwnerOnly));
  if (!file || access("/proc/self/fd", X_OK) != 0) return std::nullopt;
  const auto kept = fill(source, file.number());
  if (!kept) return Failure{kept.error()};
  if (auto status = publish_nameless(file.number(), to, replacing); !status) return status;
  return outcome_of(*kept);
}

#else
std::optional<base::Status<Trouble>> try_copy_nameless(const Source&, At, Replacing) { return std::nullopt; }
#endif

/// Makes a new file, for its owner alone. Returns an errno or 0.
int make_file(At at, Descriptor& file) {
  file.reset(openat(at.directory, at.name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly));
  return code_of(file.number());
}

base::Status<Trouble> copy_regular(At from, const FileIdentity& identity, At to, Replacing replacing) {
  const auto source = open_source(from, identity);
  if (!source) return Failure{source.error()};
  if (auto copied = try_copy_nameless(*source, to, replacing)) return *copied;
  Descriptor file;
  const auto temporary = create_temporary([&](const char* name) {
    return make_file({to.directory, name}, file);
  });
  if (!temporary) return Failure{trouble(temporary.error())};
  const auto kept = fill(*source, file.number());
  if (!kept) {
    unlinkat(to.directory, temporary->c_str(), 0);
    return Failure{kept.error()};
  }
  const At made{to.directory, temporary->c_str()};
  if (auto status = publish(file.number(), made, to, replacing); !status) return status;
  return outcome_of(*kept);
}

// ---- where nobody else can reach what is made

base::Result<ListsKept, Trouble> make_regular(At from, const FileIdentity& identity, At to) {
  const auto source = open_source(from, identity);
  if (!source) return Failure{source.error()};
  Descriptor file;
  if (const int code = make_file(to, file); code != 0) return Failure{trouble(Errno{code})};
  return fill(*source, file.number());
}

/// What a link, pipe, socket or device is, and where the link leads.
struct Special {
  struct stat status {};
  std::string target{};
};

base::Result<Special, Errno> load_special(At at) {
  Special special;
  if (fstatat(at.directory, at.name, &special.status, AT_SYMLINK_NOFOLLOW) != 0) {
    return Failure{base::last_errno()};
  }
  if (!S_ISLNK(special.status.st_mode)) return special;
  auto target = files::read_link_at(at.directory, at.name);
  if (!target) return Failure{target.error()};
  special.target = std::move(*target);
  return special;
}

base::Status<Errno> make_like(const Special& special, At to) {
  const struct stat& status = special.status;
  const mode_t mode = (status.st_mode & S_IFMT) | kOwnerOnly;
  const int result = S_ISLNK(status.st_mode) ? symlinkat(special.target.c_str(), to.directory, to.name)
                                             : mknodat(to.directory, to.name, mode, status.st_rdev);
  if (result != 0) return Failure{base::last_errno()};
  return {};
}

base::Result<ListsKept, Trouble> make_special(At from, const FileIdentity& identity, const Special& special,
                                              At to) {
  if (auto made = make_like(special, to); !made) return Failure{trouble(made.error())};
  const auto kept = copy_plain_attributes(from, to, special.status);
  if (!kept) return Failure{trouble(kept.error())};
  const auto now = load_identity(from.directory, from.name);
  if (!now || !is_alike(identity, *now, Likeness::content)) return Failure{changed_meanwhile()};
  return *kept;
}

/// The same, of whatever is no directory.
base::Result<ListsKept, Trouble> make_copy(At from, const FileIdentity& identity, At to) {
  if (identity.type == files::FileType::regular) return make_regular(from, identity, to);
  const auto special = load_special(from);
  if (!special) return Failure{trouble(special.error())};
  return make_special(from, identity, *special, to);
}

/// Copies what a cursor goes through into an open directory.
class TreeCopy {
 public:
  /// `target`: the directory where the copy will be, which cannot be a part of what is copied.
  TreeCopy(TreeCursor cursor, Descriptor to, files::Identity target)
      : cursor_(std::move(cursor)), to_(std::move(to)), target_(target) {}

  base::Status<Trouble> run() {
    for (;;) {
      if (output::Interruption::is_waiting()) return Failure{trouble(Errno{EINTR})};
      auto step = cursor_.next();
      if (!step) return Failure{within(trouble(step.error()))};
      if (step->kind == TreeStep::Kind::end) return {};
      if (auto status = take(*step); !status) return Failure{within(std::move(status.error()))};
    }
  }

  /// What is to be said of a copy that is there: of the first entry of which there is something to say.
  base::Status<Trouble> shortfall() const { return shortfall_; }

 private:
  /// Says of which entry something is said.
  Trouble within(Trouble inner) const {
    if (cursor_.path().empty()) return inner;
    return {base::name_quoted(cursor_.path()) + ": " + inner.sentence, inner.code};
  }

  base::Status<Trouble> take(const TreeStep& step) {
    switch (step.kind) {
      case TreeStep::Kind::file: return take_file(step);
      case TreeStep::Kind::enter: return enter(step);
      case TreeStep::Kind::leave: return leave();
      case TreeStep::Kind::left: return step_up();
      case TreeStep::Kind::end: break;
    }
    return {};
  }

  base::Status<Trouble> take_file(const TreeStep& step) {
    const At from{cursor_.directory(), step.name.c_str()};
    const At to{to_.number(), step.name.c_str()};
    const auto identity = load_identity(from.directory, from.name);
    if (!identity) return Failure{trouble(identity.error())};
    if (identity->is_directory()) return Failure{changed_meanwhile()};
    return note(make_copy(from, *identity, to));
  }

  /// A file system that is mounted in what is copied may lead back to where the copy is made: without end.
  base::Status<Trouble> enter(const TreeStep& step) {
    const auto entered = load_identity(cursor_.directory());
    if (!entered) return Failure{trouble(entered.error())};
    if (entered->file == target_) return Failure{Trouble{"a directory cannot be copied into itself"}};
    if (mkdirat(to_.number(), step.name.c_str(), S_IRWXU) != 0) return Failure{trouble(base::last_errno())};
    return open_next(step.name.c_str());
  }

  /// The last thing, since what is put into a directory changes its time.
  base::Status<Trouble> leave() {
    struct stat status {};
    if (fstat(cursor_.directory(), &status) != 0) return Failure{trouble(base::last_errno())};
    const auto kept = copy_attributes(cursor_.directory(), to_.number(), status);
    if (!kept) return Failure{trouble(kept.error())};
    return note(*kept);
  }

  base::Status<Trouble> note(const base::Result<ListsKept, Trouble>& made) {
    if (!made) return Failure{made.error()};
    auto outcome = outcome_of(*made);
    if (!outcome && shortfall_) shortfall_ = Failure{within(std::move(outcome.error()))};
    return {};
  }

  base::Status<Trouble> step_up() { return open_next(".."); }

  base::Status<Trouble> open_next(const char* name) {
    Descriptor next(openat(to_.number(), name, kOpenDirectory));
    if (!next) return Failure{trouble(base::last_errno())};
    to_ = std::move(next);
    return {};
  }

  TreeCursor cursor_;
  Descriptor to_;
  files::Identity target_;
  base::Status<Trouble> shortfall_{};
};

/// Begins to copy into an open directory that has been made for it. `target`: the one where the copy will be.
base::Result<TreeCopy, Trouble> open_copy(At from, const FileIdentity& identity, int made, int target) {
  auto cursor = TreeCursor::open(from);
  if (!cursor) return Failure{trouble(cursor.error())};
  const auto now = load_identity(cursor->directory());
  if (!now || !is_alike(identity, *now, Likeness::file)) return Failure{changed_meanwhile()};
  const auto there = load_identity(target, ".");
  if (!there) return Failure{trouble(there.error())};
  Descriptor to(openat(made, ".", kOpenDirectory));
  if (!to) return Failure{trouble(base::last_errno())};
  return TreeCopy(std::move(*cursor), std::move(to), there->file);
}

/// Gives an open directory its name. It comes into another directory, for which its owner must be allowed to
/// write to it, since it holds the way back up.
base::Status<Trouble> publish_directory(int copy, At made, At to) {
  constexpr mode_t kAll = 07777;
  struct stat status {};
  if (fstat(copy, &status) != 0) return Failure{trouble(base::last_errno())};
  const mode_t mode = status.st_mode & kAll;
  const bool is_closed = (mode & S_IWUSR) == 0;
  if (is_closed && fchmod(copy, mode | S_IWUSR) != 0) return Failure{trouble(base::last_errno())};
  const auto renamed = rename_to(made, to, files::FileType::directory, Replacing::never);
  if (!renamed) return Failure{trouble(renamed.error())};
  if (is_closed && fchmod(copy, mode) != 0) return Failure{trouble(base::last_errno())};
  return check_published(copy, to);
}

}  // namespace

base::Status<Trouble> copy_file(At from, const FileIdentity& identity, At to, Replacing replacing) {
  if (identity.type == files::FileType::regular) return copy_regular(from, identity, to, replacing);
  // As much as can be before there is a temporary name, which stays behind where memory ends.
  const auto special = load_special(from);
  if (!special) return Failure{trouble(special.error())};
  const auto place = PrivateDirectory::create(to.directory);
  if (!place) return Failure{place.error()};
  const auto kept = make_special(from, identity, *special, place->at());
  if (!kept) return Failure{kept.error()};
  const auto renamed = rename_to(place->at(), to, identity.type, replacing);
  if (!renamed) return Failure{trouble(renamed.error())};
  return outcome_of(*kept);
}

base::Status<Trouble> copy_directory(At from, const FileIdentity& identity, At to) {
  const auto place = PrivateDirectory::create(to.directory);
  if (!place) return Failure{place.error()};
  const At made = place->at();
  if (mkdirat(made.directory, made.name, S_IRWXU) != 0) return Failure{trouble(base::last_errno())};
  const Descriptor top(openat(made.directory, made.name, kOpenDirectory));
  if (!top) return Failure{trouble(base::last_errno())};
  auto copy = open_copy(from, identity, top.number(), to.directory);
  if (!copy) return Failure{copy.error()};
  if (auto status = copy->run(); !status) return status;
  if (auto status = publish_directory(top.number(), made, to); !status) return status;
  return copy->shortfall();
}

}  // namespace findo::act
