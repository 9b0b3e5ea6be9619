// A find of the plainest kind, to hold the walk against: one thread, one entry after the other, and each
// directory read to its end when the walk comes to it.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "files/reader.hpp"

namespace findo::tests {

/// How to go, and what to do with an entry. `visit` is told the path, the name, whether it is a directory,
/// and returns whether to enter it; `stop` ends everything.
struct PlainFind {
  struct Found {
    std::string path;
    std::string name;
    const files::OpenDirectory* parent;
    bool is_directory;
  };
  using Visit = std::function<bool(const Found&)>;

  files::Reader& reader;
  bool post_order = false;
  bool breadth_first = false;
  bool sorted = false;
  Visit visit;
  const bool& stop;

  void run(const std::string& root) {
    const Found found{root, root, nullptr, true};
    if (post_order) {
      walk_directory(root, root, nullptr);
      if (!stop) visit(found);
    } else if (visit(found) && !stop) {
      breadth_first ? walk_levels(root) : walk_directory(root, root, nullptr);
    }
  }

 private:
  struct Entry {
    std::string name;
    std::string path;
    bool is_directory;
  };

  std::vector<Entry> read(const std::string& path, files::OpenDirectory& directory) {
    std::vector<Entry> entries;
    files::NameBatch batch;
    while (reader.read_batch(directory, batch) && !batch.names.empty()) {
      for (const files::Listed& listed : batch.names) {
        const std::string name(listed.name, listed.length);
        entries.push_back({name, path + '/' + name, listed.type == files::FileType::directory});
      }
    }
    if (sorted) {
      std::sort(entries.begin(), entries.end(),
                [](const Entry& a, const Entry& b) { return a.name < b.name; });
    }
    return entries;
  }

  void walk_directory(const std::string& path, const std::string& name, const files::OpenDirectory* parent) {
    const auto handle = reader.open_directory(parent, name.c_str(), files::FollowLinks::no);
    if (!handle) return;
    for (const Entry& entry : read(path, **handle)) {
      if (stop) return;
      const Found found{entry.path, entry.name, handle->get(), entry.is_directory};
      if (post_order && entry.is_directory) walk_directory(entry.path, entry.name, handle->get());
      if (stop) return;
      const bool enters = visit(found);
      if (!post_order && entry.is_directory && enters && !stop) {
        walk_directory(entry.path, entry.name, handle->get());
      }
    }
  }

  void walk_levels(const std::string& root) {
    for (std::vector<std::string> level{root}; !level.empty() && !stop;) {
      std::vector<std::string> next;
      for (const std::string& path : level) {
        const auto handle = reader.open_directory(nullptr, path.c_str(), files::FollowLinks::no);
        if (!handle) continue;
        for (const Entry& entry : read(path, **handle)) {
          if (stop) return;
          const Found found{entry.path, entry.name, handle->get(), entry.is_directory};
          if (visit(found) && entry.is_directory) next.push_back(entry.path);
        }
      }
      level = std::move(next);
    }
  }
};

}  // namespace findo::tests
