// The problem. With --jobs=8 seven other commands run while one does, so what retirement comes to next must
// not wait for it; but what is shown, and what else is done, shall come in find's order all the same,
// whichever command ends first.
//
// The idea is that of the walk once more. The entry at which a command starts takes a slot in a queue; its
// evaluation stops there, and retirement goes on. What comes next is kept behind the slot: bytes as they are,
// other entries that stop in slots of their own. When the command has ended, the evaluation goes on with its
// truth, and may start the next command. The first slot of the queue is the one whose turn it is: it is
// written as soon as it is through, and goes then. What has an effect beside commands waits for that turn.
//
//     slot: ./a  (grep runs)      behind it: "./b\n./c\n"
//     slot: ./d  (grep has ended: "3: x\n", true; "./d\n")
//     slot: ./e  (-delete awaits its turn)
//
// Some entries cannot be left behind: a directory that may yet be pruned, one whose directory cannot be held
// open. Then retirement waits for their commands, while others go on.
//
// The cost. A slot takes some hundred bytes. Slots, bytes and open directories are bounded: where there are
// too many, retirement waits for the first slot.

#include "cli/job_queue.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/resource.h>
#include <utility>

#include "base/messages.hpp"
#include "output/line_tags.hpp"

namespace findo::cli {
namespace {

using namespace std::chrono_literals;
using plan::Program;
using plan::Turn;

constexpr std::size_t kMostSlots = 1'024;
constexpr std::size_t kMostWaitingBytes = 4 << 20;
constexpr std::size_t kMostFiles = 64;  // of outputs that memory has no room for
constexpr auto kLookInterval = 2ms;     // a pipe takes longer to fill up

/// An eighth of what the process may have open.
std::size_t most_directories() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1;
  return std::clamp<std::size_t>(limit.rlim_cur / 8, 1, kMostSlots);
}

/// There may be some again when another command has ended.
bool is_shortage(base::Errno error) {
  return error.code == EMFILE || error.code == ENFILE || error.code == EAGAIN || error.code == ENOMEM;
}

}  // namespace

JobQueue::JobQueue(const Program& program, act::JobPool& pool, JobHost& host, const JobRules& rules)
    : program_(program), pool_(pool), host_(host), rules_(rules), most_directories_(most_directories()) {}

// ---- evaluating what retirement has come to

Turn JobQueue::turn(const files::Entry& entry) const {
  if (!rules_.in_order) return has_below(entry) ? Turn::beside : Turn::own;
  if (slots_.empty()) return Turn::own;
  return with_turn_ == 0 ? Turn::unopposed : Turn::beside;
}

/// Whether it is a directory that comes after its entries, and commands for some of these have not ended.
bool JobQueue::has_below(const files::Entry& entry) const {
  if (!rules_.post_order || slots_.empty()) return false;
  const files::FileType type = entry.known_type();
  if (type == files::FileType::regular) return false;
  std::string path(entry.path());
  if (!path.ends_with('/')) path += '/';
  return std::any_of(slots_.begin(), slots_.end(), [&](const Slot& slot) {
    return slot.state != State::over && slot.path.starts_with(path);
  });
}

/// What is done with a directory comes after what is done with its entries.
void JobQueue::await_below(const files::Entry& entry) {
  while (!is_over_ && has_below(entry)) pump(true);
}

std::uint32_t JobQueue::run(files::Visit& visit, std::uint32_t step, Turn turn, bool& is_counted) const {
  const std::uint32_t next = program_.run(visit, step, turn);
  count_match(visit, is_counted);
  return next;
}

void JobQueue::count_match(files::Visit& visit, bool& is_counted) const {
  if (!rules_.counts_matches || !visit.has_matched || is_counted) return;
  host_.note_match(visit);
  is_counted = true;
}

void JobQueue::evaluate(files::Visit& visit, std::uint32_t step, bool is_counted) {
  look();
  while (!is_over_) {
    step = run(visit, step, turn(visit.entry), is_counted);
    if (step == Program::kEnd) break;
    append(visit.rendered);
    act::Action* const job = program_.try_job(step);
    if (job || !rules_.in_order) await_below(visit.entry);
    if (!job && !rules_.in_order) continue;
    const std::uint32_t next =
        job ? begin_job(*job, visit, step, is_counted) : await_turn(visit, step, is_counted);
    if (next == Program::kEnd) break;
    step = next;
  }
  visit.stop |= is_over_;
  visit.has_acted |= std::exchange(has_acted_, false);
}

