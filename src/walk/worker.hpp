// What one worker does: lists directories, evaluates batches.
#pragma once

#include <cstddef>
#include <vector>

#include "walk/arrival.hpp"
#include "walk/expedition.hpp"
#include "walk/path_stack.hpp"

namespace findo::walk {

/// A worker with its buffers. Threads: one object each; worker 0 belongs to the retiring thread.
class Worker {
 public:
  Worker(Expedition& expedition, unsigned number)
      : expedition_(expedition),
        number_(number),
        window_(expedition.window),
        descriptors_(expedition.descriptors, expedition.schedule.workers()) {}

  enum class Outcome : std::uint8_t {
    done,
    starved,  ///< there was no descriptor to be had; nothing has been done
  };
  /// Does a task that was taken from the schedule, and hands on what it leads to. `may_starve`: if false, a
  /// directory that cannot be opened for want of a descriptor is an error like any other.
  Outcome run(Task& task, bool may_starve);

  /// Evaluates the next `count` names of a batch that was left unfinished. For the retiring thread.
  void evaluate_more(Batch& batch, std::size_t count);
  /// Cuts roots into a batch of their own, the next chunk of the outermost directory, and evaluates it.
  void take_roots(Directory& outermost, std::vector<files::Root> roots, base::Rendered&& messages,
                  bool at_end);

  WindowShare& window() { return window_; }
  DescriptorShare& descriptors() { return descriptors_; }
  /// The paths where this worker is.
  PathStack& path() { return path_; }
  files::Place place_of(const Directory& directory) const;
  files::Visit make_visit(files::Entry& entry, base::Rendered& rendered) const;
  /// A directory that has turned out to be one, to be walked below `parent`.
  Directory* make_child(Directory& parent, const files::Entry& entry, const Arrival& arrival);

  /// One user less of the directory's handle; the last one closes it.
  void release_handle(Directory& directory);
  /// Sees to it that the handle is there, if it was closed early. For the retiring thread.
  base::Status<base::Errno> ensure_handle(Directory& directory);
  /// Gives a directory whose handle was closed early a new one.
  void adopt_handle(Directory& directory, std::unique_ptr<files::OpenDirectory> handle);

 private:
  void end_eviction(Directory& directory);
  void end_share(Chunk& chunk);
  Outcome list(Directory& directory, bool may_starve);
  base::Status<base::Errno> open(Directory& directory);
  base::Result<std::unique_ptr<files::OpenDirectory>, base::Errno> reach(Directory& directory);
  void publish_open_failure(Directory& directory, base::Errno error);
  Chunk* make_chunk(Directory& directory, std::size_t batches);
  void publish(Directory& directory, Chunk* chunk, bool at_end);
  void list_short(Directory& directory, const Listing& listing);
  void list_long(Directory& directory, NameList&& names, const Listing& listing);
  bool evaluates_at_once() const;
  void finish_evaluation(Batch& batch);
  void evaluate(Batch& batch, std::span<const files::Listed> names, std::size_t end);
  void look_at_file(Batch& batch, files::Visit& visit, std::uint32_t first_step);
  void look_at(Batch& batch, files::Visit& visit, Doorkeeper& doorkeeper);
  void add_child(Batch& batch, Directory* child);
  void begin_root(Batch& batch, files::Place& place) const;
  void put_off(Directory& child, files::Visit& visit, const Arrival& arrival);
  static void add_waiting(Batch& batch, const Waiting& waiting);
  void push_found(const OrderPlace& place);

  Expedition& expedition_;
  const unsigned number_;
  std::uint64_t directories_made_ = 0;
  WindowShare window_;
  DescriptorShare descriptors_;
  PathStack path_;
  Lister lister_;
  std::vector<Schedule::Found> found_;
  base::Rendered messages_;  ///< on the directory that is being listed; its next chunk begins with them
};

}  // namespace findo::walk
