// -bytes, -age and its kin, -ext, -glob: what only findo has among the tests of status and names.

#include "language/quantities.hpp"
#include "plan/binder.hpp"
#include "plan/extensions.hpp"
#include "plan/loaded.hpp"
#include "plan/path_glob.hpp"

namespace findo::plan {
namespace {

using base::Timestamp;
using files::Fact;
using files::Facts;
using language::Primary;

class BytesTest : public Test {
 public:
  explicit BytesTest(language::ByteRange range) : range_(range) {}
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, Fact::size, [this](const Facts& facts) {
      return range_.accepts(static_cast<std::uint64_t>(facts.size_bytes));
    });
  }

 private:
  language::ByteRange range_;
};

template <Fact fact, auto field>
class ExactAgeTest : public Test {
 public:
  ExactAgeTest(language::AgeRange range, Timestamp now) : range_(range), now_(now) {}
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, fact, [this](const Facts& facts) {
      // Not every file has a birth time.
      return facts.loaded.holds(fact) && range_.accepts(base::difference(now_, facts.*field));
    });
  }

 private:
  language::AgeRange range_;
  Timestamp now_;
};

class ExtensionTest : public Test {
 public:
  explicit ExtensionTest(Extensions extensions) : extensions_(std::move(extensions)) {}
  bool holds(files::Visit& visit) const override { return extensions_.accept(visit.entry.base_name()); }

 private:
  Extensions extensions_;
};

class PathGlobTest : public Test {
 public:
  explicit PathGlobTest(PathGlob glob) : glob_(std::move(glob)) {}
  bool holds(files::Visit& visit) const override { return glob_.matches(visit.entry.path_below_root()); }

 private:
  PathGlob glob_;
};

void warn_of_exact_age(Binder& binder, const language::SyntaxNode& node) {
  const std::string operand(binder.operand(node));
  binder.remarks.push_back({"this is true for one nanosecond only, so hardly ever",
                            {{node.words.first + 1, 1}},
                            {{node.words.first, 1}},
                            "younger: -" + operand + "; older: +" + operand});
}

LeafResult bind_exact_age(Binder& binder, const language::SyntaxNode& node) {
  const auto range = language::parse_age_range(binder.operand(node));
  if (!range) return operand_failure(node, range.error());
  if (range->is_exact) warn_of_exact_age(binder, node);
  const Timestamp now = binder.exact_now();
  switch (node.row->primary) {
    case Primary::accessed:
      return make_leaf<ExactAgeTest<Fact::access_time, &Facts::access_time>>(Fact::access_time, *range, now);
    case Primary::changed:
      return make_leaf<ExactAgeTest<Fact::change_time, &Facts::change_time>>(Fact::change_time, *range, now);
    case Primary::born:
      return make_leaf<ExactAgeTest<Fact::birth_time, &Facts::birth_time>>(Fact::birth_time, *range, now);
    default:
      return make_leaf<ExactAgeTest<Fact::modify_time, &Facts::modify_time>>(Fact::modify_time, *range, now);
  }
}

template <class T, class Value>
LeafResult leaf_or_failure(const language::SyntaxNode& node, files::FactSet facts,
                           base::Result<Value, language::OperandError> value) {
  if (!value) return operand_failure(node, std::move(value.error()));
  return make_leaf<T>(facts, std::move(*value));
}

}  // namespace

LeafResult bind_exact_test(Binder& binder, const language::SyntaxNode& node) {
  const std::string_view operand = binder.operand(node);
  const bool is_of_tree =
      node.row->primary == Primary::tree_bytes || node.row->primary == Primary::tree_newest;
  if (is_of_tree) return bind_tree_test(binder, node);
  switch (node.row->operand) {
    case language::Operand::byte_range:
      return leaf_or_failure<BytesTest>(node, Fact::size, language::parse_byte_range(operand));
    case language::Operand::extensions:
      return leaf_or_failure<ExtensionTest>(node, {}, Extensions::parse(operand));
    case language::Operand::path_glob:
      return leaf_or_failure<PathGlobTest>(node, {}, PathGlob::parse(operand));
    default: return bind_exact_age(binder, node);
  }
}

}  // namespace findo::plan
