// Nothing of a piece may be touched once it is handed over: retirement may have freed it by then. So in every
// function here what hands over (a push, a store to `state`) comes last.

#include "walk/worker.hpp"

#include <algorithm>
#include <cerrno>
#include <utility>

#include "walk/ignoring.hpp"
#include "walk/messages.hpp"

namespace findo::walk {
namespace {

using files::FollowLinks;

/// Long directories are cut into batches of so many names: a millisecond's work where each needs a status
/// call.
constexpr std::size_t kBatchNames = 1'000;

/// From so far ahead on, work is handed to others where effects may squash it.
constexpr std::size_t kSharedRunAhead = 256;

/// Below paths longer than this, output takes more room than everything else.
constexpr std::size_t kLongPathBytes = 4'096;

bool is_want_of_descriptors(base::Errno error) { return error.code == EMFILE || error.code == ENFILE; }

/// A handle may be used only while it has users; this becomes one, unless there are none any more.
bool try_hold(Directory& directory) {
  if (directory.is_evicted) return false;
  std::uint32_t users = directory.handle_users.load();
  while (users > 0 && !directory.handle_users.compare_exchange_weak(users, users + 1)) continue;
  return users > 0;
}

std::size_t size_of(const Batch& batch) {
  constexpr std::size_t kChildBytes = sizeof(Directory) + 32;  // with its name
  return batch.rendered.capacity_bytes() + batch.marks.size() * (sizeof(Mark) + kChildBytes) +
         batch.waiting.size() * sizeof(Waiting);
}

}  // namespace

// ---- handles

files::Place Worker::place_of(const Directory& directory) const {
  return {.reader = &expedition_.reader,
          .parent = directory.handle.get(),
          .root = directory.root,
          .depth = directory.depth,
          .links = expedition_.settings.links,
          .may_have_gone = expedition_.settings.squashes,
          .ignore_rules = directory.ignore_rules.get(),
          .root_device = directory.root_device};
}

/// GNU find 4.9: a root that is not there is an error in any case.
files::Visit Worker::make_visit(files::Entry& entry, base::Rendered& rendered) const {
  return {.entry = entry,
          .rendered = rendered,
          .forgive_missing = expedition_.settings.ignore_races && entry.depth() > 0,
          .forgives_loss = expedition_.settings.ignore_races,
          .hides_errors = expedition_.settings.hide_errors};
}

void Worker::release_handle(Directory& directory) {
  if (!directory.parent || directory.handle_users.fetch_sub(1) != 1) return;
  if (directory.handle) descriptors_.closed();
  directory.handle.reset();
  end_eviction(directory);
}

/// Only the retiring thread evicts, and while it does nobody else is at work.
void Worker::end_eviction(Directory& directory) {
  if (!directory.is_evicted) return;
  directory.is_evicted = false;
  --expedition_.evicted;
}

base::Status<base::Errno> Worker::ensure_handle(Directory& directory) {
  if (directory.handle || !directory.parent) return {};
  auto handle = reach(directory);
  if (!handle) return base::Failure{handle.error()};
  adopt_handle(directory, std::move(*handle));
  return {};
}

void Worker::adopt_handle(Directory& directory, std::unique_ptr<files::OpenDirectory> handle) {
  directory.handle = std::move(handle);
  descriptors_.opened();
  end_eviction(directory);
}

/// Whether a link in the place of the directory is followed.
static FollowLinks follow_into(const Directory& directory, files::LinkPolicy links) {
  const files::Place outside{.depth = directory.depth - 1, .links = links};
  return outside.follow();
}

base::Status<base::Errno> Worker::open(Directory& directory) {
  Directory& parent = *directory.parent;
  const bool is_held = directory.is_reached_by_path && try_hold(parent);
  std::unique_ptr<files::OpenDirectory> reached;
  if (directory.is_reached_by_path && parent.parent && !is_held) {
    auto handle = reach(parent);
    if (!handle) return base::Failure{handle.error()};
    reached = std::move(*handle);
  } else if (auto status = ensure_handle(parent); !status) {
    return status;
  }
  const files::OpenDirectory* const from = reached ? reached.get() : parent.handle.get();
  auto handle = expedition_.reader.open_directory(from, directory.name.c_str(),
                                                  follow_into(directory, expedition_.settings.links));
  if (is_held) release_handle(parent);
  if (!handle) return base::Failure{handle.error()};
  directory.handle = std::move(*handle);
  directory.handle_users.store(1);
  descriptors_.opened();
  return {};
}

base::Result<std::unique_ptr<files::OpenDirectory>, base::Errno> Worker::reach(Directory& directory) {
  std::vector<Directory*> way;
  Directory* from = &directory;
  do {
    way.push_back(from);
    from = from->parent;
  } while (from->parent && !try_hold(*from));
  std::unique_ptr<files::OpenDirectory> opened;
  const files::OpenDirectory* at = from->handle.get();
  base::Status<base::Errno> status;
  for (; !way.empty() && status; way.pop_back()) {
    const Directory& next = *way.back();
    auto handle = expedition_.reader.open_directory(at, next.name.c_str(),
                                                    follow_into(next, expedition_.settings.links));
    if (!handle) {
      status = base::Failure{handle.error()};
      break;
    }
    const bool is_known = next.identity.inode != 0;
    const auto identity = is_known ? expedition_.reader.load_identity(**handle) : next.identity;
    if (!identity || *identity != next.identity) {
      status = base::Failure{identity ? base::Errno{ENOENT} : identity.error()};
    }
    opened = std::move(*handle);
    at = opened.get();
  }
  release_handle(*from);
  if (!status) return base::Failure{status.error()};
  return opened;
}

// ---- listing

Worker::Outcome Worker::run(Task& task, bool may_starve) {
  if (task.kind == Task::Kind::list) return list(static_cast<Directory&>(task), may_starve);
  auto& batch = static_cast<Batch&>(task);
  evaluate(batch, batch.names, batch.names.size());
  finish_evaluation(batch);
  end_share(*batch.chunk);
  batch.state.store(TaskState::done);
  return Outcome::done;
}

/// One batch less of the chunk is left. When half are, the next chunk may be listed, so that there is always
/// something to do, and never more than two chunks full of names.
void Worker::end_share(Chunk& chunk) {
  const std::size_t left = chunk.unevaluated.fetch_sub(1) - 1;
  if (left == chunk.count / 2 && chunk.leads_on) {
    Directory& directory = *chunk.batches()[0].directory;
    const Schedule::Found next[] = {{&directory, directory.place.begin}};
    expedition_.schedule.push(number_, next);
  }
  if (left == 0 && !expedition_.settings.waits) chunk.names = {};
}

Worker::Outcome Worker::list(Directory& directory, bool may_starve) {
  const bool is_first_listing = !directory.last;
  if (is_first_listing) {
    const auto status = open(directory);
    if (!status && may_starve && is_want_of_descriptors(status.error())) {
      expedition_.descriptors.shrink();
      return Outcome::starved;
    }
    const bool parent_is_done_with = !directory.post_visit && !directory.is_reached_by_path;
    if (parent_is_done_with) release_handle(*directory.parent);
    if (!status) {
      publish_open_failure(directory, status.error());
      return Outcome::done;
    }
  }
  NameList names;
  const Listing listing = lister_.list(expedition_.reader, *directory.handle, expedition_.settings.listing,
                                       names, directory.surplus);
  if (is_first_listing && expedition_.settings.ignoring) {
    path_.go_to(directory);
    load_ignore_rules(directory, listing, path_.buffer().prefix(), expedition_, messages_);
    window_.add(directory.ignore_bytes);
  }
  if (listing.is_kept) {
    list_long(directory, std::move(names), listing);
  } else {
    list_short(directory, listing);
  }
  return Outcome::done;
}

Chunk* Worker::make_chunk(Directory& directory, std::size_t batches) {
  Chunk* const chunk = expedition_.pools[number_].chunks.take();
  chunk->maker = number_;
  chunk->begin(directory, batches);
  if (!messages_.runs().empty()) chunk->batches()[0].rendered = std::exchange(messages_, {});
  return chunk;
}

/// Makes the chunk the directory's next one.
void Worker::publish(Directory& directory, Chunk* chunk, bool at_end) {
  // Names that nobody asks for after the evaluation are soon gone.
  chunk->ahead_bytes = sizeof(Chunk) + (expedition_.settings.waits ? chunk->names.size_bytes() : 0);
  window_.add(chunk->ahead_bytes);
  std::atomic<Chunk*>& place = directory.last ? directory.last->next : directory.first;
  directory.last = chunk;
  place.store(chunk, std::memory_order_release);
  if (at_end) directory.state.store(TaskState::done);
}

void Worker::publish_open_failure(Directory& directory, base::Errno error) {
  Chunk* const chunk = make_chunk(directory, 1);
  Batch& batch = chunk->batches()[0];
  // The message is about the directory itself, which is an entry of its parent. That one's handle is not held
  // any more, and none is needed to name the file.
  path_.go_to(*directory.parent);
  const files::Place place{
      .reader = &expedition_.reader, .root = directory.root, .depth = directory.parent->depth};
  files::Entry entry(place, path_.buffer());
  entry.move_to(listed_as(directory));
  make_visit(entry, batch.rendered).report_of_walk(error);
  batch.state.store(TaskState::done, std::memory_order_relaxed);
  publish(directory, chunk, true);
}

/// What could not be read comes behind what could.
static void add_read_failure(Chunk& chunk, PathStack& path, base::Errno error, const Expedition& expedition) {
  Batch& batch = chunk.batches()[chunk.count - 1];
  path.go_to(*batch.directory);
  add_failure(batch.rendered, read_failure(path.buffer().prefix(), error), error, expedition);
  batch.state.store(TaskState::done, std::memory_order_relaxed);
}

/// Where an effect may come soon, entries wait for retirement to come to them; so they do at the ends of very
/// long paths, since what is printed of a whole chain of directories would grow with the square of its depth.
bool Worker::evaluates_at_once() const {
  if (path_.prefix_bytes() > kLongPathBytes) return false;
  if (!expedition_.settings.squashes) return true;
  return !expedition_.settings.breadth_first &&
         expedition_.run_ahead.load(std::memory_order_relaxed) >= kSharedRunAhead;
}

/// All names of a short directory, in one batch that is evaluated right here.
void Worker::list_short(Directory& directory, const Listing& listing) {
  Chunk* const chunk = make_chunk(directory, listing.error ? 2 : 1);
  Batch& batch = chunk->batches()[0];
  batch.holds_handle = true;
  path_.go_to(directory);
  const bool at_once = evaluates_at_once();
  if (expedition_.settings.waits || !at_once) {
    chunk->names.copy(listing.names);
    batch.names = chunk->names.all();
  }
  if (listing.error) add_read_failure(*chunk, path_, *listing.error, expedition_);
  directory.is_held = expedition_.evicted > 0;
  if (directory.is_held) directory.handle_users.fetch_add(1);
  if (at_once) {
    evaluate(batch, listing.names, listing.names.size());
    finish_evaluation(batch);
  }
  const bool has_nothing =
      at_once && batch.rendered.runs().empty() && batch.marks.empty() && chunk->count == 1;
  if (has_nothing && !expedition_.settings.waits && !expedition_.settings.tells_progress) {
    (void)window_.remove(batch.ahead_bytes);
    expedition_.pools[number_].chunks.put_back(chunk);
    directory.state.store(TaskState::done);
    return;
  }
  batch.state.store(TaskState::done, std::memory_order_relaxed);
  publish(directory, chunk, true);
}

/// Names of a long directory, cut into batches for all workers.
void Worker::list_long(Directory& directory, NameList&& names, const Listing& listing) {
  const std::size_t named = (names.size() + kBatchNames - 1) / kBatchNames;
  Chunk* const chunk = make_chunk(directory, named + (listing.error ? 1 : 0));
  chunk->names = std::move(names);
  path_.go_to(directory);
  const bool shares = evaluates_at_once();
  std::span<const files::Listed> rest = chunk->names.all();
  for (Batch& batch : chunk->batches().first(named)) {
    batch.names = rest.first(std::min(kBatchNames, rest.size()));
    rest = rest.subspan(batch.names.size());
    batch.holds_handle = true;
    batch.stack.store(static_cast<std::uint16_t>(number_), std::memory_order_relaxed);
    if (!shares) batch.state.store(TaskState::done, std::memory_order_relaxed);
    if (shares) found_.push_back({&batch, 0});
  }
  if (listing.error) add_read_failure(*chunk, path_, *listing.error, expedition_);
  directory.handle_users.fetch_add(static_cast<std::uint32_t>(named));
  chunk->unevaluated.store(named, std::memory_order_relaxed);
  // Where effects squash, what comes next is read when retirement comes to it, as find does.
  chunk->leads_on = !listing.at_end && shares && !expedition_.settings.squashes;
  if (listing.at_end) release_handle(directory);
  const bool waits_for_retirement = !listing.at_end && !chunk->leads_on;
  if (waits_for_retirement) directory.stack.store(Task::kNowhere, std::memory_order_relaxed);
  const OrderPlace here = listing.at_end ? directory.place : directory.place.part(0, 2);
  directory.place = directory.place.part(1, 2);  // of what is still to be listed
  publish(directory, chunk, listing.at_end);
  if (waits_for_retirement) directory.state.store(TaskState::queued, std::memory_order_release);
  push_found(here);
}

// ---- evaluating

static OrderPlace& place_for(Task& task) {
  if (task.kind == Task::Kind::list) return static_cast<Directory&>(task).place;
  return static_cast<Batch&>(task).place;
}

/// Hands over what has been found in this place; the first of it comes to lie on top of the stack.
void Worker::push_found(const OrderPlace& place) {
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const OrderPlace part = place.part(i, found_.size());
    found_[i].begin = part.begin;
    place_for(*found_[i].task) = part;
  }
  if (!expedition_.settings.breadth_first) std::reverse(found_.begin(), found_.end());
  expedition_.schedule.push(number_, found_);
  found_.clear();
}

