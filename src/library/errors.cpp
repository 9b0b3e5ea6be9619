#include "library/errors.hpp"

#include "base/messages.hpp"

namespace findo::library {
namespace {

/// The words are counted without the name before them.
Error::Position position_of(const language::WordRange& words) {
  if (words.first == 0) return {};
  return {words.first - 1, words.offset, words.length};
}

}  // namespace

Error make_error(std::span<const char* const> argv, const language::Diagnostic& diagnostic) {
  Error error{diagnostic.message};
  error.remedy = diagnostic.remedy;
  if (!diagnostic.at_fault.empty()) error.position = position_of(diagnostic.at_fault.front());
  error.shown = language::render_diagnostic(argv, diagnostic, kName);
  return error;
}

Error make_error(base::Errno error) {
  Error made{base::describe(error)};
  made.code = error.code;
  return made;
}

Error make_error(std::string_view message, int code) {
  base::MessageParts parts = base::read_message(message);
  Error made{std::string(parts.text)};
  made.code = code;
  if (parts.has_path) made.path = std::move(parts.path);
  return made;
}

}  // namespace findo::library
