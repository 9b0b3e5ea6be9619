// Every node becomes a part: a condition, which has two sides and no effect, or a sentence that tells what is
// done. They are put together from the leaves upwards, in the order in which the tree is stored:
//   and(name:x, type:f, print)     if its name matches 'x' and it is a regular file: print its path
//   or(and(name:x, prune), print)  if its name matches 'x': do not go below it; otherwise: print its path

#include "plan/reading.hpp"

#include "base/quoting.hpp"
#include "plan/phrases.hpp"

namespace findo::plan {
namespace {

using Kind = language::SyntaxNode::Kind;
using language::Primary;
using language::PrimaryKind;

constexpr std::size_t kMostLeaves = 300;

/// Whether the leaf is what its row's word says, and not something that only behaves alike.
bool has_own_word(const MatcherNode& leaf) { return leaf.row && leaf.row->word == '-' + leaf.label; }

/// How a condition may be put beside others without being misread.
enum class Binding : std::uint8_t { single, all_of, any_of };

struct Part {
  bool does = false;       ///< a sentence that tells what is done; else a condition
  bool may_fail = false;   ///< of a sentence: its truth is not known before
  bool is_always = false;  ///< of a condition: true whatever happens
  Binding binding = Binding::single;
  Binding binding_of_no = Binding::single;
  std::string yes{};   ///< the sentence, or the condition
  std::string no{};    ///< the condition turned round
  std::string told{};  ///< of a condition that ends in a barrier, the same as a sentence
};

std::string grouped(const std::string& text, Binding own, Binding around) {
  return own == Binding::single || own == around ? text : '(' + text + ')';
}

/// The conditions joined; the other side by the laws of De Morgan.
Part joined(const std::vector<const Part*>& parts, Binding binding) {
  if (parts.size() == 1) return *parts.front();
  const Binding other = binding == Binding::all_of ? Binding::any_of : Binding::all_of;
  const auto word = [](Binding each) { return each == Binding::all_of ? " and " : " or "; };
  Part all{.binding = binding, .binding_of_no = other};
  for (const Part* part : parts) {
    all.yes += (all.yes.empty() ? "" : word(binding)) + grouped(part->yes, part->binding, binding);
    all.no += (all.no.empty() ? "" : word(other)) + grouped(part->no, part->binding_of_no, other);
  }
  return all;
}

/// Whether it is known beforehand that an action is true.
bool may_fail(const language::PrimaryRow& row, std::span<const std::string_view> words) {
  if (row.operand == language::Operand::command) return words.empty() || words.back() != "+";
  return row.effect == language::Effect::world && row.operand != language::Operand::limit &&
         row.primary != Primary::quit && row.primary != Primary::exit;
}

/// What stands around the expression and has no word of its own.
Part part_of_guard(const MatcherNode& leaf) {
  if (leaf.label == "X")
    return {.yes = "xargs would take its path as it is", .no = "xargs would not take its path"};
  if (leaf.label == "unique") return {.yes = "it is met for the first time", .no = "it has been met before"};
  if (leaf.label == "confirm") return {.yes = "all that is to be done is approved of", .no = "it is not"};
  if (leaf.label == "own") return {.yes = "this search has put it there", .no = "it was there before"};
  if (leaf.label.starts_with("--"))
    return {.yes = leaf.label + " leaves it out", .no = leaf.label + " does not leave it out"};
  if (leaf.label == "end" || !leaf.row || leaf.row->kind == PrimaryKind::special)
    return {.is_always = true, .yes = "always", .no = "never"};
  return {.yes = leaf.label + " holds", .no = leaf.label + " does not hold"};
}

/// Whether a leaf is no primary with its operands.
bool is_guard(const MatcherNode& leaf) {
  if (!leaf.row || leaf.row->primary == language::Primary::exclude) return true;
  const bool is_primary = has_own_word(leaf) && leaf.label != "X" && leaf.label != "unique";
  return leaf.words.count == 0 && !is_primary;
}

Part part_of_leaf(const MatcherNode& leaf, std::span<const char* const> argv) {
  if (is_guard(leaf)) return part_of_guard(leaf);
  const std::vector<std::string_view> words = words_of(leaf, argv);
  Phrase phrase = phrase_of(*leaf.row, words);
  const bool does = leaf.row->kind == PrimaryKind::action;
  return {.does = does,
          .may_fail = does && may_fail(*leaf.row, words),
          .is_always = !does && phrase.yes == "always",
          .yes = phrase.yes,
          .no = std::move(phrase.no),
          .told = std::move(phrase.told)};
}

/// Deeds behind conditions: "if A and B: C, then D".
Part sequence(const std::vector<const Part*>& parts) {
  Part all{.does = true};
  std::vector<const Part*> conditions;
  bool last_may_fail = false;
  for (const Part* part : parts) {
    if (!part->does && part->told.empty()) {
      conditions.push_back(part);
      continue;
    }
    if (!all.yes.empty()) all.yes += last_may_fail ? ", then, where that succeeded, " : ", then ";
    if (!conditions.empty()) all.yes += "if " + joined(conditions, Binding::all_of).yes + ": ";
    all.yes += part->told.empty() ? part->yes : part->told;
    conditions.clear();
    last_may_fail = part->may_fail;
    all.may_fail |= part->may_fail;
  }
  return all;
}

Part part_of_and(std::vector<const Part*> parts) {
  std::erase_if(parts, [](const Part* part) { return part->is_always; });
  if (parts.empty()) return {.is_always = true, .yes = "always", .no = "never"};
  for (const Part* part : parts) {
    if (part->does) return sequence(parts);
  }
  Part all = joined(parts, Binding::all_of);
  if (!parts.back()->told.empty()) all.told = sequence(parts).yes;
  return all;
}

/// Deeds one of which is done: "if A: B; otherwise: C".
Part part_of_or(const std::vector<const Part*>& parts) {
  bool does = false;
  for (const Part* part : parts) does |= part->does;
  if (!does) return joined(parts, Binding::any_of);
  Part all{.does = true};
  std::vector<const Part*> conditions;
  for (const Part* part : parts) {
    if (!part->does) {
      conditions.push_back(part);
      continue;
    }
    if (!all.yes.empty()) all.yes += all.may_fail ? "; otherwise, or where that failed: " : "; otherwise: ";
    if (!conditions.empty()) all.yes += "unless " + joined(conditions, Binding::any_of).yes + ": ";
    all.yes += part->yes;
    conditions.clear();
    all.may_fail |= part->may_fail;
  }
  return all;
}

Part part_of_comma(const std::vector<const Part*>& parts) {
  Part all = *parts.back();
  std::string before;
  for (const Part* part : parts) {
    if (part == parts.back() || !part->does) continue;
    before += (before.empty() ? "" : "; and in any case: ") + part->yes;
  }
  if (before.empty()) return all;
  if (all.does) before += "; and in any case: " + all.yes;
  return {.does = true, .may_fail = all.does ? all.may_fail : !all.is_always, .yes = std::move(before)};
}

Part part_of_not(const Part& part) {
  if (part.does) return {.does = true, .may_fail = true, .yes = part.yes};
  return {.binding = part.binding_of_no, .binding_of_no = part.binding, .yes = part.no, .no = part.yes};
}

Part part_of_operator(const MatcherNode& node, const std::vector<Part>& all) {
  std::vector<const Part*> parts;
  for (const NodeIndex operand : node.operands) parts.push_back(&all[operand]);
  switch (node.kind) {
    case Kind::not_: return part_of_not(*parts.front());
    case Kind::or_: return part_of_or(parts);
    case Kind::comma: return part_of_comma(parts);
    default: return part_of_and(std::move(parts));
  }
}

Part part_of(const MatcherTree& tree, std::span<const char* const> argv) {
  std::vector<Part> parts;
  for (const MatcherNode& node : tree.nodes) {
    parts.push_back(node.kind == Kind::primary ? part_of_leaf(node, argv) : part_of_operator(node, parts));
  }
  return parts.back();
}

std::string roots_in_words(const Settings& settings, std::span<const std::string_view> roots) {
  if (settings.roots_file) return "the roots listed in " + base::name_quoted(*settings.roots_file);
  std::string text;
  for (const std::string_view root : roots) text += (text.empty() ? "" : ", ") + base::name_quoted(root);
  return text.empty() ? "'.'" : text;
}

std::string levels_in_words(const Settings& settings) {
  const int most = settings.max_depth;
  std::string text = most == 0 ? "looks at nothing below"
                     : most == std::numeric_limits<int>::max()
                         ? "goes through everything below"
                         : "goes down " + std::to_string(most) + (most == 1 ? " level" : " levels");
  if (settings.min_depth > 0) {
    text += ", leaving out what is above level " + std::to_string(settings.min_depth);
  }
  return text;
}

std::string manner_in_words(const Settings& settings) {
  std::string text = settings.links == files::LinkPolicy::always       ? "Symbolic links are followed"
                     : settings.links == files::LinkPolicy::roots_only ? "Symbolic links are followed where "
                                                                         "they are roots"
                                                                       : "Symbolic links are not followed";
  if (settings.skip_mounts) {
    text += ", mount points are left out";
  } else if (settings.stay_on_device) {
    text += ", other file systems are not entered";
  }
  if (settings.sorted) text += ", each directory is sorted by name";
  if (settings.order == VisitOrder::bfs) text += ", each level comes before the next";
  text += settings.post_order ? ", a directory comes after what is in it."
                              : ", a directory comes before what is in it.";
  return text;
}

}  // namespace

std::vector<std::string_view> words_of(const MatcherNode& leaf, std::span<const char* const> argv) {
  if (leaf.words.count == 0) {
    return {has_own_word(leaf) ? leaf.row->word : std::string_view(leaf.label)};
  }
  std::vector<std::string_view> words;
  for (const char* word : argv.subspan(leaf.words.first, leaf.words.count)) words.emplace_back(word);
  return words;
}

std::string read_out(const Bound& bound, std::span<const std::string_view> roots,
                     std::span<const char* const> argv) {
  std::string text = "Starts at " + roots_in_words(bound.settings, roots) + " and " +
                     levels_in_words(bound.settings) + ". " + manner_in_words(bound.settings);
  if (bound.tree.nodes.size() + bound.exclusions.nodes.size() > kMostLeaves)
    return text + " The expression is too long to be read out.";
  if (!bound.exclusions.nodes.empty()) {
    text +=
        " An entry is left out, with everything below it, if " + part_of(bound.exclusions, argv).yes + '.';
  }
  const Part whole = part_of(bound.tree, argv);
  const std::string what = whole.does ? whole.yes : "nothing is done";
  return text + " For each entry: " + what + '.';
}

}  // namespace findo::plan