/// Starts the command at this step. Where the evaluation goes on now; kEnd: it does so by itself, later.
std::uint32_t JobQueue::begin_job(act::Action& job, files::Visit& visit, std::uint32_t step,
                                  bool is_counted) {
  await_room();
  if (!start(job, visit)) return program_.next(step, false);
  Slot& slot = add_slot(visit, step, is_counted);
  running_[started_] = {&job, &slot};
  set_state(slot, State::running);
  slot.kept = try_keep(visit, step);
  if (slot.kept) return leave_behind();
  const bool truth = await_truth(slot);
  visit.is_touched = true;
  visit.has_matched |= truth;
  visit.has_acted |= pool_.most() == 1;
  return program_.next(step, truth);
}

/// The same for a step that has its turn.
std::uint32_t JobQueue::await_turn(files::Visit& visit, std::uint32_t step, bool is_counted) {
  if (auto kept = try_keep(visit, step)) {
    Slot& slot = add_slot(visit, step, is_counted);
    slot.kept = std::move(kept);
    set_state(slot, State::awaits_turn);
    return leave_behind();
  }
  while (!slots_.empty() && !is_over_) pump(true);
  return step;
}

/// Retirement may go on, unless it has left too much behind.
std::uint32_t JobQueue::leave_behind() {
  while (is_full()) pump(true);
  return Program::kEnd;
}

bool JobQueue::is_full() const {
  return !slots_.empty() && (slots_.size() >= kMostSlots || waiting_bytes_ >= kMostWaitingBytes ||
                             pool_.use().files >= kMostFiles || directories_.count() > most_directories_);
}

/// Whether the search needs to know what comes of the entry before it can go on; or there is only one command
/// at a time, which nothing may run ahead of.
bool JobQueue::must_settle(files::Visit& visit, std::uint32_t step) const {
  using files::FileType;
  if (pool_.most() == 1) return true;
  const FileType type = visit.entry.known_type();
  const bool is_link = type == FileType::symbolic_link;
  const bool may_be_directory = type == FileType::directory || type == FileType::unknown ||
                                (is_link && visit.entry.place().follow() == files::FollowLinks::yes);
  return may_be_directory && !rules_.post_order && program_.leads_to_pruning(step);
}

std::unique_ptr<files::KeptEntry> JobQueue::try_keep(files::Visit& visit, std::uint32_t step) {
  if (must_settle(visit, step)) return nullptr;
  auto directory = directories_.share(visit.entry);
  if (!directory) return nullptr;
  return std::make_unique<files::KeptEntry>(visit.entry, std::move(*directory));
}

// ---- starting commands

void JobQueue::await_room() {
  while (!is_over_ && (!pool_.has_room() || !wanting_.empty())) pump(true);
}

JobQueue::Start JobQueue::try_start(act::Action& job, files::Visit& visit) {
  const auto number = job.start(visit);
  if (number) {
    started_ = *number;
    return Start::done;
  }
  if (is_shortage(number.error().error) && pool_.running() > 0) return Start::lacks_means;
  visit.rendered.add_failure(number.error().message, number.error().error.code);
  ++figures_.ended;
  ++figures_.failed;
  if (rules_.halt != act::Halt::never) is_over_ = is_halted_ = is_cancelled_ = true;
  if (rules_.halt == act::Halt::now) pool_.terminate();
  return Start::failed;
}

/// For retirement, which can wait for what is lacking. False: it has failed.
bool JobQueue::start(act::Action& job, files::Visit& visit) {
  for (;;) {
    const Start outcome = is_over_ ? Start::failed : try_start(job, visit);
    if (outcome != Start::lacks_means) return outcome == Start::done;
    pump(true);
  }
}

JobQueue::Slot& JobQueue::add_slot(const files::Visit& visit, std::uint32_t step, bool is_counted) {
  Slot& slot = slots_.emplace_back();
  slot.state = State::over;
  slot.step = step;
  slot.path = visit.entry.path();
  slot.reported = visit.reported;
  slot.forgive_missing = visit.forgive_missing;
  slot.forgives_loss = visit.forgives_loss;
  slot.hides_errors = visit.hides_errors;
  slot.is_touched = visit.is_touched;
  slot.is_counted = is_counted;
  return slot;
}

bool JobQueue::await_truth(Slot& slot) {
  awaited_truth_.reset();
  slot.is_awaited = true;
  while (!awaited_truth_) pump(true);
  return *awaited_truth_;
}

void JobQueue::start_wanting() {
  for (std::size_t left = wanting_.size(); left > 0 && (pool_.has_room() || is_halted_); --left) {
    Slot& slot = *wanting_.front();
    wanting_.pop_front();
    advance(slot, rules_.in_order ? Turn::beside : Turn::own);
    if (!rules_.in_order) release_at_once(slot);
  }
}

// ---- going on when something has happened

