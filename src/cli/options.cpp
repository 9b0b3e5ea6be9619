#include "cli/options.hpp"

#include <algorithm>
#include <array>

#include <CLI/CLI.hpp>

#include "language/word_remedies.hpp"

namespace findo::cli {
namespace {

struct LongOption {
  std::string_view name;
  bool takes_value;
};

constexpr LongOption kLongOptions[] = {{"help", false}, {"version", false}, {"reader", true}, {"list", true}};

/// What CLI11 fills in.
struct RawOptions {
  std::string reader = "auto";
  std::string topic;
  std::string list;
};

void declare(CLI::App& app, RawOptions& raw) {
  app.set_help_flag();
  app.add_option("--help", raw.topic)->expected(0, 1);
  app.add_flag("--version");
  app.add_option("--reader", raw.reader);
  app.add_option("--list", raw.list);
}

language::Diagnostic at_option(const language::CommandLine& line, const language::WordRange& words,
                               std::string message) {
  const std::string_view word = line.words[words.first];
  const bool is_known =
      std::any_of(std::begin(kLongOptions), std::end(kLongOptions),
                  [&](const LongOption& row) { return row.name == word.substr(2, word.find('=') - 2); });
  std::string remedy = is_known ? "" : language::remedy_for_long_option(word, long_option_names());
  return {std::move(message), {words}, {}, std::move(remedy)};
}

/// CLI11 is shown one option at a time, so that what it complains of can be pointed at.
base::Status<language::Diagnostic> read_one(CLI::App& app, const language::CommandLine& line,
                                            const language::WordRange& words) {
  std::string option = line.words[words.first];
  if (words.count > 1) option += '=' + std::string(line.words[words.first + 1]);  // whatever that begins with
  try {
    app.parse(std::vector<std::string>{std::move(option)});
  } catch (const CLI::ExtrasError&) {
    return base::Failure{
        at_option(line, words, "unknown option \"" + std::string(line.words[words.first]) + '"')};
  } catch (const CLI::ParseError& error) {
    return base::Failure{at_option(line, words, error.what())};
  }
  return {};
}

}  // namespace

std::span<const std::string_view> long_option_names() {
  static constexpr auto kNames = [] {
    std::array<std::string_view, std::size(kLongOptions)> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = kLongOptions[i].name;
    return names;
  }();
  return kNames;
}

bool long_option_takes_value(std::string_view name) {
  for (const LongOption& option : kLongOptions) {
    if (option.name == name) return option.takes_value;
  }
  return false;
}

base::Result<Options, language::Diagnostic> read_options(const language::CommandLine& line) {
  Options options;
  for (const language::WordRange& words : line.long_options) {
    CLI::App app;
    RawOptions raw;
    declare(app, raw);
    if (auto status = read_one(app, line, words); !status) return base::Failure{std::move(status.error())};
    if (app.count("--help") > 0) options.help_topic = raw.topic;
    if (app.count("--version") > 0) options.wants_version = true;
    if (app.count("--list") > 0) options.list = raw.list;
    if (app.count("--reader") == 0) continue;
    const auto kind = files::try_reader_kind(raw.reader);
    if (!kind)
      return base::Failure{
          language::Diagnostic{"unknown reader", {words}, {}, "readers are: auto std linux"}};
    options.reader = *kind;
  }
  return options;
}

}  // namespace findo::cli
