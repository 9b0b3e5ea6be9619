// Command lines from their words to the bound and optimised expression. No file is touched: the reader knows
// one file under every name, and streams leave files alone. Whatever is refused points at words; whatever is
// bound can be explained. Input: the words, each ending in a NUL; see words_of().
#include <clocale>

#include "act/actions.hpp"
#include "base/utf8.hpp"
#include "cli/options.hpp"
#include "cli/settings.hpp"
#include "fuzz/input.hpp"
#include "language/parser.hpp"
#include "plan/bind.hpp"
#include "plan/explain.hpp"
#include "plan/guards.hpp"
#include "plan/passes.hpp"
#include "plan/reading.hpp"
#include "support/fixed_entry.hpp"

namespace {

using namespace findo;
using fuzz::Input;
using fuzz::is_inside;
using fuzz::require;
using language::CommandLine;
using language::Diagnostic;
using Words = std::span<const char* const>;

void check(const language::WordRange& range, Words words) {
  require(range.count > 0 && is_inside(range.first, range.count, words.size()));
  if (range.length > 0) require(is_inside(range.offset, range.length, std::strlen(words[range.first])));
}

/// No byte of the words can drive the terminal that it is shown on.
void check(const Diagnostic& diagnostic, Words words) {
  require(!diagnostic.message.empty());
  for (const auto& range : diagnostic.at_fault) check(range, words);
  for (const auto& range : diagnostic.concerned) check(range, words);
  const std::string text = language::render_diagnostic(words, diagnostic, "findo");
  require(text.ends_with('\n') && base::is_utf8(text));
  require(std::none_of(text.begin(), text.end(),
                       [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7F'; }));
}

/// Each word of the expression is of one token, in the order typed.
void check(const CommandLine& line) {
  std::size_t next = 1;
  for (const auto& token : line.expression) {
    require(token.words.first >= next && is_inside(token.words.first, token.words.count, line.words.size()));
    next = token.words.first + (token.row == &language::flag_row() ? 0 : token.words.count);
  }
  for (const std::size_t root : line.roots) require(root > 0 && root < line.words.size());
  for (const auto& option : line.long_options) check(option, line.words);
}

/// Operands come before their operators, and each node but the last is of one of them.
void check(const language::SyntaxTree& tree) {
  std::vector<unsigned> uses(tree.nodes.size());
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    for (const language::NodeIndex operand : tree.nodes[i].operands) {
      require(operand < i);
      ++uses[operand];
    }
  }
  for (std::size_t i = 0; i + 1 < uses.size(); ++i) require(uses[i] == 1);
}

/// All levels lead to something that can be told.
void check_tree(const plan::Bound& bound, const CommandLine& line) {
  require(!plan::describe(bound.tree).empty());
  require(!plan::render_lines(plan::tree_lines(bound.tree, line.words), [&](plan::NodeIndex) {
             return std::string();
           }).empty());
  std::vector<std::string_view> roots;
  for (const std::size_t root : line.roots) roots.emplace_back(line.words[root]);
  require(!plan::read_out(bound, roots, line.words).empty());
}

void check_bound(const CommandLine& line, const language::SyntaxTree& tree, plan::Settings settings,
                 const cli::Options& options) {
  tests::FixedReader reader;
  reader.own = reader.followed = tests::plain_facts();
  output::Streams streams;
  streams.leave_files_alone();
  act::Actions actions(streams, nullptr, cli::manner_of(line, options));
  const base::Timestamp start{1'700'000'000, 0};
  auto bound = plan::bind(tree, line, std::move(settings), {reader, actions, start});
  if (!bound) return check(bound.error(), line.words);
  for (const Diagnostic& warning : bound->warnings) check(warning, line.words);
  check_tree(*bound, line);
  plan::optimise(bound->tree, bound->settings.optimiser_level);
  plan::optimise(bound->exclusions, bound->settings.optimiser_level);
  check_tree(*bound, line);
}

/// Directories that others' files go to are opened by whoever makes such an action; and some regular
/// expressions go to glibc.
bool can_be_bound(const CommandLine& line) {
  return std::none_of(line.expression.begin(), line.expression.end(), [&](const auto& token) {
    if (!token.row) return false;
    const bool is_regex =
        token.row->primary == language::Primary::regex || token.row->primary == language::Primary::iregex;
    return token.row->operand == language::Operand::directory ||
           (is_regex && fuzz::is_costly_for_glibc(line.words[token.words.first + 1]));
  });
}

void check_words(Words words) {
  const auto line =
      language::split_command_line(words, cli::long_option_takes_value, cli::long_option_names());
  if (!line) return check(line.error(), words);
  check(*line);
  const auto options = cli::read_options(*line);
  if (!options) return check(options.error(), words);
  const auto tree = language::parse_expression(*line);
  if (!tree) return check(tree.error(), words);
  check(*tree);
  language::describe(*tree, words);
  auto settings = cli::settings_of(*line, *options);
  settings.warnings = true;
  for (const Diagnostic& guard : plan::guards_against(*line, *tree, settings)) check(guard, words);
  if (can_be_bound(*line)) check_bound(*line, *tree, std::move(settings), *options);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostWords = 64;
  static const bool has_locale = std::setlocale(LC_ALL, "C.UTF-8") != nullptr;
  require(has_locale);
  Input input(data, size);
  const auto texts = fuzz::words_of(input, kMostWords);
  std::vector<const char*> words{"findo"};
  for (const std::string& text : texts) words.push_back(text.c_str());
  check_words(words);
  return 0;
}
