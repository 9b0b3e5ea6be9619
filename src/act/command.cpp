#include "act/command.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "act/held_entry.hpp"
#include "act/process.hpp"
#include "base/descriptor.hpp"
#include "base/messages.hpp"
#include "base/quoting.hpp"

namespace findo::act {
namespace {

constexpr std::string_view kBraces = "{}";

/// The words of the command with every {} replaced.
std::vector<std::string> filled(const std::vector<std::string>& words, std::string_view path) {
  std::vector<std::string> result = words;
  for (std::string& word : result) {
    for (std::size_t at = word.find(kBraces); at != word.npos; at = word.find(kBraces, at + path.size())) {
      word.replace(at, kBraces.size(), path);
    }
  }
  return result;
}

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
  const std::string_view base = entry.base_name();
  target.path = base == "/" ? "/" : "./" + std::string(base);
  if (entry.depth() == 0) {
    // GNU find 4.9: one of the slashes behind a root stays.
    if (base != "/" && entry.root().path.ends_with('/')) target.path += '/';
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

/// As run_process(), and with a record of it where there is a journal. What cannot be recorded is not run.
RunResult run_recorded(Journal* journal, const std::vector<const char*>& words, int directory) {
  std::uint64_t number = 0;
  if (journal) {
    Announcement announcement{.deed = Deed::run, .command = {words.begin(), words.end()}};
    if (directory != AT_FDCWD) announcement.path = load_path(directory) ? *load_path(directory) : "";
    const auto announced = journal->announce(announcement);
    if (!announced) return base::Failure{announced.error()};
    number = *announced;
  }
  const auto end = run_process(words, directory);
  if (journal) {
    constexpr int kSignalBase = 128;  // as a shell counts
    const int status =
        end ? (end->signal != 0 ? kSignalBase + end->signal : end->exit_code) : end.error().code;
    journal->complete({.number = number, .has_failed = !end, .code = status});
  }
  if (!end) return base::Failure{trouble(end.error())};
  return *end;
}

/// Runs a command that stands ready and says what went wrong. True iff it has succeeded.
bool run_and_report(const std::vector<const char*>& words, int directory, output::Streams& streams,
                    Journal* journal) {
  const auto end = run_recorded(journal, words, directory);
  base::Rendered messages;
  if (!end) {
    messages.add_failure(base::path_message(words[0], end.error().sentence));
  } else if (end->signal != 0) {
    messages.to(base::StreamId::standard_error) +=
        base::path_message(words[0], std::string("ended by signal ") + strsignal(end->signal));
  }
  streams.settle(messages);
  return end && end->succeeded();
}

/// One line from standard input, byte by byte, since the command may want to read what follows.
std::string read_answer() {
  std::string line;
  for (char c = 0; read(STDIN_FILENO, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

class SingleCommand : public Action {
 public:
  SingleCommand(const CommandRequest& request, output::Streams& streams, Journal* journal)
      : words_(request.words.begin(), request.words.end()),
        in_directory_(request.in_directory),
        ask_(request.ask),
        streams_(streams),
        journal_(journal) {}

  Influence influence() const override { return Influence::anything; }

  bool perform(files::Visit& visit) override {
    streams_.settle(visit.rendered);
    const auto target = find_target(visit.entry, in_directory_);
    if (!target) {
      visit.report_action(target.error());
      return false;
    }
    if (ask_ && !is_agreed_to(visit.entry)) return false;
    visit.has_acted = visit.is_touched = true;
    const auto words = filled(words_, target->path);
    return run_and_report(pointers(words), target->directory, streams_, journal_);
  }

 private:
  bool is_agreed_to(const files::Entry& entry) {
    base::Rendered prompt;
    prompt.to(base::StreamId::standard_error) +=
        "< " + words_.front() + " ... " + base::name_quoted(entry.path()) + " > ? ";
    streams_.settle(prompt);
    return rpmatch(read_answer().c_str()) == 1;  // the locale's idea of yes
  }

  std::vector<std::string> words_;
  bool in_directory_;
  bool ask_;
  output::Streams& streams_;
  Journal* journal_;
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
    if (in_directory_ && paths_.empty()) directory_.reset(fcntl(target->directory, F_DUPFD_CLOEXEC, 0));
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
    if (paths_.empty()) return;
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
        waiting.push_back({middle, to});
        waiting.push_back({from, middle});
        continue;
      }
      report(ended);
    }
  }

  void report(const RunResult& ended) {
    base::Rendered messages;
    if (!ended) messages.add_failure(base::path_message(words_.front(), ended.error().sentence));
    if (ended && ended->signal != 0) {
      messages.to(base::StreamId::standard_error) +=
          base::path_message(words_.front(), std::string("ended by signal ") + strsignal(ended->signal));
    }
    streams_.settle(messages);
    if (ended && !ended->succeeded()) streams_.note_failure();
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

ActionResult make_command_action(const CommandRequest& request, output::Streams& streams, Journal* journal) {
  const std::string_view name = request.words.front();
  if (request.in_directory) {
    if (name.find(kBraces) != name.npos) {
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
  if (!request.batch) return MadeAction{std::make_unique<SingleCommand>(request, streams, journal), {}};
  if (auto status = check_batch(request.words); !status) return base::Failure{std::move(status.error())};
  CommandRequest batch = request;
  batch.words = request.words.first(request.words.size() - 1);
  if (batch.words.empty()) return base::Failure{ActionError{"a command is missing before {} +", 0}};
  return MadeAction{std::make_unique<BatchCommand>(batch, streams, journal), {}};
}

}  // namespace findo::act
