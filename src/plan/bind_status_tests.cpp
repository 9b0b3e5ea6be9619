// Tests of what a status call tells, apart from times and owners: type, size, links, inode, permissions.

#include <fstream>
#include <string>
#include <sys/stat.h>

#include "plan/binder.hpp"
#include "plan/loaded.hpp"

namespace findo::plan {
namespace {

using files::Fact;
using files::Facts;
using files::FileType;
using language::Primary;

bool set_holds(language::TypeSet types, FileType type) { return types >> static_cast<unsigned>(type) & 1U; }

class TypeTest : public ListedTest {
 public:
  explicit TypeTest(language::TypeSet types) : types_(types) {}
  bool holds_for(const files::Listed& file) const override { return set_holds(types_, file.type); }
  bool holds(files::Visit& visit) const override { return set_holds(types_, ask_type(visit)); }

 private:
  language::TypeSet types_;
};

/// -xtype looks at a link the other way round: behind it where links are not followed, at itself where they
/// are. A link that leads nowhere, or round in a circle, is a link.
class OtherTypeTest : public Test {
 public:
  explicit OtherTypeTest(language::TypeSet types) : types_(types) {}
  bool holds(files::Visit& visit) const override {
    if (!is_reachable(visit)) return false;
    files::Entry& entry = visit.entry;
    const bool followed = entry.place().follow() == files::FollowLinks::yes;
    if (followed && ask_type(visit) == FileType::unknown) return false;
    const auto facts = followed ? entry.unfollowed_facts(Fact::type) : entry.followed_facts(Fact::type);
    if (facts) return set_holds(types_, (*facts)->type);
    const int code = facts.error().code;
    if (code == ENOENT || code == ENOTDIR || code == ELOOP) {
      return ask_facts(visit, Fact::type, [this](const Facts& own) { return set_holds(types_, own.type); });
    }
    visit.report(facts.error());
    return false;
  }

 private:
  language::TypeSet types_;
};

class SizeTest : public Test {
 public:
  explicit SizeTest(language::SizeOperand size) : size_(size) {}
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, Fact::size, [this](const Facts& facts) {
      // POSIX find, -size: rounded up to the next unit. Written so that nothing overflows near 2^63.
      const auto bytes = static_cast<std::uint64_t>(facts.size_bytes);
      return size_.count.accepts(bytes / size_.unit_bytes + (bytes % size_.unit_bytes != 0));
    });
  }

 private:
  language::SizeOperand size_;
};

class SparseTest : public Test {
 public:
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, Fact::size | Fact::blocks, [](const Facts& facts) {
      constexpr std::int64_t kBlockBytes = 512;
      return facts.blocks < facts.size_bytes / kBlockBytes + (facts.size_bytes % kBlockBytes != 0);
    });
  }
};

/// A number among the facts, compared with -links, -inum, -uid or -gid.
template <Fact fact, auto field>
class CountTest : public Test {
 public:
  explicit CountTest(language::Count count) : count_(count) {}
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, fact, [this](const Facts& facts) { return count_.accepts(facts.*field); });
  }

 private:
  language::Count count_;
};

/// GNU find 4.9 asks for no other number than the directory's; here it serves where the system refuses to say
/// more.
class InodeTest : public Test {
 public:
  explicit InodeTest(language::Count count) : count_(count) {}
  bool holds(files::Visit& visit) const override {
    const auto facts = visit.entry.facts(Fact::inode);
    if (facts) return count_.accepts((*facts)->inode);
    const bool is_listed = visit.entry.known_type() != FileType::unknown && visit.entry.listed_inode() != 0;
    if (is_listed) return count_.accepts(visit.entry.listed_inode());
    visit.report(facts.error());
    return false;
  }

 private:
  language::Count count_;
};

class PermissionTest : public Test {
 public:
  explicit PermissionTest(language::ModeOperand mode) : mode_(mode) {}
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, Fact::mode | Fact::type, [this](const Facts& facts) { return accepts(facts); });
  }

 private:
  bool accepts(const Facts& facts) const {
    const mode_t wanted = facts.type == FileType::directory ? mode_.for_directories : mode_.for_files;
    switch (mode_.match) {
      case language::ModeOperand::Match::exactly: return facts.permissions == wanted;
      case language::ModeOperand::Match::all_of: return (facts.permissions & wanted) == wanted;
      default: return wanted == 0 || (facts.permissions & wanted) != 0;  // GNU find: /000 matches all
    }
  }

  language::ModeOperand mode_;
};

