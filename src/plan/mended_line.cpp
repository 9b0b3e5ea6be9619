#include "plan/mended_line.hpp"

#include <algorithm>

namespace findo::plan {
using language::CommandLine;
using language::ExpressionToken;
using language::WordRange;

Parentheses::Parentheses(const CommandLine& line) : steps_(line.words.size()) {
  for (const ExpressionToken& token : line.expression) {
    if (token.kind == ExpressionToken::Kind::open) steps_[token.words.first] = 1;
    if (token.kind == ExpressionToken::Kind::close) steps_[token.words.first] = -1;
  }
}

WordRange Parentheses::around(WordRange range) const {
  std::size_t first = range.first;
  std::size_t end = range.first + range.count;
  int depth = 0;
  int lowest = 0;
  for (std::size_t i = first; i < end; ++i) lowest = std::min(lowest, depth += steps_[i]);
  int closed_too_often = -lowest;
  int left_open = depth - lowest;
  while (closed_too_often > 0 && first > 1) closed_too_often -= steps_[--first];
  while (left_open > 0 && end < steps_.size()) left_open += steps_[end++];
  while (first > 1 && end < steps_.size() && steps_[first - 1] > 0 && steps_[end] < 0) --first, ++end;
  return {first, end - first};
}

MendedLine::MendedLine(const CommandLine& line) : inserted_(line.words.size() + 1) {
  for (const char* word : line.words) words_.push_back(language::shown_word(word));
}

void MendedLine::exchange(WordRange first, WordRange second) {
  const auto at = [&](std::size_t index) { return words_.begin() + static_cast<std::ptrdiff_t>(index); };
  std::vector<std::string> mended(at(second.first), at(second.first + second.count));
  mended.insert(mended.end(), at(first.first + first.count), at(second.first));
  mended.insert(mended.end(), at(first.first), at(first.first + first.count));
  std::move(mended.begin(), mended.end(), at(first.first));
}

void MendedLine::insert(std::size_t before, std::string_view text) {
  std::string& place = inserted_[before];
  if (!place.empty()) place += ' ';
  place += text;
}

void MendedLine::replace(std::size_t index, std::string_view word) {
  words_[index] = language::shown_word(std::string(word));
}

std::string MendedLine::proposal(std::string_view otherwise) const {
  constexpr std::size_t kLongest = 300;
  std::string text = "did you mean: ";
  for (std::size_t i = 0; i < inserted_.size(); ++i) {
    if (!inserted_[i].empty()) text += ' ' + inserted_[i];
    if (i < words_.size()) text += ' ' + words_[i];
  }
  return text.size() > kLongest ? std::string(otherwise) : text;
}

}  // namespace findo::plan
