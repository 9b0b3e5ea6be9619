#include "base/messages.hpp"

#include "base/quoting.hpp"

namespace findo::base {
namespace {

std::string& stored_name() {
  static std::string name = "findo";
  return name;
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

}  // namespace findo::base
