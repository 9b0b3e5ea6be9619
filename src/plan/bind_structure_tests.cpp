// -has, -has-no, -tree-bytes, -tree-newest: what is in a directory.

#include <array>

#include "base/messages.hpp"
#include "language/quantities.hpp"
#include "plan/binder.hpp"
#include "plan/effects.hpp"
#include "plan/loaded.hpp"
#include "plan/program.hpp"

namespace findo::plan {
namespace {

using files::Fact;
using files::FileType;
using language::Primary;

class HasTest : public Test {
 public:
  HasTest(MatcherTree tree, bool wanted, std::size_t level)
      : tree_(std::move(tree)), program_(tree_, Effects{}), wanted_(wanted), level_(level) {}

  bool holds(files::Visit& visit) const override {
    if (ask_type(visit) != FileType::directory) return false;
    const auto found = look_into(visit);
    if (found) return *found == wanted_;
    visit.report(found.error());
    return false;
  }

 private:
  /// Whether the expression holds of an entry; reads no further than to the first.
  base::Result<bool, base::Errno> look_into(files::Visit& visit) const {
    const files::Place& place = visit.entry.place();
    const auto directory =
        place.reader->open_directory(place.parent, visit.entry.name_c_str(), place.follow());
    if (!directory) return base::Failure{directory.error()};
    files::NameBatch& batch = batch_of_level();
    const files::Place inner{place.reader, directory->get(), place.root, place.depth + 1, place.links, true};
    files::PathBuffer path;
    path.descend(visit.entry.path());
    files::Entry entry(inner, path);
    for (;;) {
      const auto status = place.reader->read_batch(**directory, batch);
      if (!status) return base::Failure{status.error()};
      if (batch.names.empty()) return false;
      for (const files::Listed& listed : batch.names) {
        entry.move_to(listed);
        if (holds_of(entry, visit)) return true;
      }
    }
  }

  bool holds_of(files::Entry& entry, files::Visit& outer) const {
    files::Visit visit{.entry = entry, .rendered = outer.rendered};
    visit.forgive_missing = outer.forgive_missing;
    visit.hides_errors = outer.hides_errors;
    return program_.holds(visit);
  }

  /// Each level reads while those around it do.
  files::NameBatch& batch_of_level() const {
    thread_local std::array<files::NameBatch, language::kMostNestedHas + 1> batches;
    return batches[level_];
  }

  MatcherTree tree_;
  Program program_;
  bool wanted_;
  std::size_t level_;
};

/// The total of a directory; of what is none, its own size and time.
base::Result<files::TreeTotal, base::Errno> total_of(files::Visit& visit, files::TreeTotals& totals) {
  files::Entry& entry = visit.entry;
  const auto facts = entry.facts(Fact::type | Fact::size | Fact::modify_time);
  if (!facts) return base::Failure{facts.error()};
  if ((*facts)->type != FileType::directory) {
    return files::TreeTotal{static_cast<std::uint64_t>((*facts)->size_bytes), (*facts)->modify_time};
  }
  return totals.of(entry, [&visit](std::string_view path, base::Errno error) {
    if (visit.forgive_missing && error.code == ENOENT) return;
    visit.add_failure(base::path_message(path, base::describe(error)), error.code);
  });
}

/// What -tree-bytes and -tree-newest have in common: the total is asked for, and `accepts` judges it.
template <class Accepts>
class TreeTest : public Test {
 public:
  TreeTest(std::shared_ptr<files::TreeTotals> totals, Accepts accepts)
      : totals_(std::move(totals)), accepts_(accepts) {}
  bool holds(files::Visit& visit) const override {
    const auto total = total_of(visit, *totals_);
    if (total) return accepts_(*total);
    visit.report(total.error());
    return false;
  }

 private:
  std::shared_ptr<files::TreeTotals> totals_;
  Accepts accepts_;
};

struct BytesWithin {
  language::ByteRange range;
  bool operator()(const files::TreeTotal& total) const { return range.accepts(total.bytes); }
};

struct AgeWithin {
  language::AgeRange range;
  base::Timestamp now;
  bool operator()(const files::TreeTotal& total) const {
    return range.accepts(base::difference(now, total.newest));
  }
};

}  // namespace

Leaf make_has_test(MatcherTree tree, bool wanted, std::size_t level) {
  return make_leaf<HasTest>(Fact::type, std::move(tree), wanted, level);
}

LeafResult bind_tree_test(Binder& binder, const language::SyntaxNode& node) {
  if (!binder.tree_totals) binder.tree_totals = std::make_shared<files::TreeTotals>();
  const files::FactSet facts = Fact::type | Fact::size | Fact::modify_time;
  if (node.row->primary == Primary::tree_bytes) {
    const auto range = language::parse_byte_range(binder.operand(node));
    if (!range) return operand_failure(node, range.error());
    return make_leaf<TreeTest<BytesWithin>>(facts, binder.tree_totals, BytesWithin{*range});
  }
  const auto range = language::parse_age_range(binder.operand(node));
  if (!range) return operand_failure(node, range.error());
  return make_leaf<TreeTest<AgeWithin>>(facts, binder.tree_totals, AgeWithin{*range, binder.exact_now()});
}

}  // namespace findo::plan