/// Where that is of which the batch is evaluated.
static const OrderPlace& order_of(const Batch& batch) {
  return batch.chunk->several ? batch.place : batch.directory->place;
}

/// Before the batch is retirement's.
void Worker::finish_evaluation(Batch& batch) {
  push_found(order_of(batch));
  batch.ahead_bytes = size_of(batch);
  window_.add(batch.ahead_bytes);
  const bool is_done_with = batch.waiting.empty() && !expedition_.settings.squashes;
  if (!is_done_with || !batch.holds_handle) return;
  batch.holds_handle = false;
  release_handle(*batch.directory);
}

static Waiting make_waiting(const files::Visit& visit, const Arrival& arrival, std::uint32_t step,
                            bool may_descend) {
  return {.step = step,
          .may_descend = may_descend,
          .is_searchable = visit.entry.place().searchable,
          .type_is_doubtful = arrival.type_is_doubtful,
          .reported = visit.reported,
          .identity = arrival.identity,
          .root_device = arrival.root_device,
          .facts = visit.entry.kept_facts()};
}

/// Evaluates entries of the batch up to `end`, from where it was left.
void Worker::evaluate(Batch& batch, std::span<const files::Listed> names, std::size_t end) {
  Directory& directory = *batch.directory;
  path_.go_to(directory);
  if (const auto status = ensure_handle(directory); !status) {
    add_failure(batch.rendered, read_failure(path_.buffer().prefix(), status.error()), status.error(),
                expedition_);
    batch.evaluated = end;
  }
  files::Place place = place_of(directory);
  files::Entry entry(place, path_.buffer());
  Doorkeeper doorkeeper(expedition_, directory, place, path_);
  files::Visit visit = make_visit(entry, batch.rendered);
  Visitor& visitor = expedition_.visitor;
  const bool foresees = expedition_.settings.foresees;
  const bool excludes = expedition_.settings.excludes;
  for (; batch.evaluated < end; ++batch.evaluated) {
    if (!batch.roots.empty()) begin_root(batch, place);
    const files::Listed& listed = names[batch.evaluated];
    const bool is_let_in = doorkeeper.lets_in(listed.type);
    const std::uint32_t step = is_let_in && foresees ? visitor.first_step(listed) : Visitor::kStart;
    if (step == Visitor::kEnd) continue;
    entry.move_to(listed);
    visit.begin();
    if (excludes && visitor.excludes(visit)) continue;
    if (is_let_in) {
      look_at_file(batch, visit, step);
    } else {
      look_at(batch, visit, doorkeeper);
    }
  }
}

