// Configuration files of any bytes: they are read or refused, with a sentence, and nothing else happens.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cli/config.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto options = findo::cli::parse_config({reinterpret_cast<const char*>(data), size});
  if (!options && options.error().empty()) std::abort();
  // Whatever does something by itself can never be a setting.
  if (options && (options->undo || options->wants_runs || options->overwrite || options->errors_file))
    std::abort();
  return 0;
}
