// A tree of files that exists in memory only, as tests describe it or as a copy of a real one.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "files/facts.hpp"

namespace findo::tests {

/// One file. A directory knows its entries in the order in which they were added.
struct MemoryNode {
  files::Facts facts{};
  std::string target{};          ///< of a symbolic link
  MemoryNode* parent = nullptr;  ///< the directory above; the topmost directory is its own
  bool is_removed = false;
  std::vector<std::pair<std::string, MemoryNode*>> entries{};
  std::unordered_map<std::string, MemoryNode*> by_name{};
};

/// The tree. Its topmost directory is both "/" and the working directory. Paths given here have no ".", ".."
/// or links in them and are relative to it. Nodes stay alive as long as the tree, also when they are removed
/// from it. Facts are all loadable save the birth time; a test changes what it cares about through
/// facts_of(). Threads: any number may read while none writes.
class MemoryTree {
 public:
  MemoryTree() { top_ = make_node(files::FileType::directory, 0755); }
  MemoryTree(const MemoryTree&) = delete;
  MemoryTree& operator=(const MemoryTree&) = delete;

  MemoryNode& top() { return *top_; }

  /// The file of this path, or null.
  MemoryNode* find(std::string_view path) {
    MemoryNode* node = top_;
    while (node && !path.empty()) {
      const std::size_t slash = path.find('/');
      const auto found = node->by_name.find(std::string(path.substr(0, slash)));
      node = found == node->by_name.end() ? nullptr : found->second;
      path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    }
    return node;
  }
  files::Facts& facts_of(std::string_view path) { return find(path)->facts; }

  MemoryNode& add_directory(std::string_view path) {
    MemoryNode& node = add(path, files::FileType::directory, 0755);
    node.facts.links = 2;
    ++node.parent->facts.links;
    return node;
  }
  MemoryNode& add_file(std::string_view path, std::int64_t size_bytes = 0) {
    MemoryNode& node = add(path, files::FileType::regular, 0644);
    node.facts.size_bytes = size_bytes;
    node.facts.blocks = (size_bytes + 511) / 512;
    return node;
  }
  MemoryNode& add_link(std::string_view path, std::string_view target) {
    MemoryNode& node = add(path, files::FileType::symbolic_link, 0777);
    node.target = target;
    node.facts.size_bytes = static_cast<std::int64_t>(target.size());
    return node;
  }
  /// A file of any kind in a directory of this tree, with the facts of another one.
  MemoryNode& add_copy(MemoryNode& directory, std::string_view name, const files::Facts& facts) {
    MemoryNode& node = attach(directory, name, *make_node(facts.type, facts.permissions));
    node.facts = facts;
    return node;
  }

  /// Takes a file or an empty directory out of its directory.
  void remove(std::string_view path) {
    MemoryNode& node = *find(path);
    std::erase_if(node.parent->entries, [&](const auto& entry) { return entry.second == &node; });
    std::erase_if(node.parent->by_name, [&](const auto& entry) { return entry.second == &node; });
    node.is_removed = true;
  }

 private:
  MemoryNode* make_node(files::FileType type, mode_t permissions) {
    MemoryNode& node = nodes_.emplace_back();
    node.parent = &node;
    node.facts.type = type;
    node.facts.permissions = permissions;
    node.facts.links = 1;
    node.facts.inode = nodes_.size();
    node.facts.device = kDevice;
    node.facts.block_bytes = 4096;
    return &node;
  }

  MemoryNode& attach(MemoryNode& directory, std::string_view name, MemoryNode& node) {
    node.parent = &directory;
    directory.entries.emplace_back(name, &node);
    directory.by_name.emplace(name, &node);
    return node;
  }

  MemoryNode& add(std::string_view path, files::FileType type, mode_t permissions) {
    const std::size_t slash = path.rfind('/');
    const std::string_view above =
        slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
    return attach(*find(above), path.substr(slash + 1), *make_node(type, permissions));
  }

  static constexpr dev_t kDevice = 42;
  std::deque<MemoryNode> nodes_;  // in one place, so that no depth of tree makes its end recursive
  MemoryNode* top_ = nullptr;
};

}  // namespace findo::tests
