// What the matcher tree knows of actions: something that is done with an entry and is true or false.
// Everything behind these interfaces (rendering, processes, deletion) stays in act/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "act/process.hpp"
#include "base/result.hpp"
#include "files/fields.hpp"
#include "files/visit.hpp"

namespace findo::act {

/// What performing an action changes, apart from output; which decides when it may be performed, and what may
/// be known before.
enum class Influence : std::uint8_t {
  none,      ///< nothing: at any time
  order,     ///< nothing that another evaluation could see, but it must come in order
  removal,   ///< the entry itself is gone afterwards
  transfer,  ///< the entry, a directory with all that is in it, is moved, copied or linked to where the
             ///< search does not come (Action::owns); a directory is not entered afterwards
  anything,  ///< a command runs, and may do whatever it likes
};

/// Names a command that goes on beside others.
using JobNumber = std::uint64_t;

/// How such a command has ended.
struct JobEnd {
  JobNumber number = 0;
  std::string name{};  ///< words[0]
  ProcessEnd end{};
  bool is_ours = false;  ///< it was ended because the search is to end
};

/// Why one has not been started, and the message that says so, whole.
struct StartFailure {
  base::Errno error;
  std::string message;
};

/// An action of the expression, bound to its operands.
/// Threads: an action that only renders is performed by any worker, for several entries at once; one with an
/// effect only at the retirement point, one entry at a time, in order.
class Action {
 public:
  Action() = default;
  Action(const Action&) = delete;
  Action& operator=(const Action&) = delete;
  virtual ~Action() = default;

  virtual Influence influence() const { return Influence::none; }
  /// Whether performing it does something with files, or lets a command do so.
  virtual bool has_effect() const {
    return influence() != Influence::none && influence() != Influence::order;
  }
  /// Performs it for the entry; the truth that the expression goes on with. Failures are reported through the
  /// visit.
  virtual bool perform(files::Visit& visit) = 0;
  /// Whether the action is a command that is started, by start(), and has its truth, from end(), when it has
  /// ended; meanwhile others go on. Such an action is never performed.
  virtual bool is_job() const { return false; }
  virtual base::Result<JobNumber, StartFailure> start(files::Visit& visit) {
    (void)visit;
    return base::Failure{StartFailure{base::Errno{ENOTSUP}, {}}};
  }
  /// What is to be said of how it has ended is rendered.
  virtual bool end(const JobEnd& end, base::Rendered& rendered) {
    (void)rendered;
    return end.end.succeeded();
  }
  /// Whether change_directory() is of account.
  virtual bool minds_directories() const { return false; }
  /// The entry will come to this action when its turn comes: what must be known of it as it is now is to be
  /// loaded now. It may still be that it never comes to it. Threads: any.
  virtual void expect(files::Visit& visit) { (void)visit; }
  /// Of a transfer: whether the entry is where it puts things, and is to be left out of the search
  /// altogether. Threads: any.
  virtual bool owns(files::Visit& visit) const {
    (void)visit;
    return false;
  }
  /// The search has entered or left a directory: what waits for others of the same directory must not wait
  /// longer.
  virtual void change_directory() {}
  /// The search is over: what waits for others must not wait longer.
  virtual void finish() {}
};

/// Why an action cannot be made: a sentence, and the operand that is at fault.
struct ActionError {
  std::string message;
  std::size_t operand = 0;  ///< counted from the first word behind the primary
  std::size_t offset = 0;   ///< where in that word, if length > 0
  std::size_t length = 0;
};

/// What is odd about an operand but stops nothing. The same fields.
struct ActionWarning {
  std::string message;
  std::size_t operand = 0;
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// A bound action, what it wants loaded before an effect may change the file, and whether it looks at what
/// links lead to, which an effect on another file may change.
struct MadeAction {
  std::unique_ptr<Action> action;
  files::FactSet facts;
  bool follows_links = false;
  std::vector<ActionWarning> warnings{};
};
using ActionResult = base::Result<MadeAction, ActionError>;

/// -exec and its kin.
struct CommandRequest {
  std::span<const char* const> words;  ///< the command without its end; of a batch, without the last {}
  bool in_directory = false;           ///< -execdir, -okdir: run where the file is, as ./NAME
  bool ask = false;                    ///< -ok, -okdir
  bool batch = false;                  ///< {} +
  bool takes_parts = false;            ///< -each: {/} and its kin
};

/// Where -move-to, -copy-to and -link-to put files.
enum class TransferKind : std::uint8_t { move, copy, link };

/// Binds actions to their operands. An absent file means standard output. Files are opened, and made, here,
/// and emptied only when the search begins.
class ActionBinder {
 public:
  virtual ~ActionBinder() = default;
  virtual ActionResult bind_print(std::optional<std::string_view> file, char terminator) = 0;
  /// -printx: the path with a backslash before each byte that xargs would take amiss, and a newline.
  virtual ActionResult bind_print_for_xargs() = 0;
  virtual ActionResult bind_format(std::optional<std::string_view> file, std::string_view format) = 0;
  virtual ActionResult bind_list(std::optional<std::string_view> file) = 0;
  virtual ActionResult bind_json(std::optional<std::string_view> file) = 0;
  virtual ActionResult bind_csv(std::vector<files::Field> fields) = 0;
  virtual ActionResult bind_table(std::vector<files::Field> fields) = 0;
  virtual ActionResult bind_command(const CommandRequest& request) = 0;
  virtual ActionResult bind_delete() = 0;
  virtual ActionResult bind_trash() = 0;
  /// `expected`: the directory that it was when it was planned; null: this is no planned one.
  virtual ActionResult bind_transfer(TransferKind kind, std::string_view directory,
                                     const files::Identity* expected) = 0;
  /// -exit: ends the search; the process ends with this status, whatever has failed before.
  virtual ActionResult bind_exit(int status) = 0;
};

}  // namespace findo::act
