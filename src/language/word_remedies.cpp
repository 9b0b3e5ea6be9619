#include "language/word_remedies.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/quoting.hpp"
#include "language/flags.hpp"
#include "language/operands.hpp"
#include "language/primaries.hpp"
#include "language/suggestion.hpp"

namespace findo::language {
namespace {

constexpr std::string_view kOperators[] = {"-not", "-and", "-or", "-a", "-o"};

std::string did_you_mean(std::string_view what) { return "did you mean " + std::string(what) + '?'; }

/// What people who know fd, grep, ls or another find type here.
struct ForeignWord {
  std::string_view word;
  std::string_view remedy;
};
constexpr std::string_view kByEnding = "by the ending of the name: -name '*.txt'";
constexpr std::string_view kDescends =
    "leave it away: a search goes down to the bottom unless -maxdepth ends it";
constexpr ForeignWord kForeignWords[] = {
    {"-0", "did you mean -print0?"},
    {"-date", "did you mean -newermt DATE?"},
    {"-dir", "did you mean -type d?"},
    {"-dirs", "did you mean -type d?"},
    {"-directory", "did you mean -type d?"},
    {"-e", kByEnding},
    {"-ext", kByEnding},
    {"-extension", kByEnding},
    {"-file", "did you mean -type f?"},
    {"-files", "did you mean -type f?"},
    {"-g", "did you mean -name?"},
    {"-glob", "did you mean -name, or -path?"},
    {"-grep", "did you mean -contains?"},
    {"-i", "did you mean -iname?"},
    {"-ignore", "did you mean -exclude?"},
    {"-l", "did you mean -ls?"},
    {"-larger", "did you mean -size +N?"},
    {"-level", "did you mean -maxdepth?"},
    {"-link", "did you mean -type l?"},
    {"-mode", "did you mean -perm?"},
    {"-n", "did you mean -name?"},
    {"-older", "did you mean -mtime +N?"},
    {"-owner", "did you mean -user?"},
    {"-r", kDescends},
    {"-R", kDescends},
    {"-recurse", kDescends},
    {"-recursive", kDescends},
    {"-remove", "did you mean -delete?"},
    {"-smaller", "did you mean -size -N?"},
    {"-t", "did you mean -type?"},
    {"-v", "-not turns a test round; -version shows the version"},
    {"--absolute-path", "paths begin as the root does: give an absolute one"},
    {"--changed-before", "did you mean -mtime +N, or ! -newermt DATE?"},
    {"--changed-within", "did you mean -mtime -N, or -newermt DATE?"},
    {"--extension", kByEnding},
    {"--glob", "did you mean -name, or -path?"},
    {"--hidden", "leave it away: hidden files are found unless -nohidden says otherwise"},
    {"--ignore-case", "did you mean -iname?"},
    {"--no-ignore", "leave it away: nothing is left out unless it is asked for"},
    {"--recursive", kDescends},
};

std::string foreign_remedy(std::string_view word) {
  const auto* row = std::find_if(std::begin(kForeignWords), std::end(kForeignWords),
                                 [&](const ForeignWord& foreign) { return foreign.word == word; });
  return row == std::end(kForeignWords) ? "" : std::string(row->remedy);
}

/// -newerXY for every X and Y, since they are words that nobody has listed.
const std::vector<std::string>& newer_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> made;
    for (const char x : std::string_view("aBcm")) {
      for (const char y : std::string_view("aBcmt")) made.push_back(std::string("-newer") + x + y);
    }
    return made;
  }();
  return words;
}

/// Every word there is that begins with a dash. Views into `storage` and into tables.
std::vector<std::string_view> all_words(std::span<const std::string_view> long_options,
                                        std::vector<std::string>& storage) {
  for (std::string_view name : long_options) storage.push_back("--" + std::string(name));
  for (const FlagRow& row : flag_rows()) storage.push_back(std::string("-") + row.letter);
  std::vector<std::string_view> words(std::begin(kOperators), std::end(kOperators));
  for (const PrimaryRow& row : primary_rows()) words.push_back(row.word);
  words.insert(words.end(), newer_words().begin(), newer_words().end());
  words.insert(words.end(), storage.begin(), storage.end());
  return words;
}

std::string nearest_remedy(std::string_view word, std::span<const std::string_view> long_options) {
  std::vector<std::string> storage;
  const std::string_view nearest = nearest_word(word, all_words(long_options, storage));
  return nearest.empty() || nearest == word ? "" : did_you_mean(nearest);
}

/// `-name=x`, `-reader=std`
std::string remedy_for_equals(std::string_view word, std::span<const std::string_view> long_options) {
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos) return "";
  const std::string_view stem = word.substr(0, equals);
  const PrimaryRow* row = find_primary(stem);
  if (!row) return nearest_remedy(stem, long_options);
  if (row->operand == Operand::none) return std::string(stem) + " takes no operand";
  return "operands stand in a word of their own: " + std::string(stem) + ' ' +
         base::shell_quoted(word.substr(equals + 1));
}

