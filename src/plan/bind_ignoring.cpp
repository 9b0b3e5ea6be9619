// What is left out, or asked for, without standing in the expression: --ignore, --ignore-file, --skip; and
// -ignored. All of it becomes tests; those that leave something out join the exclusions, roots excepted.

#include "plan/bind_ignoring.hpp"

#include <cstdlib>
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
    for (const files::IgnoreProblem& problem : problems) visit.add_failure(message_on(problem));
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

/// --skip=remote and --skip=pseudo. What is on the device that the search began on is not left out, whatever
/// that is; and what is mounted over a single file is not looked at, since that would take a status call for
/// each file.
class FileSystemExclusion : public Test {
 public:
  FileSystemExclusion(bool skips_remote, bool skips_pseudo)
      : skips_remote_(skips_remote), skips_pseudo_(skips_pseudo) {}
  bool holds(files::Visit& visit) const override {
    const FileType hint = visit.entry.known_type();
    const bool may_lead_elsewhere =
        hint == FileType::directory || hint == FileType::unknown ||
        (hint == FileType::symbolic_link && visit.entry.place().follow() == files::FollowLinks::yes);
    if (visit.entry.depth() == 0 || !may_lead_elsewhere) return false;
    return ask_facts(visit, files::Fact::type | files::Fact::device, [&](const files::Facts& facts) {
      if (facts.device == visit.entry.place().root_device) return false;
      return skips(files::file_system_class(files::file_system_type(visit.entry, facts)));
    });
  }

 private:
  bool skips(FileSystemClass kind) const {
    return kind == FileSystemClass::remote ? skips_remote_ : kind == FileSystemClass::pseudo && skips_pseudo_;
  }

  bool skips_remote_;
  bool skips_pseudo_;
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

/// Reads what holds for the whole search. Errors: a file of the command line that cannot be read.
Roots bind_roots(const Settings& settings) {
  files::IgnoreRequest request;
  request.honours_files = settings.ignores_vcs || settings.ignore_files.empty();
  request.working_directory = working_directory();
  if (request.honours_files) request.environment = files::GitEnvironment::of_process();
  for (const IgnoreFileWord& word : settings.ignore_files) {
    auto file = files::open_requested_ignore_file(word.path);
    if (!file) {
      return base::Failure{language::Diagnostic{
          "cannot read the ignore rules: " + base::describe(file.error()),
          {word.words},
          {},
          "a file of rules has one pattern a line, as .gitignore has; it is read before the search starts"}};
    }
    request.files.push_back(*std::move(file));
  }
  std::vector<files::IgnoreProblem> problems;
  auto sources = files::IgnoreSources::bind(std::move(request), problems);
  return std::make_shared<files::IgnoreRoots>(std::move(sources), std::move(problems));
}

/// Once for all that ask.
base::Status<language::Diagnostic> ensure_roots(Binder& binder) {
  if (binder.ignoring) return {};
  auto roots = bind_roots(binder.settings);
  if (!roots) return base::Failure{std::move(roots.error())};
  binder.ignoring = *std::move(roots);
  return {};
}

}  // namespace

LeafResult bind_ignored_test(Binder& binder) {
  if (auto status = ensure_roots(binder); !status) return base::Failure{std::move(status.error())};
  binder.settings.enters_ignored = true;
  return make_leaf<IgnoredTest>(files::Fact::type, binder.ignoring);
}

base::Status<language::Diagnostic> add_ignoring(Binder& binder) {
  const Settings& settings = binder.settings;
  const SkippedClasses& skipped = settings.skipped;
  auto& exclusions = binder.exclusions;
  if (skipped.hidden)
    exclusions.push_back(exclusion("skip:hidden", "-hidden", std::make_unique<HiddenExclusion>()));
  if (skipped.vcs)
    exclusions.push_back(exclusion("skip:vcs", "-name", std::make_unique<VersionControlExclusion>()));
  const bool ignores = settings.ignores_vcs || !settings.ignore_files.empty();
  if (ignores) {
    if (auto status = ensure_roots(binder); !status) return status;
  }
  if (ignores && !settings.enters_ignored)
    exclusions.push_back(exclusion("ignore", "-ignored", std::make_unique<IgnoredExclusion>()));
  if (skipped.remote || skipped.pseudo) {
    exclusions.push_back(exclusion("skip:file-systems", "-fstype",
                                   std::make_unique<FileSystemExclusion>(skipped.remote, skipped.pseudo)));
  }
  return {};
}

}  // namespace findo::plan
