// What the workers of one walk share.
#pragma once

#include <atomic>
#include <exception>
#include <mutex>
#include <utility>
#include <vector>

#include "walk/limits.hpp"
#include "walk/pool.hpp"
#include "walk/processors.hpp"
#include "walk/schedule.hpp"
#include "walk/walk.hpp"

namespace findo::walk {

/// The pieces of one worker that wait to be used again.
struct Pieces {
  Pool<Directory, 4'000> directories;
  Pool<Chunk, 200> chunks;  // each with some room for output
};

struct Expedition {
  Expedition(files::Reader& its_reader, Visitor& its_visitor, const WalkSettings& its_settings,
             std::size_t most_descriptors, bool as_superuser)
      : reader(its_reader),
        visitor(its_visitor),
        settings(its_settings),
        is_superuser(as_superuser),
        descriptors(most_descriptors),
        schedule(settings.threads > 0 ? settings.threads : allowed_processors(), settings.breadth_first,
                 window, descriptors) {}

  files::Reader& reader;
  Visitor& visitor;
  const WalkSettings& settings;
  const bool is_superuser;  ///< may search every directory
  Window window{};
  DescriptorBudget descriptors;
  Schedule schedule;
  std::vector<Pieces> pools{schedule.workers()};  ///< by worker
  /// How many entries may be looked at before it is known that nothing changes them. Of account only where
  /// effects squash; the essay in walk.cpp says how it moves.
  std::atomic<std::size_t> run_ahead{0};
  /// How many directories on the way had to be closed although they are still needed. Then only the retiring
  /// thread works, and what it opens is a step on the way back: it stays open until retirement leaves it.
  std::size_t evicted = 0;
  std::atomic<bool> is_stopped{false};

  /// What a helper's work has thrown ends the walk, in the thread that called for it. Threads: any.
  void fail(std::exception_ptr error) {
    const std::lock_guard guard(failure_mutex_);
    if (!failure_) failure_ = std::move(error);
    is_stopped.store(true);
  }
  void rethrow_failure() {
    const std::lock_guard guard(failure_mutex_);
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

 private:
  std::mutex failure_mutex_;
  std::exception_ptr failure_;
};

/// Adds a message about a directory, or only counts it where errors are hidden.
inline void add_failure(base::Rendered& rendered, std::string_view message, base::Errno error,
                        const Expedition& expedition) {
  if (expedition.settings.hide_errors) {
    rendered.add_hidden_failure();
  } else {
    rendered.add_failure(message, error.code);
  }
}

}  // namespace findo::walk
