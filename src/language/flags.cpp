#include "language/flags.hpp"

#include <algorithm>
#include <charconv>

namespace findo::language {
namespace {

constexpr FlagRow kRows[] = {
    {'P', FlagValue::none, "-P", "follow no symbolic links (default)"},
    {'H', FlagValue::none, "-H", "follow those that are roots"},
    {'L', FlagValue::none, "-L", "follow all"},
    {'E', FlagValue::none, "-E", "-regex takes extended regular expressions"},
    {'X', FlagValue::none, "-X", "leave out, with a message, what xargs would take amiss"},
    {'d', FlagValue::none, "-d", "the same as -depth"},
    {'s', FlagValue::none, "-s", "sort the roots, and each directory by name, in byte order"},
    {'x', FlagValue::none, "-x", "the same as -xdev"},
    {'q', FlagValue::none, "-q", "end at the first match, print nothing; --exit-status=match"},
    {'f', FlagValue::separate, "-f PATH", "a root, whatever it looks like"},
    {'O', FlagValue::attached, "-O0 to -O3, -Ofast", "level of optimisation (default 1); changes no result"},
    {'D', FlagValue::either, "-D WHAT[,WHAT]", "show what goes on inside; -D help lists it"},
    {'S', FlagValue::either, "-S dfs|bfs|ids|eds",
     "order of the visit: depth first (default) or breadth first"},
    {'j', FlagValue::attached, "-jN", "number of threads"},
};

bool is_level(std::string_view text) {
  return text == "fast" || (!text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos);
}

/// GNU find 4.9: as a number of two bytes.
bool is_level_too_high(std::string_view text) {
  constexpr std::size_t kMostDigits = 5;
  constexpr std::string_view kMost = "65535";
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
  return text != "fast" && (text.size() > kMostDigits || (text.size() == kMostDigits && text > kMost));
}

}  // namespace

std::span<const FlagRow> flag_rows() { return kRows; }

const FlagRow* find_flag(char letter) {
  const auto* row =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const FlagRow& r) { return r.letter == letter; });
  return row == std::end(kRows) ? nullptr : row;
}

bool is_flag_cluster(std::string_view word) {
  for (std::size_t i = 1; i < word.size(); ++i) {
    const FlagRow* row = find_flag(word[i]);
    if (!row) return false;
    if (row->value == FlagValue::separate) return i + 1 == word.size();
    if (row->value != FlagValue::none) return true;
  }
  return word.size() > 1;
}

base::Status<OperandError> check_flag_value(char letter, std::string_view value) {
  if (letter == 'D' && value.find_first_not_of(',') == std::string_view::npos) {
    return base::Failure{OperandError{"Empty argument to the -D option."}};
  }
  if (letter == 'O' && !is_level(value)) return base::Failure{OperandError{missing_flag_value('O')}};
  if (letter == 'O' && is_level_too_high(value)) {
    return base::Failure{OperandError{"there is no level of optimisation that high; the highest is 3"}};
  }
  if (letter == 'j' && !try_threads(value)) {
    return base::Failure{OperandError{"the number of threads must be a number from 1 to 2147483647"}};
  }
  if (letter == 'S' && value != "help" && !try_order(value)) {
    return base::Failure{OperandError{"unknown order of visit \"" + std::string(value) + '"'}};
  }
  return {};
}

std::string missing_flag_value(char letter) {
  switch (letter) {
    case 'D': return "Missing argument after the -D option.";
    case 'O': return "the -O option must be immediately followed by a decimal integer";
    case 'j': return "the -j flag must be immediately followed by a number of threads";
    default: return std::string("missing argument to \"-") + letter + '"';
  }
}

std::optional<VisitOrder> try_order(std::string_view name) {
  if (name == "dfs") return VisitOrder::dfs;
  if (name == "bfs" || name == "ids" || name == "eds") return VisitOrder::bfs;
  return std::nullopt;
}

std::optional<int> try_threads(std::string_view text) {
  int threads = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, threads);
  if (error != std::errc() || stop != end || threads < 1) return std::nullopt;
  return threads;
}

}  // namespace findo::language
