// The pieces of a walk: directories that have been found, what has been read of them, and what has come out
// of looking at their entries. Workers fill these pieces out of order; retirement empties them in order.
//
//     Directory ──► Chunk ──► Batch ──► marks ──► Directory …
//     src            names     rendered bytes, and places where something else comes in between
//
// A piece belongs to one worker while its task runs, and to retirement before and after; the state of the
// task hands it over.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/rendered.hpp"
#include "files/entry.hpp"
#include "files/ignore_rules.hpp"
#include "files/reader.hpp"
#include "walk/names.hpp"

namespace findo::walk {

enum class TaskState : std::uint8_t {
  queued,   ///< anybody may take it
  running,  ///< a worker is at it, and nobody else may touch what it fills
  done,     ///< it is retirement's
};

/// Where in the order of retirement something stands: it comes at `begin`, and what it leads to lies within
/// `width` from there. A guide, not a promise: deep in the tree widths get to 0.
struct OrderPlace {
  std::uint64_t begin = 0;
  std::uint64_t width = ~std::uint64_t{0};

  /// The i-th of `count` equal parts.
  OrderPlace part(std::size_t i, std::size_t count) const {
    const std::uint64_t each = width / count;
    return {begin + i * each, each};
  }
};

/// Something that any worker can do at any time: list the next names of a directory, or evaluate a batch.
struct Task {
  enum class Kind : std::uint8_t { list, evaluate };
  static constexpr std::uint16_t kNowhere = 0xFFFF;

  explicit Task(Kind what) : kind(what) {}
  Task(const Task&) = delete;
  Task& operator=(const Task&) = delete;

  const Kind kind;
  /// Whose stack it waits in, or waited in last; kNowhere: only retirement knows of it.
  std::atomic<std::uint16_t> stack{kNowhere};
  std::atomic<TaskState> state{TaskState::queued};
};

struct Chunk;
struct Directory;

/// An entry whose evaluation goes on at retirement.
struct Waiting {
  std::uint32_t step;        ///< where it goes on
  bool may_descend;          ///< it is a directory to be entered unless the rest of the evaluation prunes it
  bool is_searchable;        ///< files::Place::searchable
  bool type_is_doubtful;     ///< what the directory told of its type does not count
  int reported;              ///< files::Visit::reported
  files::Identity identity;  ///< where links are followed
  dev_t root_device;         ///< of a root
  files::Facts facts;        ///< gained so far
};

/// A place in a batch where retirement has something else to do than to write bytes.
struct Mark {
  static constexpr std::uint32_t kRootBegins = 0xFFFFFFFF;

  std::uint32_t run;           ///< how many runs of rendered bytes come before it
  std::uint32_t entry;         ///< index in the batch
  Directory* child = nullptr;  ///< owned; a directory to be walked now. Null: the entry is waiting
  std::uint32_t waiting =
      0;  ///< index in Batch::waiting, or kRootBegins, where the next root's output begins
};

/// Entries of one directory that are looked at together.
struct Batch : Task {
  Batch() : Task(Kind::evaluate) {}

  Directory* directory = nullptr;
  Chunk* chunk = nullptr;
  std::span<const files::Listed> names{};  ///< of its chunk; empty where nobody will ask for them again
  std::span<files::Root> roots{};          ///< the same entries, where they are roots
  std::size_t evaluated = 0;               ///< of the names; the others wait for retirement to come nearer
  bool holds_handle = false;               ///< it is one of the users of the directory's handle
  base::Rendered rendered;
  std::vector<Mark> marks;
  std::vector<Waiting> waiting;
  std::size_t ahead_bytes = 0;  ///< what the window counts for it until retirement comes to it
  OrderPlace place;             ///< where it is one of several

