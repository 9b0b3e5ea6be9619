// {} inside the program text of a shell: -exec sh -c 'rm {}' \;
// The shell reads the name of the file as part of the program, so that a file called "; rm -rf ~" is one. The
// name belongs among the arguments, and "$1" into the text.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "plan/guards.hpp"
#include "plan/mended_line.hpp"

namespace findo::plan {
namespace {

using language::CommandLine;
using language::Diagnostic;
using language::SyntaxNode;
using language::WordRange;

constexpr std::string_view kBraces = "{}";

bool is_shell(std::string_view word) {
  constexpr std::array<std::string_view, 8> kShells{"sh",  "bash", "dash", "zsh",
                                                    "ksh", "mksh", "ash",  "yash"};
  return std::find(kShells.begin(), kShells.end(), word.substr(word.rfind('/') + 1)) != kShells.end();
}

/// -c, alone or in a cluster such as -ec.
bool takes_text(std::string_view word) {
  return word.size() > 1 && word[0] == '-' && word[1] != '-' && word.find('c') != std::string_view::npos;
}

/// The word of a command that is the program text of a shell; what may come before it: sudo, env, nice.
std::optional<std::size_t> find_text(const CommandLine& line, WordRange command) {
  const std::size_t end = command.first + command.count - 1;  // its ; or +
  std::size_t shell = command.first + 1;
  while (shell < end && !is_shell(line.words[shell])) ++shell;
  for (std::size_t i = shell + 1; i + 1 < end; ++i) {
    if (std::string_view(line.words[i]).find_first_not_of("-+") != 0 && !takes_text(line.words[i])) continue;
    return takes_text(line.words[i]) ? std::optional(i + 1) : std::nullopt;
  }
  return std::nullopt;
}

/// The text with a parameter in the place of each {}, quoted as its surroundings want it.
std::string with_parameter(std::string_view text, const std::string& parameter) {
  std::string mended;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (text.substr(i, kBraces.size()) == kBraces) {
      const bool is_quoted_alone = quote == '\'' && mended.ends_with('\'') && text.substr(i + 2, 1) == "'";
      if (is_quoted_alone) {
        mended.back() = '"';
        mended += parameter + '"';
        quote = 0;
        i += 2;
      } else {
        mended += quote == '"'    ? parameter
                  : quote == '\'' ? "'\"" + parameter + "\"'"
                                  : '"' + parameter + '"';
        i += 1;
      }
      continue;
    }
    if (c == '\\' && quote != '\'' && i + 1 < text.size()) {
      mended += c;
      mended += text[++i];
      continue;
    }
    if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    }
    mended += c;
  }
  return mended;
}

/// The arguments behind the text: the first of them is $0.
std::string remedy_for(const CommandLine& line, WordRange command, std::size_t text) {
  const std::size_t end = command.first + command.count - 1;
  const std::size_t arguments = end - text - 1;
  const std::size_t number = std::max<std::size_t>(arguments, 1);
  const std::string parameter =
      number > 9 ? "${" + std::to_string(number) + '}' : '$' + std::to_string(number);
  MendedLine mended(line);
  mended.replace(text, with_parameter(line.words[text], parameter));
  mended.insert(end, arguments == 0 ? "sh {}" : "{}");
  return mended.proposal("write \"$1\" in the text, and sh {} behind it");
}

}  // namespace

void guard_commands(const CommandLine& line, const language::SyntaxTree& tree,
                    std::vector<Diagnostic>& found) {
  for (const SyntaxNode& node : tree.nodes) {
    if (!node.row || node.row->operand != language::Operand::command) continue;
    const auto text = find_text(line, node.words);
    if (!text) continue;
    const std::size_t offset = std::string_view(line.words[*text]).find(kBraces);
    if (offset == std::string_view::npos) continue;
    found.push_back({"the shell would take the name of the file for a part of its program",
                     {{*text, 1, offset, kBraces.size()}},
                     {{node.words.first, *text - node.words.first}},
                     remedy_for(line, node.words, *text)});
  }
}

}  // namespace findo::plan
