#include "base/log.hpp"

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

}  // namespace

void log_line(std::string_view text) { logger().info("{}: {}", program_name(), text); }

}  // namespace findo::base
