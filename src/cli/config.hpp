// The configuration file: what somebody wants of findo whenever he looks at a terminal. Scripts never see it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "cli/options.hpp"

namespace findo::cli {

/// Whether it is to be read: standard output is a terminal, --no-config is not given, and this is not called
/// `find`.
bool reads_config(const Options& options);

/// The options that the text of a file sets. It is in the format of CLI11 (TOML without sections): `color =
/// auto`, `status = true`. Errors: a sentence that begins with the number of the line.
base::Result<Options, std::string> parse_config(std::string_view text);

/// The same of $XDG_CONFIG_HOME/findo/config, if there is one. Errors: a message, whole with its newline.
base::Result<Options, std::string> load_config();

}  // namespace findo::cli
