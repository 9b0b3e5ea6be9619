#include "language/primary_help.hpp"

#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "language/parser.hpp"

using namespace findo::language;

namespace {

/// The words of a command line up to a pipe, as a shell cuts them: blanks, single quotes, backslashes.
std::vector<std::string> shell_words(std::string_view text) {
  std::vector<std::string> words;
  std::optional<std::string> word;
  bool is_quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!is_quoted && c == '|') break;
    if (!is_quoted && c == ' ') {
      if (word) words.push_back(*std::exchange(word, std::nullopt));
      continue;
    }
    if (!word) word.emplace();
    if (c == '\'') {
      is_quoted = !is_quoted;
    } else if (c == '\\' && !is_quoted) {
      *word += text[++i];
    } else {
      *word += c;
    }
  }
  if (word) words.push_back(*word);
  return words;
}

}  // namespace

TEST_CASE("help: every primary is explained, with an example that holds it", "[language][help]") {
  for (const PrimaryRow& row : primary_rows()) {
    INFO(row.word);
    const PrimaryHelp& help = help_of(row);
    CHECK(help.text.ends_with('.'));
    CHECK(help.example.find("findo") != std::string_view::npos);
    CHECK((row.operand == Operand::none) == operand_help(row.operand).empty());
  }
}

TEST_CASE("help: every example is a command line that is right", "[language][help]") {
  for (const PrimaryRow& row : primary_rows()) {
    const std::string_view example = help_of(row).example;
    const std::size_t start = example.find("findo ");
    if (start == std::string_view::npos) continue;
    INFO(example);
    const std::vector<std::string> words = shell_words(example.substr(start));
    std::vector<const char*> pointers;
    for (const std::string& word : words) pointers.push_back(word.c_str());
    const auto line = split_command_line(pointers, [](std::string_view) { return false; });
    REQUIRE(line);
    CHECK(parse_expression(*line));
    const bool shows_meaning =
        std::any_of(line->expression.begin(), line->expression.end(), [&](const ExpressionToken& token) {
          const bool is_exclude = token.kind == ExpressionToken::Kind::exclude;
          return (token.row && token.row->primary == row.primary) ||
                 (is_exclude && row.primary == Primary::exclude);
        });
    CHECK((shows_meaning || example.find(row.word) != std::string_view::npos ||
           row.kind == PrimaryKind::notice));
  }
}

TEST_CASE("help: topics are words of the expression, flags, and five more", "[language][help]") {
  CHECK(is_help_topic("-name"));
  CHECK(is_help_topic("tests"));
  CHECK_FALSE(is_help_topic("--"));
  CHECK_FALSE(is_help_topic("."));
  CHECK_FALSE(is_help_topic(""));
}
