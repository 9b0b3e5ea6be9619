// The point where results become visible, one after the other, in the order of a single-threaded find.
#pragma once

#include <deque>
#include <functional>
#include <vector>

#include "walk/expedition.hpp"
#include "walk/worker.hpp"

namespace findo::walk {

/// Goes through directories, chunks, batches and marks in order, and does itself what nobody else has begun.
/// Threads: the one that called walk().
class Retirement {
 public:
  /// `on_work_done` is called after each task that this thread has done itself.
  Retirement(Expedition& expedition, RootSource& roots, std::function<void()> on_work_done);
  ~Retirement();
  Retirement(const Retirement&) = delete;
  Retirement& operator=(const Retirement&) = delete;

  /// Retires everything, or as much as there is before somebody says stop.
  void run();

 private:
  /// A directory that retirement is in.
  struct Frame {
    Directory* directory;
    Chunk* chunk = nullptr;
    std::size_t batch = 0;  ///< in the chunk
    std::size_t mark = 0;   ///< the next one of the batch
    std::size_t run = 0;    ///< the next one to be written
    std::size_t entry = 0;  ///< of the last mark
    bool batch_is_begun = false;
    bool had_entries = false;
  };

  Frame& top() { return frames_.back(); }
  bool is_stopped() const { return expedition_.is_stopped.load(std::memory_order_relaxed); }
  void stop() { expedition_.is_stopped.store(true, std::memory_order_relaxed); }

  void let_go(Directory* directory);

  // Getting at the next batch.
  Batch* current_batch();
  bool take_next_chunk(Frame& frame);
  void give_back(Chunk* chunk);
  void list_roots();
  void obtain(Task& task);
  void do_task(Task& task);
  void count_out(std::size_t ahead_bytes);

  // Going through it.
  void begin(Batch& batch);
  void tell_progress(const Batch& batch);
  void retire_mark(Batch& batch);
  void retire_end(Batch& batch);
  void evaluate_more(Batch& batch);
  void write(const base::Rendered& rendered, std::size_t first, std::size_t end);
  void write_up_to(Frame& frame, const Batch& batch, std::size_t run);
  void resume(Batch& batch, const Mark& mark);
  files::Visit go_on(files::Entry& entry, files::Place& place, const Waiting& waiting,
                     base::Rendered& rendered);

  // Directories.
  void enter(Directory* directory);
  bool is_empty(const Directory& directory) const;
  bool is_exhausted(const Frame& frame) const;
  void leave_early();
  void pop_frame();
  void leave();
  void finish(Directory* directory);
  void finish_one(Directory& directory);
  void visit_afterwards(Directory& directory);

  // Effects.
  void squash();
  void drop_ahead(Frame& frame);
  void restart(Batch& batch, std::size_t evaluated);
  void give_up(Directory* directory);

  // Few descriptors.
  void make_room();
  bool evict(const Directory* needed);
  bool try_close_frame(const Directory* needed);
  bool try_close(Directory& directory);
  void step_back(Directory& child);

  Expedition& expedition_;
  RootSource& roots_;
  std::function<void()> on_work_done_;
  Worker worker_;
  std::vector<Frame> frames_;
  std::deque<Directory*> later_;      ///< breadth first: directories whose turn has not come
  std::size_t outermost_open_ = 1;    ///< frames before it have been closed
  std::deque<Directory*> left_open_;  ///< left early but held, none of them a frame; the outermost first
  std::vector<std::vector<files::Root>> kept_roots_;
  std::optional<files::Root> next_root_;
  base::Rendered root_messages_;
};

}  // namespace findo::walk
