#include "cli/reports.hpp"

#include <unistd.h>

#include "base/messages.hpp"
#include "cli/exit_status.hpp"
#include "output/streams.hpp"

namespace findo::cli {

void show(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

int report_usage(std::span<const char* const> argv, const language::Diagnostic& diagnostic) {
  language::Diagnostic shown = diagnostic;
  if (base::program_name() == "find") shown.remedy.clear();  // who calls find has not asked for advice
  show(STDERR_FILENO, language::render_diagnostic(argv, shown, base::program_name()));
  return exit_status_of_mistake(argv);
}

int print_and_end(std::string_view text) {
  output::Streams streams;
  base::Rendered rendered;
  rendered.to(base::StreamId::standard_output) += text;
  streams.settle(rendered);
  streams.close();
  return streams.has_failures() ? kFailure : kSuccess;
}

}  // namespace findo::cli
