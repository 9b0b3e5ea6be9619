// A message is "PROGRAM: 'PATH': SENTENCE" or "PROGRAM: SENTENCE". It has come a long way as one, and is
// taken apart again here: base::name_quoted() writes paths so that they can be read back.

#include "output/error_records.hpp"

#include <optional>

#include "base/messages.hpp"
#include "base/quoting.hpp"

namespace findo::output {
namespace {

/// What stands between the path and what has happened to it.
constexpr std::string_view kBetween = ": ";

std::string_view without_program(std::string_view message) {
  if (!message.empty() && message.back() == '\n') message.remove_suffix(1);
  const std::string_view program = base::program_name();
  const bool is_named = message.starts_with(program) && message.substr(program.size()).starts_with(kBetween);
  if (is_named) message.remove_prefix(program.size() + kBetween.size());
  return message;
}

}  // namespace

void append_error_record(std::string& out, std::string_view message) {
  message = without_program(message);
  std::string path;
  const std::size_t quoted = base::read_quoted(message, path);
  const bool has_path = quoted > 0 && message.substr(quoted).starts_with(kBetween);
  out += has_path ? message.substr(quoted + kBetween.size()) : message;
  out += '\t';
  if (has_path) out += path;
  out += '\0';
}

}  // namespace findo::output
