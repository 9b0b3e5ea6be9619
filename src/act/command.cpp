#include "act/command.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <unordered_map>

#include "act/answer.hpp"
#include "act/child_signal.hpp"
#include "act/command_template.hpp"
#include "act/held_entry.hpp"
#include "act/process.hpp"
#include "base/descriptor.hpp"
#include "base/messages.hpp"
#include "base/quoting.hpp"

namespace findo::act {
namespace {

constexpr std::string_view kBraces = "{}";

std::vector<const char*> pointers(const std::vector<std::string>& words) {
  std::vector<const char*> result;
  result.reserve(words.size());
  for (const std::string& word : words) result.push_back(word.c_str());
  return result;
}

/// Where a command runs, and what it calls the entry there.
struct Target {
  int directory = AT_FDCWD;
  base::Descriptor owned{};  ///< of `directory`, where it was opened for this
  std::string path;
};

base::Result<Target, base::Errno> find_target(const files::Entry& entry, bool in_directory) {
  Target target;
  if (!in_directory) {
    target.path = entry.path();
    return target;
  }
  target.path = name_beside(entry.path());
  if (entry.depth() == 0) {
    const std::string holder = directory_of_root(entry.root().path);
    target.owned.reset(open(holder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!target.owned) return base::Failure{base::last_errno()};
    target.directory = target.owned.number();
    return target;
  }
  const auto directory = entry.reader().open_descriptor(entry.place().parent);
  if (!directory) return base::Failure{directory.error()};
  target.directory = *directory;
  return target;
}

using RunResult = base::Result<ProcessEnd, Trouble>;

/// The number under which the command is recorded before it starts, where there is a journal. What cannot be
/// recorded is not run.
base::Result<std::uint64_t, Trouble> announce(Journal* journal, const std::vector<const char*>& words,
                                              int directory) {
  if (!journal) return std::uint64_t{0};
  Announcement announcement{.deed = Deed::run, .command = {words.begin(), words.end()}};
  if (directory != AT_FDCWD) {
    auto path = load_path(directory);
    if (path) announcement.path = std::move(*path);
  }
  return journal->announce(announcement);
}

/// Records how it has ended.
void complete(Journal* journal, std::uint64_t number, const base::Result<ProcessEnd, base::Errno>& end) {
  if (!journal) return;
  constexpr int kSignalBase = 128;  // as a shell counts
  const int status = end ? (end->signal != 0 ? kSignalBase + end->signal : end->exit_code) : end.error().code;
  journal->complete({.number = number, .has_failed = !end, .code = status});
}

/// As run_process(), and with a record of it where there is a journal.
RunResult run_recorded(Journal* journal, const std::vector<const char*>& words, int directory) {
  const auto number = announce(journal, words, directory);
  if (!number) return base::Failure{number.error()};
  const auto end = run_process(words, directory);
  complete(journal, *number, end);
  if (!end) return base::Failure{trouble(end.error())};
  return *end;
}

/// Why a command for the file could not be started in that directory.
std::string start_message(std::string_view file, std::string_view command, int directory,
                          const Trouble& trouble) {
  const bool is_barred = directory != AT_FDCWD && faccessat(directory, ".", X_OK, AT_EACCESS) != 0;
  if (!is_barred) return base::path_message(command, trouble.sentence);
  return base::path_message(file, "its directory cannot be entered: " + base::describe(base::last_errno()));
}

/// A command that runs once for each entry.
class SingleCommand : public Action {
 public:
  SingleCommand(const CommandRequest& request, const CommandSetting& setting)
      : words_(request.words, request.takes_parts ? Places::parts : Places::path),
        in_directory_(request.in_directory),
        ask_(request.ask),
        signals_count_(request.takes_parts),
        setting_(setting) {}

  Influence influence() const override { return Influence::anything; }

  bool perform(files::Visit& visit) override {
    if (!settle(visit, visit.rendered)) return false;
    const auto target = find_target(visit.entry, in_directory_);
    if (!target) {
      visit.report_action(target.error());
      return false;
    }
    if (ask_ && !is_agreed_to(visit.entry)) return false;
    visit.has_acted = visit.is_touched = true;
    const auto words = words_.filled(target->path);
    const auto end = run_recorded(setting_.journal, pointers(words), target->directory);
    base::Rendered messages;
    if (!end) {
      messages.add_failure(start_message(visit.entry.path(), words.front(), target->directory, end.error()),
                           end.error().code);
    }
    if (end) tell_signal(words.front(), *end, messages);
    const bool succeeded = end && end->succeeded();
    if (!succeeded && setting_.halt != Halt::never) {
      if (end) messages.add_failure(halt_message(visit.entry.path(), words.front(), *end));
      visit.stop = visit.cancels = true;
    }
    return settle(visit, messages) && succeeded;
  }

 protected:
  /// GNU find 4.9: -exec that a signal ends is false, and no more than that.
  void tell_signal(const std::string& name, const ProcessEnd& end, base::Rendered& rendered) const {
    if (end.signal == 0) return;
    const std::string message =
        base::path_message(name, std::string("ended by signal ") + strsignal(end.signal));
    if (signals_count_) {
      rendered.add_failure(message);
    } else {
      rendered.to(base::StreamId::standard_error) += message;
    }
  }

  const CommandTemplate& words() const { return words_; }
  const CommandSetting& setting() const { return setting_; }
  bool is_in_directory() const { return in_directory_; }

 private:
  /// False: that was the end of the search.
  bool settle(files::Visit& visit, base::Rendered& rendered) const {
    setting_.streams.settle(rendered);
    visit.stop |= setting_.streams.is_abandoned();
    return !setting_.streams.is_abandoned();
  }

  bool is_agreed_to(const files::Entry& entry) {
    base::Rendered prompt;
    prompt.to(base::StreamId::standard_error) +=
        "< " + words_.name() + " ... " + base::name_quoted(entry.path()) + " > ? ";
    setting_.streams.settle(prompt);
    return read_answer() == Answer::yes;
  }

  CommandTemplate words_;
  bool in_directory_;
  bool ask_;
  bool signals_count_;  ///< as failures
  CommandSetting setting_;
};

/// The same while others go on. Where more than one may, whoever asks for that says that no command changes
/// what is asked of other entries.
class JobCommand : public SingleCommand {
 public:
  using SingleCommand::SingleCommand;

  Influence influence() const override {
    return setting().jobs->most() > 1 ? Influence::order : Influence::anything;
  }
  bool has_effect() const override { return true; }
  bool is_job() const override { return true; }

  base::Result<JobNumber, StartFailure> start(files::Visit& visit) override {
    const auto target = find_target(visit.entry, is_in_directory());
    if (!target) {
      return base::Failure{StartFailure{
          target.error(), base::path_message(visit.entry.path(), base::describe(target.error()))}};
    }
    const auto filled = words().filled(target->path);
    const auto pointed = pointers(filled);
    const auto fail = [&](const Trouble& trouble) {
      return base::Failure{
          StartFailure{base::Errno{trouble.code},
                       start_message(visit.entry.path(), filled.front(), target->directory, trouble)}};
    };
    const auto number = announce(setting().journal, pointed, target->directory);
    if (!number) return fail(number.error());
    const auto job = setting().jobs->start(pointed, target->directory);
    if (!job) complete(setting().journal, *number, base::Failure{job.error()});
    if (!job) return fail(trouble(job.error()));
    if (setting().journal) announced_.emplace(*job, *number);
    return *job;
  }

  bool end(const JobEnd& end, base::Rendered& rendered) override {
    if (const auto number = announced_.find(end.number); number != announced_.end()) {
      complete(setting().journal, number->second, end.end);
      announced_.erase(number);
    }
    if (!end.is_ours) tell_signal(end.name, end.end, rendered);
    return end.end.succeeded();
  }

 private:
  std::unordered_map<JobNumber, std::uint64_t> announced_;  ///< the number in the journal, of those that run
};

/// How many bytes of arguments one command may take: the system's limit without the environment and a
/// reserve, which POSIX xargs sets at 2048.
std::size_t argument_limit_bytes() {
  constexpr std::size_t kReserveBytes = 4096;
  constexpr std::size_t kLeastBytes = 4096;  // _POSIX_ARG_MAX
  const long limit = sysconf(_SC_ARG_MAX);
  std::size_t taken = kReserveBytes;
  for (char** variable = environ; *variable; ++variable) taken += std::strlen(*variable) + 1 + sizeof(char*);
  const std::size_t total = limit > 0 ? static_cast<std::size_t>(limit) : kLeastBytes;
  return total > taken + kLeastBytes ? total - taken : kLeastBytes;
}

class BatchCommand : public Action {
 public:
  BatchCommand(const CommandRequest& request, output::Streams& streams, Journal* journal)
      : words_(request.words.begin(), request.words.end()),
        in_directory_(request.in_directory),
        streams_(streams),
        journal_(journal) {
    for (const std::string& word : words_) fixed_bytes_ += word.size() + 1 + sizeof(char*);
    limit_bytes_ = argument_limit_bytes();
  }

  Influence influence() const override { return Influence::order; }
  bool minds_directories() const override { return in_directory_; }
  bool has_effect() const override { return true; }

  bool perform(files::Visit& visit) override {
    auto target = find_target(visit.entry, in_directory_);
    if (!target) {
      visit.report_action(target.error());
      return true;
    }
    const std::size_t bytes = target->path.size() + 1 + sizeof(char*);
    if (!paths_.empty() && fixed_bytes_ + path_bytes_ + bytes > limit_bytes_) {
      streams_.settle(visit.rendered);
      run_waiting();
    }
    if (in_directory_ && paths_.empty()) {
      directory_.reset(fcntl(target->directory, F_DUPFD_CLOEXEC, 0));
      if (!directory_) {
        visit.report_action(base::last_errno());
        return true;
      }
      first_path_ = visit.entry.path();
    }
    path_bytes_ += bytes;
    paths_.push_back(std::move(target->path));
    return true;
  }

  void change_directory() override {
    if (in_directory_) run_waiting();
  }
  void finish() override {
    if (!in_directory_) run_waiting();
  }

 private:
  void run_waiting() {
    if (paths_.empty() || streams_.is_abandoned()) return;
    streams_.flush();
    run_range(0, paths_.size());
    paths_.clear();
    path_bytes_ = 0;
    directory_.reset();
  }

  /// Runs the command for paths [first, end); where that is too much for the system after all, in halves.
  void run_range(std::size_t first, std::size_t end) {
    std::vector<std::pair<std::size_t, std::size_t>> waiting{{first, end}};
    while (!waiting.empty()) {
      const auto [from, to] = waiting.back();
      waiting.pop_back();
      auto words = pointers(words_);
      for (std::size_t i = from; i < to; ++i) words.push_back(paths_[i].c_str());
      const auto ended = run_recorded(journal_, words, in_directory_ ? directory_.number() : AT_FDCWD);
      if (!ended && ended.error().code == E2BIG && to - from > 1) {
        const std::size_t middle = from + (to - from) / 2;
        waiting.emplace_back(middle, to);
        waiting.emplace_back(from, middle);
        continue;
      }
      report(ended);
    }
  }

  void report(const RunResult& ended) {
    base::Rendered messages;
    if (!ended) {
      const int directory = in_directory_ ? directory_.number() : AT_FDCWD;
      messages.add_failure(start_message(first_path_, words_.front(), directory, ended.error()),
                           ended.error().code);
    }
    if (ended && ended->signal != 0) {
      messages.add_failure(
          base::path_message(words_.front(), std::string("ended by signal ") + strsignal(ended->signal)));
    }
    streams_.settle(messages);
    // GNU find 4.9: the exit status tells, and nothing else does.
    if (ended && ended->exit_code != 0)
      streams_.note_failure(base::plain_message(failure_of(words_.front(), *ended)));
  }

  std::vector<std::string> words_;
  bool in_directory_;
  output::Streams& streams_;
  Journal* journal_;
  std::size_t fixed_bytes_ = 0;
  std::size_t limit_bytes_ = 0;
  std::size_t path_bytes_ = 0;
  std::vector<std::string> paths_;
  base::Descriptor directory_;  ///< of the batch, while it waits
  std::string first_path_;      ///< of its first file, in a directory
};

/// Whoever owns a directory with such a PATH could put a command of his own in the way.
std::optional<std::string> unsafe_path_part() {
  const char* path = std::getenv("PATH");
  if (!path) return std::nullopt;
  for (std::string_view rest = path;;) {
    const std::string_view part = rest.substr(0, rest.find(':'));
    if (part.empty() || part[0] != '/') return std::string(part);
    if (part.size() == rest.size()) return std::nullopt;
    rest.remove_prefix(part.size() + 1);
  }
}

std::unique_ptr<Action> make_single_command(const CommandRequest& request, const CommandSetting& setting) {
  // A prompt needs the terminal, and whoever answers it sees what comes of that.
  if (setting.jobs && !request.ask) return std::make_unique<JobCommand>(request, setting);
  return std::make_unique<SingleCommand>(request, setting);
}

base::Status<ActionError> check_batch(std::span<const char* const> words) {
  std::size_t with_braces = 0;
  for (const char* word : words)
    with_braces += std::string_view(word).find(kBraces) != std::string_view::npos;
  if (with_braces > 1) return base::Failure{ActionError{"only one {} can stand before a +", 0}};
  if (std::string_view(words.back()) != kBraces) {
    return base::Failure{ActionError{"the {} before a + must be a word of its own", words.size() - 1}};
  }
  return {};
}

}  // namespace

ActionResult bind_command_action(const CommandRequest& request, const CommandSetting& setting) {
  use_child_signal();
  const std::string_view name = request.words.front();
  if (request.in_directory) {
    if (name.find(kBraces) != std::string_view::npos) {
      return base::Failure{
          ActionError{"the name of the command must not hold {}: the file would choose it", 0}};
    }
    if (const auto part = unsafe_path_part()) {
      return base::Failure{ActionError{"PATH holds \"" + *part +
                                           "\", which is not absolute, so that a directory could put a "
                                           "command of its own in the way; mend PATH first",
                                       0}};
    }
  }
  MadeAction made;
  if (!request.batch) {
    made.action = make_single_command(request, setting);
    return made;
  }
  if (auto status = check_batch(request.words); !status) return base::Failure{std::move(status.error())};
  CommandRequest batch = request;
  batch.words = request.words.first(request.words.size() - 1);
  if (batch.words.empty()) return base::Failure{ActionError{"a command is missing before {} +", 0}};
  made.action = std::make_unique<BatchCommand>(batch, setting.streams, setting.journal);
  return made;
}

}  // namespace findo::act
