// What a system call can be refused with: its errors as the manual lists them, and where it names its file.
#pragma once

#include <string_view>
#include <vector>

namespace findo::faults_outside {

/// Which arguments of a call say what it is about.
enum class About { nothing, descriptor, path, path_below, two_paths_below };

/// A system call, and what it is made to fail with.
struct Call {
  long number;
  std::string_view name;
  About about;
  std::vector<int> errors;
};

/// Without EFAULT and EBADF, which tell of mistakes in the program that no machine can make for it, and
/// without the calls that libc makes for itself and cannot do without (futex, rt_sigreturn, rseq and their
/// like).
const std::vector<Call>& calls();

/// Null where the call is not to fail.
const Call* try_call(long number);
const Call* try_call(std::string_view name);

/// "ENOSPC".
std::string_view error_name(int error);
/// 0 where there is no such name.
int error_of(std::string_view name);

}  // namespace findo::faults_outside
