#include "base/log_topics.hpp"

#include <string>

#include "base/log.hpp"
#include "base/quoting.hpp"

namespace findo::base {
namespace {

/// A bit for each topic. Written before any thread starts.
std::uint32_t& topics() {
  static std::uint32_t bits = 0;
  return bits;
}

std::uint32_t bit_of(LogTopic topic) { return 1U << static_cast<unsigned>(topic); }

std::string_view name_of(LogTopic topic) {
  switch (topic) {
    case LogTopic::cost: return "cost";
    case LogTopic::exec: return "exec";
    case LogTopic::opt: return "opt";
    case LogTopic::rates: return "rates";
    case LogTopic::search: return "search";
    case LogTopic::stat: return "stat";
    case LogTopic::time: return "time";
    case LogTopic::tree: return "tree";
  }
  return "";
}

}  // namespace

void enable_log(LogTopic topic) { topics() |= bit_of(topic); }
void disable_logs() { topics() = 0; }
bool is_logged(LogTopic topic) { return (topics() & bit_of(topic)) != 0; }

void log(LogTopic topic, std::string_view text) {
  log_line(std::string(name_of(topic)) + ": " + escaped(text));
}

}  // namespace findo::base
