// The rules. A run that ends with 0 has done everything, and in silence: it has shown, and left behind, what
// it shows and leaves without the fault. Any other run says why, by the path that the fault was about, and
// what is missing has to do with that path. No run is ended by a signal, hangs, or leaves anything that
// neither the tree nor the undisturbed run knows.

#include "faults_outside/judge.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <set>
#include <sys/syscall.h>

#include "faults_outside/faults.hpp"
#include "support/text.hpp"

namespace findo::faults_outside {
namespace {

using Lines = std::multiset<std::string>;

/// The closing record of -json tells whether all went well, and -csv ends its lines like a letter does.
Lines lines_of(std::string_view text) {
  std::string bytes(text);
  std::replace(bytes.begin(), bytes.end(), '\0', '\n');
  Lines lines;
  for (std::string& line : support::split_lines(bytes)) {
    // Columns of -ls are as wide as the widest that came before.
    const auto is_double = [](char a, char b) { return a == ' ' && b == ' '; };
    std::erase(line, '\\');  // of blanks in names, by -ls
    line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
    line.erase(std::unique(line.begin(), line.end(), is_double), line.end());
    if (!line.starts_with("{\"complete\"")) lines.insert(std::move(line));
  }
  return lines;
}

Lines without(const Lines& all, const Lines& gone) {
  Lines rest;
  std::set_difference(all.begin(), all.end(), gone.begin(), gone.end(), std::inserter(rest, rest.end()));
  return rest;
}

std::string name_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// The names of entries of the tree that the fault was about; below the tree itself.
std::vector<std::string> struck_names(const Ending& ending) {
  std::vector<std::string> names;
  for (const std::string& path : ending.paths) {
    if (holds(path, "/tree/")) names.push_back(name_of(path));
  }
  return names;
}

/// The path of an entry in a line of a state.
std::string entry_of(const std::string& line) {
  const std::size_t link = line.find(" -> ");
  const std::string plain = line.substr(0, link);
  std::size_t at = 0;
  for (int fields = 0; fields < 4 && at != std::string::npos; ++fields) at = plain.find(' ', at + 1);
  return at == std::string::npos ? plain.substr(plain.rfind(' ')) : plain.substr(at);
}

Lines entries_of(std::string_view state) {
  Lines entries;
  for (const std::string& line : support::split_lines(state)) entries.insert(entry_of(line));
  return entries;
}

/// What is there, and belongs neither to the tree nor to the outcome.
Lines left_over(const Course& undisturbed, const Course& course) {
  return without(without(entries_of(course.state), entries_of(undisturbed.state)),
                 entries_of(course.state_before));
}

/// What is gone, and stays both before and after an undisturbed run.
Lines lost(const Course& undisturbed, const Course& course) {
  const Lines now = entries_of(course.state);
  const Lines kept = entries_of(undisturbed.state);
  Lines lost;
  for (const std::string& entry : entries_of(course.state_before)) {
    if (kept.count(entry) > 0 && now.count(entry) == 0) lost.insert(entry);
  }
  return lost;
}

bool is_allocation(long call) { return call == SYS_mmap || call == SYS_mremap || call == SYS_mprotect; }

/// What cannot be told to anybody, or is nobody's fault.
bool is_about(const Fault& fault, const Ending& ending, int descriptor) {
  const Call* const call = try_call(fault.call);
  return call && call->about == About::descriptor && ending.struck_descriptor == descriptor;
}

/// What libc reads to find names of users, which may be missing: then numbers are shown in their place.
bool is_of_system(const Ending& ending) {
  return std::any_of(ending.paths.begin(), ending.paths.end(), [](const std::string& path) {
    return path.starts_with("/etc/") || path.starts_with("/usr/") || path.starts_with("/proc/");
  });
}

/// Each missing line names one of what was struck.
bool are_about(const Lines& lines, const std::vector<std::string>& names) {
  return std::all_of(lines.begin(), lines.end(), [&](const std::string& line) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return holds(line, name); });
  });
}

/// A directory that was removed while it is read is at its end, a link whose end is not there is a broken
/// one, and information on a file in the trash need not be removed where it is not there: nobody can tell
/// these from errors.
bool means_something_else(const Scene& scene, const Fault& fault) {
  const bool is_end = fault.call == SYS_getdents64 && fault.error == ENOENT;
  const bool is_broken =
      scene.follows && (fault.error == ENOENT || fault.error == ENOTDIR || fault.error == ELOOP);
  const bool is_split = fault.call == SYS_execve && fault.error == E2BIG;  // into two commands
  const bool is_gone = scene.name == "undo" && fault.error == ENOENT &&
                       (fault.call == SYS_openat || fault.call == SYS_unlinkat);
  return is_end || is_broken || is_split || is_gone;
}

std::string judge_success(const Course& undisturbed, const Course& course) {
  if (lines_of(course.ending.output) != lines_of(undisturbed.ending.output)) return "exit 0, other output";
  if (course.state != undisturbed.state) return "exit 0, other files";
  return {};
}

