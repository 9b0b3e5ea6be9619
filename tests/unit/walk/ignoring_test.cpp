#include "walk/ignoring.hpp"

#include "unit/files/ignore_tree.hpp"

namespace findo::walk {
namespace {

using tests::IgnoreTree;

class NoVisitor : public Visitor {
 public:
  std::uint32_t evaluate(files::Visit&, std::uint32_t, bool) override { return kEnd; }
  bool write(const base::Rendered&, std::size_t, std::size_t) override { return true; }
  void change_directory() override {}
};

/// A walk that has come to a root of the tree, and perhaps to a directory in it.
class Arrivals {
 public:
  Arrivals(const IgnoreTree& tree, bool enters_ignored) : tree_(tree) {
    files::IgnoreRequest request;
    request.honours_files = true;
    request.environment.skips_system_config = true;
    std::vector<files::IgnoreProblem> problems;
    roots_ = std::make_unique<files::IgnoreRoots>(files::IgnoreSources::bind(std::move(request), problems));
    settings_.ignoring = roots_.get();
    settings_.enters_ignored = enters_ignored;
    root_.parent = &outermost_;
    child_.parent = &root_;
  }

  /// Whether `name` is ignored in the root `path`, of which `listing` was read.
  bool ignores_in_root(const std::string& path, const Listing& listing, std::string_view name) {
    return ignores(root_, tree_.at(path), path, listing, name);
  }
  /// The same for a directory in it.
  bool ignores_in_child(const std::string& path, std::string_view name_of_it, std::string_view name) {
    return ignores(child_, std::string(name_of_it), path, {}, name);
  }
  std::string_view messages() const { return messages_.bytes(); }

 private:
  bool ignores(Directory& directory, const std::string& name, const std::string& path, const Listing& listing,
               std::string_view asked) {
    directory.name = name;
    directory.depth = directory.parent->depth + 1;
    auto opened = reader_->open_directory(nullptr, tree_.at(path).c_str(), files::FollowLinks::no);
    REQUIRE(opened);
    directory.handle = *std::move(opened);
    Expedition expedition(*reader_, visitor_, settings_, 10, true);
    load_ignore_rules(directory, listing, tree_.at(path), expedition, messages_);
    return directory.ignore_rules->verdict(asked, false).is_ignored();
  }

  const IgnoreTree& tree_;
  std::unique_ptr<files::Reader> reader_ = files::make_reader(files::ReaderKind::automatic);
  std::unique_ptr<files::IgnoreRoots> roots_;
  NoVisitor visitor_;
  WalkSettings settings_;
  Directory outermost_;
  Directory root_;
  Directory child_;
  base::Rendered messages_;
};

Listing whole(std::span<const files::Listed> names) { return {.names = names, .at_end = true}; }

constexpr files::Listed kRuleFile{".ignore", 7, files::FileType::regular, 1};
constexpr files::Listed kFile{"file", 4, files::FileType::regular, 2};

TEST_CASE("ignoring: rules are read where the names tell that there are some", "[walk][ignore]") {
  IgnoreTree tree;
  tree.write("d/.ignore", "x\n");
  const files::Listed with[] = {kFile, kRuleFile};
  const files::Listed without[] = {kFile};
  CHECK(Arrivals(tree, false).ignores_in_root("d", whole(with), "x"));
  CHECK_FALSE(Arrivals(tree, false).ignores_in_root("d", whole(with), "y"));
  CHECK_FALSE(Arrivals(tree, false).ignores_in_root("d", whole(without), "x"));
}

TEST_CASE("ignoring: a listing that is not the whole does not tell that there are no rules",
          "[walk][ignore]") {
  IgnoreTree tree;
  tree.write("d/.ignore", "x\n");
  const files::Listed without[] = {kFile};
  CHECK(Arrivals(tree, false).ignores_in_root("d", {.names = without}, "x"));
}

TEST_CASE("ignoring: what is ignored is not carried on where only unignored directories are entered",
          "[walk][ignore]") {
  IgnoreTree tree;
  tree.write("d/.ignore", "sub/\n");
  tree.make_directory("d/sub/below");
  for (const bool enters_ignored : {false, true}) {
    Arrivals root_in_it(tree, enters_ignored);
    CHECK(root_in_it.ignores_in_root("d/sub", {}, "x") == enters_ignored);
    Arrivals arrivals(tree, enters_ignored);
    CHECK_FALSE(arrivals.ignores_in_root("d", {}, "x"));
    CHECK(arrivals.ignores_in_child("d/sub", "sub", "x") == enters_ignored);
  }
}

TEST_CASE("ignoring: a file of rules that cannot be read makes a message", "[walk][ignore]") {
  IgnoreTree tree;
  tree.make_repository("d/.git");
  tree.make_link("d/.gitignore", "elsewhere");
  Arrivals arrivals(tree, false);
  CHECK_FALSE(arrivals.ignores_in_root("d", {}, "x"));
  CHECK(arrivals.messages().find("d/.gitignore': cannot read the ignore rules: ") != std::string_view::npos);
}

}  // namespace
}  // namespace findo::walk
