// The walk: goes through the trees below the roots and hands every entry to a Visitor, in the order of a
// single-threaded find. It knows no expression: what an entry means is the visitor's affair.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/rendered.hpp"
#include "files/entry.hpp"
#include "files/ignore_roots.hpp"
#include "files/reader.hpp"
#include "files/visit.hpp"
#include "walk/listing.hpp"

namespace findo::walk {

/// How to go.
struct WalkSettings {
  files::LinkPolicy links = files::LinkPolicy::never;
  bool post_order = false;
  bool breadth_first = false;  ///< a directory's entries after all entries of lesser depth
  ListingRules listing{};
  int min_depth = 0;
  int max_depth = std::numeric_limits<int>::max();
  bool stay_on_device = false;
  bool skip_mounts = false;
  bool ignore_races = false;
  /// Of some files it is known beforehand what comes of them (Visitor::first_step).
  bool foresees = false;
  /// Evaluations ask whether a directory may be searched (files::Place::searchable) also where there are only
  /// files.
  bool check_search = false;
  /// Some evaluations stop before their end, to go on at retirement.
  bool waits = false;
  /// What goes on at retirement may change what others have seen ahead of it (Visit::has_acted).
  bool squashes = false;
  /// An evaluation may say that a directory is not to be entered (Visit::pruned).
  bool prunes = false;
  /// Some entries are left out altogether (Visitor::excludes).
  bool excludes = false;
  /// Knows the ignore rules with which roots start; with it, those that hold in each directory are found
  /// (files::Place::ignore_rules). Null: nobody asks for them. Not owned.
  files::IgnoreRoots* ignoring = nullptr;
  /// Ignored directories are entered; then everything in them is ignored as well.
  bool enters_ignored = false;
  /// A directory that leads back to one above it is left out silently.
  bool ends_loops_silently = false;
  bool hide_errors = false;  ///< neither show nor count what fails on the way
  /// The visitor wants to be told how far retirement is (Visitor::note_progress).
  bool tells_progress = false;
  /// What an evaluation may want to know of a directory as it was before its entries were dealt with.
  files::FactSet kept_facts{};
  /// At most so many; they are started as work for them appears. 0: as many as the process may use at a time.
  unsigned threads = 1;
  std::size_t patience = 1;  ///< another thread is started no sooner than after so many tasks
  /// Directories that may be open at a time; 0: a third of what the process may have open.
  std::size_t most_descriptors = 0;
};

/// Whom the walk asks and tells.
/// Threads: evaluate(), first_step() and excludes() on any, the others on the retiring one, in order.
class Visitor {
 public:
  static constexpr std::uint32_t kStart = 0;
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;

  virtual ~Visitor() = default;

  /// Evaluates one entry from `step`; without `retiring` nothing may happen that has to come in order.
  /// Returns the step at which it must wait for its retirement, or kEnd.
  virtual std::uint32_t evaluate(files::Visit& visit, std::uint32_t step, bool retiring) = 0;
  /// The step from which the file is to be evaluated; kEnd where nothing would come of it: no output, no
  /// effect, no message. It is in a directory, and this, no link being followed, has told its type, which is
  /// another than `directory`.
  virtual std::uint32_t first_step(const files::Listed& file) {
    (void)file;
    return kStart;
  }
  /// Whether the entry is to be neither evaluated nor entered.
  virtual bool excludes(files::Visit& visit) {
    (void)visit;
    return false;
  }
  /// Writes runs [first, end) of what was rendered. False: nothing more can be written, the walk had better
  /// stop.
  virtual bool write(const base::Rendered& rendered, std::size_t first, std::size_t end) = 0;
  /// The entries that follow are in another directory than those before.
  virtual void change_directory() = 0;
  /// So many entries are retired next, of the directory `where`, which is empty for roots.
  virtual void note_progress(std::size_t entries, std::string_view where) {
    (void)entries;
    (void)where;
  }
  /// Nothing is written for a while: what was written had better reach its reader now, if that pays.
  virtual void pause() {}
  /// There is nothing to walk for the time being: what goes on beside the walk may be seen to for a moment.
  /// False: nothing does.
  virtual bool pass_time() { return false; }
  /// Whether the walk had better stop, as is asked for each batch.
  virtual bool is_over() { return false; }
};

/// Gives the roots one after the other.
class RootSource {
 public:
  virtual ~RootSource() = default;
  /// The next root, or none at the end. What is wrong with the source itself is rendered.
  virtual std::optional<files::Root> next(base::Rendered& rendered) = 0;
  /// Whether next() would answer at once. A source that waits for its writer says no, so that what it has
  /// given already is dealt with first.
  virtual bool is_ready() const { return true; }
};

/// Walks until the roots are exhausted or the visitor says stop.
/// Errors of the file system are rendered as failures and end nothing but the entry they happened to.
void walk(RootSource& roots, files::Reader& reader, Visitor& visitor, const WalkSettings& settings);

}  // namespace findo::walk
