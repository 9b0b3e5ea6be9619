#include "cli/guided_reader.hpp"

#include <algorithm>
#include <strings.h>

#include "files/ignore_rules.hpp"

namespace findo::cli {
namespace {

using files::OpenDirectory;

class GuidedDirectory : public OpenDirectory {
 public:
  GuidedDirectory(std::unique_ptr<OpenDirectory> inner, std::size_t level, bool is_guided)
      : inner_(std::move(inner)), level_(level), is_guided_(is_guided) {}
  OpenDirectory& inner() { return *inner_; }
  const OpenDirectory& inner() const { return *inner_; }
  std::size_t level() const { return level_; }
  bool is_guided() const { return is_guided_; }

 private:
  std::unique_ptr<OpenDirectory> inner_;
  std::size_t level_;  ///< how many names lead there
  bool is_guided_;
};

const OpenDirectory* inner_of(const OpenDirectory* directory) {
  return directory ? &static_cast<const GuidedDirectory*>(directory)->inner() : nullptr;
}

std::size_t level_below(const OpenDirectory* parent) {
  return parent ? static_cast<const GuidedDirectory*>(parent)->level() + 1 : 0;
}

}  // namespace

base::Result<std::unique_ptr<OpenDirectory>, base::Errno> GuidedReader::open_directory(
    const OpenDirectory* parent, const char* name, files::FollowLinks follow) {
  auto opened = inner_.open_directory(inner_of(parent), name, follow);
  const std::size_t level = std::min(level_below(parent), names_.size());
  if (!is_aside_) {
    steps_[level].is_opened = static_cast<bool>(opened);
    if (!opened) steps_[level].trouble = opened.error();
  }
  if (!opened) return opened;
  return std::unique_ptr<OpenDirectory>(
      std::make_unique<GuidedDirectory>(std::move(*opened), level, !is_aside_));
}

/// Leaves the next name and those of rules, if there are any among them.
bool GuidedReader::keep_wanted(files::NameBatch& batch, std::size_t level) {
  Step& step = steps_[level];
  const auto is_unwanted = [&](const files::Listed& listed) {
    const std::string_view name(listed.name, listed.length);
    if (name == names_[level]) {
      step.is_next_listed = true;
      return false;
    }
    if (strcasecmp(listed.name, names_[level].c_str()) == 0) step.namesake = name;
    return !shows_rules_ || !files::IgnoreNames::is_one(name);
  };
  std::erase_if(batch.names, is_unwanted);
  return !batch.names.empty();
}

base::Status<base::Errno> GuidedReader::read_batch(OpenDirectory& directory, files::NameBatch& batch) {
  auto& guided = static_cast<GuidedDirectory&>(directory);
  if (!guided.is_guided()) return inner_.read_batch(guided.inner(), batch);
  const std::size_t level = guided.level();
  batch.names.clear();
  if (level == names_.size() || (steps_[level].is_next_listed && !shows_rules_)) return {};
  for (;;) {
    auto status = inner_.read_batch(guided.inner(), batch);
    if (!status) steps_[level].trouble = status.error();
    if (!status || batch.names.empty() || keep_wanted(batch, level) || batch.at_end) return status;
  }
}

base::Status<base::Errno> GuidedReader::load_facts(const OpenDirectory* parent, const char* name,
                                                   files::FollowLinks follow, files::FactSet wanted,
                                                   files::Facts& facts) {
  return inner_.load_facts(inner_of(parent), name, follow, wanted, facts);
}

base::Result<files::Identity, base::Errno> GuidedReader::load_identity(const OpenDirectory& directory) {
  return inner_.load_identity(*inner_of(&directory));
}

base::Result<std::string, base::Errno> GuidedReader::load_link_target(const OpenDirectory* parent,
                                                                      const char* name) {
  return inner_.load_link_target(inner_of(parent), name);
}

base::Status<base::Errno> GuidedReader::check_access(const OpenDirectory* parent, const char* name,
                                                     files::Access access) {
  return inner_.check_access(inner_of(parent), name, access);
}

base::Result<int, base::Errno> GuidedReader::open_descriptor(const OpenDirectory* directory) {
  return inner_.open_descriptor(inner_of(directory));
}

}  // namespace findo::cli