/// One of the many of which nothing has to be known before the expression sees them.
void Worker::look_at_file(Batch& batch, files::Visit& visit, std::uint32_t first_step) {
  const std::uint32_t step = expedition_.visitor.evaluate(visit, first_step, false);
  if (step != Visitor::kEnd) add_waiting(batch, make_waiting(visit, {}, step, false));
}

void Worker::look_at(Batch& batch, files::Visit& visit, Doorkeeper& doorkeeper) {
  const WalkSettings& settings = expedition_.settings;
  const Arrival arrival = doorkeeper.examine(visit);
  if (arrival.may_descend && settings.post_order) {
    Directory* const child = make_child(*batch.directory, visit.entry, arrival);
    const bool comes_later = arrival.is_shown && (settings.waits || settings.breadth_first);
    if (comes_later) put_off(*child, visit, arrival);
    add_child(batch, child);
    if (comes_later) return;
  }
  std::uint32_t step = Visitor::kEnd;
  if (arrival.is_shown) step = expedition_.visitor.evaluate(visit, Visitor::kStart, false);
  const bool enters = arrival.may_descend && !settings.post_order && !visit.pruned;
  // An entry that waits may still be pruned, or change what is in the directory.
  const bool is_unsettled = step != Visitor::kEnd && (settings.prunes || settings.squashes);
  if (step != Visitor::kEnd) add_waiting(batch, make_waiting(visit, arrival, step, enters && is_unsettled));
  if (enters && !is_unsettled) add_child(batch, make_child(*batch.directory, visit.entry, arrival));
}

