#include "faults_outside/faults.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/syscall.h>

namespace findo::faults_outside {
namespace {

using Errors = std::vector<int>;

Errors joined(Errors first, const Errors& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

/// path_resolution(7), and what any file system may have to say.
const Errors kWay{EACCES, ELOOP, ENAMETOOLONG, ENOENT, ENOMEM, ENOTDIR, EIO};
const Errors kRoom{ENOSPC, EDQUOT, EROFS};
const Errors kWrite{EAGAIN, EDQUOT, EFBIG, EINTR, EIO, ENOSPC, EPERM, EPIPE};
const Errors kSync{EIO, ENOSPC, EROFS, EINVAL, EDQUOT, EINTR};
const Errors kAttribute{ENODATA, ENOTSUP, ERANGE, EACCES, EIO, ENOENT, EPERM};
const Errors kStart{EAGAIN, ENOMEM, EPERM, ENOSYS};

std::vector<Call> make_calls() {
  const Errors status = joined(kWay, {EOVERFLOW, EINTR});
  const Errors entry = joined(joined(kWay, kRoom), {EPERM, EBUSY});
  const Errors fresh = joined(entry, {EEXIST, EMLINK});
  const Errors open = joined(fresh, {EFBIG, EINTR, EINVAL, EISDIR, EMFILE, ENFILE, ENODEV, ENXIO, EOPNOTSUPP,
                                     EOVERFLOW, ETXTBSY, EAGAIN});
  return {
      {SYS_openat, "openat", About::path_below, open},
      {SYS_close, "close", About::descriptor, {EINTR, EIO, ENOSPC, EDQUOT}},
      {SYS_read, "read", About::descriptor, {EAGAIN, EINTR, EIO, EINVAL, EISDIR}},
      {SYS_pread64, "pread64", About::descriptor, {EINTR, EIO, EINVAL, EOVERFLOW}},
      {SYS_write, "write", About::descriptor, kWrite},
      {SYS_writev, "writev", About::descriptor, kWrite},
      {SYS_pwrite64, "pwrite64", About::descriptor, kWrite},
      {SYS_lseek, "lseek", About::descriptor, {EINVAL, ENXIO, EOVERFLOW, ESPIPE}},
      {SYS_getdents64,
       "getdents64",
       About::descriptor,
       {EIO, EINVAL, ENOENT, ENOTDIR, ENOMEM, EACCES, EINTR}},
      {SYS_statx, "statx", About::path_below, joined(status, {ENOSYS, EPERM})},
      {SYS_newfstatat, "newfstatat", About::path_below, status},
      {SYS_fstat, "fstat", About::descriptor, {ENOMEM, EOVERFLOW, EIO}},
      {SYS_statfs, "statfs", About::path, joined(kWay, {EINTR, ENOSYS, EOVERFLOW})},
      {SYS_fstatfs, "fstatfs", About::descriptor, {EINTR, EIO, ENOMEM, ENOSYS, EOVERFLOW}},
      {SYS_readlink, "readlink", About::path, joined(kWay, {EINVAL})},
      {SYS_readlinkat, "readlinkat", About::path_below, joined(kWay, {EINVAL})},
      {SYS_access, "access", About::path, joined(kWay, {EROFS, ETXTBSY})},
      {SYS_faccessat, "faccessat", About::path_below, joined(kWay, {EROFS, ETXTBSY, EPERM})},
      {SYS_faccessat2, "faccessat2", About::path_below, joined(kWay, {EROFS, ETXTBSY, EPERM, ENOSYS})},
      {SYS_unlink, "unlink", About::path, joined(entry, {EISDIR})},
      {SYS_unlinkat, "unlinkat", About::path_below, joined(entry, {EISDIR, ENOTEMPTY})},
      {SYS_mkdir, "mkdir", About::path, fresh},
      {SYS_mkdirat, "mkdirat", About::path_below, fresh},
      {SYS_rename, "rename", About::path, joined(fresh, {EXDEV, ENOTEMPTY})},
      {SYS_renameat, "renameat", About::two_paths_below, joined(fresh, {EXDEV, ENOTEMPTY, EISDIR})},
      {SYS_renameat2, "renameat2", About::two_paths_below,
       joined(fresh, {EXDEV, ENOTEMPTY, EISDIR, EINVAL, ENOSYS})},
      {SYS_linkat, "linkat", About::two_paths_below, joined(fresh, {EXDEV})},
      {SYS_symlinkat, "symlinkat", About::nothing, fresh},
      {SYS_mknodat, "mknodat", About::path_below, fresh},
      {SYS_fchmod, "fchmod", About::descriptor, {EIO, EPERM, EROFS}},
      {SYS_fchmodat, "fchmodat", About::path_below, joined(kWay, {EPERM, EROFS})},
      {SYS_fchown, "fchown", About::descriptor, {EIO, EPERM, EROFS, EDQUOT}},
      {SYS_fchownat, "fchownat", About::path_below, joined(kWay, {EPERM, EROFS, EDQUOT})},
      {SYS_utimensat, "utimensat", About::path_below, joined(kWay, {EPERM, EROFS})},
      {SYS_ftruncate, "ftruncate", About::descriptor, {EFBIG, EINTR, EINVAL, EIO, EPERM}},
      {SYS_fallocate, "fallocate", About::descriptor, {EFBIG, EINTR, EIO, ENOSPC, ENOSYS, EOPNOTSUPP, EPERM}},
      {SYS_copy_file_range,
       "copy_file_range",
       About::descriptor,
       {EFBIG, EINVAL, EIO, ENOMEM, ENOSPC, EOPNOTSUPP, EOVERFLOW, EPERM, ETXTBSY, EXDEV, ENOSYS, EINTR}},
      {SYS_sendfile, "sendfile", About::descriptor, {EAGAIN, EINVAL, EIO, ENOMEM, EOVERFLOW, ENOSYS}},
      {SYS_fsync, "fsync", About::descriptor, kSync},
      {SYS_fdatasync, "fdatasync", About::descriptor, kSync},
      {SYS_flock, "flock", About::descriptor, {EINTR, ENOLCK, EWOULDBLOCK}},
      {SYS_ioctl, "ioctl", About::descriptor, {EINVAL, ENOTTY, EIO, EOPNOTSUPP, EPERM, ENOSPC, EXDEV}},
      {SYS_fcntl, "fcntl", About::descriptor, {EAGAIN, EINTR, EMFILE, EINVAL}},
      {SYS_getxattr, "getxattr", About::path, kAttribute},
      {SYS_lgetxattr, "lgetxattr", About::path, kAttribute},
      {SYS_fgetxattr, "fgetxattr", About::descriptor, kAttribute},
      {SYS_listxattr, "listxattr", About::path, {ENOTSUP, ERANGE, EACCES, E2BIG, EIO, ENOENT}},
      {SYS_llistxattr, "llistxattr", About::path, {ENOTSUP, ERANGE, EACCES, E2BIG, EIO, ENOENT}},
      {SYS_flistxattr, "flistxattr", About::descriptor, {ENOTSUP, ERANGE, E2BIG, EIO}},
      {SYS_fsetxattr, "fsetxattr", About::descriptor, joined(kRoom, {ENOTSUP, EPERM, ERANGE, EIO})},
      {SYS_lsetxattr, "lsetxattr", About::path, joined(kRoom, {ENOTSUP, EPERM, ERANGE, EIO})},
      {SYS_fremovexattr, "fremovexattr", About::descriptor, kAttribute},
      {SYS_lremovexattr, "lremovexattr", About::path, kAttribute},
      {SYS_getcwd, "getcwd", About::nothing, {EACCES, ENAMETOOLONG, ENOENT, ENOMEM}},
      {SYS_chdir, "chdir", About::path, kWay},
      {SYS_fchdir, "fchdir", About::descriptor, {EACCES, ENOTDIR}},
      {SYS_dup, "dup", About::descriptor, {EMFILE}},
      {SYS_dup2, "dup2", About::descriptor, {EBUSY, EINTR, EMFILE}},
      {SYS_dup3, "dup3", About::descriptor, {EBUSY, EINTR, EMFILE}},
      {SYS_pipe2, "pipe2", About::nothing, {EMFILE, ENFILE}},
      {SYS_clone, "clone", About::nothing, kStart},
      {SYS_clone3, "clone3", About::nothing, kStart},
      {SYS_vfork, "vfork", About::nothing, kStart},
      {SYS_execve, "execve", About::path,
       joined(kWay, {E2BIG, EAGAIN, EINVAL, ELIBBAD, EMFILE, ENFILE, ENOEXEC, EPERM, ETXTBSY})},
      {SYS_wait4, "wait4", About::nothing, {EINTR}},
      {SYS_waitid, "waitid", About::nothing, {EINTR}},
      {SYS_pidfd_open, "pidfd_open", About::nothing, {EINVAL, EMFILE, ENFILE, ENODEV, ENOMEM, ENOSYS, EPERM}},
      {SYS_poll, "poll", About::nothing, {EINTR, ENOMEM, EINVAL}},
      {SYS_ppoll, "ppoll", About::nothing, {EINTR, ENOMEM, EINVAL}},
      {SYS_mmap, "mmap", About::nothing, {ENOMEM, EAGAIN, ENFILE}},
      {SYS_mremap, "mremap", About::nothing, {ENOMEM, EAGAIN}},
      {SYS_mprotect, "mprotect", About::nothing, {ENOMEM, EACCES}},
      {SYS_madvise, "madvise", About::nothing, {ENOMEM, EINVAL, EAGAIN}},
      {SYS_fadvise64, "fadvise64", About::descriptor, {EINVAL, ESPIPE}},
      {SYS_prlimit64, "prlimit64", About::nothing, {EPERM, EINVAL, ENOSYS}},
      {SYS_sched_getaffinity, "sched_getaffinity", About::nothing, {EINVAL, ENOSYS}},
      {SYS_sysinfo, "sysinfo", About::nothing, {ENOSYS}},
      {SYS_uname, "uname", About::nothing, {ENOSYS}},
      {SYS_getrandom, "getrandom", About::nothing, {EAGAIN, EINTR, ENOSYS}},
      {SYS_socket, "socket", About::nothing, {EACCES, EAFNOSUPPORT, EMFILE, ENFILE, ENOBUFS, ENOMEM}},
      {SYS_connect, "connect", About::nothing, {EACCES, EAGAIN, ECONNREFUSED, EINTR, ENETUNREACH, ENOENT}},
  };
}

struct Named {
  int error;
  std::string_view name;
};

#define FINDO_NAMED(error) \
  { error, #error }
const Named kNames[] = {
    FINDO_NAMED(E2BIG),   FINDO_NAMED(EACCES),       FINDO_NAMED(EAFNOSUPPORT), FINDO_NAMED(EAGAIN),
    FINDO_NAMED(EBUSY),   FINDO_NAMED(ECONNREFUSED), FINDO_NAMED(EDQUOT),       FINDO_NAMED(EEXIST),
    FINDO_NAMED(EFBIG),   FINDO_NAMED(EINTR),        FINDO_NAMED(EINVAL),       FINDO_NAMED(EIO),
    FINDO_NAMED(EISDIR),  FINDO_NAMED(ELIBBAD),      FINDO_NAMED(ELOOP),        FINDO_NAMED(EMFILE),
    FINDO_NAMED(EMLINK),  FINDO_NAMED(ENAMETOOLONG), FINDO_NAMED(ENETUNREACH),  FINDO_NAMED(ENFILE),
    FINDO_NAMED(ENOBUFS), FINDO_NAMED(ENODATA),      FINDO_NAMED(ENODEV),       FINDO_NAMED(ENOENT),
    FINDO_NAMED(ENOEXEC), FINDO_NAMED(ENOLCK),       FINDO_NAMED(ENOMEM),       FINDO_NAMED(ENOSPC),
    FINDO_NAMED(ENOSYS),  FINDO_NAMED(ENOTDIR),      FINDO_NAMED(ENOTEMPTY),    FINDO_NAMED(ENOTSUP),
    FINDO_NAMED(ENOTTY),  FINDO_NAMED(ENXIO),        FINDO_NAMED(EOVERFLOW),    FINDO_NAMED(EPERM),
    FINDO_NAMED(EPIPE),   FINDO_NAMED(ERANGE),       FINDO_NAMED(EROFS),        FINDO_NAMED(ESPIPE),
    FINDO_NAMED(ETXTBSY), FINDO_NAMED(EXDEV),
};
#undef FINDO_NAMED

}  // namespace

const std::vector<Call>& calls() {
  static const std::vector<Call> all = make_calls();
  return all;
}

const Call* try_call(long number) {
  const auto found =
      std::find_if(calls().begin(), calls().end(), [&](const Call& call) { return call.number == number; });
  return found == calls().end() ? nullptr : &*found;
}

const Call* try_call(std::string_view name) {
  const auto found =
      std::find_if(calls().begin(), calls().end(), [&](const Call& call) { return call.name == name; });
  return found == calls().end() ? nullptr : &*found;
}

std::string_view error_name(int error) {
  const auto* found = std::find_if(std::begin(kNames), std::end(kNames),
                                   [&](const Named& named) { return named.error == error; });
  return found == std::end(kNames) ? "?" : found->name;
}

int error_of(std::string_view name) {
  const auto* found = std::find_if(std::begin(kNames), std::end(kNames),
                                   [&](const Named& named) { return named.name == name; });
  return found == std::end(kNames) ? 0 : found->error;
}

}  // namespace findo::faults_outside
