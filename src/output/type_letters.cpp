#include "output/type_letters.hpp"

#include <string_view>

namespace findo::output {
namespace {

using files::FileType;

/// Both in the order of files::FileType.
constexpr std::string_view kTypeLetters = "UpcdbflsDw";
constexpr std::string_view kModeLetters = "?pcdb-lsDw";

}  // namespace

char type_letter(FileType type) { return kTypeLetters[static_cast<std::size_t>(type)]; }

void append_mode(std::string& out, FileType type, mode_t permissions) {
  char letters[] = "?rwxrwxrwx";
  letters[0] = kModeLetters[static_cast<std::size_t>(type)];
  for (unsigned i = 0; i < 9; ++i) {
    if (!(permissions >> (8 - i) & 1U)) letters[i + 1] = '-';
  }
  const auto mark = [&](mode_t bit, std::size_t at, char executable, char other) {
    if (permissions & bit) letters[at] = letters[at] == 'x' ? executable : other;
  };
  mark(04000, 3, 's', 'S');
  mark(02000, 6, 's', 'S');
  mark(01000, 9, 't', 'T');
  out += letters;
}

}  // namespace findo::output