/// The directory is looked at after its entries. GNU find 4.9: tests see it as it was before these were dealt
/// with.
void Worker::put_off(Directory& child, files::Visit& visit, const Arrival& arrival) {
  const files::FactSet wanted = expedition_.settings.kept_facts;
  if (!wanted.empty()) (void)visit.entry.facts(wanted);
  child.post_visit = std::make_unique<Waiting>(make_waiting(visit, arrival, Visitor::kStart, false));
}

Directory* Worker::make_child(Directory& parent, const files::Entry& entry, const Arrival& arrival) {
  Directory* const child = expedition_.pools[number_].directories.take();
  child->parent = &parent;
  child->root = entry.place().root;
  child->name = entry.name();
  child->depth = parent.depth + 1;
  child->serial = serial_of(number_, ++directories_made_);
  child->root_device = arrival.root_device;
  child->identity = arrival.identity;
  child->listed_inode = entry.listed_inode();
  return child;
}

/// Marks the place behind what has been rendered so far.
static void add_mark(Batch& batch, Directory* child, std::uint32_t waiting) {
  const auto runs = static_cast<std::uint32_t>(batch.rendered.runs().size());
  batch.marks.push_back({runs, static_cast<std::uint32_t>(batch.evaluated), child, waiting});
  batch.rendered.start_run();
}

