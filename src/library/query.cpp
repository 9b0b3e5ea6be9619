// From words to a query, by the program's own way.

#include "findo/query.hpp"

#include <algorithm>

#include "library/errors.hpp"
#include "library/query_state.hpp"

namespace findo {
namespace {

using language::Diagnostic;
using language::Primary;
using Outcome = base::Status<Diagnostic>;

/// The long options that bear on what is found and done.
constexpr std::string_view kOptions[] = {"reader",   "ignore",  "ignore-file", "skip", "overwrite",
                                         "parents",  "jobs",    "order",       "tag",  "halt",
                                         "no-guard", "dry-run", "journal"};

std::string_view name_of(std::string_view option) { return option.substr(2, option.find('=') - 2); }

Outcome check_options(const language::CommandLine& line) {
  for (const language::WordRange& words : line.long_options) {
    const std::string_view name = name_of(line.words[words.first]);
    if (std::find(std::begin(kOptions), std::end(kOptions), name) != std::end(kOptions)) continue;
    return base::Failure{Diagnostic{"this option is for the program, not for a query", {words}}};
  }
  return {};
}

/// -D help and -S help are flags that ask for no search. What -D shows goes past the caller, and -q answers
/// by an exit status.
Outcome check_flags(const language::CommandLine& line) {
  for (const language::Flag& flag : line.flags) {
    const language::WordRange words{flag.word};
    if (flag.letter == 'D' || flag.letter == 'q') {
      return base::Failure{Diagnostic{"this flag is for the program, not for a query", {words}}};
    }
    if (flag.letter == 'S' && flag.value == "help")
      return base::Failure{Diagnostic{"this asks for text, not for a search", {words}}};
  }
  return {};
}

/// -help and -version are words of the expression that ask for no search.
Outcome check_expression(const language::CommandLine& line) {
  for (const language::ExpressionToken& token : line.expression) {
    if (!token.row) continue;
    const bool asks_for_text = token.row->primary == Primary::help ||
                               token.row->primary == Primary::version ||
                               (token.row->primary == Primary::regextype &&
                                std::string_view(line.words[token.words.first + 1]) == "help");
    if (asks_for_text)
      return base::Failure{Diagnostic{"this asks for text, not for a search", {token.words}}};
  }
  return {};
}

/// Reads the words into the other parts.
Outcome read_words(Query::State& state) {
  auto line =
      language::split_command_line(state.argv, cli::long_option_takes_value, cli::long_option_names());
  if (!line) return base::Failure{std::move(line.error())};
  state.line = std::move(*line);
  if (auto status = check_flags(state.line); !status) return status;
  if (auto status = check_expression(state.line); !status) return status;
  auto options = cli::read_options(state.line);
  if (!options) return base::Failure{std::move(options.error())};
  if (auto status = check_options(state.line); !status) return status;
  state.options = std::move(*options);
  auto tree = language::parse_expression(state.line);
  if (!tree) return base::Failure{std::move(tree.error())};
  state.tree = std::move(*tree);
  return {};
}

/// A word with a NUL in it would be another word to the system.
Outcome check_bytes(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].find('\0') != std::string::npos) {
      return base::Failure{Diagnostic{"a word cannot hold a zero byte", {{i + 1}}}};
    }
  }
  return {};
}

}  // namespace

Query::Query(std::shared_ptr<const State> state) : state_(std::move(state)) {}

Result<Query> Query::parse(std::vector<std::string> words) {
  auto state = std::make_shared<State>();
  state->words = std::move(words);
  state->argv.push_back(library::kName);
  for (const std::string& word : state->words) state->argv.push_back(word.c_str());
  auto status = check_bytes(state->words);
  if (status) status = read_words(*state);
  if (!status) return library::make_error(state->argv, status.error());
  return QueryAccess::make(std::move(state));
}

const std::vector<std::string>& Query::words() const { return state_->words; }

std::string Query::describe() const {
  return state_->tree.empty() ? std::string() : language::describe(state_->tree, state_->argv);
}

}  // namespace findo
