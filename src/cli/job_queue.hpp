// Between retirement and the streams, where commands run beside each other: entries whose evaluation waits
// for a command or for its turn, in find's order, and behind each what is to be written after it.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "act/halting.hpp"
#include "act/job_pool.hpp"
#include "cli/progress.hpp"
#include "files/kept_entry.hpp"
#include "output/name_escaping.hpp"
#include "plan/program.hpp"

namespace findo::cli {

struct JobRules {
  bool in_order = true;  ///< --order=find: what comes of an entry is shown, and done, in its turn
  act::Halt halt = act::Halt::never;
  bool tags = false;
  output::NameEscaping output_escaping{};  ///< of tags on standard output
  output::NameEscaping error_escaping{};
  bool post_order = false;
  bool minds_directories = false;  ///< some action wants to be told when the search changes directory
  bool counts_matches = false;     ///< the host wants to know of them
};

/// Whom the queue works for. Threads: the retiring one.
class JobHost {
 public:
  virtual bool write_out(const base::Rendered& rendered, std::size_t first, std::size_t end) = 0;
  /// The actions are to be told that what follows is in another directory.
  virtual void tell_directory_change() = 0;
  /// The entry has matched: once for each.
  virtual void note_match(files::Visit& visit) const = 0;
  virtual void note_jobs(const JobFigures& figures) = 0;
  /// The queue is going to wait. For how long it may, in milliseconds; -1: as long as it takes.
  virtual int prepare_to_wait() = 0;

 protected:
  ~JobHost() = default;
};

/// Threads: the retiring one.
class JobQueue {
 public:
  JobQueue(const plan::Program& program, act::JobPool& pool, JobHost& host, const JobRules& rules);

  /// Evaluates an entry that retirement has come to, from `step` to the end, or leaves the rest of it for
  /// later. `is_counted`: it is known as a match already.
  void evaluate(files::Visit& visit, std::uint32_t step, bool is_counted);
  /// Writes it, or keeps it until its turn comes. False: the search had better end.
  bool write(const base::Rendered& rendered, std::size_t first, std::size_t end);
  /// The entries that follow are in another directory than those before.
  void change_directory();
  /// Sees to what has happened meanwhile, without waiting.
  void look();
  /// The same with a short wait. False: there is nothing to wait for.
  bool pass_time();
  /// Whether the search is to end.
  bool is_over() const { return is_over_; }
  /// Waits for everything.
  void finish();
  /// The search goes on elsewhere, where only a part of it has come to its end.
  void begin_again();

 private:
  enum class State : std::uint8_t {
    running,      ///< its command is
    wants_place,  ///< for its command
    awaits_turn,
    changes_directory,  ///< it is no entry, but the place between two directories
    over,
  };
  /// What has come of an entry, in order: what a command has written, then what was rendered.
  struct Piece {
    std::optional<act::EndedJob> job;
    base::Rendered rendered;
  };
  struct Slot {
    State state;
    std::uint32_t step = 0;                    ///< at which its evaluation has stopped
    std::unique_ptr<files::KeptEntry> kept{};  ///< null: whoever evaluates it waits for the truth
    bool is_awaited = false;                   ///< by him
    std::string path{};
    int reported = 0;  ///< as those of files::Visit
    bool forgive_missing = false;
    bool forgives_loss = false;
    bool hides_errors = false;
    bool is_touched = false;
    bool is_match = false;    ///< a command was true
    bool is_counted = false;  ///< as a match
    bool has_turn = false;    ///< its evaluation may yet come to a step that has its turn
    bool stops = false;       ///< the search ends with it
    std::vector<Piece> pieces{};
    base::Rendered behind{};  ///< of the entries behind it
  };
  enum class Start : std::uint8_t { done, failed, lacks_means };

  plan::Turn turn(const files::Entry& entry) const;
  bool has_below(const files::Entry& entry) const;
  void await_below(const files::Entry& entry);
  std::uint32_t run(files::Visit& visit, std::uint32_t step, plan::Turn turn, bool& is_counted) const;
  void count_match(files::Visit& visit, bool& is_counted) const;
  std::uint32_t begin_job(act::Action& job, files::Visit& visit, std::uint32_t step, bool is_counted);
  std::uint32_t await_turn(files::Visit& visit, std::uint32_t step, bool is_counted);
  std::uint32_t leave_behind();
  bool is_full() const;
  bool must_settle(files::Visit& visit, std::uint32_t step) const;
  std::unique_ptr<files::KeptEntry> try_keep(files::Visit& visit, std::uint32_t step);

  // Starting.
  void await_room();
  Start try_start(act::Action& job, files::Visit& visit);
  bool start(act::Action& job, files::Visit& visit);
  Slot& add_slot(const files::Visit& visit, std::uint32_t step, bool is_counted);
  bool await_truth(Slot& slot);
  void start_wanting();

  // Going on.
  void pump(bool waits, int most_ms = -1);
  void take(act::EndedJob job);
  void note_failure(const Slot& slot, const act::JobEnd& end, base::Rendered& rendered);
  void advance(Slot& slot, plan::Turn turn);
  void run_on(Slot& slot, files::Visit& visit, plan::Turn turn);
  void set_state(Slot& slot, State state);
  void end_slot(Slot& slot);

  // Writing.
  void append(base::Rendered& rendered);
  void write_now(const base::Rendered& rendered);
  void write_pieces(Slot& slot);
  void write_job(const Slot& slot, const act::EndedJob& job);
  void write_spool(const Slot& slot, const output::Spool& spool, base::StreamId stream);
  void release();
  void release_at_once(Slot& slot);
  void drop_all();
  void add_piece(Slot& slot, Piece piece);

  const plan::Program& program_;
  act::JobPool& pool_;
  JobHost& host_;
  const JobRules rules_;
  const std::size_t most_directories_;
  files::KeptDirectories directories_;
  std::list<Slot> slots_;
  std::deque<Slot*> wanting_;  ///< a place
  struct Running {
    act::Action* action;
    Slot* slot;  ///< null: nobody wants to know any more
  };
  std::unordered_map<act::JobNumber, Running> running_;
  act::JobNumber started_ = 0;           ///< the last one
  std::size_t waiting_bytes_ = 0;        ///< rendered
  std::size_t with_turn_ = 0;            ///< slots
  std::optional<bool> awaited_truth_{};  ///< of the slot that is awaited, once it is known
  JobFigures figures_{};
  bool is_over_ = false;
  bool is_cancelled_ = false;  ///< it is over for good
  bool is_halted_ = false;     ///< no command is started any more
  bool is_unheard_ = false;    ///< nobody reads what is written
  bool is_dropped_ = false;    ///< nothing is written any more
  bool has_acted_ = false;     ///< as files::Visit
  std::chrono::steady_clock::time_point next_look_{};
};

}  // namespace findo::cli
