#include "act/file_identity.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include "files/file_status.hpp"

namespace findo::act {
namespace {

FileIdentity identity_of_status(const struct stat& status) {
  files::Facts facts{};
  files::fill_facts(facts, status);
  return identity_of(facts);
}

}  // namespace

FileIdentity identity_of(const files::Facts& facts) {
  return {.file = {facts.device, facts.inode},
          .type = facts.type,
          .size_bytes = facts.size_bytes,
          .modify_time = facts.modify_time,
          .change_time = facts.change_time,
          .links = facts.loaded.holds(files::Fact::links) ? facts.links : 0};
}

base::Result<FileIdentity, base::Errno> load_identity(int directory, const char* name,
                                                      files::FollowLinks follow) {
  struct stat status {};
  const int flags = follow == files::FollowLinks::no ? AT_SYMLINK_NOFOLLOW : 0;
  if (fstatat(directory, name, &status, flags) != 0) return base::Failure{base::last_errno()};
  FileIdentity identity = identity_of_status(status);
  if (S_ISDIR(status.st_mode)) identity.origin = files::load_directory_origin(directory, name);
  return identity;
}

base::Result<FileIdentity, base::Errno> load_identity(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return base::Failure{base::last_errno()};
  return identity_of_status(status);
}

base::Result<files::Identity, base::Errno> load_who(int descriptor) {
  const auto identity = load_identity(descriptor);
  if (!identity) return base::Failure{identity.error()};
  return identity->file;
}

bool is_alike(const FileIdentity& a, const FileIdentity& b, Likeness likeness) {
  if (a.file != b.file || a.type != b.type) return false;
  if (likeness == Likeness::file || a.is_directory()) return true;
  if (a.size_bytes != b.size_bytes || a.modify_time != b.modify_time) return false;
  return likeness == Likeness::content || a.change_time == b.change_time;
}

bool is_still(const FileIdentity& then, const FileIdentity& now) {
  return is_alike(then, now, Likeness::content) && files::may_be_same(then.origin, now.origin);
}

}  // namespace findo::act
