#include "cli/colour_choice.hpp"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>

#include "base/messages.hpp"
#include "base/quoting.hpp"

namespace findo::cli {
namespace {

using language::Primary;

/// What the command line says of colours, and where.
ColourOption last_wish(const language::CommandLine& line, const Options& options) {
  ColourOption last = options.colour;
  for (const auto& token : line.expression) {
    if (!token.row || token.words.first < last.words.first) continue;
    if (token.row->primary == Primary::color) last = {ColourWish::always, token.words};
    if (token.row->primary == Primary::nocolor) last = {ColourWish::never, token.words};
  }
  return last;
}

/// https://no-color.org: the variable counts where it is not empty.
bool is_unwanted() {
  const char* const no_color = std::getenv("NO_COLOR");
  return (no_color && *no_color) || base::program_name() == "find";
}

bool is_dumb() {
  const char* const terminal = std::getenv("TERM");
  return terminal && std::string_view(terminal) == "dumb";
}

bool wants_colours(ColourWish wish) {
  if (wish != ColourWish::automatic) return wish == ColourWish::always;
  return isatty(STDOUT_FILENO) == 1 && !is_unwanted();
}

/// bfs 2.6: BFS_COLORS adds to LS_COLORS, of which the later rule for a key wins.
std::optional<std::string> rules_of_environment() {
  const char* const ls_colors = std::getenv("LS_COLORS");
  const char* const bfs_colors = std::getenv("BFS_COLORS");
  if (!ls_colors && !bfs_colors) return std::nullopt;
  std::string rules = ls_colors ? ls_colors : "";
  if (bfs_colors && *bfs_colors) rules += (rules.empty() ? "" : ":") + std::string(bfs_colors);
  return rules;
}

/// The variable that holds what is at fault.
std::string_view variable_of(const output::ColourError& error) {
  const char* const ls_colors = std::getenv("LS_COLORS");
  const bool is_behind = error.offset >= std::string_view(ls_colors ? ls_colors : "").size();
  return error.variable == "LS_COLORS" && is_behind && std::getenv("BFS_COLORS") ? "BFS_COLORS"
                                                                                 : error.variable;
}

language::Diagnostic malformed(const output::ColourError& error, std::string_view value,
                               const language::WordRange& words) {
  const std::string_view at_fault = value.substr(error.offset, error.length);
  return {"there is a mistake in " + std::string(variable_of(error)) + ", at " + base::name_quoted(at_fault) +
              ": " + error.message,
          {words}};
}

}  // namespace

base::Result<std::optional<output::Colours>, language::Diagnostic> choose_colours(
    const language::CommandLine& line, const Options& options) {
  using Choice = std::optional<output::Colours>;
  const ColourOption wish = last_wish(line, options);
  if (!wants_colours(wish.wish)) return Choice();
  const std::optional<std::string> rules = rules_of_environment();
  const char* const bsd_lscolors = std::getenv("LSCOLORS");
  auto colours = output::parse_colours(rules ? rules->c_str() : nullptr, bsd_lscolors);
  if (colours) return Choice(std::move(*colours));
  if (wish.wish != ColourWish::always) return Choice();
  const bool is_bsd = colours.error().variable == "LSCOLORS";
  return base::Failure{
      malformed(colours.error(), is_bsd ? std::string_view(bsd_lscolors) : *rules, wish.words)};
}

std::optional<output::Hyperlinks> choose_hyperlinks(const Options& options) {
  const bool is_possible = isatty(STDOUT_FILENO) == 1 && !is_dumb() && base::program_name() != "find";
  const bool is_wanted = options.hyperlinks == ColourWish::always ||
                         (options.hyperlinks == ColourWish::automatic && is_possible);
  if (!is_wanted) return std::nullopt;
  char host[256] = {};  // POSIX: host names have at most 255 bytes
  if (gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  std::error_code error;
  const std::filesystem::path directory = std::filesystem::current_path(error);
  if (error) return std::nullopt;  // links would lead anywhere
  return output::Hyperlinks(host, directory.native());
}

}  // namespace findo::cli
