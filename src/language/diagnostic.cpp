#include "language/diagnostic.hpp"

#include <algorithm>
#include <cwchar>

#include "base/quoting.hpp"

namespace findo::language {
namespace {

constexpr std::size_t kShownColumns = 100;  // of the command line; what is further away from the fault is cut

/// How many columns a text takes on a terminal: quoting leaves nothing but printable characters, of which
/// some take two.
std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  std::mbstate_t state{};
  while (!text.empty()) {
    wchar_t character = 0;
    const std::size_t bytes = std::mbrtowc(&character, text.data(), text.size(), &state);
    if (bytes == 0 || bytes > text.size()) return columns + text.size();  // no text of this locale
    columns += static_cast<std::size_t>(std::max(wcwidth(character), 0));
    text.remove_prefix(bytes);
  }
  return columns;
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

/// A word of which only a part is at fault. Quoting may move the part by a quote but must not break it up.
bool append_partly_marked(Line& line, std::string_view word, const WordRange& range) {
  if (range.length == 0 || range.offset + range.length > word.size()) return false;
  const std::string shown = shown_word(word);
  const std::size_t moved = shown.find(word);
  if (moved == std::string::npos) return false;
  const std::string_view text = shown;
  const std::size_t begin = moved + range.offset;
  line.append(text.substr(0, begin), ' ', ' ');
  line.append(text.substr(begin, range.length), '^', '~');
  line.append(text.substr(begin + range.length), ' ', ' ');
  return true;
}

void append_word(Line& line, std::string_view word, const Diagnostic& diagnostic, std::size_t index) {
  const WordRange* fault = range_around(diagnostic.at_fault, index);
  if (fault && append_partly_marked(line, word, *fault)) return;
  const bool concerned = range_around(diagnostic.concerned, index) != nullptr;
  const bool starts = fault && index == fault->first;
  const char mark = fault || concerned ? '~' : ' ';
  line.append(shown_word(word), starts ? '^' : mark, mark);
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

std::string shown_word(std::string_view word) {
  if (word == "(" || word == ")" || word == ";") return '\\' + std::string(word);
  if (word == "!" || word == "{}" || word == ",") return std::string(word);
  return base::shell_quoted(word);
}

std::string render_diagnostic(std::span<const char* const> words, const Diagnostic& diagnostic,
                              std::string_view program) {
  std::string text = std::string(program) + ": " + base::escaped(diagnostic.message) + '\n';
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
  if (!diagnostic.remedy.empty()) text += "  " + base::escaped(diagnostic.remedy) + '\n';
  return text;
}

}  // namespace findo::language
