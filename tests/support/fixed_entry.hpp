// One entry whose facts a test sets by hand, and a visit to it.
#pragma once

#include <cstring>
#include <optional>
#include <string>

#include "files/visit.hpp"

namespace findo::tests {

/// Knows one file, under every name. What is not set here fails with ENOENT.
class FixedReader : public files::Reader {
  using Errno = base::Errno;
  using Failure = base::Failure<Errno>;

 public:
  std::optional<files::Facts> own;       ///< no link followed
  std::optional<files::Facts> followed;  ///< behind the link
  int own_error = ENOENT;
  int followed_error = ENOENT;
  std::optional<std::string> target;
  files::FactSet wanted;  ///< what has been asked for
  int loads = 0;

  base::Result<std::unique_ptr<files::OpenDirectory>, Errno> open_directory(const files::OpenDirectory*,
                                                                            const char*,
                                                                            files::FollowLinks) override {
    return Failure{Errno{ENOENT}};
  }
  base::Status<Errno> read_batch(files::OpenDirectory&, files::NameBatch&) override {
    return Failure{Errno{ENOENT}};
  }
  base::Status<Errno> load_facts(const files::OpenDirectory*, const char*, files::FollowLinks follow,
                                 files::FactSet asked, files::Facts& facts) override {
    const bool follows = follow == files::FollowLinks::yes;
    ++loads;
    wanted |= asked;
    const auto& known = follows ? followed : own;
    if (!known) return Failure{Errno{follows ? followed_error : own_error}};
    facts = *known;
    return {};
  }
  base::Result<files::Identity, Errno> load_identity(const files::OpenDirectory&) override {
    return Failure{Errno{ENOENT}};
  }
  base::Result<std::string, Errno> load_link_target(const files::OpenDirectory*, const char*) override {
    if (!target) return Failure{Errno{EACCES}};
    return *target;
  }
  base::Status<Errno> check_access(const files::OpenDirectory*, const char*, files::Access) override {
    return Failure{Errno{ENOENT}};
  }
  base::Result<int, Errno> open_descriptor(const files::OpenDirectory*) override {
    return Failure{Errno{ENOTSUP}};
  }
};

/// A regular file of root's, with a number of its own for each fact.
inline files::Facts plain_facts() {
  files::Facts facts{};
  facts.loaded = files::kStatFacts | files::Fact::birth_time;
  facts.type = files::FileType::regular;
  facts.permissions = 0644;
  facts.links = 2;
  facts.user = 0;
  facts.group = 0;
  facts.inode = 4711;
  facts.size_bytes = 3000;
  facts.blocks = 3;
  facts.device = 65024;
  facts.access_time = {1'000'000'000, 123'456'789};
  facts.modify_time = {1'795'489'655, 313'437'429};
  facts.change_time = {-1, 250'000'000};
  facts.birth_time = {0, 5};
  return facts;
}

/// The entry `name` below the root `root_path`, or the root itself where `name` is empty.
class FixedEntry {
 public:
  explicit FixedEntry(std::string root_path, std::string name = "",
                      files::FileType hint = files::FileType::unknown)
      : root_{std::move(root_path)} {
    const bool is_root = name.empty();
    name_ = is_root ? root_.path : std::move(name);
    place_ = {&reader, nullptr, &root_, is_root ? 0 : 1, files::LinkPolicy::never, true};
    if (!is_root) path_.descend(root_.path);
    reader.own = plain_facts();
    listed_ = {name_.c_str(), static_cast<std::uint32_t>(name_.size()), hint, 0};
  }
  FixedEntry(const FixedEntry&) = delete;
  FixedEntry& operator=(const FixedEntry&) = delete;

  /// A visit that knows nothing yet, whatever earlier ones have loaded.
  files::Visit visit() {
    entry_.move_to(listed_);
    return {.entry = entry_, .rendered = rendered};
  }
  /// The messages of a failure that the visit has reported.
  std::size_t failures() const {
    std::size_t count = 0;
    for (const auto& run : rendered.runs()) count += run.is_failure ? 1 : 0;
    return count;
  }

  FixedReader reader;
  base::Rendered rendered;

 private:
  files::Root root_;
  std::string name_;
  files::Listed listed_{};
  files::Place place_;
  files::PathBuffer path_;
  files::Entry entry_{place_, path_};
};

}  // namespace findo::tests
