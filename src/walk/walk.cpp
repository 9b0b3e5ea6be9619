// The out-of-order walk.
//
// The problem. A find that reads directories on many cores is several times as fast as one that uses a single
// core. But then results come as they happen to be ready, every run in another order, and whoever compares,
// resumes, or acts on files in turn is worse off. A find that keeps the order uses one core.
//
// The idea is that of a processor: execute out of order, retire in order. Workers run ahead through the tree
// as they like; one retirement point goes through what they have found in the order of a single-threaded find
// and makes it visible. As nothing is visible before that, nobody can tell that it was found in another
// order.
//
// What runs ahead. To walk one directory is a task: open it below its parent, read its names, look at each
// entry, and render what is to be printed. The result is a batch of bytes with marks at the places where
// something else comes in between:
//
//     src/a.c\n  src/b.c\n  [directory src/lib]  src/main.c\n  [src/run.sh waits]  src/z.c\n
//
// Each directory found is a new task. A directory with more names than a batch should have becomes several:
// one worker reads the names, all look at them. So a directory of a million files keeps every core as busy as
// a million directories do.
//
// Who does what. Each worker puts what it has found on a stack of its own, first child on top, and takes what
// lies on top; whose stack is empty takes from the top of another's, that of the retiring thread first
// (schedule.cpp). That is depth first, so everybody works on what retirement will need next, and there is no
// queue that everything passes through.
//
// What is retired. Retirement (retirement.cpp) goes through batch and marks: it writes bytes, enters
// directories, lets what waits go on. A piece that it needs and that nobody has begun it does itself; one in
// progress it leaves to whoever is at it, and does something else meanwhile. So with one thread this is an
// ordinary depth-first find, in the order in which it is written down here, and more threads only make it
// find things done. It can always go on, since it needs nobody for it: there is no deadlock.
//
// The window. What is ahead of retirement takes memory, and a slow reader of our output must not fill it up.
// Bytes ahead are counted (limits.hpp); when there are more than some MiB, workers rest, save for what
// retirement needs next.
//
// Waiting. Some steps of an evaluation have to come in order: a prompt, a command, the end of the search. An
// evaluation that comes to one stops there, and goes on when retirement comes to its mark. Nothing else about
// it is different, and most entries never get that far.
//
// Squashing. A command may change the tree: remove the directory that comes next, rename a file. A
// single-threaded find sees what is there after the command; so must we, although we have looked before.
// Whatever was read or looked at ahead is dropped when a command has run, and done again; names of
// directories that retirement has entered stay, since find has read these, too. That is wasteful where
// commands are many, so the run-ahead adapts: after a command one entry is looked at ahead, then two, four,
// and so on; beyond a few hundred other workers join in again. In `find . -type d -name build -exec rm -rf {}
// \;` most of the tree is read in parallel.
//
// Descriptors. A directory stays open as long as somebody needs it: to read on, to open what is in it, to
// look at an entry. That is rarely more than the depth for each worker. If it is more than our share,
// retirement closes directories from the outermost inwards; it comes back through "..", as long as that leads
// to the same directory as before, or else by their names, from the nearest one that is open. No path is ever
// longer than one name, so no depth is too deep.
//
// The cost. Beside the system calls a directory costs some allocations and one or two locks that are nearly
// always free. A thread is started only when there is work for it, since a small tree is done before it
// would have been of use.

#include "walk/walk.hpp"

#include <algorithm>
#include <sys/resource.h>
#include <unistd.h>

#include "walk/crew.hpp"
#include "walk/retirement.hpp"

namespace findo::walk {
namespace {

/// A third of what the process may have open: the rest is for the user's commands, files and our own.
std::size_t descriptor_budget(const WalkSettings& settings) {
  if (settings.most_descriptors > 0) return settings.most_descriptors;
  constexpr std::size_t kLeast = 2;  // a directory, and one in it
  constexpr std::size_t kMost = 4'096;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return kLeast;
  return std::clamp<std::size_t>(limit.rlim_cur / 3, kLeast, kMost);
}

}  // namespace

void walk(RootSource& roots, files::Reader& reader, Visitor& visitor, const WalkSettings& settings) {
  Expedition expedition(reader, visitor, settings, descriptor_budget(settings), geteuid() == 0);
  Crew* helpers = nullptr;
  Retirement retirement(expedition, roots, [&] { helpers->note_task(); });
  Crew crew(expedition);  // is gone before what it works on
  helpers = &crew;
  retirement.run();
  expedition.rethrow_failure();
}

}  // namespace findo::walk
