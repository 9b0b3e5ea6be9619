// Formats of -printf, rendered for one fixed entry: a link on odd bytes of the input's first, with terminal
// escaping on some. Whatever parses must render, and a format without directives must render to the same
// bytes for every entry.
#include <algorithm>
#include <clocale>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "output/render_printf.hpp"
#include "support/fixed_entry.hpp"

using findo::output::NameEscaping;
using findo::output::PrintfTemplate;
using findo::output::TemplatePiece;
using findo::tests::FixedEntry;

namespace {

/// Lines of gigabytes are right, and no way to spend a fuzzer's time.
bool is_small(const PrintfTemplate& format) {
  constexpr int kMostBytes = 10'000;
  return std::all_of(format.pieces.begin(), format.pieces.end(), [](const TemplatePiece& piece) {
    return piece.width <= kMostBytes && piece.precision <= kMostBytes;
  });
}

bool is_literal(const PrintfTemplate& format) {
  return std::none_of(format.pieces.begin(), format.pieces.end(), [](const TemplatePiece& piece) {
    return piece.kind == TemplatePiece::Kind::directive;
  });
}

void require(bool condition) {
  if (!condition) std::abort();
}

/// What an error or a warning is about lies in the format.
template <class Place>
void require_inside(const Place& place, std::string_view text) {
  require(place.length > 0 && place.offset < text.size() && place.length <= text.size() - place.offset);
}

std::string rendered(const PrintfTemplate& format, unsigned choices) {
  FixedEntry entry("root//", "name \033\xC3\xA9");
  if (choices & 1U) entry.reader.own->type = findo::files::FileType::symbolic_link;
  if (choices & 2U) entry.reader.own->modify_time = {INT64_MIN, 999'999'999};
  if (choices & 4U) entry.reader.target = "target\n";
  if (choices & 8U) entry.reader.followed = findo::tests::plain_facts();
  auto visit = entry.visit();
  std::string out;
  require(render_printf(format, visit, {choices & 16U ? NameEscaping::terminal : NameEscaping::raw}, out));
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bool has_locale = std::setlocale(LC_ALL, "C.UTF-8") != nullptr;
  if (!has_locale || size < 1) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto format = findo::output::parse_printf_template(text);
  if (!format) {
    require_inside(format.error(), text);
    return 0;
  }
  for (const auto& warning : format->warnings) require_inside(warning, text);
  if (!is_small(*format)) return 0;
  const std::string out = rendered(*format, data[0]);
  if (is_literal(*format)) require(out == rendered(*format, ~data[0] & 0xFFU));
  return 0;
}
