// A reader that shows the walk nothing but one way: of each directory, the next name on it, and the files of
// ignore rules where these are asked for. So the walk goes by its own rules and comes to one path at most.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "files/reader.hpp"

namespace findo::cli {

/// What has happened to the directory behind so many names of the way.
struct Step {
  bool is_opened = false;
  bool is_next_listed = false;           ///< the next name is in it
  std::optional<base::Errno> trouble{};  ///< it could not be opened, or not be read
  std::string namesake{};                ///< a name in it that differs from the next one in case alone
};

/// Threads: one, the walk's.
class GuidedReader : public files::Reader {
 public:
  /// `shows_rules`: whoever walks leaves out what is not on the way.
  GuidedReader(files::Reader& inner, const std::vector<std::string>& names, bool shows_rules)
      : inner_(inner), names_(names), shows_rules_(shows_rules), steps_(names.size() + 1) {}

  /// While it is aside it is no guide: tests look into directories, too.
  void stand_aside(bool aside) { is_aside_ = aside; }
  /// By the number of names that lead there.
  const std::vector<Step>& steps() const { return steps_; }

  base::Result<std::unique_ptr<files::OpenDirectory>, base::Errno> open_directory(
      const files::OpenDirectory* parent, const char* name, files::FollowLinks follow) override;
  base::Status<base::Errno> read_batch(files::OpenDirectory& directory, files::NameBatch& batch) override;
  base::Status<base::Errno> load_facts(const files::OpenDirectory* parent, const char* name,
                                       files::FollowLinks follow, files::FactSet wanted,
                                       files::Facts& facts) override;
  base::Result<files::Identity, base::Errno> load_identity(const files::OpenDirectory& directory) override;
  base::Result<std::string, base::Errno> load_link_target(const files::OpenDirectory* parent,
                                                          const char* name) override;
  base::Status<base::Errno> check_access(const files::OpenDirectory* parent, const char* name,
                                         files::Access access) override;
  base::Result<int, base::Errno> open_descriptor(const files::OpenDirectory* directory) override;

 private:
  bool keep_wanted(files::NameBatch& batch, std::size_t level);

  files::Reader& inner_;
  const std::vector<std::string>& names_;
  bool shows_rules_;
  std::vector<Step> steps_;
  bool is_aside_ = false;
};

}  // namespace findo::cli
