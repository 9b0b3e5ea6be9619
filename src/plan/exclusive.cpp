#include "plan/exclusive.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include "files/facts.hpp"
#include "language/operands.hpp"

namespace findo::plan {
namespace {

using language::Comparison;
using language::Operand;
using language::Primary;
using language::SyntaxNode;

/// What a test looks at. Tests of different kinds are never held against each other.
enum class Kind : std::uint8_t {
  none,
  type,
  other_type,
  name,
  path,
  extension,
  link_text,
  size,
  links,
  inode,
  user,
  group,
  depth,
  read_age,
  content_age,
  status_age,
  birth_age,
  file_system,
};

Kind kind_of(Primary primary) {
  switch (primary) {
    case Primary::type:
    case Primary::empty: return Kind::type;
    case Primary::xtype: return Kind::other_type;
    case Primary::name:
    case Primary::iname: return Kind::name;
    case Primary::path:
    case Primary::ipath: return Kind::path;
    case Primary::ext: return Kind::extension;
    case Primary::lname:
    case Primary::ilname: return Kind::link_text;
    case Primary::size: return Kind::size;
    case Primary::links: return Kind::links;
    case Primary::inum: return Kind::inode;
    case Primary::uid: return Kind::user;
    case Primary::gid: return Kind::group;
    case Primary::at_depth: return Kind::depth;
    case Primary::atime:
    case Primary::amin: return Kind::read_age;
    case Primary::mtime:
    case Primary::mmin: return Kind::content_age;
    case Primary::ctime:
    case Primary::cmin: return Kind::status_age;
    case Primary::birth_time:
    case Primary::birth_min: return Kind::birth_age;
    case Primary::fstype: return Kind::file_system;
    default: return Kind::none;
  }
}

std::string_view operand_of(const language::CommandLine& line, const SyntaxNode& leaf) {
  return leaf.words.count > 1 ? std::string_view(line.words[leaf.words.first + 1]) : std::string_view();
}

// ---- Types ------------------------------------------------------------------------------------------------

language::TypeSet set_of(std::initializer_list<files::FileType> types) {
  language::TypeSet set = 0;
  for (const files::FileType type : types)
    set = static_cast<language::TypeSet>(set | 1U << static_cast<unsigned>(type));
  return set;
}

language::TypeSet types_of(const language::CommandLine& line, const SyntaxNode& leaf) {
  if (leaf.row->primary == Primary::empty)
    return set_of({files::FileType::regular, files::FileType::directory});
  const auto types = language::parse_types(operand_of(line, leaf));
  return types ? *types : std::numeric_limits<language::TypeSet>::max();
}

// ---- Numbers ----------------------------------------------------------------------------------------------

/// A stretch of whole numbers, both ends included.
struct Range {
  std::int64_t first = std::numeric_limits<std::int64_t>::min();
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
};
constexpr Range kNone{1, 0};

/// Larger numbers than any that is meant, and small enough to be multiplied by any unit.
constexpr std::uint64_t kLargest = 1ULL << 20U;

std::optional<Range> try_range(std::string_view operand) {
  const auto count = language::parse_count(operand);
  if (!count || count->number > std::uint64_t{1} << 62U) return std::nullopt;
  const auto number = static_cast<std::int64_t>(count->number);
  if (count->comparison == Comparison::equal) return Range{number, number};
  if (count->comparison == Comparison::greater) return Range{number + 1};
  return Range{0, number - 1};
}

/// Of bytes: N units are those files that are rounded up to N.
std::optional<Range> try_size_range(std::string_view operand) {
  const auto size = language::parse_size(operand);
  if (!size || size->count.number > kLargest || size->unit_bytes > 1ULL << 40U) return std::nullopt;
  const auto unit = static_cast<std::int64_t>(size->unit_bytes);
  const auto end = static_cast<std::int64_t>(size->count.number) * unit;
  if (size->count.comparison == Comparison::greater) return Range{end + 1};
  if (size->count.comparison == Comparison::less)
    return size->count.number == 0 ? kNone : Range{0, end - unit};
  return Range{std::max<std::int64_t>(end - unit + 1, 0), end};
}

/// Of seconds of age, from the first on and before the last. Counted as bind_time_tests does, with the second
/// of grace that `-N` days have.
std::optional<Range> try_age_range(std::string_view operand, bool in_days) {
  constexpr std::int64_t kMinuteSeconds = 60;
  constexpr std::int64_t kDaySeconds = 24 * 60 * kMinuteSeconds;
  const auto count = language::parse_count(operand);
  if (!count || count->number > kLargest) return std::nullopt;
  const std::int64_t unit = in_days ? kDaySeconds : kMinuteSeconds;
  const auto age = static_cast<std::int64_t>(count->number) * unit;
  if (count->comparison == Comparison::less)
    return Range{std::numeric_limits<std::int64_t>::min(), age + (in_days ? 1 : 0)};
  if (count->comparison == Comparison::greater) return Range{in_days ? age + unit : age};
  return in_days ? Range{age, age + unit} : Range{age - unit, age};
}

bool is_age(const SyntaxNode& leaf) {
  return leaf.row->operand == Operand::days || leaf.row->operand == Operand::minutes;
}

std::optional<Range> try_range_of(const language::CommandLine& line, const SyntaxNode& leaf) {
  const std::string_view operand = operand_of(line, leaf);
  switch (leaf.row->operand) {
    case Operand::size: return try_size_range(operand);
    case Operand::days: return try_age_range(operand, true);
    case Operand::minutes: return try_age_range(operand, false);
    case Operand::count:
    case Operand::depth: return try_range(operand);
    default: return std::nullopt;
  }
}

/// Of ages the last second is not part of the range.
bool are_apart(Range a, Range b, bool are_ages) {
  const std::int64_t first = std::max(a.first, b.first);
  const std::int64_t last = std::min(a.last, b.last);
  return are_ages ? last <= first : last < first;
}

// ---- Patterns ---------------------------------------------------------------------------------------------

bool ignores_case(const SyntaxNode& leaf) {
  return leaf.row->primary == Primary::iname || leaf.row->primary == Primary::ipath ||
         leaf.row->primary == Primary::ilname;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string lowered(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

bool differ_at_once(std::string_view a, std::string_view b) { return !a.starts_with(b) && !b.starts_with(a); }
bool differ_at_the_end(std::string_view a, std::string_view b) { return !a.ends_with(b) && !b.ends_with(a); }

bool is_literal(std::string_view glob) { return literal_head(glob).size() == glob.size(); }

bool are_apart(std::string_view a, std::string_view b, bool fold_case) {
  if (fold_case && (!is_ascii(a) || !is_ascii(b))) return false;
  if (fold_case) return are_apart(lowered(a), lowered(b), false);
  if (is_literal(a) && is_literal(b)) return a != b;
  return differ_at_once(literal_head(a), literal_head(b)) ||
         differ_at_the_end(literal_tail(a), literal_tail(b));
}

// ---- Extensions -------------------------------------------------------------------------------------------

std::vector<std::string> extensions_of(std::string_view list) {
  std::vector<std::string> extensions;
  for (std::size_t comma = 0; comma != std::string_view::npos;) {
    comma = list.find(',');
    extensions.push_back(lowered(list.substr(0, comma)));
    if (comma != std::string_view::npos) list.remove_prefix(comma + 1);
  }
  return extensions;
}

/// A name that ends in tar.gz ends in gz as well.
bool have_no_extension_in_common(std::string_view a, std::string_view b) {
  const auto others = extensions_of(b);
  for (const std::string& one : extensions_of(a)) {
    for (const std::string& other : others) {
      if (one == other || one.ends_with('.' + other) || other.ends_with('.' + one)) return false;
    }
  }
  return true;
}

/// The tests that must all hold: the node itself, or those of a conjunction before anything that acts, which
/// what comes behind is too late for. Only so many, since each is held against each.
std::vector<const SyntaxNode*> leading_tests(const std::vector<SyntaxNode>& nodes,
                                             const std::vector<Summary>& summaries,
                                             language::NodeIndex index) {
  constexpr std::size_t kMostCompared = 20;
  const auto is_test = [](const SyntaxNode& node) {
    return node.kind == SyntaxNode::Kind::primary && node.row->kind == language::PrimaryKind::test;
  };
  std::vector<const SyntaxNode*> tests;
  const SyntaxNode& node = nodes[index];
  if (is_test(node)) tests.push_back(&node);
  if (node.kind != SyntaxNode::Kind::and_) return tests;
  for (const language::NodeIndex operand : node.operands) {
    if (!summaries[operand].tests_only || tests.size() == kMostCompared) break;
    if (is_test(nodes[operand])) tests.push_back(&nodes[operand]);
  }
  return tests;
}

}  // namespace

std::string_view literal_head(std::string_view glob) { return glob.substr(0, glob.find_first_of("*?[\\")); }

std::string_view literal_tail(std::string_view glob) {
  const std::size_t last = glob.find_last_of("*?[]\\");
  if (last == std::string_view::npos) return glob;
  const std::size_t skipped = glob[last] == '\\' ? 2 : 1;
  return glob.substr(std::min(last + skipped, glob.size()));
}

bool are_of_one_kind(const SyntaxNode& a, const SyntaxNode& b) {
  return kind_of(a.row->primary) != Kind::none && kind_of(a.row->primary) == kind_of(b.row->primary);
}

bool exclude_each_other(const language::CommandLine& line, const SyntaxNode& a, const SyntaxNode& b) {
  if (!are_of_one_kind(a, b)) return false;
  const std::string_view first = operand_of(line, a);
  const std::string_view second = operand_of(line, b);
  switch (kind_of(a.row->primary)) {
    case Kind::type:
    case Kind::other_type: return (types_of(line, a) & types_of(line, b)) == 0;
    case Kind::name:
    case Kind::path:
    case Kind::link_text: return are_apart(first, second, ignores_case(a) || ignores_case(b));
    case Kind::extension: return have_no_extension_in_common(first, second);
    case Kind::file_system: return first != second;
    default: break;
  }
  const auto first_range = try_range_of(line, a);
  const auto second_range = try_range_of(line, b);
  return first_range && second_range && are_apart(*first_range, *second_range, is_age(a));
}

bool have_nothing_in_common(const language::CommandLine& line, const std::vector<SyntaxNode>& nodes,
                            const std::vector<Summary>& summaries, language::NodeIndex side,
                            language::NodeIndex other) {
  const auto tests = leading_tests(nodes, summaries, other);
  for (const SyntaxNode* a : leading_tests(nodes, summaries, side)) {
    const bool is_age =
        a->row->operand == language::Operand::days || a->row->operand == language::Operand::minutes;
    if (is_age) continue;
    if (std::any_of(tests.begin(), tests.end(),
                    [&](const SyntaxNode* b) { return exclude_each_other(line, *a, *b); }))
      return true;
  }
  return false;
}

}  // namespace findo::plan