class EmptyTest : public Test {
 public:
  bool holds(files::Visit& visit) const override {
    if (!is_reachable(visit)) return false;
    const FileType type = ask_type(visit);
    if (type == FileType::directory) return is_empty_directory(visit);
    if (type != FileType::regular) return false;
    return ask_facts(visit, Fact::size, [](const Facts& facts) { return facts.size_bytes == 0; });
  }

 private:
  static bool is_empty_directory(files::Visit& visit) {
    const files::Place& place = visit.entry.place();
    auto directory = place.reader->open_directory(place.parent, visit.entry.name_c_str(), place.follow());
    if (!directory) {
      visit.report(directory.error());
      return false;
    }
    thread_local files::NameBatch batch;
    const auto status = place.reader->read_batch(**directory, batch);
    if (!status) visit.report(status.error());
    return status && batch.names.empty();
  }
};

class AccessTest : public Test {
 public:
  explicit AccessTest(files::Access access) : access_(access) {}
  bool holds(files::Visit& visit) const override {
    return static_cast<bool>(visit.entry.check_access(access_));
  }

 private:
  files::Access access_;
};

/// Linux tells it in /proc. Elsewhere it can only be had by changing it for a moment, in which another thread
/// may create a file.
mode_t current_umask() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    constexpr std::string_view kHead = "Umask:";
    if (line.starts_with(kHead))
      return static_cast<mode_t>(std::stoul(line.substr(kHead.size()), nullptr, 8));
  }
  const mode_t mask = umask(0);
  umask(mask);
  return mask;
}

/// Whether some clause of a symbolic mode does not say for whom.
bool asks_for_umask(std::string_view mode) {
  if (mode.starts_with('-') || mode.starts_with('/')) mode.remove_prefix(1);
  for (std::size_t at = 0; at < mode.size(); ++at) {
    const bool begins_clause = at == 0 || mode[at - 1] == ',';
    if (begins_clause && (mode[at] == '+' || mode[at] == '-' || mode[at] == '=')) return true;
  }
  return false;
}

template <class T, class Value>
LeafResult leaf_or_failure(const language::SyntaxNode& node, files::FactSet facts,
                           base::Result<Value, language::OperandError> value) {
  if (!value) return operand_failure(node, std::move(value.error()));
  return make_leaf<T>(facts, *value);
}

LeafResult bind_permissions(Binder& binder, const language::SyntaxNode& node) {
  const std::string_view operand = binder.operand(node);
  const auto mode = language::parse_mode(operand, asks_for_umask(operand) ? current_umask() : 0);
  if (!mode) return operand_failure(node, mode.error());
  // GNU find 4.9 warns always, since old versions took it for "none".
  const bool asks_for_nothing = mode->for_files == 0 && mode->for_directories == 0;
  if (mode->match == language::ModeOperand::Match::any_of && asks_for_nothing) {
    binder.warnings.push_back({"no permission is asked for, so every file has one of them",
                               {{node.words.first + 1, 1}},
                               {{node.words.first, 1}},
                               "for files without any permission: -perm 0"});
  }
  return make_leaf<PermissionTest>(Fact::mode | Fact::type, *mode);
}

}  // namespace

LeafResult bind_status_test(Binder& binder, const language::SyntaxNode& node) {
  const auto operand = [&] { return binder.operand(node); };
  switch (node.row->primary) {
    case Primary::type: return leaf_or_failure<TypeTest>(node, Fact::type, language::parse_types(operand()));
    case Primary::xtype:
      return leaf_or_failure<OtherTypeTest>(node, Fact::type, language::parse_types(operand()));
    case Primary::size: return leaf_or_failure<SizeTest>(node, Fact::size, language::parse_size(operand()));
    case Primary::sparse: return make_leaf<SparseTest>(Fact::size | Fact::blocks);
    case Primary::links:
      return leaf_or_failure<CountTest<Fact::links, &Facts::links>>(node, Fact::links,
                                                                    language::parse_count(operand()));
    case Primary::inum:
      return leaf_or_failure<InodeTest>(node, Fact::inode, language::parse_count(operand()));
    case Primary::perm: return bind_permissions(binder, node);
    case Primary::readable: return make_leaf<AccessTest>({}, files::Access::read);
    case Primary::writable: return make_leaf<AccessTest>({}, files::Access::write);
    case Primary::executable: return make_leaf<AccessTest>({}, files::Access::execute);
    default: return make_leaf<EmptyTest>(Fact::type | Fact::size);
  }
}

}  // namespace findo::plan
