// Directories with files of rules, or with a repository's top, are levels, each linked to the next one above.
// Rules are a level and the positions of patterns with slashes; a directory that changes neither shares the
// rules of the directory above. A search holds as many levels as there are above the directories that it has
// open, however many it has seen.

#include "files/ignore_rules.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "files/git_repository.hpp"

namespace findo::files {

/// What the files of one directory add.
struct IgnoreRules::Level {
  std::shared_ptr<const Level> outer;
  std::vector<std::shared_ptr<const IgnoreFile>> files;  ///< the one that wins first
  bool is_top = false;                                   ///< of a repository's work tree
  bool is_in_repository = false;
  NameCase names = NameCase::exact;

  explicit Level(std::shared_ptr<const Level> within) : outer(std::move(within)) {
    if (outer) is_in_repository = outer->is_in_repository;
    if (outer) names = outer->names;
  }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;
  ~Level();

  /// git's files above a top apply no more, so levels that have nothing else need not be kept.
  void start_repository(const GitRepository& repository) {
    is_top = is_in_repository = true;
    names = repository.config.names;
    while (outer && !outer->has_general_files()) outer = outer->outer;
  }
  bool has_general_files() const {
    return std::any_of(files.begin(), files.end(),
                       [](const auto& file) { return file->kind() == IgnoreFileKind::general; });
  }
};

/// Levels can be as many as a path has components, so the outer ones are not destroyed from within this: the
/// first destructor of a row sees to them, one after the other, and the others leave theirs to it.
IgnoreRules::Level::~Level() {
  thread_local std::shared_ptr<const Level>* left = nullptr;
  if (left != nullptr) {
    *left = std::move(outer);
    return;
  }
  std::shared_ptr<const Level> next = std::move(outer);
  while (next) {
    std::shared_ptr<const Level> behind;
    left = &behind;
    next.reset();
    left = nullptr;
    next = std::move(behind);
  }
}

namespace {

constexpr std::string_view kGit = ".git";
constexpr std::string_view kGitIgnore = ".gitignore";
constexpr std::string_view kIgnore = ".ignore";
constexpr std::string_view kFindoIgnore = ".findoignore";

/// Collects the files of one directory.
class FileCollector {
 public:
  FileCollector(const IgnorePlace& place, NameCase names, std::vector<IgnoreProblem>& problems)
      : place_(place), names_(names), problems_(problems) {}

  void read(std::string_view name, IgnoreFileKind kind, FollowLinks follow) {
    add(try_ignore_file(place_.base, name, shown(name), follow, kind, names_, problems_));
  }
  void add(std::shared_ptr<const IgnoreFile> file) {
    if (file && !file->empty()) files_.push_back(std::move(file));
  }
  std::vector<std::shared_ptr<const IgnoreFile>> take() { return std::move(files_); }

 private:
  std::string shown(std::string_view name) const {
    return name.starts_with('/') ? std::string(name) : place_.shown + std::string(name);
  }

