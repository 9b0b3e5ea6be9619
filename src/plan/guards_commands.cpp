// {} inside the program text of a shell: -exec sh -c 'rm {}' \;
// The shell reads the name of the file as part of the program, so that a file called "; rm -rf ~" is one. The
// name belongs among the arguments, and "$1" into the text.

#include <algorithm>
#include <array>
#include <optional>
#include <span>
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

constexpr const char* kRemedy = "name the file among the arguments behind the text";

/// What a command's words have in the place of a name; all but the first in -each alone.
constexpr std::array<std::string_view, 5> kPlaces{"{}", "{/}", "{//}", "{.}", "{/.}"};

std::span<const std::string_view> places_of(const SyntaxNode& node) {
  return std::span(kPlaces).first(node.row->primary == language::Primary::each ? kPlaces.size() : 1);
}

std::string_view base_name(std::string_view word) { return word.substr(word.rfind('/') + 1); }

/// Those that take a program by -c, su among them.
bool is_shell(std::string_view word) {
  constexpr std::array<std::string_view, 12> kShells{"sh",  "bash", "dash", "zsh",  "ksh", "mksh",
                                                     "ash", "yash", "fish", "tcsh", "csh", "su"};
  return std::find(kShells.begin(), kShells.end(), base_name(word)) != kShells.end();
}

bool is_option(std::string_view word) { return word.size() > 1 && (word[0] == '-' || word[0] == '+'); }

/// Options whose operand is the next word: -o and -O, alone or at the end of a cluster, and bash's own.
bool takes_word(std::string_view option) {
  if (option.starts_with("--")) return option == "--rcfile" || option == "--init-file";
  return option.ends_with('o') || option.ends_with('O');
}

/// -c, alone or in a cluster such as -ec.
bool takes_text(std::string_view word) {
  if (word == "--command") return true;
  return word.size() > 1 && word[0] == '-' && word[1] != '-' && word.find('c') != std::string_view::npos;
}

/// Behind the options, once -c is one of them.
std::optional<std::size_t> find_text_of_shell(const CommandLine& line, std::size_t first, std::size_t end) {
  bool is_text = false;
  std::size_t i = first;
  for (; i < end && is_option(line.words[i]) && std::string_view(line.words[i]) != "--"; ++i) {
    is_text |= takes_text(line.words[i]);
    if (takes_word(line.words[i])) ++i;
  }
  if (i < end && std::string_view(line.words[i]) == "--") ++i;
  return is_text && i < end ? std::optional(i) : std::nullopt;
}

/// The user may come before -c, and the word behind that is the text.
std::optional<std::size_t> find_text_of_su(const CommandLine& line, std::size_t first, std::size_t end) {
  for (std::size_t i = first; i + 1 < end; ++i) {
    if (takes_text(line.words[i])) return i + 1;
  }
  return std::nullopt;
}

/// The word of a command that is the program text of a shell; what may come before it: sudo, env, nice.
std::optional<std::size_t> find_text(const CommandLine& line, WordRange command) {
  const std::size_t end = command.first + command.count - 1;  // its ; or +
  std::size_t shell = command.first + 1;
  while (shell < end && !is_shell(line.words[shell])) ++shell;
  if (shell >= end) return std::nullopt;
  const bool is_su = base_name(line.words[shell]) == "su";
  return is_su ? find_text_of_su(line, shell + 1, end) : find_text_of_shell(line, shell + 1, end);
}

/// A place in a text.
struct Found {
  std::size_t offset;
  std::string_view place;
};

std::optional<Found> find_place(std::string_view text, std::span<const std::string_view> places,
                                std::size_t from = 0) {
  for (std::size_t at = text.find('{', from); at != std::string_view::npos; at = text.find('{', at + 1)) {
    for (const std::string_view place : places) {
      if (text.substr(at, place.size()) == place) return Found{at, place};
    }
  }
  return std::nullopt;
}

/// Whether the place is the only one that stands in the text.
bool is_only_one(std::string_view text, std::span<const std::string_view> places, std::string_view place) {
  for (auto found = find_place(text, places); found;
       found = find_place(text, places, found->offset + found->place.size())) {
    if (found->place != place) return false;
  }
  return true;
}

/// The text with a parameter in each such place, quoted as its surroundings want it.
std::string with_parameter(std::string_view text, std::string_view place, const std::string& parameter) {
  std::string mended;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (text.substr(i, place.size()) == place) {
      const bool is_quoted_alone =
          quote == '\'' && mended.ends_with('\'') && text.substr(i + place.size(), 1) == "'";
      if (is_quoted_alone) {
        mended.back() = '"';
        mended += parameter + '"';
        quote = 0;
        i += place.size();
      } else {
        mended += quote == '"'    ? parameter
                  : quote == '\'' ? "'\"" + parameter + "\"'"
                                  : '"' + parameter + '"';
        i += place.size() - 1;
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
std::string remedy_for(const CommandLine& line, WordRange command, std::size_t text, std::string_view place) {
  const std::size_t end = command.first + command.count - 1;
  const std::size_t arguments = end - text - 1;
  const std::size_t number = std::max<std::size_t>(arguments, 1);
  const std::string parameter =
      number > 9 ? "${" + std::to_string(number) + '}' : '$' + std::to_string(number);
  MendedLine mended(line);
  mended.replace(text, with_parameter(line.words[text], place, parameter));
  mended.insert(end, (arguments == 0 ? "sh " : "") + std::string(place));
  return mended.proposal(kRemedy);
}

/// Whether a place in the text is in plain words and quotes, so that a parameter can stand there: not in what
/// is quoted anew or not at all, and the parameters are those that the shell was given.
bool is_plain_program(std::string_view text) {
  constexpr std::string_view kOthers[] = {"$(", "`", "<<", "#", "()", "\\{", "set ", "shift", "function "};
  return std::none_of(std::begin(kOthers), std::end(kOthers),
                      [&](std::string_view other) { return text.find(other) != std::string_view::npos; });
}

/// fish and the C shells number their parameters in other ways.
bool has_parameters_of_sh(const CommandLine& line, const SyntaxNode& node, std::size_t text) {
  for (std::size_t i = node.words.first + 1; i < text; ++i) {
    const std::string_view name = base_name(line.words[i]);
    if (name == "fish" || name == "csh" || name == "tcsh") return false;
  }
  return true;
}

}  // namespace

void guard_commands(const CommandLine& line, const language::SyntaxTree& tree,
                    std::vector<Diagnostic>& found) {
  for (const SyntaxNode& node : tree.nodes) {
    if (!node.row || node.row->operand != language::Operand::command) continue;
    const auto text = find_text(line, node.words);
    if (!text) continue;
    const std::string_view program = line.words[*text];
    const auto place = find_place(program, places_of(node));
    if (!place) continue;
    const bool can_be_mended = is_plain_program(program) &&
                               is_only_one(program, places_of(node), place->place) &&
                               has_parameters_of_sh(line, node, *text);
    found.push_back({"the shell would take the name of the file for a part of its program",
                     {{*text, 1, place->offset, place->place.size()}},
                     {{node.words.first, *text - node.words.first}},
                     can_be_mended ? remedy_for(line, node.words, *text, place->place) : kRemedy});
  }
}

}  // namespace findo::plan
