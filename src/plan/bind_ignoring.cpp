// What is left out, or asked for, without standing in the expression: --ignore, --ignore-file, --skip; and
// -ignored. All of it becomes tests; those that leave something out join the exclusions, roots excepted.

#include "plan/bind_ignoring.hpp"

#include <cstdlib>
#include <set>
#include <unistd.h>

#include "base/messages.hpp"
#include "files/file_system_classes.hpp"
#include "files/mounts.hpp"
#include "plan/loaded.hpp"

namespace findo::plan {
namespace {

using files::FileSystemClass;
using files::FileType;

/// Asks for the type only where that makes a difference and the directory has not told.
bool is_ignored_below(files::Visit& visit) {
  const files::Entry& entry = visit.entry;
  const files::Place& place = entry.place();
  const files::IgnoreRules& rules = *place.ignore_rules;
  const FileType type = entry.known_type();
  const bool is_told = type != FileType::unknown &&
                       (type != FileType::symbolic_link || place.follow() == files::FollowLinks::no);
  if (is_told) return rules.verdict(entry.name(), type == FileType::directory).is_ignored();
  const bool as_file = rules.verdict(entry.name(), false).is_ignored();
  const bool as_directory = rules.verdict(entry.name(), true).is_ignored();
  if (as_file == as_directory) return as_file;
  return ask_type(visit) == FileType::directory ? as_directory : as_file;
}

/// -ignored.
class IgnoredTest : public Test {
 public:
  explicit IgnoredTest(std::shared_ptr<files::IgnoreRoots> roots) : roots_(std::move(roots)) {}
  bool holds(files::Visit& visit) const override {
    return visit.entry.depth() > 0 ? is_ignored_below(visit) : is_ignored_root(visit);
  }

 private:
  bool is_ignored_root(files::Visit& visit) const {
    const bool is_directory = ask_type(visit) == FileType::directory;
    std::vector<files::IgnoreProblem> problems;
    const bool is_ignored = roots_->is_ignored(std::string(visit.entry.path()), is_directory, problems);
    for (const files::IgnoreProblem& problem : problems)
      visit.add_failure(message_on(problem), problem.error.code);
    return is_ignored;
  }
  static std::string message_on(const files::IgnoreProblem& problem) {
    return base::path_message(problem.path, "cannot read the ignore rules: " + base::describe(problem.error));
  }

  std::shared_ptr<files::IgnoreRoots> roots_;
};

/// --ignore=vcs and --ignore-file.
class IgnoredExclusion : public Test {
 public:
  bool holds(files::Visit& visit) const override {
    return visit.entry.depth() > 0 && is_ignored_below(visit);
  }
};

/// --skip=hidden.
class HiddenExclusion : public Test {
 public:
  bool holds(files::Visit& visit) const override {
    return visit.entry.depth() > 0 && visit.entry.name_c_str()[0] == '.';
  }
};

/// --skip=vcs: where version control keeps what it knows.
class VersionControlExclusion : public Test {
 public:
  bool holds(files::Visit& visit) const override {
    if (visit.entry.depth() == 0 || visit.entry.name_c_str()[0] != '.') return false;
    const std::string_view name = visit.entry.name();
    return name == ".git" || name == ".hg" || name == ".svn" || name == ".jj";
  }
};

/// Where the file systems are mounted that are to be left out: known by their paths, so that no mount point
/// has to be looked at, which could wait for a server that is gone; nor is any other directory.
class SkippedMounts {
 public:
  explicit SkippedMounts(const SkippedClasses& skipped) : skipped_(skipped) {
    for (files::MountPoint& point : files::mount_points()) {
      if (!skips(point.type)) continue;
      names_.insert(std::string(last_component(point.path)));
      paths_.insert(std::move(point.path));
    }
  }

  bool skips(std::string_view type) const {
    const FileSystemClass kind = files::file_system_class(type);
    return kind == FileSystemClass::remote ? skipped_.remote
                                           : kind == FileSystemClass::pseudo && skipped_.pseudo;
  }
  /// For an entry on the way to which no link has been followed but in its root.
  bool holds(const files::Entry& entry) const {
    if (names_.find(entry.name()) == names_.end()) return false;
    const std::unique_ptr<char, void (*)(void*)> root(realpath(entry.root().path.c_str(), nullptr),
                                                      std::free);
    if (!root) return false;
    std::string path = root.get();
    if (!path.ends_with('/')) path += '/';
    return paths_.find(path += entry.path_below_root()) != paths_.end();
  }

 private:
  static std::string_view last_component(std::string_view path) {
    return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  }

  SkippedClasses skipped_;
  std::set<std::string, std::less<>> names_;
  std::set<std::string, std::less<>> paths_;
};

/// --skip=remote and --skip=pseudo. Where links are followed only the device tells where they have led to;
/// what is on the device that the search began on stays.
class FileSystemExclusion : public Test {
 public:
  explicit FileSystemExclusion(const SkippedClasses& skipped) : mounts_(skipped) {}
  bool holds(files::Visit& visit) const override {
    if (visit.entry.depth() == 0) return false;
    const bool follows = visit.entry.place().follow() == files::FollowLinks::yes;
    return follows ? leads_to_skipped(visit) : mounts_.holds(visit.entry);
  }

