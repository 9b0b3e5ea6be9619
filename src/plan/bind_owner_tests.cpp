// -user, -group, -uid, -gid, -nouser, -nogroup.

#include "files/owners.hpp"
#include "language/suggestion.hpp"
#include "plan/binder.hpp"
#include "plan/loaded.hpp"

namespace findo::plan {
namespace {

using files::Fact;
using files::Facts;
using language::Primary;

/// How users and groups differ, in one place.
struct UserKind {
  static constexpr Fact kFact = Fact::user;
  static constexpr std::string_view kNoun = "user";
  static std::uint64_t number_of(const Facts& facts) { return facts.user; }
  static std::optional<uid_t> try_id(std::string_view name) { return files::try_user_id(name); }
  static bool has_name(std::uint64_t id) { return !files::user_name(static_cast<uid_t>(id)).empty(); }
  static std::vector<std::string> listed() { return files::listed_users(); }
};
struct GroupKind {
  static constexpr Fact kFact = Fact::group;
  static constexpr std::string_view kNoun = "group";
  static std::uint64_t number_of(const Facts& facts) { return facts.group; }
  static std::optional<gid_t> try_id(std::string_view name) { return files::try_group_id(name); }
  static bool has_name(std::uint64_t id) { return !files::group_name(static_cast<gid_t>(id)).empty(); }
  static std::vector<std::string> listed() { return files::listed_groups(); }
};

template <class Kind>
class OwnerTest : public Test {
 public:
  explicit OwnerTest(language::Count count) : count_(count) {}
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, Kind::kFact,
                     [this](const Facts& facts) { return count_.accepts(Kind::number_of(facts)); });
  }

 private:
  language::Count count_;
};

template <class Kind>
class NamelessTest : public Test {
 public:
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, Kind::kFact,
                     [](const Facts& facts) { return !Kind::has_name(Kind::number_of(facts)); });
  }
};

constexpr std::uint64_t kLargestId = 0xFFFFFFFF;

/// A name near by, as far as the system's own list holds it.
template <class Kind>
std::string remedy_for_name(std::string_view name) {
  const std::vector<std::string> listed = Kind::listed();
  const std::vector<std::string_view> names(listed.begin(), listed.end());
  const std::string_view nearest = language::nearest_word(name, names);
  if (!nearest.empty()) return "did you mean " + std::string(nearest) + '?';
  return "a number is taken, too; files of unknown ones: -no" + std::string(Kind::kNoun);
}

/// -user NAME, or the number of one: names first, since POSIX allows names of digits.
template <class Kind>
LeafResult bind_named(const language::SyntaxNode& node, std::string_view name) {
  if (const auto id = Kind::try_id(name)) {
    return make_leaf<OwnerTest<Kind>>(Kind::kFact, language::Count{language::Comparison::equal, *id});
  }
  const auto count = language::parse_count(name);
  const bool is_plain =
      count && count->comparison == language::Comparison::equal && count->number <= kLargestId;
  if (is_plain) return make_leaf<OwnerTest<Kind>>(Kind::kFact, *count);
  return operand_failure(node, {"there is no " + std::string(Kind::kNoun) + " \"" + std::string(name) + '"'},
                         remedy_for_name<Kind>(name));
}

/// -uid [±]N, or a name.
template <class Kind>
LeafResult bind_numbered(const language::SyntaxNode& node, std::string_view operand) {
  const auto count = language::parse_count(operand);
  if (!count) return bind_named<Kind>(node, operand);
  if (count->number > kLargestId)
    return operand_failure(node, "the largest number of a " + std::string(Kind::kNoun) + " is 4294967295");
  return make_leaf<OwnerTest<Kind>>(Kind::kFact, *count);
}

}  // namespace

LeafResult bind_owner_test(Binder& binder, const language::SyntaxNode& node) {
  switch (node.row->primary) {
    case Primary::user: return bind_named<UserKind>(node, binder.operand(node));
    case Primary::group: return bind_named<GroupKind>(node, binder.operand(node));
    case Primary::uid: return bind_numbered<UserKind>(node, binder.operand(node));
    case Primary::gid: return bind_numbered<GroupKind>(node, binder.operand(node));
    case Primary::nouser: return make_leaf<NamelessTest<UserKind>>(Fact::user);
    default: return make_leaf<NamelessTest<GroupKind>>(Fact::group);
  }
}

}  // namespace findo::plan
