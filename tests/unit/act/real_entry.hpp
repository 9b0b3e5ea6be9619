// An entry of a real directory, as the walk would hand it to an action.
#pragma once

#include <string>

#include <catch2/catch.hpp>

#include "files/readers.hpp"
#include "files/visit.hpp"

namespace findo::tests {

/// The entry `name` of the directory `root`. Visits to it share what is known of it, as an evaluation that
/// waits for its turn does.
class RealEntry {
 public:
  RealEntry(const std::string& root, std::string name, files::LinkPolicy links = files::LinkPolicy::never)
      : root_{root}, name_(std::move(name)), reader_(files::make_reader(files::ReaderKind::automatic)) {
    auto directory = reader_->open_directory(nullptr, root_.path.c_str(), files::FollowLinks::no);
    REQUIRE(directory);
    directory_ = std::move(*directory);
    place_ = {reader_.get(), directory_.get(), &root_, 1, links, true};
    path_.descend(root_.path);
    entry_.move_to({name_.c_str(), static_cast<std::uint32_t>(name_.size()), files::FileType::unknown, 0});
  }
  RealEntry(const RealEntry&) = delete;
  RealEntry& operator=(const RealEntry&) = delete;

  files::Visit visit() { return {.entry = entry_, .rendered = rendered}; }
  files::Entry& entry() { return entry_; }
  std::string messages() const { return std::string(rendered.bytes()); }

  base::Rendered rendered;

 private:
  files::Root root_;
  std::string name_;
  std::unique_ptr<files::Reader> reader_;
  std::unique_ptr<files::OpenDirectory> directory_;
  files::Place place_;
  files::PathBuffer path_;
  files::Entry entry_{place_, path_};
};

}  // namespace findo::tests
