#include "base/log.hpp"

#include <cerrno>
#include <string>
#include <unistd.h>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/messages.hpp"

namespace findo::base {
namespace {

/// Made at the first line, so that a run without a log pays nothing for it.
spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = std::make_shared<spdlog::logger>("findo", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return *instance;
}

Errno write_whole(int file, std::string_view text, off_t offset) {
  while (!text.empty()) {
    const ssize_t written = pwrite(file, text.data(), text.size(), offset);
    if (written < 0 && errno != EINTR) return last_errno();
    if (written <= 0) continue;
    text.remove_prefix(static_cast<std::size_t>(written));
    offset += written;
  }
  return Errno{0};
}

}  // namespace

void log_line(std::string_view text) { logger().info("{}: {}", program_name(), text); }

/// spdlog takes a sink's exceptions for something to tell people; whoever writes a record wants to know
/// himself. So the sink keeps what went wrong until it is asked.
class LineLog::Sink : public spdlog::sinks::sink {
 public:
  explicit Sink(Descriptor file) : file_(std::move(file)) {}

  void log(const spdlog::details::log_msg& message) override {
    std::string text(message.payload.data(), message.payload.size());
    text += '\n';
    error_ = is_broken_ ? Errno{EIO} : write_whole(file_.number(), text, whole_bytes_);
    if (error_.code == 0) {
      whole_bytes_ += static_cast<off_t>(text.size());
    } else if (ftruncate(file_.number(), whole_bytes_) != 0) {
      is_broken_ = true;  // half a line is at the end, to which nothing may be added
    }
  }
  void flush() override {}
  void set_pattern(const std::string& /*pattern*/) override {}
  void set_formatter(std::unique_ptr<spdlog::formatter> /*formatter*/) override {}

  Errno error() const { return error_; }
  int number() const { return file_.number(); }

 private:
  Descriptor file_;
  off_t whole_bytes_ = 0;
  Errno error_{0};
  bool is_broken_ = false;
};

LineLog::LineLog(Descriptor file) : sink_(std::make_shared<Sink>(std::move(file))) {}
LineLog::LineLog(LineLog&&) noexcept = default;
LineLog& LineLog::operator=(LineLog&&) noexcept = default;
LineLog::~LineLog() = default;

Status<Errno> LineLog::append(std::string_view lines) {
  spdlog::logger("record", sink_).log(spdlog::level::info, lines);
  if (sink_->error().code != 0) return Failure{sink_->error()};
  return {};
}

Status<Errno> LineLog::sync() {
  if (fdatasync(sink_->number()) != 0) return Failure{last_errno()};
  return {};
}

}  // namespace findo::base
