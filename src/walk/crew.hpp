// The threads of a walk.
#pragma once

#include <thread>
#include <vector>

#include "walk/expedition.hpp"

namespace findo::walk {

/// Starts workers one by one once there is work for them, and ends them when it dies. Threads: the retiring
/// one.
class Crew {
 public:
  explicit Crew(Expedition& expedition) : expedition_(expedition) {}
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  /// To be called after each task that the retiring thread has done.
  void note_task();

 private:
  bool may_start();
  void start_worker();

  Expedition& expedition_;
  std::size_t tasks_ = 0;
  unsigned most_ = 0;  ///< threads, this one included; 0: not asked yet
  std::vector<std::thread> threads_;
};

}  // namespace findo::walk
