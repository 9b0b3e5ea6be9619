// A tree of real files for the tests of ignore rules: what is written, and what is ignored in it.
#pragma once

#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include <catch2/catch.hpp>

#include "files/ignore_roots.hpp"
#include "files/readers.hpp"
#include "support/temporary_directory.hpp"

namespace findo::tests {

/// Directories and files below a new directory, gone at the end. Paths are relative to that directory.
class IgnoreTree {
 public:
  /// Makes or replaces a file, and the directories above it.
  void write(const std::string& path, const std::string& text) {
    const std::filesystem::path full = at(path);
    std::filesystem::create_directories(full.parent_path());
    support::write_file(full.string(), text);
  }
  void make_directory(const std::string& path) { std::filesystem::create_directories(at(path)); }
  void make_link(const std::string& path, const std::string& target) {
    std::filesystem::create_symlink(target, at(path));
  }
  /// What git takes for a repository: `path` is the directory that is usually called .git.
  void make_repository(const std::string& path) {
    make_directory(path + "/objects");
    make_directory(path + "/refs");
    write(path + "/HEAD", "ref: refs/heads/main\n");
  }

  /// The absolute path.
  std::string at(const std::string& path) const {
    return path.empty() ? folder_.path() : folder_.path() + '/' + path;
  }
  /// The path relative to the top, where it is inside.
  std::string shown(const std::string& path) const {
    return path.starts_with(folder_.path() + '/') ? path.substr(folder_.path().size() + 1) : path;
  }
  files::FileBase base(const std::string& path) const { return {AT_FDCWD, at(path) + '/'}; }

 private:
  support::TemporaryDirectory folder_{"findo-ignore"};
};

/// A search in an IgnoreTree that honours all files, with nothing of the tester's own configuration.
class IgnoreSearch {
 public:
  explicit IgnoreSearch(const IgnoreTree& tree) : tree_(tree) {
    request.honours_files = true;
    request.environment.skips_system_config = true;
    request.working_directory = "/nowhere";
  }

  /// FILE:LINE TEXT of the rule that decides over `path` below `root`, each component entered as a search
  /// does, and nothing entered that is ignored. A path that ends with a slash is a directory. "none" for no
  /// rule.
  std::string verdict(const std::string& root, std::string_view path) {
    auto rules = start(root).rules;
    std::string entered = root;
    for (;;) {
      const std::size_t slash = path.find('/');
      const std::string name(path.substr(0, slash));
      const files::IgnoreVerdict verdict = rules->verdict(name, slash != path.npos);
      path.remove_prefix(slash == path.npos ? path.size() : slash + 1);
      if (path.empty() || verdict.is_ignored()) return shown(verdict);
      entered += '/' + name;
      rules = enter(rules, entered, name);
    }
  }

  /// The same for the root itself and the directories above it.
  std::string above(const std::string& root) { return shown(start(root).above); }

  /// Whether a root itself is ignored.
  bool is_ignored(const std::string& root, bool is_directory) {
    return roots().is_ignored(tree_.at(root), is_directory, problems);
  }

  files::IgnoreStart start(const std::string& root) {
    const std::string path = tree_.at(root);
    const auto opened = open(path);
    return roots().start({*reader_, opened.get(), "", path, names}, problems);
  }

  files::IgnoreRules::Pointer enter(const files::IgnoreRules::Pointer& rules, const std::string& path,
                                    std::string_view name) {
    const std::string full = tree_.at(path);
    const auto opened = open(full);
    return child_rules(rules, {*reader_, opened.get(), name, full, names}, problems);
  }

  std::string shown(const files::IgnoreVerdict& verdict) const {
    if (!verdict) return "none";
    return tree_.shown(verdict.file().path()) + ':' + std::to_string(verdict.line()) + ' ' +
           std::string(verdict.text());
  }

  files::IgnoreRequest request;                              ///< to be changed before the first question
  files::IgnoreNames names = files::IgnoreNames::unknown();  ///< what every directory is said to have
  std::vector<files::IgnoreProblem> problems;

  files::IgnoreRoots& roots() {
    if (!roots_) roots_ = std::make_unique<files::IgnoreRoots>(files::IgnoreSources::bind(request, problems));
    return *roots_;
  }

 private:
  std::unique_ptr<files::OpenDirectory> open(const std::string& path) {
    auto opened = reader_->open_directory(nullptr, path.c_str(), files::FollowLinks::yes);
    REQUIRE(opened);
    return *std::move(opened);
  }

  const IgnoreTree& tree_;
  std::unique_ptr<files::Reader> reader_ = files::make_reader(files::ReaderKind::automatic);
  std::unique_ptr<files::IgnoreRoots> roots_;
};

}  // namespace findo::tests
