#include "act/command_template.hpp"

#include <algorithm>

namespace findo::act {
namespace {

std::string_view without_slashes(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return path;
}

}  // namespace

std::string_view name_of(std::string_view path) {
  path = without_slashes(path);
  return path == "/" ? path : path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

std::string name_beside(std::string_view path) {
  const std::string_view name = name_of(path);
  if (name == "/") return "/";
  return "./" + std::string(name) + (path.ends_with('/') ? "/" : "");
}

std::string_view holder_of(std::string_view path) {
  path = without_slashes(path);
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return without_slashes(path.substr(0, std::max<std::size_t>(slash, 1)));
}

std::string_view without_extension(std::string_view path) {
  path = without_slashes(path);
  const std::string_view name = name_of(path);
  const std::size_t dot = name.rfind('.');
  const bool has_extension = dot != std::string_view::npos && name.find_first_not_of('.') < dot;
  return has_extension ? path.substr(0, path.size() - (name.size() - dot)) : path;
}

CommandTemplate::CommandTemplate(std::span<const char* const> words, Places places) : name_(words.front()) {
  for (const char* word : words) words_.push_back(read(word, places));
}

CommandTemplate::Word CommandTemplate::read(std::string_view word, Places places) {
  struct Row {
    std::string_view text;
    Part part;
  };
  constexpr Row kRows[] = {{"{}", Part::path},
                           {"{/}", Part::name},
                           {"{//}", Part::holder},
                           {"{.}", Part::bare_path},
                           {"{/.}", Part::bare_name}};
  const std::span<const Row> known = std::span(kRows).first(places == Places::path ? 1 : std::size(kRows));
  Word pieces;
  std::string text;
  const auto end_text = [&] {
    if (!text.empty()) pieces.push_back({Part::text, std::move(text)});
    text.clear();
  };
  while (!word.empty()) {
    const auto row = std::find_if(known.begin(), known.end(),
                                  [&](const Row& each) { return word.starts_with(each.text); });
    if (row == known.end()) {
      text += word.front();
      word.remove_prefix(1);
      continue;
    }
    end_text();
    pieces.push_back({row->part});
    word.remove_prefix(row->text.size());
  }
  end_text();
  return pieces;
}

std::string_view CommandTemplate::part_of(std::string_view path, Part part) {
  switch (part) {
    case Part::name: return name_of(path);
    case Part::holder: return holder_of(path);
    case Part::bare_path: return without_extension(path);
    case Part::bare_name: return without_extension(name_of(path));
    default: return path;
  }
}

std::vector<std::string> CommandTemplate::filled(std::string_view path) const {
  std::vector<std::string> result;
  result.reserve(words_.size());
  for (const Word& word : words_) {
    std::string& text = result.emplace_back();
    for (const Piece& piece : word) text += piece.part == Part::text ? piece.text : part_of(path, piece.part);
  }
  return result;
}

}  // namespace findo::act
