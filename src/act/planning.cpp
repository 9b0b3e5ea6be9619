#include "act/planning.hpp"

#include <climits>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "act/journal.hpp"
#include "act/renaming.hpp"
#include "act/temporary_name.hpp"
#include "act/whole_file.hpp"
#include "base/temporary_file.hpp"

namespace findo::act {
namespace {

using base::Errno;
using base::Failure;

constexpr std::size_t kSpillBytes = 64 * 1024;

/// Writes down what is to be done with the entry.
class Planned : public Action {
 public:
  Planned(Planner& planner, std::size_t index, PlannedKind kind, std::unique_ptr<Action> action)
      : planner_(planner), index_(index), kind_(kind), action_(std::move(action)) {}

  Influence influence() const override { return takes_whole() ? Influence::transfer : Influence::order; }
  void expect(files::Visit& visit) override { (void)visit.entry.unfollowed_facts(kPlanFacts); }
  bool owns(files::Visit& visit) const override { return action_ && action_->owns(visit); }

  bool perform(files::Visit& visit) override {
    if (is_spared(visit.entry)) return true;
    if (takes_whole()) visit.pruned = true;
    const auto facts = visit.entry.unfollowed_facts(kPlanFacts);
    if (!facts) {
      visit.report(facts.error());
      return false;
    }
    if (!planner_.replaces(identity_of(**facts))) planner_.note(index_, visit.entry, **facts);
    return true;
  }

 private:
  /// A directory goes with what is in it.
  bool takes_whole() const { return kind_ == PlannedKind::trash || is_transfer(kind_); }

  /// What the action itself would leave alone.
  bool is_spared(const files::Entry& entry) const {
    if (is_command(kind_)) return false;
    return (kind_ == PlannedKind::remove ? entry.name() : entry.base_name()) == ".";
  }

  Planner& planner_;
  std::size_t index_;
  PlannedKind kind_;
  std::unique_ptr<Action> action_;
};

std::string host_name() {
  std::string name(HOST_NAME_MAX + 1, '\0');
  if (gethostname(name.data(), name.size() - 1) != 0) return {};
  return name.substr(0, name.find('\0'));
}

PlannedKind kind_of(const CommandRequest& request) {
  if (request.in_directory) return PlannedKind::execdir;
  return request.takes_parts ? PlannedKind::each : PlannedKind::exec;
}

}  // namespace

/// machine-id(5): the number itself is nobody's business, so only a digest of it is shown. Where there is
/// none the name must do.
PlanHost load_plan_host() {
  PlanHost host{host_name(), {}};
  std::string machine = read_whole(AT_FDCWD, "/etc/machine-id");
  if (machine.empty()) machine = host.name;
  host.id = base::sha256_hex("findo plan " + machine);
  return host;
}

Planner::Planner(std::string path, PlanHeader header) : path_(std::move(path)), header_(std::move(header)) {}

base::Status<Trouble> Planner::begin() {
  const std::size_t slash = path_.rfind('/');
  name_ = path_.substr(slash + 1);  // npos + 1 is 0
  directory_.reset(open(directory_of_root(path_).c_str(), kOpenForNames));
  if (!directory_) return Failure{trouble(base::last_errno())};
  if (name_.empty() || name_ == "." || name_ == "..") return Failure{Trouble{"it is a directory"}};
  if (const auto there = load_identity(directory_.number(), name_.c_str())) {
    if (there->type != files::FileType::regular) return Failure{Trouble{"it is there, and no regular file"}};
    replaced_ = there->file;
  }
  if (faccessat(directory_.number(), ".", W_OK, AT_EACCESS) != 0) return Failure{trouble(base::last_errno())};
  auto lines = base::open_temporary_file();
  if (!lines)
    return Failure{Trouble{"no temporary file: " + base::describe(lines.error()), lines.error().code}};
  lines_ = std::move(*lines);
  return {};
}

std::unique_ptr<Action> Planner::make(PlannedAction planned, std::unique_ptr<Action> action) {
  const PlannedKind kind = planned.kind;
  header_.actions.push_back(std::move(planned));
  return std::make_unique<Planned>(*this, header_.actions.size() - 1, kind, std::move(action));
}

std::unique_ptr<Action> Planner::make_command(const CommandRequest& request) {
  PlannedAction planned{.kind = kind_of(request), .is_batch = request.batch};
  planned.words.assign(request.words.begin(), request.words.end());
  return make(std::move(planned), nullptr);
}

std::unique_ptr<Action> Planner::make_file_action(PlannedKind kind, std::unique_ptr<Action> action,
                                                  std::string directory, files::Identity target) {
  return make({.kind = kind, .to = std::move(directory), .target = target}, std::move(action));
}

void Planner::start_lines() {
  if (format_) return;
  format_.emplace(header_.actions);
  add_line(render(header_));
}

void Planner::note(std::size_t action, const files::Entry& entry, const files::Facts& facts) {
  start_lines();
  const PlannedDeed deed{.action = action,
                         .path = std::string(entry.path()),
                         .root_bytes = entry.root().path.size(),
                         .depth = entry.depth(),
                         .identity = identity_of(facts),
                         .birth_time = try_birth_time(facts)};
  add_line(format_->render(++deeds_, deed));
}

void Planner::add_line(std::string line) {
  line += '\n';
  digest_.add(line);
  waiting_ += line;
  if (waiting_.size() >= kSpillBytes) spill();
}

void Planner::spill() {
  const auto status = write_whole(lines_.number(), waiting_);
  if (!status && !error_) error_ = status.error();
  waiting_.clear();
}

base::Status<Trouble> Planner::finish() {
  start_lines();
  add_line(render_plan_end(deeds_, digest_.finish()));
  spill();
  if (error_) return Failure{trouble(*error_)};
  const SignalsHeld held;  // so that no half of it stays
  if (auto status = create_file(); !status) return Failure{trouble(status.error())};
  return {};
}

base::Status<Errno> Planner::create_file() {
  constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
  constexpr mode_t kMode = S_IRUSR | S_IWUSR;  // it tells names, and commands
  base::Descriptor file;
  const auto made = create_temporary([&](const char* name) {
    file.reset(openat(directory_.number(), name, kFlags, kMode));
    return file ? 0 : errno;
  });
  if (!made) return Failure{made.error()};
  const At temporary{directory_.number(), made->c_str()};
  auto status = fill(file.number());
  if (status) status = rename_over(temporary, {directory_.number(), name_.c_str()});
  if (!status) unlinkat(temporary.directory, temporary.name, 0);
  return status;
}

base::Status<Errno> Planner::fill(int file) const {
  if (lseek(lines_.number(), 0, SEEK_SET) < 0) return Failure{base::last_errno()};
  std::string buffer(kSpillBytes, '\0');
  for (;;) {
    const ssize_t bytes = read(lines_.number(), buffer.data(), buffer.size());
    if (bytes < 0 && errno == EINTR) continue;
    if (bytes < 0) return Failure{base::last_errno()};
    if (bytes == 0) break;
    auto status = write_whole(file, std::string_view(buffer).substr(0, static_cast<std::size_t>(bytes)));
    if (!status) return status;
  }
  if (fsync(file) != 0 && errno != EINVAL && errno != EROFS) return Failure{base::last_errno()};
  return {};
}

}  // namespace findo::act
