#include "cli/ways.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace findo::cli {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

/// The components, without empty ones and dots; an absolute path has "/" for its first.
Names components_of(std::string_view path) {
  Names names;
  if (path.starts_with('/')) names.emplace_back("/");
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('/'));
    if (!name.empty() && name != ".") names.emplace_back(name);
    path.remove_prefix(std::min(path.size(), name.size() + 1));
  }
  return names;
}

/// What is left of the path behind the root.
std::optional<Names> behind(const Names& root, const Names& path) {
  const bool leads_there = root.size() <= path.size() && std::equal(root.begin(), root.end(), path.begin());
  if (!leads_there) return std::nullopt;
  return Names(path.begin() + static_cast<std::ptrdiff_t>(root.size()), path.end());
}

bool goes_up(const Names& names) { return std::find(names.begin(), names.end(), "..") != names.end(); }

std::string absolute(std::string_view path) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  return error ? std::string(path) : (here / path).string();
}

/// Without links on the way; the last component may be one.
std::string canonical(std::string_view path, bool keeps_last) {
  std::error_code error;
  const fs::path whole = absolute(path);
  const bool has_name = keeps_last && whole.has_filename() && whole.filename() != "..";
  const fs::path resolved = fs::canonical(has_name ? whole.parent_path() : whole, error);
  if (error) return whole.string();
  return has_name ? (resolved / whole.filename()).string() : resolved.string();
}

/// `is_followed`: a root that is a link.
std::optional<Names> names_between(std::string_view root, std::string_view path, bool is_followed) {
  const Names from = components_of(root);
  const Names to = components_of(path);
  const bool are_plain = !goes_up(from) && !goes_up(to);
  const bool are_alike = root.starts_with('/') == path.starts_with('/');
  if (goes_up(from) == goes_up(to) && are_alike) {
    auto names = behind(from, to);
    if (names && !goes_up(*names)) return names;
  }
  if (are_plain) {
    if (auto names = behind(components_of(absolute(root)), components_of(absolute(path)))) return names;
  }
  return behind(components_of(canonical(root, !is_followed)), components_of(canonical(path, true)));
}

}  // namespace

std::vector<Way> ways_to(std::string_view path, const std::vector<std::string>& roots,
                         files::LinkPolicy links) {
  const bool is_followed = links != files::LinkPolicy::never;
  std::vector<Way> ways;
  for (const std::string& root : roots) {
    if (auto names = names_between(root, path, is_followed))
      ways.push_back({files::Root{root}, std::move(*names)});
  }
  return ways;
}

std::string path_along(const Way& way, std::size_t count) {
  std::string path = way.root.path;
  for (std::size_t i = 0; i < count; ++i) {
    if (!path.ends_with('/')) path += '/';
    path += way.names[i];
  }
  return path;
}

}  // namespace findo::cli
