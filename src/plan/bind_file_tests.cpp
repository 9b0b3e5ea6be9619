// Tests that hold an entry against something else in the file system: -samefile, -fstype. Also -true,
// -false, and the loading of reference files.

#include "files/mounts.hpp"
#include "plan/binder.hpp"
#include "plan/loaded.hpp"

namespace findo::plan {
namespace {

using files::Fact;
using files::Facts;
using language::Primary;

class ConstantTest : public ListedTest {
 public:
  explicit ConstantTest(bool truth) : truth_(truth) {}
  bool holds_for(const files::Listed&) const override { return truth_; }
  bool holds(files::Visit&) const override { return truth_; }

 private:
  bool truth_;
};

class SameFileTest : public Test {
 public:
  explicit SameFileTest(files::Identity identity) : identity_(identity) {}
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, Fact::device | Fact::inode, [this](const Facts& facts) {
      return files::Identity{facts.device, facts.inode} == identity_;
    });
  }

 private:
  files::Identity identity_;
};

class FileSystemTest : public Test {
 public:
  explicit FileSystemTest(std::string_view type) : type_(type) {}
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, Fact::device, [&](const Facts& facts) {
      return files::file_system_type(visit.entry, facts) == type_;
    });
  }

 private:
  std::string type_;
};

LeafResult bind_same_file(Binder& binder, const language::SyntaxNode& node) {
  const auto facts = load_reference(binder, node, Fact::device | Fact::inode);
  if (!facts) return base::Failure{facts.error()};
  return make_leaf<SameFileTest>(Fact::device | Fact::inode, files::Identity{facts->device, facts->inode});
}

}  // namespace

Leaf make_constant(bool truth) { return make_leaf<ConstantTest>({}, truth); }

base::Result<Facts, language::Diagnostic> load_reference(const Binder& binder,
                                                         const language::SyntaxNode& node,
                                                         files::FactSet wanted) {
  const std::string file(binder.operand(node));
  const auto load = [&](files::FollowLinks follow, Facts& facts) {
    return binder.environment.reader.load_facts(nullptr, file.c_str(), follow, wanted, facts);
  };
  const bool follows = binder.settings.links != files::LinkPolicy::never;
  Facts facts{};
  auto status = load(follows ? files::FollowLinks::yes : files::FollowLinks::no, facts);
  // A link that leads round in a circle is still the same file as itself, but has no time to compare with.
  const auto leads_nowhere = [&](base::Errno error) {
    return error.code == ENOENT || error.code == ENOTDIR ||
           (error.code == ELOOP && node.row->primary == Primary::samefile);
  };
  if (!status && follows && leads_nowhere(status.error())) status = load(files::FollowLinks::no, facts);
  if (status) return facts;
  return operand_failure(node, {"cannot look at the reference file: " + base::describe(status.error())},
                         "it must be there when the search starts");
}

LeafResult bind_file_test(Binder& binder, const language::SyntaxNode& node) {
  switch (node.row->primary) {
    case Primary::samefile: return bind_same_file(binder, node);
    case Primary::fstype: return make_leaf<FileSystemTest>(Fact::device, binder.operand(node));
    default: return make_constant(node.row->primary == Primary::true_);
  }
}

}  // namespace findo::plan
