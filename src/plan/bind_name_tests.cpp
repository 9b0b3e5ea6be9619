// -name, -path, -regex, -lname and their caseless forms, -hidden, -depth N: what the walk knows of an entry
// without asking, and the text of a link.

#include "plan/binder.hpp"
#include "plan/glob.hpp"
#include "plan/loaded.hpp"
#include "plan/pattern_re2.hpp"

namespace findo::plan {
namespace {

using language::Primary;

class NameTest : public ListedTest {
 public:
  explicit NameTest(Glob glob) : glob_(std::move(glob)) {}
  bool holds_for(const files::Listed& file) const override { return glob_.matches(file.name, file.length); }
  bool holds(files::Visit& visit) const override {
    const files::Entry& entry = visit.entry;
    if (entry.depth() > 0) return glob_.matches(entry.name_c_str(), entry.name().size());
    const std::string base(entry.base_name());  // a root's name may have slashes behind it
    return glob_.matches(base.c_str(), base.size());
  }

 private:
  Glob glob_;
};

class PathTest : public Test {
 public:
  explicit PathTest(Glob glob) : glob_(std::move(glob)) {}
  bool holds(files::Visit& visit) const override {
    return glob_.matches(visit.entry.path_c_str(), visit.entry.path().size());
  }

 private:
  Glob glob_;
};

class RegexTest : public Test {
 public:
  explicit RegexTest(Regex regex) : regex_(std::move(regex)) {}
  bool holds(files::Visit& visit) const override { return regex_.matches_whole(visit.entry.path()); }

 private:
  Regex regex_;
};

class LinkNameTest : public Test {
 public:
  explicit LinkNameTest(Glob glob) : glob_(std::move(glob)) {}
  bool holds(files::Visit& visit) const override {
    if (!is_reachable(visit) || ask_type(visit) != files::FileType::symbolic_link) return false;
    const auto target = visit.entry.link_target();
    if (!target) {
      visit.report(target.error());
      return false;
    }
    return glob_.matches(target->c_str(), target->size());
  }

 private:
  Glob glob_;
};

class HiddenTest : public ListedTest {
 public:
  bool holds_for(const files::Listed& file) const override { return file.name[0] == '.'; }
  bool holds(files::Visit& visit) const override {
    const std::string_view name = visit.entry.base_name();
    return name.starts_with('.') && name != "." && name != "..";
  }
};

class DepthTest : public Test {
 public:
  explicit DepthTest(language::Count count) : count_(count) {}
  bool holds(files::Visit& visit) const override {
    return count_.accepts(static_cast<std::uint64_t>(visit.entry.depth()));
  }

 private:
  language::Count count_;
};

LeafResult bind_depth(const language::SyntaxNode& node, std::string_view operand) {
  auto count = language::parse_count(operand);
  if (!count) return operand_failure(node, std::move(count.error()));
  return make_leaf<DepthTest>({}, *count);
}

LeafResult bind_regex(Binder& binder, const language::SyntaxNode& node, CaseRule case_rule) {
  auto regex = Regex::compile(binder.operand(node), binder.regex_dialect, case_rule);
  if (!regex) {
    const RegexError& error = regex.error();
    std::string remedy;
    if (binder.operand(node).find_first_of("*?+") == 0) remedy = "shell patterns belong to -name and -path";
    return operand_failure(
        node, {"this regular expression is malformed: " + error.message, error.offset, error.length},
        std::move(remedy));
  }
  return make_leaf<RegexTest>({}, std::move(*regex));
}

/// GNU find 4.9: no name holds a slash, so such a pattern is most likely meant for -path.
void warn_of_slash(Binder& binder, const language::SyntaxNode& node) {
  const std::string_view pattern = binder.operand(node);
  if (pattern.find('/') == std::string_view::npos || pattern == "/") return;
  const bool caseless = node.row->primary == Primary::iname;
  binder.remarks.push_back({"this pattern holds a slash, and no name does, so it will not match",
                            {{node.words.first + 1, 1}},
                            {{node.words.first, 1}},
                            std::string("did you mean ") + (caseless ? "-ipath" : "-path") + "?"});
}

/// GNU find 4.9: only a root can have a path that ends in a slash.
void warn_of_last_slash(Binder& binder, const language::SyntaxNode& node) {
  const std::string_view pattern = binder.operand(node);
  if (!pattern.ends_with('/')) return;
  const std::string_view without = pattern.substr(0, pattern.find_last_not_of('/') + 1);
  binder.remarks.push_back(
      {"this pattern ends in a slash, and no path below a root does, so it will not match",
       {{node.words.first + 1, 1}},
       {{node.words.first, 1}},
       without.empty() ? ""
                       : "did you mean " + std::string(binder.word(node, 0)) + ' ' +
                             language::shown_word(without) + '?'});
}

}  // namespace

Leaf make_hidden_test() { return make_leaf<HiddenTest>({}); }

LeafResult bind_name_test(Binder& binder, const language::SyntaxNode& node) {
  if (node.row->primary == Primary::hidden) return make_hidden_test();
  const std::string_view pattern = binder.operand(node);
  switch (node.row->primary) {
    case Primary::at_depth: return bind_depth(node, pattern);
    case Primary::name:
      warn_of_slash(binder, node);
      return make_leaf<NameTest>({}, Glob::make(pattern, CaseRule::exact));
    case Primary::iname:
      warn_of_slash(binder, node);
      return make_leaf<NameTest>({}, Glob::make(pattern, CaseRule::fold));
    case Primary::path:
      warn_of_last_slash(binder, node);
      return make_leaf<PathTest>({}, Glob::make(pattern, CaseRule::exact));
    case Primary::ipath:
      warn_of_last_slash(binder, node);
      return make_leaf<PathTest>({}, Glob::make(pattern, CaseRule::fold));
    case Primary::lname:
      return make_leaf<LinkNameTest>(files::Fact::type, Glob::make(pattern, CaseRule::exact));
    case Primary::ilname:
      return make_leaf<LinkNameTest>(files::Fact::type, Glob::make(pattern, CaseRule::fold));
    case Primary::regex: return bind_regex(binder, node, CaseRule::exact);
    default: return bind_regex(binder, node, CaseRule::fold);
  }
}

}  // namespace findo::plan
