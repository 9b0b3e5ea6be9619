#include "act/put_into.hpp"

#include <cerrno>
#include <unistd.h>

#include "act/ancestry.hpp"
#include "act/copying.hpp"
#include "act/evaluated.hpp"
#include "act/moving.hpp"
#include "act/temporary_name.hpp"
#include "output/interruption.hpp"

namespace findo::act {
namespace {

using base::Errno;
using base::Failure;
using Outcome = base::Status<Trouble>;

/// What keeps a file from getting its name in DIR.
Trouble in_the_way(const Trouble& trouble, const Destination& destination) {
  if (trouble.code != EEXIST && trouble.code != ENOTEMPTY) return trouble;
  return {"there is " + base::name_quoted(destination.shown) + " already", trouble.code};
}

/// An action with a DIR.
class PutInto : public Transfer {
 public:
  PutInto(std::unique_ptr<TargetDirectory> target, Replaceable replaceable, Journal* journal = nullptr)
      : Transfer(journal), target_(std::move(target)), replaceable_(replaceable) {}

  bool owns(files::Visit& visit) const override { return target_->owns(visit); }

 protected:
  base::Status<Trouble> carry_out(Subject& subject) override {
    const auto make = [this](At at, const std::string& path, mode_t mode) {
      return make_way(at, path, mode);
    };
    const auto destination = target_->find(subject.entry(), subject.held, make);
    if (!destination) return Failure{destination.error()};
    if (is_there_already(subject.held, *destination)) return stay(*destination);
    auto status =
        replacing() == Replacing::never ? put(subject, *destination) : put_over(subject, *destination);
    if (!status) return Failure{in_the_way(status.error(), *destination)};
    return {};
  }

  virtual base::Status<Trouble> put(Subject& subject, const Destination& destination) = 0;

  /// The entry itself has the name that it would be given. Whoever believes that there are two of it now, and
  /// deletes this one, has none.
  virtual base::Status<Trouble> stay(const Destination& destination) {
    return Failure{Trouble{"it is the same file as " + base::name_quoted(destination.shown)}};
  }

  /// A directory that is missing on the way.
  base::Status<Trouble> make_way(At at, const std::string& path, mode_t mode) const {
    const Announcement announcement{.deed = Deed::make_directory, .path = path, .mode = mode};
    return record(journal(), announcement, -1, [&]() -> base::Result<Done, Trouble> {
      if (auto status = create_directory(at, path, mode); !status) return Failure{std::move(status.error())};
      return Done{};
    });
  }

  const TargetDirectory& target() const { return *target_; }
  Replacing replacing() const { return replaceable_.replacing; }

 private:
  base::Status<Trouble> put_over(Subject& subject, const Destination& destination) {
    const auto before = load_identity(destination.directory, destination.name.c_str());
    const bool is_another = before && before->file != subject.identity.file;
    if (is_another && replaceable_.given->contains(destination.at())) {
      return Failure{Trouble{"this run has put another file there: " + base::name_quoted(destination.shown)}};
    }
    auto status = put(subject, destination);
    const auto after = load_identity(destination.directory, destination.name.c_str());
    // Also where it was another file than the one that was meant.
    const bool is_new = after && (!before || after->file != before->file);
    if (status || is_new) replaceable_.given->add(destination.at());
    return status;
  }

  std::unique_ptr<TargetDirectory> target_;
  Replaceable replaceable_;
};

class MoveTo : public PutInto {
 public:
  MoveTo(std::unique_ptr<TargetDirectory> target, Replaceable replaceable, Journal* journal, GivenNames* kept)
      : PutInto(std::move(target), replaceable, journal), kept_(kept) {}

 protected:
  void describe(Announcement& announcement, const files::Entry& entry, const HeldEntry& held) const override {
    announcement.deed = Deed::move;
    announcement.to = target().foresee(entry, held);
  }

  base::Status<Trouble> put(Subject& subject, const Destination& destination) override {
    auto path = load_whole_path(subject.entry(), subject.held);
    if (!path) return Failure{trouble(path.error())};
    const Announcement announcement{.deed = Deed::move,
                                    .path = std::move(*path),
                                    .to = destination.path,
                                    .identity = subject.identity,
                                    .directory_time = load_modify_time(subject.held.directory)};
    auto status =
        record(journal(), announcement, subject.held.directory, [&] { return move(subject, destination); });
    if (status) note_touched(subject.identity);
    return status;
  }

