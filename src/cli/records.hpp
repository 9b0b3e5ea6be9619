// --runs and --undo: what past runs have done with files, and how it is taken back.
#pragma once

#include <optional>

#include "act/preview.hpp"
#include "act/trouble.hpp"
#include "cli/options.hpp"
#include "language/command_line.hpp"
#include "output/streams.hpp"

namespace findo::cli {

/// Whether the command line asks for one of these, and nothing else. Errors: it asks for something else as
/// well, or for a run that is no number.
base::Result<bool, language::Diagnostic> asks_for_records(const language::CommandLine& line,
                                                          const Options& options);

/// Lists the runs, or undoes one. The exit status: 1 where something could not be done.
int run_records(const language::CommandLine& line, const Options& options);

/// --dry-run: says that nothing has been done, and what would have been.
void report_previews(const act::PreviewCounts& counts, output::Streams& streams);

/// Says that the record of this run says less than has happened.
void report_record(const act::Trouble& trouble, output::Streams& streams);

}  // namespace findo::cli