/// `most_ms`: it waits no longer; -1: until something happens, or the host has something to do.
void JobQueue::pump(bool waits, int most_ms) {
  release();
  int patience_ms = waits ? host_.prepare_to_wait() : 0;
  if (waits && most_ms >= 0) patience_ms = most_ms;
  for (act::EndedJob& job : pool_.wait(patience_ms)) take(std::move(job));
  start_wanting();
  if (is_unheard_ && !is_dropped_) drop_all();
  release();
  figures_.running = pool_.running();
  host_.note_jobs(figures_);
}

void JobQueue::look() {
  if (slots_.empty() && pool_.running() == 0) return;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_look_) return;
  next_look_ = now + kLookInterval;
  pump(false);
}

bool JobQueue::pass_time() {
  constexpr int kMoment = 10;  // milliseconds, that others may be kept waiting for
  if (slots_.empty() && pool_.running() == 0) return false;
  pump(true, kMoment);
  return !is_over_;
}

void JobQueue::finish() {
  while (!slots_.empty() || pool_.running() > 0) pump(true);
}

void JobQueue::begin_again() {
  if (!is_cancelled_ && !is_unheard_) is_over_ = is_halted_ = is_dropped_ = false;
}

void JobQueue::note_failure(const Slot& slot, const act::JobEnd& end, base::Rendered& rendered) {
  ++figures_.failed;
  if (rules_.halt == act::Halt::never || is_halted_) return;
  rendered.add_failure(act::halt_message(slot.path, end.name, end.end));
  is_over_ = is_halted_ = is_cancelled_ = true;
  if (rules_.halt == act::Halt::now) pool_.terminate();
}

void JobQueue::take(act::EndedJob job) {
  const Running running = running_.extract(job.end.number).mapped();
  ++figures_.ended;
  base::Rendered rendered;
  const bool truth = running.action->end(job.end, rendered);
  if (!running.slot) return;
  Slot& slot = *running.slot;
  if (job.loss) {
    rendered.add_failure(
        base::path_message(job.end.name, "some of its output is lost, since it cannot be kept: " +
                                             base::describe(*job.loss)),
        job.loss->code);
  }
  const bool failed = !job.end.end.succeeded();
  if (failed && !job.end.is_ours) note_failure(slot, job.end, rendered);
  add_piece(slot, {std::move(job), std::move(rendered)});
  slot.is_touched = true;
  slot.is_match |= truth;
  if (slot.is_awaited) {
    awaited_truth_ = truth;
    slot.is_awaited = false;
    end_slot(slot);
  } else if (failed && is_halted_) {
    end_slot(slot);
  } else {
    slot.step = program_.next(slot.step, truth);
    if (!rules_.in_order) write_pieces(slot);
    advance(slot, rules_.in_order ? Turn::beside : Turn::own);
  }
  if (!rules_.in_order) release_at_once(slot);
}

/// Goes on with the evaluation as far as it goes.
void JobQueue::advance(Slot& slot, Turn turn) {
  base::Rendered rendered;
  files::Visit visit{.entry = slot.kept->entry(),
                     .rendered = rendered,
                     .has_matched = slot.is_match,
                     .is_touched = slot.is_touched,
                     .forgive_missing = slot.forgive_missing,
                     .forgives_loss = slot.forgives_loss,
                     .hides_errors = slot.hides_errors,
                     .reported = slot.reported};
  count_match(visit, slot.is_counted);
  run_on(slot, visit, turn);
  slot.reported = visit.reported;
  slot.stops |= visit.stop;
  is_cancelled_ |= visit.cancels;
  has_acted_ |= visit.has_acted;
  if (!rendered.runs().empty()) add_piece(slot, {std::nullopt, std::move(rendered)});
}

void JobQueue::run_on(Slot& slot, files::Visit& visit, Turn turn) {
  for (;;) {
    if (slot.step < Program::kEndTrue) slot.step = run(visit, slot.step, turn, slot.is_counted);
    if (slot.step >= Program::kEndTrue) return end_slot(slot);
    act::Action* const job = program_.try_job(slot.step);
    if (!job) return set_state(slot, State::awaits_turn);
    if (is_halted_) return end_slot(slot);
    const Start outcome = pool_.has_room() ? try_start(*job, visit) : Start::lacks_means;
    if (outcome == Start::lacks_means) {
      wanting_.push_back(&slot);
      return set_state(slot, State::wants_place);
    }
    if (outcome == Start::done) {
      running_[started_] = {job, &slot};
      return set_state(slot, State::running);
    }
    slot.step = program_.next(slot.step, false);
  }
}

void JobQueue::set_state(Slot& slot, State state) {
  const bool has_turn = state != State::over && program_.leads_to_turn(slot.step);
  if (has_turn != slot.has_turn) has_turn ? ++with_turn_ : --with_turn_;
  slot.has_turn = has_turn;
  slot.state = state;
}