/// A directory above an entry that stays cannot be removed.
bool are_above(const Lines& entries, const std::vector<std::string>& paths) {
  return std::all_of(entries.begin(), entries.end(), [&](const std::string& entry) {
    if (!holds(entry, "tree")) return true;  // what belongs to such an entry elsewhere
    const std::string way = support::split_lines(entry.substr(entry.find_first_not_of(' '))).front();
    return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
      return holds(path, "/places/" + way) || holds(way, name_of(path));
    });
  });
}

std::string judge_failure(const Scene& scene, const Fault& fault, const Course& undisturbed,
                          const Course& course) {
  const Ending& ending = course.ending;
  const bool is_gone = fault.error == EPIPE;    // the reader, who knows
  const bool is_kept = scene.name == "errors";  // the message, in a file
  if (is_about(fault, ending, 2)) return {};
  if (ending.errors.empty() && !is_gone && !is_kept)
    return "exit " + std::to_string(ending.status) + " without a message";
  const bool is_usage = holds(ending.errors, "~~") && ending.output.empty();
  if (is_about(fault, ending, 1) || is_usage) return {};
  const auto names = struck_names(ending);
  if (names.empty()) return {};
  // That the child cannot go to its directory reaches us as that the command cannot be started.
  const bool is_told = is_kept || scene.follows || fault.call == SYS_fchdir ||
                       std::any_of(names.begin(), names.end(),
                                   [&](const std::string& name) { return holds(ending.errors, name); });
  if (!is_told) return "the message does not name the path";
  const bool sums_up =
      scene.name == "summary" || scene.name == "execdir" || scene.name == "undo";  // shows no path to tell by
  if (!sums_up && !scene.follows &&
      !are_about(without(lines_of(undisturbed.ending.output), lines_of(ending.output)), names))
    return "siblings are missing";
  if (!are_above(without(entries_of(course.state), entries_of(undisturbed.state)), ending.paths))
    return "siblings were not acted on";
  return {};
}

bool looks_names_up(const Scene& scene) { return scene.name == "ls" || scene.name == "printf"; }

/// glibc 2.36 ends the process itself where it has no memory for the end of a thread's variables, or for its
/// tables of name services, and in getpwuid_r(3) it uses what it has not got. Nobody can keep it from that.
bool has_libc_given_up(const Scene& scene, const Ending& ending) {
  constexpr int kSegmentationFault = 128 + SIGSEGV;
  return holds(ending.errors, "Fatal glibc error: ") || holds(ending.errors, "Unexpected error.") ||
         (looks_names_up(scene) && ending.status == kSegmentationFault);
}

std::string judge_common(const Course& undisturbed, const Course& course, bool other_names = false) {
  const Ending& ending = course.ending;
  if (ending.timed_out) return "hangs";
  if (ending.status > 128) return std::string("ended by signal ") + strsignal(ending.status - 128);
  if (ending.status > 2) return "exit " + std::to_string(ending.status);
  if (!other_names && !left_over(undisturbed, course).empty()) return "leaves something behind";
  if (!lost(undisturbed, course).empty()) return "takes away what is to stay";
  if (!ending.inherited.empty()) return "a command got descriptors that are not its own";
  return {};
}

}  // namespace

std::string judge(const Scene& scene, const Fault& fault, const Course& undisturbed, const Course& course) {
  const bool is_taken = fault.error == EEXIST || fault.error == ENOTEMPTY;  // so that another name is tried
  std::string wrong = judge_common(undisturbed, course, is_taken);
  if (!wrong.empty()) return wrong;
  if (is_allocation(fault.call)) return judge_out_of_memory(scene, undisturbed, course);
  if (is_taken || means_something_else(scene, fault) || is_of_system(course.ending)) return {};
  const bool asks_for_stream = fault.call == SYS_fcntl;  // whose place is then filled
  if (!asks_for_stream && course.ending.left_open > undisturbed.ending.left_open)
    return "more descriptors are open at the end";
  // GNU find 4.9: that %Y cannot be told is said, and no reason for another exit status.
  const bool is_status_call = fault.call == SYS_statx || fault.call == SYS_newfstatat;
  const bool is_said = scene.name == "printf" && is_status_call;
  if (is_said ||
      (fault.error == EPIPE && is_about(fault, course.ending, 1) && undisturbed.ending.status != 0))
    return {};
  if (course.ending.status == undisturbed.ending.status && course.ending.errors == undisturbed.ending.errors)
    return judge_success(undisturbed, course);
  if (course.ending.status == 0 && !is_about(fault, course.ending, 2)) return "a message, and exit 0";
  return judge_failure(scene, fault, undisturbed, course);
}

std::string judge_out_of_memory(const Scene& scene, const Course& undisturbed, const Course& course) {
  const Ending& ending = course.ending;
  if (has_libc_given_up(scene, ending)) return {};
  if (std::string wrong = judge_common(undisturbed, course); !wrong.empty()) return wrong;
  // Where libc has no memory to look names of users up, numbers are shown in their place.
  if (looks_names_up(scene)) return {};
  if (ending.status == undisturbed.ending.status && ending.errors == undisturbed.ending.errors)
    return judge_success(undisturbed, course);
  if (ending.errors.empty()) return "exit " + std::to_string(ending.status) + " without a message";
  return {};
}

}  // namespace findo::faults_outside
