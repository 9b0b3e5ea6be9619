#include "plan/extensions.hpp"

#include <algorithm>

namespace findo::plan {
namespace {

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool ends_with(std::string_view name, std::string_view suffix) {
  if (name.size() <= suffix.size()) return false;
  return std::equal(suffix.begin(), suffix.end(), name.end() - static_cast<std::ptrdiff_t>(suffix.size()),
                    [](char wanted, char c) { return wanted == lowered(c); });
}

bool has_extension(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot != std::string_view::npos && dot != 0 && dot + 1 != name.size();
}

base::Failure<language::OperandError> failure(std::string message, std::size_t offset, std::size_t length) {
  return base::Failure{language::OperandError{std::move(message), offset, length,
                                              "extensions are such as c,h or tar.gz; none for none at all"}};
}

}  // namespace

base::Result<Extensions, language::OperandError> Extensions::parse(std::string_view list) {
  Extensions extensions;
  for (std::size_t at = 0;;) {
    const std::string_view element = list.substr(at, list.find(',', at) - at);
    const std::string_view bare = element.starts_with('.') ? element.substr(1) : element;
    if (bare.empty()) return failure("an extension is missing", at, element.size());
    if (bare.find('/') != std::string_view::npos) return failure("no name holds a slash", at, element.size());
    if (element == "none") extensions.accepts_none_ = true;
    std::string suffix = '.' + std::string(bare);
    std::transform(suffix.begin(), suffix.end(), suffix.begin(), lowered);
    if (element != "none") extensions.suffixes_.push_back(std::move(suffix));
    at += element.size() + 1;
    if (at > list.size()) return extensions;
  }
}

bool Extensions::accept(std::string_view name) const {
  if (accepts_none_ && !has_extension(name)) return true;
  return std::any_of(suffixes_.begin(), suffixes_.end(),
                     [name](const std::string& suffix) { return ends_with(name, suffix); });
}

}  // namespace findo::plan