  /// Forgets what has come out so far.
  void empty_out() {
    rendered.clear();
    marks.clear();
    waiting.clear();
  }
  /// Becomes as good as new, but keeps some room for the next time.
  void reset();
};

/// What one listing of a directory has given, cut into batches. Long directories are listed in several.
struct Chunk {
  /// Makes the batches. To be called once, on a chunk that is new.
  void begin(Directory& directory, std::size_t batch_count);
  std::span<Batch> batches() { return {several ? several.get() : &only, count}; }
  void reset();

  NameList names;
  std::vector<files::Root> roots;
  Batch only;                        ///< where there is one
  std::unique_ptr<Batch[]> several;  ///< else
  std::size_t count = 0;
  std::atomic<std::size_t> unevaluated{
      0};                 ///< batches that need the names; not kept where all need them longer
  bool leads_on = false;  ///< there is another chunk, to be listed when half of the batches are evaluated
  std::size_t ahead_bytes = 0;
  std::atomic<Chunk*> next{nullptr};
  unsigned maker = 0;  ///< the worker that has made it
  Chunk* next_free = nullptr;
};

/// A directory from the moment when it is found until retirement leaves it. The outermost one stands for the
/// list of roots; its entries have depth 0. What both sides look at for every directory comes first and fills
/// one line of the processor's cache: when a directory goes from one processor to another, each line costs as
/// much as two hundred instructions.
struct alignas(64) Directory : Task {
  Directory() : Task(Kind::list) {}
  void reset();

  bool is_reached_by_path = false;  ///< the parent's handle does not stay open for it
  bool is_held = false;             ///< retirement itself is a user of `handle`
  bool is_evicted = false;          ///< `handle` was closed although it has users
  bool is_left = false;             ///< retirement is through with its entries
  Directory* parent = nullptr;
  std::unique_ptr<files::OpenDirectory> handle;
  /// Who still needs `handle`: the listing, batches to be evaluated, children to be opened, waiting entries.
  /// The last one closes it.
  std::atomic<std::uint32_t> handle_users{0};
  int depth = 0;  ///< of its entries
  /// The chunks as they come; the state says whether there will be more.
  std::atomic<Chunk*> first{nullptr};
  Chunk* last = nullptr;     ///< of whoever lists
  std::uint64_t serial = 0;  ///< unlike any other directory's of the walk
  union {
    std::size_t unfinished_children = 0;  ///< entered, and not through
    Directory* next_free;                 ///< in a pool
  };

  std::string name;
  OrderPlace place;  ///< of what is still to be listed
  const files::Root* root = nullptr;
  dev_t root_device = 0;
  std::uint64_t listed_inode = 0;
  files::Identity identity{};         ///< known where links are followed, or once `handle` was closed early
  std::unique_ptr<NameList> surplus;  ///< names that belong to the next chunk
  files::IgnoreRules::Pointer ignore_rules;  ///< for the entries, from the first listing on; see WalkSettings
  std::size_t ignore_bytes = 0;              ///< what the window counts for them until retirement is through
  /// Set where the directory itself is looked at only after its entries, with what was known of it before.
  std::unique_ptr<Waiting> post_visit;
};

/// The serial number of the `count`-th directory that a worker has made, and that worker.
constexpr unsigned kSerialBits = 48;
inline std::uint64_t serial_of(unsigned worker, std::uint64_t count) {
  return (std::uint64_t{worker} << kSerialBits) + count;
}
inline unsigned maker_of(const Directory& directory) {
  return static_cast<unsigned>(directory.serial >> kSerialBits);
}

/// The directory as an entry of its parent.
inline files::Listed listed_as(const Directory& directory) {
  return {directory.name.c_str(), static_cast<std::uint32_t>(directory.name.size()),
          files::FileType::directory, directory.listed_inode};
}

/// What was counted for pieces that are gone.
struct Discarded {
  std::size_t ahead_bytes = 0;  ///< by the window
  std::size_t handles = 0;      ///< open, by the descriptor budget
};

/// Gives back a directory which no worker knows of any more, with everything that hangs below it. Takes no
/// stack, however deep the tree.
Discarded discard(Directory* directory);

}  // namespace findo::walk
