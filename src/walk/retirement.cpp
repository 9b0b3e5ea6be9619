#include "walk/retirement.hpp"

#include <algorithm>
#include <utility>

#include "walk/messages.hpp"

namespace findo::walk {
namespace {

/// Roots that are looked at together.
constexpr std::size_t kBatchRoots = 200;
/// Where effects squash: so many entries are looked at ahead, at most, in the directory that retirement is
/// in.
constexpr std::size_t kMostRunAhead = 4'096;

}  // namespace

Retirement::Retirement(Expedition& expedition, RootSource& roots, std::function<void()> on_work_done)
    : expedition_(expedition), roots_(roots), on_work_done_(std::move(on_work_done)), worker_(expedition, 0) {
  auto* outermost = new Directory;
  frames_.push_back({.directory = outermost, .had_entries = true});
}

/// Frames hold what retirement has taken out of the pieces: the chunk that it is in, the children entered.
Retirement::~Retirement() {
  for (; !later_.empty(); later_.pop_front()) let_go(later_.front());
  for (; !frames_.empty(); frames_.pop_back()) {
    if (Chunk* const chunk = top().chunk) top().directory->first.store(chunk);
    let_go(top().directory);
  }
}

/// Gives a directory back whose turn will not come, and those above it that only waited for it.
void Retirement::let_go(Directory* directory) {
  for (bool is_last = true; is_last;) {
    Directory* const parent = directory->parent;
    (void)discard(directory);
    is_last =
        expedition_.settings.breadth_first && parent && --parent->unfinished_children == 0 && parent->is_left;
    directory = parent;
  }
}

void Retirement::run() {
  while (!frames_.empty() && !is_stopped()) {
    Batch* const batch = current_batch();
    if (is_stopped()) break;
    if (!batch) {
      leave();
      continue;
    }
    Frame& frame = top();
    if (!frame.batch_is_begun) begin(*batch);
    if (is_stopped()) break;
    if (frame.mark < batch->marks.size()) {
      retire_mark(*batch);
    } else {
      retire_end(*batch);
    }
  }
}

// ---- getting at the next batch

void Retirement::count_out(std::size_t ahead_bytes) {
  if (worker_.window().remove(ahead_bytes)) expedition_.schedule.announce_room();
}

/// The batch that retirement is at, evaluated; null at the end of the directory, and when the walk ends.
Batch* Retirement::current_batch() {
  while (!is_stopped()) {
    Frame& frame = top();
    if (frame.chunk && frame.batch < frame.chunk->count) {
      Batch& batch = frame.chunk->batches()[frame.batch];
      if (batch.state.load(std::memory_order_acquire) == TaskState::done) return &batch;
      obtain(batch);
    } else if (!take_next_chunk(frame)) {
      return nullptr;
    }
  }
  return nullptr;
}

/// The chunk is through: its maker may use it again.
void Retirement::give_back(Chunk* chunk) {
  if (!chunk) return;
  // Breadth first, directories outlive the list that their roots stand in.
  if (expedition_.settings.breadth_first && !chunk->roots.empty())
    kept_roots_.push_back(std::move(chunk->roots));
  expedition_.pools[chunk->maker].chunks.give_back(chunk);
}

/// False: there is none any more. True: there is, or it is worth looking again.
bool Retirement::take_next_chunk(Frame& frame) {
  Directory& directory = *frame.directory;
  const TaskState state = directory.state.load(std::memory_order_acquire);
  const std::atomic<Chunk*>& place = frame.chunk ? frame.chunk->next : directory.first;
  if (Chunk* const next = place.load(std::memory_order_acquire)) {
    give_back(std::exchange(frame.chunk, next));
    frame.batch = 0;
    directory.first.store(nullptr, std::memory_order_relaxed);
    count_out(std::exchange(next->ahead_bytes, 0));
    return true;
  }
  if (state == TaskState::done) return false;
  if (!directory.parent) {
    list_roots();
  } else {
    obtain(directory);
  }
  return true;
}

/// Takes the roots that are there. Those that are not yet, since their list is still being written, must not
/// hold up what can be said of the others.
void Retirement::list_roots() {
  // What is removed below one root may be another.
  const std::size_t most = expedition_.settings.listing.whole ? 1 : kBatchRoots;
  std::vector<files::Root> roots;
  base::Rendered messages = std::exchange(root_messages_, {});
  bool at_end = false;
  if (next_root_) roots.push_back(*std::exchange(next_root_, std::nullopt));
  while (roots.size() < most && (roots.empty() || roots_.is_ready())) {
    if (roots.empty()) expedition_.visitor.pause();
    while (!roots_.is_ready() && expedition_.visitor.pass_time()) continue;
    at_end = expedition_.visitor.is_over();
    if (at_end) break;
    base::Rendered more;
    auto root = roots_.next(more);
    const bool has_messages = !more.empty();
    if (has_messages) root_messages_ = std::move(more);
    at_end = !root;
    if (at_end || has_messages) {
      next_root_ = std::move(root);
      break;
    }
    roots.push_back(std::move(*root));
  }
  worker_.take_roots(*top().directory, std::move(roots), std::move(messages),
                     at_end && root_messages_.empty());
}

/// Gets a task done, or waits for whoever is at it; helps elsewhere meanwhile. Returns as soon as it is worth
/// looking again.
void Retirement::obtain(Task& task) {
  Schedule& schedule = expedition_.schedule;
  if (task.state.load(std::memory_order_acquire) == TaskState::done) return;
  expedition_.visitor.pause();
  if (schedule.try_take(task)) return do_task(task);
  if (Task* other = schedule.try_take_any()) return do_task(*other);
  schedule.wait_for_progress(task);
}

void Retirement::do_task(Task& task) {
  make_room();
  const bool is_listing = task.kind == Task::Kind::list;
  const Directory* const needed =
      is_listing ? static_cast<Directory&>(task).parent : static_cast<Batch&>(task).directory;
  while (worker_.run(task, true) == Worker::Outcome::starved) {
    if (evict(needed)) continue;
    // What others have open for a moment, on their way to a directory, is closed once they rest.
    expedition_.schedule.quiesce();
    worker_.run(task, false);
    if (expedition_.evicted == 0) expedition_.schedule.resume();
    break;
  }
  on_work_done_();
}

// ---- going through a batch

void Retirement::begin(Batch& batch) {
  Frame& frame = top();
  frame.mark = frame.run = frame.entry = 0;
  frame.batch_is_begun = true;
  count_out(std::exchange(batch.ahead_bytes, 0));
  if (expedition_.visitor.is_over()) stop();
  const bool has_entries = batch.evaluated > 0 || !batch.names.empty();
  if (has_entries && expedition_.settings.tells_progress) tell_progress(batch);
  if (frame.had_entries || !has_entries) return;
  expedition_.visitor.change_directory();
  frame.had_entries = true;
}

void Retirement::tell_progress(const Batch& batch) {
  worker_.path().go_to(*batch.directory);
  // Names are kept only where somebody will ask for them again.
  expedition_.visitor.note_progress(std::max(batch.evaluated, batch.names.size()),
                                    without_last_slash(worker_.path().buffer().prefix()));
}

void Retirement::write(const base::Rendered& rendered, std::size_t first, std::size_t end) {
  if (first < end && !expedition_.visitor.write(rendered, first, end)) stop();
}

void Retirement::write_up_to(Frame& frame, const Batch& batch, std::size_t run) {
  write(batch.rendered, frame.run, run);
  frame.run = std::max(frame.run, run);
}

void Retirement::retire_mark(Batch& batch) {
  Frame& frame = top();
  Mark& mark = batch.marks[frame.mark++];
  write_up_to(frame, batch, mark.run);
  if (is_stopped()) return;
  frame.entry = mark.entry;
  if (Directory* const child = std::exchange(mark.child, nullptr)) return enter(child);
  if (mark.waiting == Mark::kRootBegins) return expedition_.visitor.change_directory();
  resume(batch, mark);
}

void Retirement::retire_end(Batch& batch) {
  Frame& frame = top();
  write_up_to(frame, batch, batch.rendered.runs().size());
  if (batch.evaluated < batch.names.size()) return evaluate_more(batch);
  if (std::exchange(batch.holds_handle, false)) worker_.release_handle(*frame.directory);
  if (frame.chunk->several) batch.rendered.release();
  ++frame.batch;
  frame.batch_is_begun = false;
}

/// What is left of the batch was kept back, or was squashed. Where effects may squash it again, twice as much
/// is looked at as the last time.
void Retirement::evaluate_more(Batch& batch) {
  Frame& frame = top();
  batch.empty_out();
  frame.mark = frame.run = 0;
  const std::size_t count = std::max<std::size_t>(1, expedition_.run_ahead.load(std::memory_order_relaxed));
  expedition_.run_ahead.store(std::min(kMostRunAhead, count * 2), std::memory_order_relaxed);
  make_room();
  worker_.evaluate_more(batch, count);
}

/// Goes on with an evaluation now that its turn has come.
void Retirement::resume(Batch& batch, const Mark& mark) {
  Directory& directory = *batch.directory;
  const Waiting waiting = batch.waiting[mark.waiting];
  worker_.path().go_to(directory);
  base::Rendered rendered;
  if (const auto status = worker_.ensure_handle(directory); !status) {
    add_failure(rendered, read_failure(worker_.path().buffer().prefix(), status.error()), status.error(),
                expedition_);
    return write(rendered, 0, rendered.runs().size());
  }
  files::Place place = worker_.place_of(directory);
  if (!batch.roots.empty()) place.root = &batch.roots[mark.entry];
  files::Entry entry(place, worker_.path().buffer());
  entry.move_to(batch.names[mark.entry]);
  files::Visit visit = go_on(entry, place, waiting, rendered);
  const bool enters = waiting.may_descend && !visit.pruned && !is_stopped();
  const Arrival arrival{.identity = waiting.identity, .root_device = waiting.root_device};
  Directory* const child = enters ? worker_.make_child(directory, entry, arrival) : nullptr;
  if (child) directory.handle_users.fetch_add(1);
  if (visit.has_acted && expedition_.settings.squashes) squash();
  if (child) enter(child);
}

/// Evaluates from where it stopped to the end, and writes what comes out.
files::Visit Retirement::go_on(files::Entry& entry, files::Place& place, const Waiting& waiting,
                               base::Rendered& rendered) {
  place.searchable = waiting.is_searchable;
  entry.restore_facts(waiting.facts);
  if (waiting.type_is_doubtful) entry.forget_type();
  files::Visit visit = worker_.make_visit(entry, rendered);
  visit.reported = waiting.reported;
  expedition_.visitor.evaluate(visit, waiting.step, true);
  write(rendered, 0, rendered.runs().size());
  if (visit.stop) stop();
  return visit;
}

// ---- directories

void Retirement::enter(Directory* directory) {
  ++directory->parent->unfinished_children;
  if (expedition_.settings.breadth_first) {
    later_.push_back(directory);
    return;
  }
  if (is_empty(*directory)) {
    directory->is_left = true;
    return finish(directory);
  }
  if (is_exhausted(top())) leave_early();
  frames_.push_back({.directory = directory});
}

/// Nothing has come out of the directory, as is the case for most where little matches.
bool Retirement::is_empty(const Directory& directory) const {
  return directory.state.load(std::memory_order_acquire) == TaskState::done && !directory.first.load() &&
         !expedition_.settings.waits;
}

/// Nothing is left of the directory but the child that is entered last.
bool Retirement::is_exhausted(const Frame& frame) const {
  const bool holds_roots = !frame.directory->parent;
  if (holds_roots || expedition_.settings.waits || frame.batch + 1 < frame.chunk->count) return false;
  const Batch& batch = frame.chunk->batches()[frame.batch];
  return frame.mark == batch.marks.size() && frame.run == batch.rendered.runs().size() &&
         batch.evaluated >= batch.names.size() &&
         frame.directory->state.load(std::memory_order_acquire) == TaskState::done &&
         !frame.chunk->next.load(std::memory_order_acquire);
}

/// Lets go of the frame before the last child is walked, so that a long chain of directories takes little.
void Retirement::leave_early() {
  Frame& frame = top();
  if (frame.chunk->batches()[frame.batch].holds_handle) worker_.release_handle(*frame.directory);
  give_back(frame.chunk);
  frame.directory->is_left = true;
  if (frame.directory->is_held) left_open_.push_back(frame.directory);
  pop_frame();
}

/// The frame that comes in its place is open.
void Retirement::pop_frame() {
  frames_.pop_back();
  outermost_open_ = std::clamp<std::size_t>(frames_.size(), 1, outermost_open_);
}

void Retirement::leave() {
  const Frame frame = top();
  pop_frame();
  give_back(frame.chunk);
  frame.directory->is_left = true;
  if (frame.had_entries && frame.directory->parent) expedition_.visitor.change_directory();
  finish(frame.directory);
  if (frames_.empty() && !later_.empty()) {
    frames_.push_back({.directory = later_.front()});
    later_.pop_front();
  }
}

/// The directory is through, and perhaps those above it that were left before what is in them was.
void Retirement::finish(Directory* directory) {
  while (directory->is_left && directory->unfinished_children == 0) {
    Directory* const parent = directory->parent;
    if (!parent) {
      delete directory;
      return;
    }
    finish_one(*directory);
    expedition_.pools[maker_of(*directory)].directories.give_back(directory);
    --parent->unfinished_children;
    directory = parent;
  }
}

void Retirement::finish_one(Directory& directory) {
  if (directory.is_held) std::erase(left_open_, &directory);
  if (expedition_.evicted > 0) step_back(directory);
  if (directory.handle) worker_.descriptors().closed();
  directory.handle.reset();
  directory.ignore_rules.reset();
  count_out(std::exchange(directory.ignore_bytes, 0));
  if (!directory.post_visit) return;
  if (!is_stopped()) visit_afterwards(directory);
  if (!directory.is_reached_by_path) worker_.release_handle(*directory.parent);
}

void Retirement::visit_afterwards(Directory& directory) {
  Directory& parent = *directory.parent;
  worker_.path().go_to(parent);
  base::Rendered rendered;
  if (const auto status = worker_.ensure_handle(parent); !status) {
    add_failure(rendered, read_failure(worker_.path().buffer().prefix(), status.error()), status.error(),
                expedition_);
    return write(rendered, 0, rendered.runs().size());
  }
  files::Place place = worker_.place_of(parent);
  place.root = directory.root;
  files::Entry entry(place, worker_.path().buffer());
  entry.move_to(listed_as(directory));
  const files::Visit visit = go_on(entry, place, *directory.post_visit, rendered);
  if (visit.has_acted && expedition_.settings.squashes) squash();
}

// ---- effects

/// Something was done that may have changed anything: whatever was read or looked at before that, and has not
/// been retired, is dropped.
void Retirement::squash() {
  expedition_.run_ahead.store(0, std::memory_order_relaxed);
  expedition_.schedule.quiesce();
  expedition_.schedule.clear();
  for (Frame& frame : frames_) drop_ahead(frame);
  if (expedition_.evicted == 0) expedition_.schedule.resume();
}

/// Names that were read when retirement came to the directory stay, as they do for a single-threaded find.
void Retirement::drop_ahead(Frame& frame) {
  if (!frame.chunk) return;
  for (std::size_t i = frame.batch; i < frame.chunk->count; ++i) {
    const bool is_begun = i == frame.batch && frame.batch_is_begun;
    restart(frame.chunk->batches()[i], is_begun ? frame.entry + 1 : 0);
  }
  frame.mark = frame.run = 0;
}

/// Lets the batch be as it was when its first `evaluated` entries were retired, and nothing known of others.
void Retirement::restart(Batch& batch, std::size_t evaluated) {
  for (const Mark& mark : batch.marks) {
    if (mark.child) give_up(mark.child);
  }
  count_out(std::exchange(batch.ahead_bytes, 0));
  batch.empty_out();
  batch.evaluated = std::min(evaluated, batch.names.size());
  batch.state.store(TaskState::done, std::memory_order_relaxed);
}

void Retirement::give_up(Directory* directory) {
  const Discarded discarded = discard(directory);
  count_out(discarded.ahead_bytes);
  worker_.descriptors().closed(discarded.handles);
}

// ---- few descriptors

/// Directories on the way take up most of the budget: the outermost will be needed last.
void Retirement::make_room() {
  if (!expedition_.descriptors.is_spent()) return;
  const std::size_t on_the_way =
      left_open_.size() + frames_.size() - std::min(outermost_open_, frames_.size());
  if (expedition_.descriptors.is_less_than_twice(on_the_way)) evict(top().directory->parent);
}

/// Closes the outermost open directory on the way. It can be found again: through ".." of the one below it,
/// or by the names on the way. The one that is needed now stays open, since it would be opened again at once.
/// False: there is none that could be closed.
bool Retirement::evict(const Directory* needed) {
  expedition_.schedule.quiesce();
  if (try_close_frame(needed)) return true;
  outermost_open_ = 1;  // some may have been opened again since they were closed
  if (try_close_frame(needed)) return true;
  while (!left_open_.empty() && left_open_.front() != needed) {
    Directory& directory = *left_open_.front();
    left_open_.pop_front();
    if (try_close(directory)) return true;
  }
  if (expedition_.evicted == 0) expedition_.schedule.resume();
  return false;
}

bool Retirement::try_close_frame(const Directory* needed) {
  while (outermost_open_ + 1 < frames_.size()) {
    Directory& directory = *frames_[outermost_open_++].directory;
    if (&directory != needed && try_close(directory)) return true;
  }
  return false;
}

/// Nobody else is at work.
bool Retirement::try_close(Directory& directory) {
  const bool is_listed = directory.state.load(std::memory_order_relaxed) == TaskState::done;
  if (!directory.handle || !is_listed) return false;
  const auto identity = expedition_.reader.load_identity(*directory.handle);
  if (!identity) return false;
  directory.identity = *identity;
  directory.handle.reset();
  directory.is_evicted = true;
  worker_.descriptors().closed();
  ++expedition_.evicted;
  return true;
}

/// Retirement comes back from the directory: opens the one above it again, through the one that it leaves.
void Retirement::step_back(Directory& child) {
  Directory& parent = *child.parent;
  if (!parent.is_evicted) return;
  outermost_open_ = std::min(outermost_open_, frames_.size() - 1);
  if (child.handle) {
    auto handle = expedition_.reader.open_directory(child.handle.get(), "..", files::FollowLinks::no);
    const bool is_open = static_cast<bool>(handle);
    const auto identity = is_open ? expedition_.reader.load_identity(**handle)
                                  : base::Result<files::Identity, base::Errno>(base::Failure{handle.error()});
    if (identity && *identity == parent.identity) worker_.adopt_handle(parent, std::move(*handle));
  }
  // Whoever needs it now will say so if this fails, too.
  (void)worker_.ensure_handle(parent);
  if (expedition_.evicted == 0) expedition_.schedule.resume();
}

}  // namespace findo::walk
