// A place to make something in that nobody else can reach yet.
#pragma once

#include <string>
#include <utility>

#include "act/held_entry.hpp"
#include "act/trouble.hpp"
#include "base/descriptor.hpp"
#include "base/errno_code.hpp"
#include "base/result.hpp"

namespace findo::act {

/// A directory for its owner alone in another one, to which others may be able to write. They can exchange it
/// for something else, but not what is in it. What is left in it is removed with it when this object dies.
/// Threads: the retiring one.
class PrivateDirectory {
 public:
  /// Makes one under a temporary name in an open directory, which must stay open. Errors: those of mkdir(2)
  /// and open(2); that something else has come into its place.
  static base::Result<PrivateDirectory, Trouble> create(int parent);

  PrivateDirectory(PrivateDirectory&& other) noexcept
      : parent_(other.parent_),
        name_(std::exchange(other.name_, {})),
        directory_(std::move(other.directory_)) {}
  PrivateDirectory& operator=(PrivateDirectory&&) = delete;
  ~PrivateDirectory();

  /// The one name in it that is there to be used.
  At at() const { return {directory_.number(), "copy"}; }

 private:
  PrivateDirectory(int parent, std::string name) : parent_(parent), name_(std::move(name)) {}

  base::Status<base::Errno> open();

  int parent_;
  std::string name_;
  base::Descriptor directory_{};  ///< once it is known to be the one that was made
};

}  // namespace findo::act
