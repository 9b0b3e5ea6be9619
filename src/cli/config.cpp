// Each setting becomes the long option that it stands for, so that both are checked in the same place. What
// reads the file does not tell the lines of settings, so they are looked up again.

#include "cli/config.hpp"

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

#include "act/user_directories.hpp"
#include "base/messages.hpp"
#include "base/quoting.hpp"
#include "files/whole_file.hpp"
#include "language/suggestion.hpp"

namespace findo::cli {
namespace {

/// The name of a setting or section that a line begins with.
std::string_view name_on(std::string_view line) {
  constexpr std::string_view kBlanks = " \t\r";
  line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
  std::string_view name = line.substr(0, line.find('='));
  name = name.substr(0, name.find('#'));
  name.remove_suffix(name.size() - std::min(name.find_last_not_of(kBlanks) + 1, name.size()));
  return name;
}

/// "line 3: "; nothing where the name is nowhere to be found.
std::string place_of(std::string_view text, std::string_view name) {
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::string_view on_line = name_on(line);
    if (on_line == name || (name == "[" && on_line.starts_with('['))) {
      return "line " + std::to_string(number) + ": ";
    }
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return {};
}

const LongOptionRow* find_setting(std::string_view name) {
  for (const LongOptionRow& row : long_option_rows()) {
    if (row.is_setting && row.name == name) return &row;
  }
  return nullptr;
}

std::string unknown_setting(const std::string& name) {
  std::vector<std::string_view> names;
  for (const LongOptionRow& row : long_option_rows()) {
    if (row.is_setting) names.push_back(row.name);
  }
  const std::string_view nearest = language::nearest_word(name, names);
  std::string sentence = "there is no setting " + base::name_quoted(name);
  if (!nearest.empty()) return sentence + ", did you mean " + std::string(nearest) + '?';
  sentence += "; settings are:";
  for (const std::string_view each : names) sentence += ' ' + std::string(each);
  return sentence;
}

using Word = base::Result<std::string, std::string>;

/// The long option that a setting stands for; empty for one that is switched off.
Word word_of(const ConfigItem& item) {
  const LongOptionRow* const row = find_setting(item.name);
  if (!row) return base::Failure{unknown_setting(item.name)};
  const std::string option = "--" + item.name;
  if (!row->is_switch()) return option + '=' + item.value;
  if (item.value == "true") return option;
  if (item.value == "false") return std::string();
  return base::Failure{base::name_quoted(item.name) + " is true or false"};
}

/// Reads the words as if they had been typed.
base::Result<Options, language::Diagnostic> read_words(const std::vector<std::string>& words) {
  std::vector<const char*> argv;
  language::CommandLine line;
  for (const std::string& word : words) {
    line.long_options.push_back({argv.size(), 1});
    argv.push_back(word.c_str());
  }
  line.words = argv;
  auto options = read_options(line);
  if (options) options->colour.words = {};  // nowhere on the command line
  return options;
}

}  // namespace

bool reads_config(const Options& options) {
  return !options.no_config && base::program_name() != "find" && isatty(STDOUT_FILENO) == 1;
}

base::Result<Options, std::string> parse_config(std::string_view text) {
  const auto items = read_config_items(text);
  if (!items) return base::Failure{items.error()};
  std::vector<std::string> words;
  std::vector<std::string> names;
  for (const ConfigItem& item : *items) {
    if (!item.sections.empty()) return base::Failure{place_of(text, "[") + "there are no sections here"};
    auto word = word_of(item);
    if (!word) return base::Failure{place_of(text, item.name) + word.error()};
    if (word->empty()) continue;
    words.push_back(std::move(*word));
    names.push_back(item.name);
  }
  auto options = read_words(words);
  if (options) return std::move(*options);
  const language::Diagnostic& wrong = options.error();
  return base::Failure{place_of(text, names[wrong.at_fault.front().first]) + wrong.message};
}

base::Result<Options, std::string> load_config() {
  const auto home = act::config_home();
  if (!home) return Options{};
  const std::string path = *home + "/findo/config";
  const auto text = files::load_whole_file({AT_FDCWD, {}}, path, files::FollowLinks::yes);
  if (!text) {
    const int code = text.error().code;
    if (code == ENOENT || code == ENOTDIR) return Options{};
    return base::Failure{base::path_message(path, base::describe(text.error()))};
  }
  auto options = parse_config(*text);
  if (options) return options;
  return base::Failure{base::path_message(path, options.error()) + "  --no-config does without it\n"};
}

}  // namespace findo::cli
