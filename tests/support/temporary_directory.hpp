// Directories that a harness makes for itself and takes away again, whatever was put into them.
#pragma once

#include <string>

namespace findo::support {

/// Removes everything below `top`, and `top` itself: unreadable directories and paths over PATH_MAX too.
/// Nothing there is no error; what cannot be removed ends the harness.
void remove_tree(const std::string& top);

/// A new directory below $TMPDIR (or /tmp), mode 0755 so that other users reach what is in it, removed at the
/// end.
class TemporaryDirectory {
 public:
  /// `purpose` becomes part of the name.
  explicit TemporaryDirectory(const std::string& purpose);
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  /// Absolute, with no symbolic link in it.
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Copies a program to `to`, executable by everyone: an unprivileged user may have no way to where it was
/// built.
void copy_program(const std::string& from, const std::string& to);

/// The whole of a file; empty where it cannot be read.
std::string read_file(const std::string& path);

/// Makes or replaces a file.
void write_file(const std::string& path, const std::string& text);

}  // namespace findo::support
