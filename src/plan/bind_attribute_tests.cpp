// -acl, -xattr, -xattrname, -capable, -context, -flags: what a file has beside its status.

#include <string>

#include "files/extended_attributes.hpp"
#include "files/inode_flags.hpp"
#include "files/security_context.hpp"
#include "plan/binder.hpp"
#include "plan/glob.hpp"

namespace findo::plan {
namespace {

using files::InodeFlags;
using language::Comparison;
using language::Primary;

/// What was found out; "no", and reported, where it could not be.
bool answer(files::Visit& visit, const base::Result<bool, base::Errno>& found) {
  if (found) return *found;
  visit.report(found.error());
  return false;
}

/// One of the questions without an operand.
template <auto question>
class AttributeTest : public Test {
 public:
  bool holds(files::Visit& visit) const override { return answer(visit, question(visit.entry.location())); }
};

class NamedAttributeTest : public Test {
 public:
  explicit NamedAttributeTest(std::string_view name) : name_(name) {}
  bool holds(files::Visit& visit) const override {
    return answer(visit, files::has_attribute(visit.entry.location(), name_.c_str()));
  }

 private:
  std::string name_;
};

/// A file without a label matches nothing, not even `*`.
class ContextTest : public Test {
 public:
  explicit ContextTest(Glob glob) : glob_(std::move(glob)) {}
  bool holds(files::Visit& visit) const override {
    const auto context = files::load_security_context(visit.entry);
    if (context) return glob_.matches(context->c_str(), context->size());
    const int code = context.error().code;
    if (code != ENODATA && code != ENOTSUP) visit.report(context.error());
    return false;
  }

 private:
  Glob glob_;
};

/// FreeBSD find, -flags: `-F` all that are named, `+F` any of them, `F` them and no others. Here "others"
/// does not count what the file system sets by itself, unless it is named: ext4 marks every file.
class FlagsTest : public Test {
 public:
  FlagsTest(Comparison comparison, InodeFlags present, InodeFlags absent)
      : comparison_(comparison), present_(present), absent_(absent) {}

  bool holds(files::Visit& visit) const override {
    const auto flags = files::load_inode_flags(visit.entry);
    if (!flags) visit.report(flags.error());
    return flags && accepts(*flags);
  }

 private:
  bool accepts(InodeFlags flags) const {
    if (comparison_ == Comparison::greater) return (flags & present_) != 0 || (flags & absent_) != absent_;
    if (comparison_ == Comparison::less) return (flags & present_) == present_ && (flags & absent_) == 0;
    const InodeFlags compared = ~files::flags_of_file_system() | present_ | absent_;
    return (flags & compared) == present_;
  }

  Comparison comparison_;
  InodeFlags present_;
  InodeFlags absent_;
};

/// flags = [ "+" | "-" ] name { "," name }
LeafResult bind_flags(const language::SyntaxNode& node, std::string_view operand) {
  std::size_t at = 0;
  Comparison comparison = Comparison::equal;
  if (operand.starts_with('+')) comparison = Comparison::greater, ++at;
  if (operand.starts_with('-')) comparison = Comparison::less, ++at;
  InodeFlags present = 0;
  InodeFlags absent = 0;
  for (;;) {
    const std::string_view name = operand.substr(at, operand.find(',', at) - at);
    const auto named = files::try_inode_flags(name);
    if (!named) {
      return operand_failure(node, "\"" + std::string(name) + "\" is no inode flag that this system knows", 1,
                             name.empty() ? 0 : at, name.size());
    }
    (named->is_absence ? absent : present) |= named->flags;
    at += name.size() + 1;
    if (at > operand.size()) break;
  }
  return make_leaf<FlagsTest>({}, comparison, present, absent);
}

LeafResult bind_named_attribute(const language::SyntaxNode& node, std::string_view name) {
  if (name.empty()) return operand_failure(node, "no extended attribute has an empty name");
  return make_leaf<NamedAttributeTest>({}, name);
}

/// GNU find 4.9 refuses -context where SELinux is not in use; but a disk may come from where it is.
LeafResult bind_context(Binder& binder, const language::SyntaxNode& node) {
  if (binder.settings.warnings && !files::uses_security_contexts()) {
    binder.warnings.push_back(
        {"SELinux is not in use here, so most likely no file has a context", {{node.words.first, 1}}});
  }
  return make_leaf<ContextTest>({}, Glob::make(binder.operand(node), CaseRule::exact));
}

}  // namespace

LeafResult bind_attribute_test(Binder& binder, const language::SyntaxNode& node) {
  switch (node.row->primary) {
    case Primary::acl: return make_leaf<AttributeTest<files::has_access_list>>({});
    case Primary::xattr: return make_leaf<AttributeTest<files::has_attributes>>({});
    case Primary::capable: return make_leaf<AttributeTest<files::has_capabilities>>({});
    case Primary::xattrname: return bind_named_attribute(node, binder.operand(node));
    case Primary::flags: return bind_flags(node, binder.operand(node));
    default: return bind_context(binder, node);
  }
}

}  // namespace findo::plan
