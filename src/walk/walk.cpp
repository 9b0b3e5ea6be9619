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
}

}  // namespace findo::walk
