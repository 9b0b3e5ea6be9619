#include "language/diagnostic.hpp"

#include <algorithm>

#include "base/quoting.hpp"

namespace findo::language {
namespace {

constexpr std::size_t kShownColumns = 100;  // of the command line; what is further away from the fault is cut

/// How many columns a text takes: its characters, since quoting leaves nothing but printable ones.
std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

struct Line {
  std::string text;
  std::string marks;

  void append(std::string_view piece, char first_mark, char mark) {
    const std::size_t columns = columns_of(piece);
    text += piece;
    if (columns == 0) return;
    marks += first_mark;
    marks.append(columns - 1, mark);
  }
};

const WordRange* range_around(std::span<const WordRange> ranges, std::size_t word) {
  const auto found = std::find_if(ranges.begin(), ranges.end(), [&](const WordRange& range) {
    return word >= range.first && word < range.first + range.count;
  });
  return found == ranges.end() ? nullptr : &*found;
}

/// A word of which only a part is at fault; quoting must not move the part, so plain words only.
bool append_partly_marked(Line& line, std::string_view word, const WordRange& range) {
  if (range.length == 0 || base::shell_quoted(word) != word || range.offset + range.length > word.size())
    return false;
  line.append(word.substr(0, range.offset), ' ', ' ');
  line.append(word.substr(range.offset, range.length), '^', '~');
  line.append(word.substr(range.offset + range.length), ' ', ' ');
  return true;
}

void append_word(Line& line, std::string_view word, const Diagnostic& diagnostic, std::size_t index) {
  const WordRange* fault = range_around(diagnostic.at_fault, index);
  if (fault && append_partly_marked(line, word, *fault)) return;
  const bool concerned = range_around(diagnostic.concerned, index) != nullptr;
  const bool starts = fault && index == fault->first;
  const char mark = fault || concerned ? '~' : ' ';
  line.append(base::shell_quoted(word), starts ? '^' : mark, mark);
}

/// The blank behind a word is underlined where the same range goes on behind it.
char gap_mark(const Diagnostic& diagnostic, std::size_t next_word) {
  for (std::span<const WordRange> ranges :
       {std::span(diagnostic.at_fault), std::span(diagnostic.concerned)}) {
    const WordRange* range = range_around(ranges, next_word);
    if (range && next_word != range->first) return '~';
  }
  return ' ';
}

/// The words to show: all, or as many around the fault as fit.
std::pair<std::size_t, std::size_t> shown_words(std::span<const char* const> words,
                                                const Diagnostic& diagnostic) {
  std::size_t first = words.size() - 1;
  std::size_t last = 0;
  for (const WordRange& range : diagnostic.at_fault) {
    first = std::min(first, std::min(range.first, words.size() - 1));
    last = std::max(last, std::min(range.first, words.size() - 1));
  }
  if (last < first) last = first;
  const auto cost = [&](std::size_t word) { return std::string_view(words[word]).size() + 1; };
  std::size_t columns = cost(first);
  for (bool grown = true; grown;) {
    grown = false;
    if (last + 1 < words.size() && columns + cost(last + 1) <= kShownColumns)
      columns += cost(++last), grown = true;
    if (first > 0 && columns + cost(first - 1) <= kShownColumns) columns += cost(--first), grown = true;
  }
  return {first, last + 1};
}

}  // namespace

std::string render_diagnostic(std::span<const char* const> words, const Diagnostic& diagnostic,
                              std::string_view program) {
  std::string text = std::string(program) + ": " + diagnostic.message + '\n';
  if (!words.empty() && !diagnostic.at_fault.empty()) {
    const auto [first, end] = shown_words(words, diagnostic);
    Line line;
    if (first > 0) line.append("... ", ' ', ' ');
    for (std::size_t i = first; i < end; ++i) {
      if (i > first) line.append(" ", gap_mark(diagnostic, i), ' ');
      append_word(line, words[i], diagnostic, i);
    }
    if (end < words.size()) line.append(" ...", ' ', ' ');
    // A fault behind the last word, as of a missing operand, is marked in the empty place there.
    if (diagnostic.at_fault.front().first >= words.size()) line.marks += " ^";
    line.marks.erase(line.marks.find_last_not_of(' ') + 1);
    text += "  " + line.text + "\n  " + line.marks + '\n';
  }
  if (!diagnostic.remedy.empty()) text += "  " + diagnostic.remedy + '\n';
  return text;
}

namespace {

/// Edit distance with exchanges of neighbours (optimal string alignment), three rows at a time.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t exchange = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + exchange});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

}  // namespace

std::string_view nearest_word(std::string_view typed, std::span<const std::string_view> candidates) {
  constexpr std::size_t kLongestTyped = 40;  // nobody means a word by something so long
  if (typed.size() > kLongestTyped) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, typed.size() / 3) + 1;
  for (std::string_view candidate : candidates) {
    const std::size_t edits = distance(typed, candidate);
    if (edits < best_distance) best = candidate, best_distance = edits;
  }
  return best;
}

}  // namespace findo::language
