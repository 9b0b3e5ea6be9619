#include "files/kept_entry.hpp"

namespace findo::files {

Place KeptEntry::place_of(const Entry& entry, const OpenDirectory* directory, const Root& root) {
  Place place = entry.place();
  place.parent = directory;
  place.root = &root;
  return place;
}

KeptEntry::KeptEntry(const Entry& entry, std::shared_ptr<const OpenDirectory> directory)
    : directory_(std::move(directory)),
      root_(entry.root()),
      name_(entry.name()),
      place_(place_of(entry, directory_.get(), root_)),
      entry_(place_, path_) {
  const std::string_view path = entry.path();
  const std::string_view above = path.substr(0, path.size() - name_.size());
  if (!above.empty()) path_.descend(above);
  entry_.move_to(
      {name_.c_str(), static_cast<std::uint32_t>(name_.size()), entry.known_type(), entry.listed_inode()});
  entry_.restore_facts(entry.kept_facts());
}

base::Result<std::shared_ptr<const OpenDirectory>, base::Errno> KeptDirectories::share(const Entry& entry) {
  const OpenDirectory* const original = entry.place().parent;
  if (!original) return std::shared_ptr<const OpenDirectory>();
  if (last_ && original_ == original) return last_;
  auto opened = entry.reader().open_directory(original, ".", FollowLinks::no);
  if (!opened) return base::Failure{opened.error()};
  original_ = original;
  last_ = std::shared_ptr<const OpenDirectory>(
      opened->release(), [count = count_](const OpenDirectory* directory) { delete directory; });
  return last_;
}

}  // namespace findo::files
