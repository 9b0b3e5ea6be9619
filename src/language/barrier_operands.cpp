#include "language/barrier_operands.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace findo::language {
namespace {

constexpr std::array<std::string_view, 4> kRuleNames{"newest", "oldest", "largest", "smallest"};

struct OtherName {
  std::string_view typed;
  std::string_view meant;
};

/// What people who come from other tools call these.
constexpr OtherName kOtherKeyNames[] = {
    {"time", "mtime"},      {"date", "mtime"},     {"modified", "mtime"}, {"newest", "-mtime"},
    {"oldest", "mtime"},    {"largest", "-size"},  {"smallest", "size"},  {"bytes", "size"},
    {"length", "size"},     {"extension", "ext"},  {"type", "ext"},       {"version", "natural"},
    {"numeric", "natural"}, {"accessed", "atime"}, {"changed", "ctime"},  {"born", "btime"},
    {"birth", "btime"},     {"level", "depth"},    {"alpha", "path"},     {"basename", "name"}};

template <std::size_t count>
std::optional<std::size_t> try_index(const std::array<std::string_view, count>& names,
                                     std::string_view text) {
  const auto found = std::find(names.begin(), names.end(), text);
  return found != names.end() ? std::optional(static_cast<std::size_t>(found - names.begin())) : std::nullopt;
}

template <class Names>
std::string listed(const Names& names) {
  std::string text;
  for (std::string_view name : names) (text += text.empty() ? "" : " ") += name;
  return text;
}

std::string remedy_for_key(std::string_view key) {
  for (const OtherName& other : kOtherKeyNames) {
    if (other.typed == key) return "did you mean " + std::string(other.meant) + '?';
  }
  return "keys are: " + listed(kSortKeyNames);
}

}  // namespace

base::Result<std::vector<KeyOrder>, OperandError> parse_sort_keys(std::string_view text) {
  std::vector<KeyOrder> orders;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    std::string_view key = text.substr(begin, end - begin);
    const bool is_reversed = key.starts_with('-');
    if (is_reversed) key.remove_prefix(1);
    const auto index = try_index(kSortKeyNames, key);
    if (!index) {
      const std::string message =
          key.empty() ? "a key is missing" : '"' + std::string(key) + "\" is no key to sort by";
      return base::Failure{OperandError{message, begin, end - begin, remedy_for_key(key)}};
    }
    orders.push_back({static_cast<SortKey>(*index), is_reversed});
    begin = end + 1;
  }
  return orders;
}

base::Result<KeepRule, OperandError> parse_keep_rule(std::string_view text) {
  if (const auto index = try_index(kRuleNames, text)) return static_cast<KeepRule>(*index);
  return base::Failure{OperandError{'"' + std::string(text) + "\" does not say which ones to keep", 0, 0,
                                    "one of " + listed(kRuleNames)}};
}

base::Result<KeepGroup, OperandError> parse_keep_group(std::string_view text) {
  if (text == "dir") return KeepGroup::directory;
  if (text == "ext") return KeepGroup::extension;
  return base::Failure{
      OperandError{"entries cannot be kept per \"" + std::string(text) + '"', 0, 0, "per dir, or per ext"}};
}

}  // namespace findo::language