/// There is nothing more to come of it. What it has refers to is let go of now.
void JobQueue::end_slot(Slot& slot) {
  set_state(slot, State::over);
  slot.kept.reset();
}

// ---- writing in order

/// Behind everything that there is.
void JobQueue::append(base::Rendered& rendered) {
  (void)write(rendered, 0, rendered.runs().size());
  rendered.clear();
}

bool JobQueue::write(const base::Rendered& rendered, std::size_t first, std::size_t end) {
  if (is_dropped_) return false;
  if (slots_.empty() || !rules_.in_order) {
    if (first < end && !host_.write_out(rendered, first, end)) is_unheard_ = true;
    if (is_unheard_) drop_all();
    return !is_over_;
  }
  base::Rendered& behind = slots_.back().behind;
  waiting_bytes_ -= behind.size_bytes();
  behind.append(rendered, first, end);
  waiting_bytes_ += behind.size_bytes();
  while (is_full()) pump(true);
  return !is_over_;
}

void JobQueue::write_now(const base::Rendered& rendered) {
  if (!rendered.runs().empty() && !host_.write_out(rendered, 0, rendered.runs().size())) is_unheard_ = true;
}

void JobQueue::add_piece(Slot& slot, Piece piece) {
  waiting_bytes_ += piece.rendered.size_bytes();
  slot.pieces.push_back(std::move(piece));
}

void JobQueue::write_pieces(Slot& slot) {
  for (const Piece& piece : slot.pieces) {
    waiting_bytes_ -= piece.rendered.size_bytes();
    if (piece.job) write_job(slot, *piece.job);
    write_now(piece.rendered);
  }
  slot.pieces.clear();
}

void JobQueue::write_job(const Slot& slot, const act::EndedJob& job) {
  write_spool(slot, job.output, base::StreamId::standard_output);
  write_spool(slot, job.error, base::StreamId::standard_error);
}

void JobQueue::write_spool(const Slot& slot, const output::Spool& spool, base::StreamId stream) {
  if (spool.empty()) return;
  const bool is_output = stream == base::StreamId::standard_output;
  std::string tag;
  output::append_name(tag, slot.path, is_output ? rules_.output_escaping : rules_.error_escaping);
  output::LineTags tags(tag + '\t');
  base::Rendered rendered;
  const auto status = spool.read([&](std::string_view bytes) {
    rendered.clear();
    if (rules_.tags) {
      tags.append(rendered.to(stream), bytes);
    } else {
      rendered.to(stream) += bytes;
    }
    write_now(rendered);
    return !is_unheard_;
  });
  rendered.clear();
  if (rules_.tags) tags.finish(rendered.to(stream));
  if (!status) {
    rendered.add_failure(base::plain_message("what a command has written cannot be read back: " +
                                             base::describe(status.error())),
                         status.error().code);
  }
  write_now(rendered);
}

/// Lets go, from the first slot on, what is through.
void JobQueue::release() {
  while (!slots_.empty() && rules_.in_order) {
    Slot& slot = slots_.front();
    write_pieces(slot);
    if (is_unheard_) return drop_all();
    if (slot.state == State::changes_directory) {
      host_.tell_directory_change();
      slot.state = State::over;
    }
    if (slot.state == State::awaits_turn) {
      advance(slot, Turn::own);
      continue;
    }
    if (slot.state != State::over) return;
    if (slot.stops) return drop_all();
    waiting_bytes_ -= slot.behind.size_bytes();
    write_now(slot.behind);
    slots_.pop_front();
    if (is_unheard_) return drop_all();
  }
}

/// --order=any: whatever has come of the entry is shown.
void JobQueue::release_at_once(Slot& slot) {
  write_pieces(slot);
  if (rules_.minds_directories) host_.tell_directory_change();
  if (slot.stops) is_over_ = is_halted_ = true;
  if (slot.state != State::over) return;
  slots_.remove_if([&](const Slot& each) { return &each == &slot; });
}

/// The search has ended in its turn, or nobody is listening: what was begun ahead of that is nobody's affair.
void JobQueue::drop_all() {
  if (is_unheard_) pool_.stop_reading();
  is_over_ = is_halted_ = is_dropped_ = true;
  if (!slots_.empty() && slots_.back().is_awaited) awaited_truth_ = false;
  for (auto& [number, running] : running_) running.slot = nullptr;
  wanting_.clear();
  slots_.clear();
  waiting_bytes_ = with_turn_ = 0;
}

void JobQueue::change_directory() {
  directories_.change_directory();
  if (!rules_.minds_directories) return;
  if (slots_.empty() || !rules_.in_order) return host_.tell_directory_change();
  if (slots_.back().state == State::changes_directory) return;
  slots_.emplace_back().state = State::changes_directory;
  while (is_full()) pump(true);
}

}  // namespace findo::cli
