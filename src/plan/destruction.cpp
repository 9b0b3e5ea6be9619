#include "plan/destruction.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace findo::plan {
namespace {

using language::CommandLine;
using language::NodeIndex;
using language::Operand;
using language::Primary;
using language::SyntaxNode;
using Kind = SyntaxNode::Kind;

/// What runs the command that comes behind it, options and assignments in between.
struct Forerunner {
  std::string_view name;
  std::string_view with_value{};  ///< options, by their letters, whose value is the next word
  std::size_t operands = 0;       ///< of its own, before the command
};
constexpr Forerunner kForerunners[] = {{"sudo", "CDghpRrTtUu"}, {"doas", "aCu"},   {"env", "Cu"},
                                       {"nice", "n"},           {"ionice", "cn"},  {"nohup"},
                                       {"time", "fo"},          {"command"},       {"timeout", "ks", 1},
                                       {"stdbuf", "eio"},       {"setsid"},        {"busybox"},
                                       {"chrt", "DPT", 1},      {"taskset", "", 1}};

const Forerunner* find_forerunner(std::string_view name) {
  const auto* const found = std::find_if(std::begin(kForerunners), std::end(kForerunners),
                                         [&](const Forerunner& each) { return each.name == name; });
  return found == std::end(kForerunners) ? nullptr : found;
}

/// The command itself, as in `sudo rm`; without the directory it is in.
std::string_view command_name(const CommandLine& line, const SyntaxNode& leaf) {
  const std::size_t end = leaf.words.first + leaf.words.count - 1;  // its ; or +
  std::string_view name;
  const Forerunner* before = nullptr;
  std::size_t operands = 0;
  for (std::size_t i = leaf.words.first + 1; i < end; ++i) {
    const std::string_view word = line.words[i];
    if (before && word.starts_with('-')) {
      const bool takes_next = word.size() == 2 && before->with_value.find(word[1]) != std::string_view::npos;
      i += takes_next ? 1 : 0;
      continue;
    }
    if (before && word.find('=') != std::string_view::npos) continue;
    if (before && operands < before->operands) {
      ++operands;
      continue;
    }
    name = word.substr(word.rfind('/') + 1);  // npos + 1 is 0
    before = find_forerunner(name);
    operands = 0;
    if (!before) break;
  }
  return name;
}

bool runs_destroyer(const CommandLine& line, const SyntaxNode& leaf) {
  constexpr std::array<std::string_view, 7> kDestroyers{"rm",    "rmdir",     "unlink", "shred",
                                                        "trash", "trash-put", "mv"};
  if (leaf.row->operand != Operand::command) return false;
  if (leaf.row->primary == Primary::ok || leaf.row->primary == Primary::okdir) return false;
  return std::find(kDestroyers.begin(), kDestroyers.end(), command_name(line, leaf)) != kDestroyers.end();
}

}  // namespace

bool is_destructive(const CommandLine& line, const SyntaxNode& leaf) {
  if (!leaf.row) return false;
  switch (leaf.row->primary) {
    case Primary::delete_:
    case Primary::trash:
    case Primary::move_to: return true;
    default: return runs_destroyer(line, leaf);
  }
}

std::vector<bool> destructions_of(const CommandLine& line, const std::vector<SyntaxNode>& nodes) {
  std::vector<bool> destroys(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const SyntaxNode& node = nodes[i];
    const auto one_does = [&](NodeIndex operand) -> bool { return destroys[operand]; };
    switch (node.kind) {
      case Kind::primary: destroys[i] = is_destructive(line, node); break;
      case Kind::or_: destroys[i] = std::all_of(node.operands.begin(), node.operands.end(), one_does); break;
      case Kind::and_:
      case Kind::comma:
        destroys[i] = std::any_of(node.operands.begin(), node.operands.end(), one_does);
        break;
      default: break;  // `! -exec rm {} ;` asks whether it failed
    }
  }
  return destroys;
}

std::string name_of_destruction(const CommandLine& line, const SyntaxNode& leaf) {
  std::string name(line.words[leaf.words.first]);
  if (leaf.row->operand == Operand::command) name += ' ' + std::string(command_name(line, leaf));
  return name;
}

}  // namespace findo::plan
