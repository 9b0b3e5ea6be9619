// A reader of trees in memory, for tests that want a tree at once, or one that no file system would keep.
#pragma once

#include <climits>
#include <cstring>

#include "files/reader.hpp"
#include "support/readers/memory_tree.hpp"

namespace findo::tests {

/// Reads a MemoryTree, which must outlive it. Resolves paths as Linux does: links in the middle and, where
/// asked, at the end, "." and "..", trailing slashes, and its errors ENOENT, ENOTDIR, ELOOP and ENAMETOOLONG.
/// Whoever asks is allowed everything, as root is: only running a file needs a permission.
class MemoryReader : public files::Reader {
  using Errno = base::Errno;
  using Failure = base::Failure<Errno>;

 public:
  explicit MemoryReader(MemoryTree& tree) : tree_(tree) {}

  base::Result<std::unique_ptr<files::OpenDirectory>, Errno> open_directory(
      const files::OpenDirectory* parent, const char* name, files::FollowLinks follow) override {
    const auto node = resolve(parent, name, follow);
    if (!node) return Failure{node.error()};
    if ((*node)->facts.type != files::FileType::directory) return Failure{Errno{ENOTDIR}};
    return std::unique_ptr<files::OpenDirectory>(std::make_unique<Handle>(**node));
  }

  base::Status<Errno> read_batch(files::OpenDirectory& directory, files::NameBatch& batch) override {
    auto& handle = static_cast<Handle&>(directory);
    batch.names.clear();
    batch.at_end = false;
    const auto& entries = handle.node->entries;
    for (std::size_t i = 0; i < kBatchNames && handle.next < entries.size(); ++i, ++handle.next) {
      const auto& [name, node] = entries[handle.next];
      batch.names.push_back(
          {name.c_str(), static_cast<std::uint32_t>(name.size()), node->facts.type, node->facts.inode});
    }
    return {};
  }

  base::Status<Errno> load_facts(const files::OpenDirectory* parent, const char* name,
                                 files::FollowLinks follow, files::FactSet, files::Facts& facts) override {
    const auto node = resolve(parent, name, follow);
    if (!node) return Failure{node.error()};
    const bool knows_birth = (*node)->facts.loaded.holds(files::Fact::birth_time);
    facts = (*node)->facts;
    facts.loaded = files::kStatFacts;
    if (knows_birth) facts.loaded |= files::Fact::birth_time;
    return {};
  }

  base::Result<files::Identity, Errno> load_identity(const files::OpenDirectory& directory) override {
    const files::Facts& facts = static_cast<const Handle&>(directory).node->facts;
    return files::Identity{facts.device, facts.inode};
  }

  base::Result<std::string, Errno> load_link_target(const files::OpenDirectory* parent,
                                                    const char* name) override {
    const auto node = resolve(parent, name, files::FollowLinks::no);
    if (!node) return Failure{node.error()};
    if ((*node)->facts.type != files::FileType::symbolic_link) return Failure{Errno{EINVAL}};
    return (*node)->target;
  }

  base::Status<Errno> check_access(const files::OpenDirectory* parent, const char* name,
                                   files::Access access) override {
    const auto node = resolve(parent, name, files::FollowLinks::yes);
    if (!node) return Failure{node.error()};
    const files::Facts& facts = (*node)->facts;
    const bool may_run = facts.type == files::FileType::directory || (facts.permissions & 0111) != 0;
    if (access == files::Access::execute && !may_run) return Failure{Errno{EACCES}};
    return {};
  }

  base::Result<int, Errno> open_descriptor(const files::OpenDirectory*) override {
    return Failure{Errno{ENOTSUP}};
  }

 private:
  static constexpr std::size_t kBatchNames = 1000;
  static constexpr std::size_t kLongestName = 255;  // bytes
  static constexpr int kMostLinks = 40;             // as many as Linux follows in one path

  struct Handle : files::OpenDirectory {
    explicit Handle(MemoryNode& opened) : node(&opened) {}
    MemoryNode* node;
    std::size_t next = 0;
  };

  base::Result<MemoryNode*, Errno> resolve(const files::OpenDirectory* parent, std::string_view name,
                                           files::FollowLinks follow) const {
    if (name.empty()) return Failure{Errno{ENOENT}};
    if (name.size() >= PATH_MAX) return Failure{Errno{ENAMETOOLONG}};
    MemoryNode* node = parent ? static_cast<const Handle*>(parent)->node : &tree_.top();
    if (name[0] == '/') node = &tree_.top();
    std::string rest(name);  // what is still to go, with the targets of links put in front
    for (int links = 0;;) {
      const std::string component = take_component(rest);
      if (component.empty()) return node;
      const auto next = step(*node, component);
      if (!next) return Failure{next.error()};
      // A slash behind a link asks for what it leads to.
      const bool stands_for_target = follow == files::FollowLinks::yes || !rest.empty();
      if ((*next)->facts.type == files::FileType::symbolic_link && stands_for_target) {
        if (++links > kMostLinks) return Failure{Errno{ELOOP}};
        if ((*next)->target[0] == '/') node = &tree_.top();
        rest = (*next)->target + rest;
        continue;
      }
      if ((*next)->facts.type != files::FileType::directory && !rest.empty()) return Failure{Errno{ENOTDIR}};
      node = *next;
    }
  }

  /// Cuts the first component off; what is left begins with the slash behind it, if there is one.
  static std::string take_component(std::string& path) {
    const std::size_t begin = path.find_first_not_of('/');
    if (begin == std::string::npos) return {};
    const std::size_t end = path.find('/', begin);
    std::string component = path.substr(begin, end - begin);
    path.erase(0, end);
    return component;
  }

  static base::Result<MemoryNode*, Errno> step(MemoryNode& node, const std::string& component) {
    if (component == ".") return &node;
    if (component == "..") return node.parent;
    if (component.size() > kLongestName) return Failure{Errno{ENAMETOOLONG}};
    const auto found = node.by_name.find(component);
    if (found == node.by_name.end()) return Failure{Errno{ENOENT}};
    return found->second;
  }

  MemoryTree& tree_;
};

}  // namespace findo::tests
