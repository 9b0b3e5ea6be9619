// Plans: what --plan has decided and --apply does, one JSON text a line. The manual page describes them; who
// changes a name or a type here raises kPlanFormat.
//
//   {"findo_plan":1,"version":"0.1.0","host":{"name":"…","id":"…"},"directory":"/…","command":["findo",…],
//    "links":"never","overwrite":false,"parents":false,"actions":[{"kind":"delete"},…]}    the first line
//   {"n":1,"action":1,"kind":"delete","path":"…","root_bytes":1,"identity":{…},"nlink":1,"btime":[s,ns]}  one
//   a deed
//   {"actions":1,"sha256":"…"}                                                             the last line
//
// A line counts only where it is, byte for byte, what would be written of what was read from it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "act/command_template.hpp"
#include "act/file_identity.hpp"
#include "base/sha256.hpp"
#include "files/entry.hpp"

namespace findo::act {

inline constexpr std::uint64_t kPlanFormat = 1;

enum class PlannedKind : std::uint8_t { remove, trash, move, copy, link, exec, execdir, each };

constexpr bool is_transfer(PlannedKind kind) {
  return kind == PlannedKind::move || kind == PlannedKind::copy || kind == PlannedKind::link;
}
constexpr bool is_command(PlannedKind kind) { return kind >= PlannedKind::exec; }

/// An action of the expression, with its operands.
struct PlannedAction {
  PlannedKind kind = PlannedKind::remove;
  std::vector<std::string> words{};  ///< of a command, as typed, without the ; or +
  bool is_batch = false;             ///< it ended in a +
  std::string to{};                  ///< of a transfer: DIR as typed
  files::Identity target{};          ///< and who that is
};

/// The machine that a plan was made on.
struct PlanHost {
  std::string name{};
  std::string id{};  ///< a digest of what stays the same from one start to the next
};

/// How it was made, and what holds of all of it.
struct PlanHeader {
  std::string version{};
  PlanHost host{};
  std::string directory{};             ///< in which it was made, and is applied
  std::vector<std::string> command{};  ///< the command line
  files::LinkPolicy links = files::LinkPolicy::never;
  bool overwrite = false;
  bool keeps_shape = false;  ///< --parents
  std::vector<PlannedAction> actions{};
};

/// The facts that tell whether a file is still the one of the plan.
inline constexpr files::FactSet kPlanFacts = kIdentityFacts | files::Fact::links | files::Fact::birth_time;

/// One action for one file.
struct PlannedDeed {
  std::size_t action = 0;  ///< its index in the header
  std::string path{};
  std::size_t root_bytes = 0;  ///< so much of the path is the root
  int depth = 0;               ///< follows from these
  FileIdentity identity{};     ///< of the file itself, no link followed
  /// When it came to be, where the file system knows: of a new file with the inode of an old one, or of a
  /// directory, whose other times change with its entries, nothing else tells.
  std::optional<base::Timestamp> birth_time{};
};

/// The birth time among the facts, where it is known.
std::optional<base::Timestamp> try_birth_time(const files::Facts& facts);

/// The lines of a plan, without their newlines. The actions must outlive it.
class PlanLines {
 public:
  explicit PlanLines(std::span<const PlannedAction> actions);

  /// `number`: counted from 1.
  std::string render(std::uint64_t number, const PlannedDeed& deed) const;
  /// Nothing where it is not exactly what render() would have written of it.
  std::optional<PlannedDeed> try_read(std::uint64_t number, std::string_view line) const;

 private:
  std::vector<std::string> command_for(std::size_t action, const std::string& path) const;

  std::span<const PlannedAction> actions_;
  std::vector<std::optional<CommandTemplate>> templates_;  ///< of commands that are no batches
};

std::string render(const PlanHeader& header);
/// `digest`: of all lines before, with their newlines.
std::string render_plan_end(std::uint64_t deeds, std::string_view digest);

/// Why a text is no plan that can be applied.
struct PlanFault {
  std::size_t line = 0;  ///< counted from 1
  std::string sentence{};
};

/// A plan that has been read and is whole.
class Plan {
 public:
  /// Reads all of it. Errors: it is cut short, or not as it was written, or of another format.
  static base::Result<Plan, PlanFault> read(std::string text);

  const PlanHeader& header() const { return header_; }
  std::uint64_t size() const { return size_; }
  /// The deeds one after the other, in order; none at the end.
  std::optional<PlannedDeed> next();

 private:
  Plan() = default;

  std::optional<std::string_view> next_line();
  base::Status<PlanFault> read_header();
  base::Status<PlanFault> read_deeds();
  base::Status<PlanFault> check_end(std::uint64_t deeds, std::string_view line,
                                    const std::string& digest) const;
  void rewind();

  std::string text_;
  std::size_t at_ = 0;     ///< the next line
  std::size_t lines_ = 0;  ///< before that
  PlanHeader header_;
  std::optional<PlanLines> format_{};
  std::uint64_t size_ = 0;
};

}  // namespace findo::act
