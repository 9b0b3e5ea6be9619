// What the functions that bind one primary each share: the words, the state that earlier options have left,
// the outcome.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/ignore_roots.hpp"
#include "files/tree_totals.hpp"
#include "language/operands.hpp"
#include "language/regex_dialects.hpp"
#include "plan/bind.hpp"

namespace findo::plan {

/// A leaf in the making.
struct Leaf {
  std::unique_ptr<Test> test{};
  files::FactSet facts{};
  std::shared_ptr<Barrier> barrier{};
};
using LeafResult = base::Result<Leaf, language::Diagnostic>;

/// The state of one binding, from the first word to the last.
struct Binder {
  const language::CommandLine& line;
  const BindEnvironment& environment;
  Settings settings;
  /// Shown in any case. GNU find 4.9: -nowarn does not silence what is odd about a format or a mode.
  std::vector<language::Diagnostic> warnings{};
  bool warnings_are_refused = false;  ///< by -nowarn, which GNU find heeds only where it warns on a terminal
  std::vector<language::Diagnostic> remarks{};  ///< shown only where warnings are wanted
  /// What -mtime and its kin count from: one day ago, or the start of today after -daystart (GNU find 4.9).
  base::Timestamp age_origin{};
  bool day_started = false;
  language::RegexDialect regex_dialect{};
  const language::SyntaxNode* first_other = nullptr;  ///< the first primary that is no option
  std::vector<MatcherTree> exclusions{};              ///< of -exclude and -nohidden, in the order typed
  std::shared_ptr<bool> limit_reached{};              ///< shared by all -limit; null: there is none
  std::shared_ptr<files::IgnoreRoots> ignoring{};     ///< null: nobody has asked for ignore rules
  std::size_t barriers = 0;                           ///< how many there are

  std::shared_ptr<files::TreeTotals> tree_totals{};  ///< of -tree-bytes and its kin; null: there are none
  std::size_t has_level = 0;                         ///< how many -has are being bound

  /// What -age and its kin count from: the start of the run, or, as for -mmin, the end of today after
  /// -daystart.
  base::Timestamp exact_now() const {
    constexpr std::int64_t kDaySeconds = 24 * 60 * 60;
    return {age_origin.seconds + kDaySeconds, age_origin.nanoseconds};
  }
  std::string_view word(const language::SyntaxNode& node, std::size_t index) const {
    return line.words[node.words.first + index];
  }
  std::string_view operand(const language::SyntaxNode& node) const { return word(node, 1); }
};

/// The error that operand `index` (1: the first) of a primary is wrong, with the stretch at fault underlined.
inline base::Failure<language::Diagnostic> operand_failure(const language::SyntaxNode& node,
                                                           std::string message, std::size_t index = 1,
                                                           std::size_t offset = 0, std::size_t length = 0) {
  return base::Failure{language::Diagnostic{
      std::move(message), {{node.words.first + index, 1, offset, length}}, {{node.words.first, 1}}}};
}
inline base::Failure<language::Diagnostic> operand_failure(const language::SyntaxNode& node,
                                                           language::OperandError error) {
  auto failure = operand_failure(node, std::move(error.message), 1, error.offset, error.length);
  failure.error.remedy = std::move(error.remedy);
  return failure;
}
/// The same with a remedy that whoever binds knows better.
inline base::Failure<language::Diagnostic> operand_failure(const language::SyntaxNode& node,
                                                           language::OperandError error, std::string remedy) {
  error.remedy = std::move(remedy);
  return operand_failure(node, std::move(error));
}

template <class T, class... Arguments>
Leaf make_leaf(files::FactSet facts, Arguments&&... arguments) {
  return {std::make_unique<T>(std::forward<Arguments>(arguments)...), facts};
}

/// A leaf that is always true, as options are, or always false.
Leaf make_constant(bool truth);

/// -has or -has-no: whether the tree, which only looks, holds of an entry of a directory. `level`: how many
/// of its kind it stands within.
Leaf make_has_test(MatcherTree tree, bool wanted, std::size_t level);

/// -hidden.
Leaf make_hidden_test();

/// The facts of a reference file, following links as the search does; a link that leads nowhere stands for
/// itself.
base::Result<files::Facts, language::Diagnostic> load_reference(const Binder& binder,
                                                                const language::SyntaxNode& node,
                                                                files::FactSet wanted);

LeafResult bind_option(Binder& binder, const language::SyntaxNode& node);
LeafResult bind_name_test(Binder& binder, const language::SyntaxNode& node);
LeafResult bind_tree_test(Binder& binder, const language::SyntaxNode& node);
LeafResult bind_exact_test(Binder& binder, const language::SyntaxNode& node);
LeafResult bind_status_test(Binder& binder, const language::SyntaxNode& node);
LeafResult bind_time_test(Binder& binder, const language::SyntaxNode& node);
LeafResult bind_owner_test(Binder& binder, const language::SyntaxNode& node);
LeafResult bind_attribute_test(Binder& binder, const language::SyntaxNode& node);
LeafResult bind_content_test(Binder& binder, const language::SyntaxNode& node);
LeafResult bind_file_test(Binder& binder, const language::SyntaxNode& node);

}  // namespace findo::plan
