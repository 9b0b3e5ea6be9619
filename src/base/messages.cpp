#include "base/messages.hpp"

#include "base/quoting.hpp"

namespace findo::base {
namespace {

std::string& stored_name() {
  static std::string name = "findo";
  return name;
}

/// What stands between the path and what has happened to it.
constexpr std::string_view kBetween = ": ";

std::string_view without_program(std::string_view line) {
  if (!line.empty() && line.back() == '\n') line.remove_suffix(1);
  const std::string_view program = program_name();
  const bool is_named = line.starts_with(program) && line.substr(program.size()).starts_with(kBetween);
  if (is_named) line.remove_prefix(program.size() + kBetween.size());
  return line;
}

}  // namespace

void set_program_name(std::string_view name) { stored_name() = name; }
std::string_view program_name() { return stored_name(); }

std::string path_message(std::string_view path, std::string_view sentence) {
  return plain_message(name_quoted(path) + ": " + std::string(sentence));
}

std::string plain_message(std::string_view sentence) {
  return std::string(program_name()) + ": " + std::string(sentence) + '\n';
}

MessageParts read_message(std::string_view line) {
  const std::string_view text = without_program(line);
  MessageParts parts{.text = text, .sentence = text};
  const std::size_t quoted = read_quoted(text, parts.path);
  parts.has_path = quoted > 0 && text.substr(quoted).starts_with(kBetween);
  if (parts.has_path) parts.sentence.remove_prefix(quoted + kBetween.size());
  return parts;
}

}  // namespace findo::base