/// Marks the place where the child is to be walked, and offers it to all workers unless it is too early to
/// tell what it will hold.
void Worker::add_child(Batch& batch, Directory* child) {
  add_mark(batch, child, 0);
  child->is_reached_by_path = expedition_.settings.breadth_first && expedition_.descriptors.is_tight();
  if (!child->is_reached_by_path) batch.directory->handle_users.fetch_add(1);
  if (evaluates_at_once()) found_.push_back({child, 0});
}

void Worker::add_waiting(Batch& batch, const Waiting& waiting) {
  add_mark(batch, nullptr, static_cast<std::uint32_t>(batch.waiting.size()));
  batch.waiting.push_back(waiting);
}

void Worker::begin_root(Batch& batch, files::Place& place) const {
  place.root = &batch.roots[batch.evaluated];
  if (expedition_.settings.waits) add_mark(batch, nullptr, Mark::kRootBegins);
}

void Worker::evaluate_more(Batch& batch, std::size_t count) {
  const std::size_t end = std::min(batch.names.size(), batch.evaluated + count);
  // Not past a directory: what is behind it comes only after all that is in it.
  while (batch.evaluated < end && batch.marks.empty()) evaluate(batch, batch.names, batch.evaluated + 1);
  push_found(order_of(batch));
}

void Worker::take_roots(Directory& outermost, std::vector<files::Root> roots, base::Rendered&& messages,
                        bool at_end) {
  Chunk* const chunk = make_chunk(outermost, 1);
  chunk->roots = std::move(roots);
  std::vector<files::Listed> names;
  for (const files::Root& root : chunk->roots) {
    names.push_back(
        {root.path.c_str(), static_cast<std::uint32_t>(root.path.size()), files::FileType::unknown, 0});
  }
  chunk->names.refer_to(names);
  Batch& batch = chunk->batches()[0];
  batch.names = chunk->names.all();
  batch.roots = chunk->roots;
  batch.rendered = std::move(messages);
  if (evaluates_at_once()) evaluate(batch, batch.names, batch.names.size());
  finish_evaluation(batch);
  batch.state.store(TaskState::done, std::memory_order_relaxed);
  publish(outermost, chunk, at_end);
}

}  // namespace findo::walk
