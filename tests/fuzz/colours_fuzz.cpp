// LS_COLORS and LSCOLORS of any bytes: read, or refused with a place that lies in them; then a colour for a
// name by its end against a plain reading of the rules. Input: a byte of choices, the variable, a NUL, a
// name.
#include <array>

#include "fuzz/input.hpp"
#include "output/colours.hpp"

namespace {

using namespace findo::output;
using findo::files::FileType;
using findo::fuzz::Input;
using findo::fuzz::is_inside;
using findo::fuzz::require;

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return low;
}

/// Whether the suffix was given in two spellings whose last rules differ in colour.
bool is_exact(const std::vector<SuffixRule>& rules, std::string_view suffix) {
  std::vector<const SuffixRule*> last;
  for (auto rule = rules.rbegin(); rule != rules.rend(); ++rule) {
    const auto is_same = [&](const SuffixRule* later) { return later->suffix == rule->suffix; };
    if (lowered(rule->suffix) == lowered(suffix) && std::none_of(last.begin(), last.end(), is_same))
      last.push_back(&*rule);
  }
  return std::any_of(last.begin(), last.end(),
                     [&](const SuffixRule* rule) { return rule->colour != last[0]->colour; });
}

/// The last rule that holds.
const std::string* plain_colour(const std::vector<SuffixRule>& rules, std::string_view name) {
  for (auto rule = rules.rbegin(); rule != rules.rend(); ++rule) {
    const bool holds = is_exact(rules, rule->suffix) ? name.ends_with(rule->suffix)
                                                     : lowered(name).ends_with(lowered(rule->suffix));
    if (holds) return &rule->colour;
  }
  return nullptr;
}

void check_suffixes(const ColourSettings& settings, std::string_view name) {
  constexpr std::size_t kMost = 40;
  std::vector<SuffixRule> rules;
  for (const auto& suffix : settings.suffixes) rules.push_back({suffix.suffix, suffix.code});
  if (rules.size() > kMost) return;
  const SuffixColours colours(rules);
  const std::string* const colour = colours.try_colour(name);
  const std::string* const expected = plain_colour(rules, name);
  require((colour == nullptr) == (expected == nullptr));
  require(!colour || *colour == *expected);
}

/// Every kind of file has a colour or none, and asks for capabilities where they matter.
void check_sights(const Colours& colours, std::string_view name, unsigned choices) {
  for (unsigned type = 0; type <= static_cast<unsigned>(FileType::whiteout); ++type) {
    Sight sight;
    sight.type = static_cast<FileType>(type);
    sight.permissions = choices << 4U;
    sight.links = choices % 3;
    sight.has_capabilities = (choices & 1U) != 0;
    sight.leads_nowhere = (choices & 2U) != 0;
    Sight other = sight;
    other.has_capabilities = !sight.has_capabilities;
    if (colours.colour_of(sight, name) == colours.colour_of(other, name)) continue;
    require(colours.needs(sight.type).capabilities && colours.asks_capabilities(sight));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::uint8_t choices = input.take_byte();
  const std::string text(input.take_text());
  const std::string_view name = input.take_text();
  const bool is_bsd = (choices & 0x80U) != 0;
  const auto colours = parse_colours(is_bsd ? nullptr : text.c_str(), is_bsd ? text.c_str() : nullptr);
  if (!colours) {
    const ColourError& error = colours.error();
    require(error.variable == (is_bsd ? "LSCOLORS" : "LS_COLORS") && !error.message.empty());
    require(is_inside(error.offset, error.length, text.size()));
    return 0;
  }
  check_sights(*colours, name, choices & 0x7FU);
  const auto settings = is_bsd ? parse_bsd_lscolors(text) : parse_ls_colors(text);
  if (settings) check_suffixes(*settings, name);
  return 0;
}
