#include "cli/explain.hpp"

#include <algorithm>

#include "plan/reading.hpp"

namespace findo::cli {
namespace {

using plan::MatcherTree;
using plan::NodeIndex;

constexpr std::size_t kColumns = 80;

/// The text in lines, each two blanks in.
std::string wrapped(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const bool fits = at > 0 && at + 1 + word.size() <= kColumns;
    out += fits ? " " : at > 0 ? "\n  " : "  ";
    at = fits ? at + 1 + word.size() : 2 + word.size();
    out += word;
  }
  return out + '\n';
}

std::vector<std::string> needs_by_node(const MatcherTree& tree) {
  std::vector<std::string> needs;
  for (const plan::MatcherNode& node : tree.nodes) needs.push_back(plan::needs_of(node));
  return needs;
}

std::string lines_with(const std::vector<plan::TreeLine>& lines, const std::vector<std::string>& notes) {
  return plan::render_lines(lines, [&](NodeIndex leaf) { return notes[leaf]; });
}

std::string as_bound(const MatcherTree& tree, std::span<const char* const> argv) {
  return plan::render_lines(plan::tree_lines(tree, argv), [](NodeIndex) { return std::string(); });
}

}  // namespace

void Explanation::note_bound(const plan::Bound& bound) {
  std::vector<std::string_view> roots(roots_.begin(), roots_.end());
  reading_ = "In words\n" + wrapped(plan::read_out(bound, roots, argv_));
  if (!bound.exclusions.nodes.empty()) bound_ += "\nLeft out\n" + as_bound(bound.exclusions, argv_);
  bound_ += "\nAs understood\n" + as_bound(bound.tree, argv_);
}

void Explanation::note_optimised(const plan::Bound& bound) {
  lines_ = plan::tree_lines(bound.tree, argv_);
  needs_ = needs_by_node(bound.tree);
  exclusion_lines_ = plan::tree_lines(bound.exclusions, argv_);
  exclusion_needs_ = needs_by_node(bound.exclusions);
}

std::string Explanation::text() const {
  std::string text = reading_ + bound_;
  if (!exclusion_lines_.empty()) {
    text +=
        "\nLeft out, as evaluated before everything else\n" + lines_with(exclusion_lines_, exclusion_needs_);
  }
  return text + "\nAs evaluated, with what each leaf needs\n" + lines_with(lines_, needs_);
}

std::string Explanation::text(const Measurement& measured) const {
  std::string text = Explanation::text();
  if (!exclusion_lines_.empty()) {
    text += "\nMeasured, of what is left out\n" + plan::render_lines(exclusion_lines_, [&](NodeIndex leaf) {
              return measured.exclusion_note(leaf);
            });
  }
  text += "\nMeasured\n" + plan::render_lines(lines_, [&](NodeIndex leaf) { return measured.note(leaf); });
  text += "  calls of the walk itself: " + measured.walk_note() + '\n';
  return text + "  calls in all: " + measured.total_note() + '\n';
}

}  // namespace findo::cli