/// Whether `text` can only be an operand that lacks the blank before it.
bool hangs_on(Operand operand, std::string_view text) {
  switch (operand) {
    case Operand::type_list: return static_cast<bool>(parse_types(text));
    case Operand::glob: return text.find_first_of("*?[.") == 0;
    case Operand::size: return static_cast<bool>(parse_size(text));
    case Operand::mode: return text.find_first_of("-/+01234567") == 0;
    case Operand::count:
    case Operand::days:
    case Operand::minutes:
    case Operand::depth_limit:
    case Operand::limit: return text.find_first_of("+-0123456789") == 0;
    default: return false;
  }
}

/// `!name`, `(-name`: an operator that wants to be a word.
std::string remedy_for_joined_operator(std::string_view word) {
  if (!word.starts_with('!') && !word.starts_with('(')) return "";
  const std::string rest(word.substr(1));
  const std::string sign = word[0] == '!' ? "! " : "\\( ";
  if (is_expression_word(rest)) return did_you_mean(sign + rest);
  return did_you_mean(sign +
                      (is_expression_word('-' + rest) ? '-' + rest : "-name " + base::shell_quoted(rest)));
}

/// `-maxdepth1`, `-typef`
std::string remedy_for_missing_blank(std::string_view word) {
  const PrimaryRow* found = nullptr;
  for (const PrimaryRow& row : primary_rows()) {
    const bool longer = !found || row.word.size() > found->word.size();
    const bool begins = word.size() > row.word.size() && word.starts_with(row.word);
    if (longer && begins && hangs_on(row.operand, word.substr(row.word.size()))) found = &row;
  }
  if (!found) return "";
  return "a blank is missing: " + std::string(found->word) + ' ' +
         base::shell_quoted(word.substr(found->word.size()));
}

/// `-newerxy`: two letters, but not those.
std::string remedy_for_newer(std::string_view word) {
  constexpr std::string_view kStem = "-newer";
  const bool has_two_letters = word.starts_with(kStem) && word.size() == kStem.size() + 2;
  return has_two_letters ? "-newerXY: X is one of a B c m, Y one of a B c m t" : "";
}

/// A character of word processors and what it stands for in a shell.
struct Typography {
  std::string_view typeset;
  char plain;
};
constexpr Typography kTypography[] = {
    {"\u2010", '-'},  {"\u2011", '-'},  {"\u2012", '-'},  {"\u2013", '-'}, {"\u2014", '-'},  {"\u2015", '-'},
    {"\u2212", '-'},  {"\uFE58", '-'},  {"\uFE63", '-'},  {"\uFF0D", '-'}, {"\u2018", '\''}, {"\u2019", '\''},
    {"\u201A", '\''}, {"\u201B", '\''}, {"\u2032", '\''}, {"\u201C", '"'}, {"\u201D", '"'},  {"\u201E", '"'},
    {"\u201F", '"'},  {"\u2033", '"'},  {"\u00AB", '"'},  {"\u00BB", '"'},
};

/// The row whose character the text begins with.
const Typography* typography_at(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text[0]) < 0x80) return nullptr;
  const auto* row = std::find_if(std::begin(kTypography), std::end(kTypography),
                                 [&](const Typography& each) { return text.starts_with(each.typeset); });
  return row == std::end(kTypography) ? nullptr : row;
}

}  // namespace

bool is_expression_word(std::string_view word) {
  return find_word(word) != nullptr ||
         std::find(std::begin(kOperators), std::end(kOperators), word) != std::end(kOperators);
}

std::string remedy_for_word(std::string_view word, std::span<const std::string_view> long_options) {
  const std::array remedies{remedy_for_equals(word, long_options),
                            remedy_for_joined_operator(word),
                            foreign_remedy(word),
                            remedy_for_missing_blank(word),
                            remedy_for_newer(word),
                            nearest_remedy(word, long_options)};
  for (const std::string& remedy : remedies) {
    if (!remedy.empty()) return remedy;
  }
  return "--help lists the words that there are";
}

std::string remedy_for_long_option(std::string_view word, std::span<const std::string_view> long_options) {
  const std::size_t equals = word.find('=');
  const std::string_view option = word.substr(0, equals);
  if (std::string remedy = foreign_remedy(option); !remedy.empty()) return remedy;
  const std::string_view primary = option.substr(1);
  if (is_expression_word(primary)) {
    std::string with_operand(primary);
    if (equals != std::string_view::npos) with_operand += ' ' + base::shell_quoted(word.substr(equals + 1));
    return "words of the expression have one dash: " + with_operand;
  }
  if (std::string remedy = nearest_remedy(option, long_options); !remedy.empty()) return remedy;
  if (std::string remedy = nearest_remedy(primary, {}); !remedy.empty()) return remedy;
  return "--help lists the options that there are";
}

std::string with_plain_typography(std::string_view word) {
  std::string plain;
  while (!word.empty()) {
    const Typography* row = typography_at(word);
    plain += row ? row->plain : word[0];
    word.remove_prefix(row ? row->typeset.size() : 1);
  }
  return plain;
}

std::string remedy_for_quotes(std::string_view operand) {
  const Typography* first = typography_at(operand);
  if (!first || first->plain == '-') return "";
  return "the quotes of word processors mean nothing to a shell; type ' or \"";
}

}  // namespace findo::language