 private:
  bool leads_to_skipped(files::Visit& visit) const {
    return ask_facts(visit, files::Fact::type | files::Fact::device, [&](const files::Facts& facts) {
      return facts.device != visit.entry.place().root_device &&
             mounts_.skips(files::file_system_type(visit.entry, facts));
    });
  }

  SkippedMounts mounts_;
};

/// A tree of one leaf. `like`: the primary whose cost it has.
MatcherTree exclusion(std::string label, std::string_view like, std::unique_ptr<Test> test) {
  MatcherNode node;
  node.label = std::move(label);
  node.row = language::find_primary(like);
  node.test = std::move(test);
  MatcherTree tree;
  tree.nodes.push_back(std::move(node));
  return tree;
}

std::string working_directory() {
  const std::unique_ptr<char, void (*)(void*)> path(getcwd(nullptr, 0), std::free);
  return path ? path.get() : "";
}

using Roots = base::Result<std::shared_ptr<files::IgnoreRoots>, language::Diagnostic>;

using FileResult = base::Result<std::shared_ptr<const files::IgnoreFile>, language::Diagnostic>;

/// A file of the command line. A malformed pattern in it stops nothing, but is worth a word: git says none.
FileResult bind_file(Binder& binder, const IgnoreFileWord& word) {
  auto file = files::open_requested_ignore_file(word.path);
  if (!file) {
    return base::Failure{language::Diagnostic{
        "cannot read the ignore rules: " + base::describe(file.error()),
        {word.words},
        {},
        "a file of rules has one pattern a line, as .gitignore has; it is read before the search starts"}};
  }
  if (const std::size_t line = (*file)->malformed_line(); line > 0 && !binder.warnings_are_refused) {
    binder.warnings.push_back({"line " + std::to_string(line) + " of the ignore rules can match nothing",
                               {word.words},
                               {},
                               "a bracket that is not closed, an unknown [:class:] or a backslash at the end "
                               "must have a backslash before it"});
  }
  return *std::move(file);
}

/// Reads what holds for the whole search. Errors: a file of the command line that cannot be read.
Roots bind_roots(Binder& binder) {
  const Settings& settings = binder.settings;
  files::IgnoreRequest request;
  request.honours_files = settings.ignores_vcs || settings.ignore_files.empty();
  request.working_directory = working_directory();
  if (request.honours_files) request.environment = files::GitEnvironment::of_process();
  for (const IgnoreFileWord& word : settings.ignore_files) {
    auto file = bind_file(binder, word);
    if (!file) return base::Failure{std::move(file.error())};
    request.files.push_back(*std::move(file));
  }
  std::vector<files::IgnoreProblem> problems;
  auto sources = files::IgnoreSources::bind(std::move(request), problems);
  return std::make_shared<files::IgnoreRoots>(std::move(sources), std::move(problems));
}

/// Once for all that ask.
base::Status<language::Diagnostic> ensure_roots(Binder& binder) {
  if (binder.ignoring) return {};
  auto roots = bind_roots(binder);
  if (!roots) return base::Failure{std::move(roots.error())};
  binder.ignoring = *std::move(roots);
  return {};
}

}  // namespace

LeafResult bind_ignored_test(Binder& binder, const language::SyntaxNode& node) {
  if (binder.has_level > 0) {
    return base::Failure{language::Diagnostic{
        "this -ignored comes too early: the ignore rules of a directory are read when it is entered",
        {node.words}}};
  }
  if (auto status = ensure_roots(binder); !status) return base::Failure{std::move(status.error())};
  binder.settings.enters_ignored = true;
  return make_leaf<IgnoredTest>(files::Fact::type, binder.ignoring);
}

base::Status<language::Diagnostic> add_ignoring(Binder& binder) {
  const Settings& settings = binder.settings;
  const SkippedClasses& skipped = settings.skipped;
  auto& exclusions = binder.exclusions;
  if (skipped.hidden)
    exclusions.push_back(exclusion("--skip=hidden", "-hidden", std::make_unique<HiddenExclusion>()));
  if (skipped.vcs)
    exclusions.push_back(exclusion("--skip=vcs", "-name", std::make_unique<VersionControlExclusion>()));
  const bool ignores = settings.ignores_vcs || !settings.ignore_files.empty();
  if (ignores) {
    if (auto status = ensure_roots(binder); !status) return status;
  }
  if (ignores && !settings.enters_ignored)
    exclusions.push_back(exclusion("--ignore", "-ignored", std::make_unique<IgnoredExclusion>()));
  if (skipped.remote || skipped.pseudo) {
    exclusions.push_back(exclusion("--skip=remote,pseudo",
                                   settings.links == files::LinkPolicy::always ? "-fstype" : "-name",
                                   std::make_unique<FileSystemExclusion>(skipped)));
  }
  return {};
}

}  // namespace findo::plan