  base::Status<Trouble> stay(const Destination& destination) override {
    if (kept_) kept_->add(destination.at());
    return {};
  }

 private:
  base::Result<Done, Trouble> move(const Subject& subject, const Destination& destination) const {
    const FileIdentity& identity = subject.identity;
    const auto moved = move_file(subject.held.at(), destination.at(), identity, replacing());
    if (!moved) return Failure{reason(moved.error(), identity)};
    return Done{destination.path, moved->has_replaced, moved->other};
  }

  Trouble reason(const Trouble& trouble, const FileIdentity& identity) const {
    if (trouble.code == EXDEV) {
      return {"it is on another file system than " + base::name_quoted(target().shown()) +
                  ", where -copy-to can copy it",
              trouble.code};
    }
    if (trouble.code == EINVAL && identity.is_directory()) {
      return {base::name_quoted(target().shown()) + " is in it", trouble.code};
    }
    return trouble;
  }

  GivenNames* kept_;
};

class CopyTo : public PutInto {
 public:
  using PutInto::PutInto;

 protected:
  base::Status<Trouble> put(Subject& subject, const Destination& destination) override {
    const output::Delay delay;  // so that no half of a copy stays behind
    const FileIdentity& identity = subject.identity;
    // A look that costs nothing, before much is copied in vain; the name itself is given with more care.
    const bool may_replace = replacing() == Replacing::files && !identity.is_directory();
    if (!may_replace && load_identity(destination.directory, destination.name.c_str())) {
      return Failure{trouble(Errno{EEXIST})};
    }
    if (!identity.is_directory()) {
      return copy_file(subject.held.at(), identity, destination.at(), replacing());
    }
    const auto holds_target = is_within(target().descriptor(), identity.file);
    if (!holds_target) return Failure{trouble_at(target().shown(), holds_target.error())};
    if (*holds_target) return Failure{Trouble{base::name_quoted(target().shown()) + " is in it"}};
    return copy_directory(subject.held.at(), identity, destination.at());
  }
};

class LinkTo : public PutInto {
 public:
  using PutInto::PutInto;

 protected:
  base::Status<Trouble> put(Subject& subject, const Destination& destination) override {
    if (subject.identity.is_directory()) return Failure{Trouble{"a directory has one name only"}};
    const output::Delay delay;  // so that no temporary name stays behind
    const At to = destination.at();
    const auto there = load_identity(to.directory, to.name);
    if (there && there->file == subject.identity.file) return {};
    auto status = replacing() == Replacing::never ? link(subject, to) : link_over(subject, to);
    if (!status) return status;
    subject.visit.is_touched = true;
    FileIdentity linked = subject.identity;
    ++linked.links;
    note_touched(linked);
    return {};
  }

 private:
  /// The link counts only if it is one to the file that was looked at.
  static Outcome link(const Subject& subject, At to) {
    const At from = subject.held.at();
    if (linkat(from.directory, from.name, to.directory, to.name, 0) != 0) {
      return Failure{reason(base::last_errno())};
    }
    const auto now = load_identity(to.directory, to.name);
    if (!now || is_alike(subject.identity, *now, Likeness::content)) return {};
    unlinkat(to.directory, to.name, 0);
    return Failure{changed_meanwhile()};
  }

  static Outcome link_over(const Subject& subject, At to) {
    const std::string temporary = next_temporary_name();
    const At made{to.directory, temporary.c_str()};
    if (auto status = link(subject, made); !status) return status;
    const auto renamed = rename_over(made, to);
    if (renamed) return {};
    unlinkat(made.directory, made.name, 0);
    return Failure{trouble(renamed.error())};
  }

  static Trouble reason(Errno error) {
    if (error.code != EXDEV) return trouble(error);
    return {"it is on another file system, and a file has names on its own only", error.code};
  }
};

}  // namespace

std::unique_ptr<Action> make_move_action(std::unique_ptr<TargetDirectory> target, Replaceable replaceable,
                                         Journal* journal, GivenNames* kept) {
  return std::make_unique<MoveTo>(std::move(target), replaceable, journal, kept);
}

std::unique_ptr<Action> make_copy_action(std::unique_ptr<TargetDirectory> target, Replaceable replaceable) {
  return std::make_unique<CopyTo>(std::move(target), replaceable);
}

std::unique_ptr<Action> make_link_action(std::unique_ptr<TargetDirectory> target, Replaceable replaceable) {
  return std::make_unique<LinkTo>(std::move(target), replaceable);
}

}  // namespace findo::act
