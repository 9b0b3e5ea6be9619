// A copy is made out of sight, as a file without a name where the system has such, else under a temporary
// one, and gets its name when it is complete. So whoever looks at the target sees no halves, and a name that
// is taken meanwhile is not taken away again.

#include "act/copying.hpp"

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "act/copy_content.hpp"
#include "act/evaluated.hpp"
#include "act/temporary_name.hpp"
#include "act/tree_cursor.hpp"
#include "files/link_target.hpp"
#include "output/interruption.hpp"

namespace findo::act {
namespace {

using base::Descriptor;
using base::Errno;
using base::Failure;

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
base::Status<Trouble> fill(const Source& source, int to) {
  const int from = source.file.number();
  const auto before = load_identity(from);
  if (auto status = copy_content(from, to); !status) return Failure{trouble(status.error())};
  if (auto status = copy_attributes(from, to, source.status); !status)
    return Failure{trouble(status.error())};
  const auto after = load_identity(from);
  if (!before || !after || !is_alike(*before, *after, Likeness::content)) return Failure{changed_meanwhile()};
  return {};
}

/// Gives something with a temporary name its own. What does not get it is removed.
base::Status<Trouble> publish(At temporary, At to, files::FileType type, Replacing replacing) {
  const auto status = rename_to(temporary, to, type, replacing);
  if (status) return {};
  unlinkat(temporary.directory, temporary.name, 0);
  return Failure{trouble(status.error())};
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
  const auto temporary = make_temporary(link);
  if (!temporary) return Failure{trouble(temporary.error())};
  return publish({to.directory, temporary->c_str()}, to, files::FileType::regular, replacing);
}

/// Nothing where there are no files without a name, or no way to name them.
std::optional<base::Status<Trouble>> try_copy_nameless(const Source& source, At to, Replacing replacing) {
  const Descriptor file(openat(to.directory, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, kOwnerOnly));
  if (!file || access("/proc/self/fd", X_OK) != 0) return std::nullopt;
  if (auto status = fill(source, file.number()); !status) return status;
  return publish_nameless(file.number(), to, replacing);
}

#else
std::optional<base::Status<Trouble>> try_copy_nameless(const Source&, At, Replacing) { return std::nullopt; }
#endif

base::Status<Trouble> copy_regular(At from, const FileIdentity& identity, At to, Replacing replacing) {
  const auto source = open_source(from, identity);
  if (!source) return Failure{source.error()};
  if (auto copied = try_copy_nameless(*source, to, replacing)) return *copied;
  Descriptor file;
  const auto temporary = make_temporary([&](const char* name) {
    file.reset(openat(to.directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly));
    return code_of(file.number());
  });
  if (!temporary) return Failure{trouble(temporary.error())};
  if (auto status = fill(*source, file.number()); !status) {
    unlinkat(to.directory, temporary->c_str(), 0);
    return status;
  }
  return publish({to.directory, temporary->c_str()}, to, identity.type, replacing);
}

/// Makes a link, pipe, socket or device like another one, under a temporary name.
base::Result<std::string, Errno> make_like(At from, const struct stat& status, int directory) {
  if (!S_ISLNK(status.st_mode)) {
    const mode_t mode = (status.st_mode & S_IFMT) | kOwnerOnly;
    return make_temporary(
        [&](const char* name) { return code_of(mknodat(directory, name, mode, status.st_rdev)); });
  }
  const auto target = files::read_link_at(from.directory, from.name);
  if (!target) return Failure{target.error()};
  return make_temporary(
      [&](const char* name) { return code_of(symlinkat(target->c_str(), directory, name)); });
}

base::Status<Trouble> copy_special(At from, const FileIdentity& identity, At to, Replacing replacing) {
  struct stat status {};
  if (fstatat(from.directory, from.name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
    return Failure{trouble(base::last_errno())};
  }
  const auto temporary = make_like(from, status, to.directory);
  if (!temporary) return Failure{trouble(temporary.error())};
  const At made{to.directory, temporary->c_str()};
  auto outcome = copy_plain_attributes(made.directory, made.name, status);
  const auto now = load_identity(from.directory, from.name);
  const bool is_same = now && is_alike(identity, *now, Likeness::content);
  if (outcome && is_same) return publish(made, to, identity.type, replacing);
  unlinkat(made.directory, made.name, 0);
  return Failure{outcome ? changed_meanwhile() : trouble(outcome.error())};
}

/// Copies what a cursor goes through into an open directory. Nobody else knows of it yet, so nothing in it
/// needs care but what it is copied from.
class TreeCopy {
 public:
  TreeCopy(TreeCursor cursor, Descriptor to) : cursor_(std::move(cursor)), to_(std::move(to)) {}

  base::Status<Trouble> run() {
    for (;;) {
      if (output::Interruption::is_waiting()) return Failure{trouble(Errno{EINTR})};
      auto step = cursor_.next();
      if (!step) return fail(trouble(step.error()));
      if (step->kind == TreeStep::Kind::end) return {};
      if (auto status = take(*step); !status) return fail(std::move(status.error()));
    }
  }

 private:
  base::Status<Trouble> fail(Trouble inner) const {
    if (cursor_.path().empty()) return Failure{std::move(inner)};
    return Failure{Trouble{base::name_quoted(cursor_.path()) + ": " + inner.sentence, inner.code}};
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
    const char* const name = step.name.c_str();
    const auto identity = load_identity(cursor_.directory(), name);
    if (!identity) return Failure{trouble(identity.error())};
    if (identity->is_directory()) return Failure{changed_meanwhile()};
    return copy_file({cursor_.directory(), name}, *identity, {to_.number(), name}, Replacing::never);
  }

  base::Status<Trouble> enter(const TreeStep& step) {
    if (mkdirat(to_.number(), step.name.c_str(), S_IRWXU) != 0) return Failure{trouble(base::last_errno())};
    return open_next(step.name.c_str());
  }

  /// The last thing, since what is put into a directory changes its time.
  base::Status<Trouble> leave() {
    struct stat status {};
    if (fstat(cursor_.directory(), &status) != 0) return Failure{trouble(base::last_errno())};
    const auto outcome = copy_attributes(cursor_.directory(), to_.number(), status);
    if (!outcome) return Failure{trouble(outcome.error())};
    return {};
  }

  base::Status<Trouble> step_up() { return open_next(".."); }

  base::Status<Trouble> open_next(const char* name) {
    Descriptor next(openat(to_.number(), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!next) return Failure{trouble(base::last_errno())};
    to_ = std::move(next);
    return {};
  }

  TreeCursor cursor_;
  Descriptor to_;
};

/// Copies into a directory that has been made for it.
base::Status<Trouble> copy_into(At from, const FileIdentity& identity, At made) {
  auto cursor = TreeCursor::open(from);
  if (!cursor) return Failure{trouble(cursor.error())};
  const auto now = load_identity(cursor->directory());
  if (!now || !is_alike(identity, *now, Likeness::file)) return Failure{changed_meanwhile()};
  Descriptor to(openat(made.directory, made.name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!to) return Failure{trouble(base::last_errno())};
  return TreeCopy(std::move(*cursor), std::move(to)).run();
}

}  // namespace

base::Status<Trouble> copy_file(At from, const FileIdentity& identity, At to, Replacing replacing) {
  if (identity.type == files::FileType::regular) return copy_regular(from, identity, to, replacing);
  return copy_special(from, identity, to, replacing);
}

base::Status<Trouble> copy_directory(At from, const FileIdentity& identity, At to) {
  const auto temporary =
      make_temporary([&](const char* name) { return code_of(mkdirat(to.directory, name, S_IRWXU)); });
  if (!temporary) return Failure{trouble(temporary.error())};
  const At made{to.directory, temporary->c_str()};
  auto status = copy_into(from, identity, made);
  if (status) {
    const auto renamed = rename_to(made, to, files::FileType::directory, Replacing::never);
    if (renamed) return {};
    status = Failure{trouble(renamed.error())};
  }
  (void)remove_tree(made);
  return status;
}

}  // namespace findo::act
