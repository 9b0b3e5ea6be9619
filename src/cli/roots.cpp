#include "cli/roots.hpp"

#include <algorithm>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/descriptor.hpp"
#include "base/messages.hpp"
#include "files/file_status.hpp"

namespace findo::cli {
namespace {

class ListedRoots : public walk::RootSource {
 public:
  explicit ListedRoots(std::vector<std::string> paths) : paths_(std::move(paths)) {}
  std::optional<files::Root> next(base::Rendered&) override {
    if (next_ == paths_.size()) return std::nullopt;
    return files::Root{std::move(paths_[next_++])};
  }

 private:
  std::vector<std::string> paths_;
  std::size_t next_ = 0;
};

/// Reads names as they are wanted, so that a list may be longer than memory and may still be written while it
/// is read.
class Files0Roots : public walk::RootSource {
 public:
  Files0Roots(std::string list, plan::RootCheck check, std::function<void()> before_waiting)
      : list_(std::move(list)), check_(std::move(check)), before_waiting_(std::move(before_waiting)) {}

  std::optional<files::Root> next(base::Rendered& rendered) override {
    for (;;) {
      auto name = next_name(rendered);
      if (!name) return std::nullopt;
      const auto objection = check_ ? check_(*name) : std::nullopt;
      if (!objection) return files::Root{std::move(*name)};
      rendered.add_failure(
          base::path_message(*name, "left alone: " + *objection + std::string(plan::kOrNoGuard)));
    }
  }

  /// A list that is a pipe or a terminal may have no more to give for now.
  bool is_ready() const override {
    constexpr int kNoWait = 0;
    if (!file_ || buffer_.find('\0', begin_) != std::string::npos) return true;
    pollfd awaited{file_.number(), POLLIN, 0};
    return poll(&awaited, 1, kNoWait) != 0;
  }

 private:
  /// The next one with bytes.
  std::optional<std::string> next_name(base::Rendered& rendered) {
    if (!is_open_ && !open_list(rendered)) return std::nullopt;
    for (;;) {
      const std::size_t end = buffer_.find('\0', begin_);
      if (end != std::string::npos) {
        std::string name = buffer_.substr(begin_, end - begin_);
        begin_ = end + 1;
        ++number_;
        if (!name.empty()) return name;
        rendered.add_failure(base::path_message(list_, "name " + std::to_string(number_) + " has no bytes"));
      } else if (!read_more(rendered)) {
        return last_name();
      }
    }
  }

  bool open_list(base::Rendered& rendered) {
    if (list_ == "-") {
      file_.reset(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3));
    } else {
      file_.reset(open(list_.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    }
    is_open_ = true;
    if (file_) return true;
    add_read_failure(rendered, base::last_errno());
    return false;
  }

  bool read_more(base::Rendered& rendered) {
    if (!file_) return false;
    if (!is_ready()) before_waiting_();
    constexpr std::size_t kReadBytes = 64 * 1024;
    buffer_.erase(0, begin_);
    begin_ = 0;
    const std::size_t kept = buffer_.size();
    buffer_.resize(kept + kReadBytes);
    ssize_t bytes = 0;
    do {
      bytes = read(file_.number(), buffer_.data() + kept, kReadBytes);
    } while (bytes < 0 && errno == EINTR);
    if (bytes < 0) add_read_failure(rendered, base::last_errno());
    buffer_.resize(kept + static_cast<std::size_t>(bytes > 0 ? bytes : 0));
    if (bytes <= 0) file_.reset();
    return bytes > 0;
  }

  void add_read_failure(base::Rendered& rendered, base::Errno error) const {
    rendered.add_failure(base::path_message(list_, "cannot read the list of roots: " + base::describe(error)),
                         error.code);
  }

  /// A last name may lack its NUL.
  std::optional<std::string> last_name() {
    if (begin_ >= buffer_.size()) return std::nullopt;
    std::string name = buffer_.substr(begin_);
    begin_ = buffer_.size();
    return name;
  }

  std::string list_;
  plan::RootCheck check_;
  std::function<void()> before_waiting_;
  base::Descriptor file_;
  bool is_open_ = false;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::size_t number_ = 0;
};

/// GNU find 4.9: by whatever name.
bool is_standard_input(const std::string& list) {
  struct stat of_list {};
  struct stat of_input {};
  return list == "-" || (stat(list.c_str(), &of_list) == 0 && fstat(STDIN_FILENO, &of_input) == 0 &&
                         files::is_same_file(of_list, of_input));
}

const language::ExpressionToken* find_token(const language::CommandLine& line, auto&& wanted) {
  const language::ExpressionToken* found = nullptr;
  for (const auto& token : line.expression) {
    if (token.row && wanted(*token.row)) found = &token;
  }
  return found;
}

}  // namespace

base::Result<std::unique_ptr<walk::RootSource>, language::Diagnostic> bind_roots(
    const language::CommandLine& line, const plan::Settings& settings, plan::RootCheck check,
    std::function<void()> before_waiting) {
  using Source = std::unique_ptr<walk::RootSource>;
  using language::Primary;
  if (!settings.roots_file) {
    std::vector<std::string> paths;
    for (std::size_t index : line.roots) paths.emplace_back(line.words[index]);
    if (paths.empty()) paths.emplace_back(".");
    // BSD find and bfs, -s: the roots, too.
    if (settings.sorted) std::stable_sort(paths.begin(), paths.end());
    return Source(std::make_unique<ListedRoots>(std::move(paths)));
  }
  const auto* list = find_token(line, [](const auto& row) { return row.primary == Primary::files0_from; });
  if (!line.roots.empty()) {
    return base::Failure{
        language::Diagnostic{"the roots come from -files0-from or from the command line, not from both",
                             {{line.roots.front(), 1}},
                             {list->words},
                             "take the one away, or the other"}};
  }
  const auto* ask = find_token(
      line, [](const auto& row) { return row.primary == Primary::ok || row.primary == Primary::okdir; });
  if (ask && is_standard_input(*settings.roots_file)) {
    return base::Failure{
        language::Diagnostic{"standard input cannot be the list of roots and the source of answers as well",
                             {list->words},
                             {ask->words},
                             "put the list into a file, and keep that from standard input"}};
  }
  return Source(
      std::make_unique<Files0Roots>(*settings.roots_file, std::move(check), std::move(before_waiting)));
}

}  // namespace findo::cli
