// Completions of words of any bytes: what is answered keeps to the form that the shells' scripts read.
// Input: the words, each ending in a NUL; see words_of().
#include "cli/completion.hpp"
#include "fuzz/input.hpp"

namespace {

using findo::fuzz::Input;
using findo::fuzz::require;

/// The number behind a word such as "@command ".
std::size_t number_behind(std::string_view line, std::string_view word) {
  const std::string digits(line.substr(word.size()));
  require(!digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos);
  return std::stoul(digits);
}

void check_line(std::string_view line, const std::vector<std::string_view>& words) {
  if (!line.starts_with('@')) {
    const std::size_t tab = line.find('\t');
    require(tab != std::string_view::npos && tab > 0);
    require(line.find('\t', tab + 1) == std::string_view::npos);
    return;
  }
  if (line.starts_with("@command ")) {
    require(number_behind(line, "@command ") < words.size());
  } else if (line.starts_with("@from ")) {
    require(number_behind(line, "@from ") <= words.back().size());
  } else {
    require(line == "@files" || line == "@directories" || line == "@users" || line == "@groups" ||
            line == "@open");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostWords = 64;
  Input input(data, size);
  const auto texts = findo::fuzz::words_of(input, kMostWords);
  const std::vector<std::string_view> words(texts.begin(), texts.end());
  const std::string completions = findo::cli::completions_of(words);
  for (std::string_view rest = completions; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    require(end != std::string_view::npos);
    check_line(rest.substr(0, end), words);
    rest.remove_prefix(end + 1);
  }
  return 0;
}