  const IgnorePlace& place_;
  NameCase names_;
  std::vector<IgnoreProblem>& problems_;
  std::vector<std::shared_ptr<const IgnoreFile>> files_;
};

}  // namespace

void IgnoreNames::note(std::string_view name) {
  if (!name.starts_with('.')) return;
  has_git = has_git || name == kGit;
  has_gitignore = has_gitignore || name == kGitIgnore;
  has_ignore = has_ignore || name == kIgnore;
  has_findoignore = has_findoignore || name == kFindoIgnore;
}

bool IgnoreNames::is_one(std::string_view name) {
  return name == kGit || name == kGitIgnore || name == kIgnore || name == kFindoIgnore;
}

// ---- Making

IgnoreRules::IgnoreRules(Private, std::shared_ptr<const IgnoreSources> sources,
                         std::shared_ptr<const Level> level)
    : sources_(std::move(sources)), level_(std::move(level)) {}

IgnoreRules::Pointer IgnoreRules::make_outermost(std::shared_ptr<const IgnoreSources> sources) {
  return std::make_shared<IgnoreRules>(Private{}, std::move(sources), nullptr);
}

/// Rules with another level and other positions than `like` has.
IgnoreRules::Pointer IgnoreRules::make(const Pointer& like, std::shared_ptr<const Level> level,
                                       IgnorePositions positions) {
  auto rules = std::make_shared<IgnoreRules>(Private{}, like->sources_, std::move(level));
  rules->is_requested_ = like->is_requested_;
  if (positions.empty()) return rules;
  rules->unplaced_ =
      like->unplaced_ && like->level_ == rules->level_ ? like->unplaced_ : make(like, rules->level_, {});
  rules->live_rules_ = positions.live_rules();
  rules->positions_ = std::move(positions);
  return rules;
}

bool IgnoreRules::reads(const IgnoreNames& names) const {
  if (!sources_->honours_files() || for_all_) return false;
  const bool is_in_repository = level_ && level_->is_in_repository;
  return names.has_git || names.has_ignore || names.has_findoignore ||
         (names.has_gitignore && is_in_repository);
}

IgnoreRules::Pointer IgnoreRules::enter(const Pointer& parent, const IgnorePlace& place,
                                        std::vector<IgnoreProblem>& problems) {
  auto level = parent->reads(place.names) ? parent->try_level(place, problems) : nullptr;
  if (!level) return descend(parent, place.name);
  IgnorePositions positions;
  for (const auto& file : level->files) positions.add_file(*file);
  if (level->is_top) {
    positions.add_descended_general(parent->positions_, place.name);
  } else {
    positions.add_descended(parent->positions_, place.name);
  }
  return make(parent, std::move(level), std::move(positions));
}

/// The level of a directory below; null where it has neither rules nor a repository's top.
std::shared_ptr<const IgnoreRules::Level> IgnoreRules::try_level(const IgnorePlace& place,
                                                                 std::vector<IgnoreProblem>& problems) const {
  const GitConfig& user_config = sources_->user_config();
  const auto repository =
      place.names.has_git ? try_git_repository(place.base, user_config, sources_->home()) : std::nullopt;
  auto level = std::make_shared<Level>(level_);
  if (repository) level->start_repository(*repository);

  FileCollector files(place, level->names, problems);
  if (place.names.has_findoignore) files.read(kFindoIgnore, IgnoreFileKind::general, FollowLinks::yes);
  if (place.names.has_ignore) files.read(kIgnore, IgnoreFileKind::general, FollowLinks::yes);
  if (place.names.has_gitignore && level->is_in_repository) {
    files.read(kGitIgnore, IgnoreFileKind::git, FollowLinks::no);
  }
  if (repository) {
    files.read(repository->common_directory + "info/exclude", IgnoreFileKind::git, FollowLinks::yes);
    files.add(sources_->bind_excludes(repository->config, place.base, place.shown, problems));
  }
  level->files = files.take();
  if (level->files.empty() && !level->is_top) return nullptr;
  return level;
}

IgnoreRules::Pointer IgnoreRules::descend(const Pointer& parent, std::string_view name) {
  if (parent->positions_.empty() || parent->for_all_) return parent;
  IgnorePositions positions;
  positions.add_descended(parent->positions_, name);
  if (positions == parent->positions_) return parent;
  if (positions.empty()) return parent->unplaced_;
  return make(parent, parent->level_, std::move(positions));
}

IgnoreRules::Pointer IgnoreRules::make_requested(const Pointer& rules) {
  if (rules->sources_->files().empty()) return rules;
  auto requested = std::make_shared<IgnoreRules>(Private{}, rules->sources_, rules->level_);
  requested->is_requested_ = true;
  IgnorePositions positions = rules->positions_;
  for (const auto& file : rules->sources_->files()) positions.add_file(*file);
  return make(requested, rules->level_, std::move(positions));
}

IgnoreRules::Pointer IgnoreRules::make_ignored(const Pointer& rules, const IgnoreVerdict& verdict) {
  if (rules->for_all_ == verdict) return rules;
  auto ignored = std::make_shared<IgnoreRules>(Private{}, rules->sources_, rules->level_);
  ignored->is_requested_ = rules->is_requested_;
  ignored->for_all_ = verdict;
  return ignored;
}

bool IgnoreRules::starts_repository(const IgnoreRules& parent) const {
  return level_ != parent.level_ && level_->is_top;
}

std::size_t IgnoreRules::size_bytes(const IgnoreRules& parent) const {
  if (this == &parent) return 0;
  std::size_t bytes = sizeof(*this) + positions_.size_bytes() + live_rules_.size() * sizeof(LiveIgnoreRule);
  if (!level_ || level_ == parent.level_) return bytes;
  for (const auto& file : level_->files) bytes += file->size_bytes();
  return bytes;
}

// ---- Asking

IgnoreVerdict IgnoreRules::verdict(std::string_view name, bool is_directory) const {
  if (for_all_ || (!level_ && !is_requested_)) return for_all_;
  const IgnoreName looked_up(name);
  auto live = live_rules_.begin();
  bool is_same_repository = true;
  for (const Level* level = level_.get(); level != nullptr; level = level->outer.get()) {
    for (const auto& file : level->files) {
      if (file->kind() == IgnoreFileKind::git && !is_same_repository) continue;
      if (const auto verdict = verdict_by(*file, looked_up, is_directory, live)) return verdict;
    }
    is_same_repository = is_same_repository && !level->is_top;
  }
  if (!is_requested_) return {};
  for (const auto& file : sources_->files()) {
    if (const auto verdict = verdict_by(*file, looked_up, is_directory, live)) return verdict;
  }
  return {};
}

/// `live` stands at the first live rule of this file or of one that comes later, and is moved behind those of
/// this file.
IgnoreVerdict IgnoreRules::verdict_by(const IgnoreFile& file, const IgnoreName& name, bool is_directory,
                                      LiveRules::const_iterator& live) const {
  RuleNumber last = file.last_rule_anywhere(name, is_directory);
  for (; live != live_rules_.end() && live->file == &file; ++live) {
    const IgnoreFile::PlacedWay& way = *live->way;
    const bool is_meant = is_directory || !way.is_for_directories;
    if (way.rule > last && is_meant && way.way->tail.matches(name.name)) last = way.rule;
  }
  return {file, last};
}

// ---- In a search

IgnoreRules::Pointer child_rules(const IgnoreRules::Pointer& parent, const IgnoreDirectory& directory,
                                 std::vector<IgnoreProblem>& problems) {
  if (!parent->reads(directory.names)) return IgnoreRules::descend(parent, directory.name);
  const auto descriptor = directory.reader.open_descriptor(directory.directory);
  if (!descriptor) {
    problems.push_back({std::string(directory.path), descriptor.error()});
    return IgnoreRules::descend(parent, directory.name);
  }
  std::string shown(directory.path);
  if (!shown.ends_with('/')) shown += '/';
  return IgnoreRules::enter(parent, {directory.name, directory.names, {*descriptor, ""}, std::move(shown)},
                            problems);
}

}  // namespace findo::files
