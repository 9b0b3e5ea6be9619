// A directory to make files in.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include "act/file_identity.hpp"
#include "act/held_entry.hpp"
#include "base/descriptor.hpp"
#include "support/temporary_directory.hpp"
#include "support/trouble.hpp"

namespace findo::tests {

class Scratch {
 public:
  std::string path(const std::string& name = "") const { return directory_.path() + '/' + name; }

  void file(const std::string& name, const std::string& text = "") const {
    support::write_file(path(name), text);
  }
  void directory(const std::string& name) const { support::need(mkdir(path(name).c_str(), 0755), name); }
  void link(const std::string& name, const std::string& target) const {
    support::need(symlink(target.c_str(), path(name).c_str()), name);
  }
  void hard_link(const std::string& name, const std::string& other) const {
    support::need(::link(path(other).c_str(), path(name).c_str()), name);
  }
  void remove(const std::string& name) const { support::need(::remove(path(name).c_str()), name); }
  void rename(const std::string& from, const std::string& to) const {
    support::need(::rename(path(from).c_str(), path(to).c_str()), from);
  }

  std::string text(const std::string& name) const { return support::read_file(path(name)); }
  bool exists(const std::string& name) const {
    return faccessat(AT_FDCWD, path(name).c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
  }

  act::At at(const char* name) const { return {open_.number(), name}; }
  act::FileIdentity identity(const char* name) const { return *act::load_identity(open_.number(), name); }

 private:
  support::TemporaryDirectory directory_{"act"};
  base::Descriptor open_{::open(directory_.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
};

/// A variable of the environment has another value as long as this lives.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    const char* before = getenv(name);
    was_set_ = before != nullptr;
    if (was_set_) before_ = before;
    setenv(name, value.c_str(), 1);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { was_set_ ? setenv(name_, before_.c_str(), 1) : unsetenv(name_); }

 private:
  const char* name_;
  std::string before_;
  bool was_set_;
};

}  // namespace findo::tests
