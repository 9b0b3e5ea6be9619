#include "plan/remarks.hpp"

#include <algorithm>
#include <string>

#include "files/mounts.hpp"
#include "language/operands.hpp"
#include "language/suggestion.hpp"
#include "language/word_remedies.hpp"

namespace findo::plan {
namespace {

using language::Comparison;
using language::Diagnostic;
using language::Operand;
using language::Primary;
using language::PrimaryKind;
using language::SyntaxNode;

/// A remark on the operand of a leaf.
void add(Remarks& remarks, const SyntaxNode& leaf, std::string message, std::string remedy) {
  remarks.found.push_back(
      {std::move(message), {{leaf.words.first + 1, 1}}, {{leaf.words.first, 1}}, std::move(remedy)});
}

/// `-name -print`: the pattern has been forgotten.
void remark_on_swallowed_word(Remarks& remarks, const SyntaxNode& leaf) {
  const bool is_free_text = leaf.row->operand == Operand::glob || leaf.row->operand == Operand::regex ||
                            leaf.row->operand == Operand::output_file || leaf.row->operand == Operand::format;
  const std::string operand(remarks.operand(leaf));
  if (!is_free_text || !language::is_expression_word(operand)) return;
  add(remarks, leaf, "this " + operand + " is the operand of " + std::string(remarks.word(leaf, 0)),
      "is the operand of " + std::string(remarks.word(leaf, 0)) + " missing?");
}

std::string in_bytes(std::string_view number_and_unit) {
  const auto size = language::parse_size(number_and_unit);
  return size ? std::to_string(size->count.number * size->unit_bytes) + 'c' : "";
}

/// GNU find 4.9: sizes are rounded up to the unit, so that nothing but 0 is below 1.
void remark_on_size(Remarks& remarks, const SyntaxNode& leaf) {
  const std::string_view operand = remarks.operand(leaf);
  const auto size = language::parse_size(operand);
  const bool is_below_one = size && size->count.comparison == Comparison::less && size->count.number == 1;
  if (!is_below_one || size->unit_bytes == 1) return;
  const std::string unit = size->unit_bytes == 512 ? "blocks of 512 bytes" : std::string(1, operand.back());
  add(remarks, leaf, "sizes are rounded up to whole " + unit + ", so only empty files are below 1",
      "smaller than that in bytes: -size -" + in_bytes(operand.substr(1)) + "; empty files: -size 0");
}

/// `-size -0`, `-inum -0`: of times it means the future, which there is.
void remark_on_below_zero(Remarks& remarks, const SyntaxNode& leaf) {
  const Operand kind = leaf.row->operand;
  if (kind != Operand::count && kind != Operand::size && kind != Operand::depth) return;
  const auto size = language::parse_size(remarks.operand(leaf));
  if (!size || size->count.comparison != Comparison::less || size->count.number != 0) return;
  add(remarks, leaf, "nothing is less than 0, so this is never true",
      "exactly 0 is written without the sign");
}

void remark_on_links(Remarks& remarks, const SyntaxNode& leaf) {
  const auto count = language::parse_count(remarks.operand(leaf));
  if (!count || remarks.settings.links == files::LinkPolicy::always) return;
  const bool is_none = (count->comparison == Comparison::equal && count->number == 0) ||
                       (count->comparison == Comparison::less && count->number == 1);
  if (is_none) {
    add(remarks, leaf, "what has a name has a link, so this is hardly ever true",
        "files with one name: -links 1; deleted ones that are open: findo -L /proc/PID/fd -links 0");
  }
}

void remark_on_mode(Remarks& remarks, const SyntaxNode& leaf) {
  const std::string_view operand = remarks.operand(leaf);
  const auto mode = language::parse_mode(operand, 0);
  if (!mode) return;
  using Match = language::ModeOperand::Match;
  if (mode->match == Match::all_of && mode->for_files == 0 && mode->for_directories == 0) {
    add(remarks, leaf, "no permission is asked for, so every file has all of them",
        "for files without any permission: -perm 0");
  } else if (mode->match == Match::exactly && operand.starts_with('+')) {
    const std::string symbols(operand.substr(1));
    add(remarks, leaf, "this + is part of a mode, so the permissions must be exactly that",
        "for any of these permissions: -perm /a+" + symbols + "; for all: -perm -a+" + symbols);
  }
}

void remark_on_file_system(Remarks& remarks, const SyntaxNode& leaf) {
  const std::vector<std::string> mounted = files::mounted_types();
  const std::vector<std::string_view> types(mounted.begin(), mounted.end());
  const std::string_view type = remarks.operand(leaf);
  if (mounted.empty() || std::find(types.begin(), types.end(), type) != types.end()) return;
  const std::string_view nearest = language::nearest_word(type, types);
  std::string remedy = "mounted are:";
  for (std::string_view each : types) remedy += ' ' + std::string(each);
  if (!nearest.empty()) remedy = "did you mean " + std::string(nearest) + '?';
  add(remarks, leaf, "no file system of this type is mounted, so this is not true anywhere",
      std::move(remedy));
}

/// `-newermt today`: for date(1), whose language this is, today is now.
void remark_on_today(Remarks& remarks, const SyntaxNode& leaf) {
  const std::string_view word = remarks.word(leaf, 0);
  const bool is_date = leaf.row->operand == Operand::date ||
                       (leaf.row->operand == Operand::date_or_file && word.ends_with('t'));
  if (!is_date || remarks.operand(leaf) != "today") return;
  add(remarks, leaf, "today means this very moment", "since midnight: " + std::string(word) + " 0:00");
}

void remark_on_leaf(Remarks& remarks, const SyntaxNode& leaf) {
  remark_on_today(remarks, leaf);
  remark_on_swallowed_word(remarks, leaf);
  remark_on_below_zero(remarks, leaf);
  switch (leaf.row->primary) {
    case Primary::size: return remark_on_size(remarks, leaf);
    case Primary::links: return remark_on_links(remarks, leaf);
    case Primary::perm: return remark_on_mode(remarks, leaf);
    case Primary::fstype: return remark_on_file_system(remarks, leaf);
    default: break;
  }
}

const SyntaxNode* find_last(const Remarks& remarks, Primary primary) {
  const auto& nodes = remarks.tree.nodes;
  const auto found = std::find_if(nodes.rbegin(), nodes.rend(), [&](const SyntaxNode& node) {
    return node.row && node.row->primary == primary;
  });
  return found == nodes.rend() ? nullptr : &*found;
}

void remark_on_depths(Remarks& remarks) {
  const SyntaxNode* least = find_last(remarks, Primary::mindepth);
  const SyntaxNode* most = find_last(remarks, Primary::maxdepth);
  if (!least || !most || remarks.settings.min_depth <= remarks.settings.max_depth) return;
  remarks.found.push_back({"nothing is as deep as -mindepth wants and as high as -maxdepth wants",
                           {least->words, most->words},
                           {},
                           "the number of -maxdepth must not be the smaller one"});
}

/// Without -delete, with which bind() speaks up itself.
void remark_on_prune(Remarks& remarks) {
  const SyntaxNode* prune = find_last(remarks, Primary::prune);
  if (!prune || !remarks.settings.post_order || find_last(remarks, Primary::delete_)) return;
  const SyntaxNode* depth = find_last(remarks, Primary::depth);
  Diagnostic remark{"this -prune changes nothing: under -depth what is in a directory has its turn first",
                    {prune->words},
                    {},
                    "leave out, also under -depth: -exclude"};
  if (depth) remark.concerned.push_back(depth->words);
  remarks.found.push_back(std::move(remark));
}

}  // namespace

void remark_on_leaves(Remarks& remarks) {
  for (const SyntaxNode& node : remarks.tree.nodes) {
    if (node.row && node.kind == SyntaxNode::Kind::primary && node.row->kind != PrimaryKind::notice)
      remark_on_leaf(remarks, node);
  }
  remark_on_depths(remarks);
  remark_on_prune(remarks);
}

std::vector<Diagnostic> remarks_on(const language::CommandLine& line, const language::SyntaxTree& tree,
                                   const Settings& settings) {
  std::vector<Diagnostic> found;
  Remarks remarks{line, tree, settings, found};
  remark_on_patterns(remarks);
  remark_on_leaves(remarks);
  remark_on_structure(remarks);
  for (const language::SyntaxTree& exclusion : tree.exclusions) {
    Remarks inner{line, exclusion, settings, found};
    remark_on_patterns(inner);
    remark_on_leaves(inner);
    remark_on_structure(inner);
  }
  constexpr std::size_t kMost = 8;
  if (found.size() > kMost) found.erase(found.begin() + kMost, found.end());
  return found;
}

}  // namespace findo::plan
