// One file as the walk meets it: a name in an open directory, with its path and with facts that are loaded
// when somebody asks for them, once, and no more of them than he asks for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/errno_code.hpp"
#include "base/result.hpp"
#include "files/facts.hpp"
#include "files/reader.hpp"

namespace findo::files {

class IgnoreRules;

/// A place where the search starts, as it was typed.
struct Root {
  std::string path;
};

/// Which links are followed: -P, -H, -L.
enum class LinkPolicy : std::uint8_t { never, roots_only, always };

/// What all entries of one directory share. Depth counts from the root = 0.
struct Place {
  Reader* reader = nullptr;
  const OpenDirectory* parent = nullptr;  ///< null for a root
  const Root* root = nullptr;
  int depth = 0;
  LinkPolicy links = LinkPolicy::never;
  /// Whether facts of entries can be loaded at all; false in a directory without search permission.
  bool searchable = true;
  /// Whether commands of the expression may have taken away by now what the directory told of.
  bool may_have_gone = false;
  const IgnoreRules* ignore_rules = nullptr;  ///< for the entries; null for roots, and where nobody asks
  dev_t root_device = 0;  ///< the device that the search began on; means nothing for roots

  /// Whether what the directory tells of an entry would be confirmed by whoever asked for its status.
  bool is_listing_reliable() const { return searchable && !may_have_gone; }
  FollowLinks follow() const {
    return links == LinkPolicy::always || (links == LinkPolicy::roots_only && depth == 0) ? FollowLinks::yes
                                                                                          : FollowLinks::no;
  }
};

/// The path of a directory with room behind it for the names in it: one buffer for a whole search, which
/// grows when the search descends and shrinks when it comes back, so that no path is ever put together twice.
class PathBuffer {
 public:
  /// The names that follow are in the directory `name` of the present one. Returns what ascend() wants.
  std::size_t descend(std::string_view name) {
    const std::size_t before = prefix_;
    join(name);
    if (!bytes_.empty() && bytes_.back() != '/') bytes_ += '/';
    prefix_ = bytes_.size();
    return before;
  }
  void ascend(std::size_t before) { prefix_ = before; }

  /// The directory's path with the slash that separates it from the names; empty where names are whole paths.
  std::string_view prefix() const { return {bytes_.data(), prefix_}; }
  /// The path of `name` in the directory; valid until the next call.
  std::string_view join(std::string_view name) {
    bytes_.resize(prefix_);
    bytes_ += name;
    return bytes_;
  }
  const char* c_str() const { return bytes_.c_str(); }

 private:
  std::string bytes_;
  std::size_t prefix_ = 0;
};

/// The entry that is being looked at. One object serves a whole batch: move_to() makes it the next one.
/// "Its own" facts are those of what the walk took it for: of a link's target where links are followed (or of
/// the link, where it leads nowhere), of the file itself otherwise.
class Entry {
 public:
  Entry(const Place& place, PathBuffer& path) : place_(&place), path_(&path) {}

  /// Looks at another name of the same place. Nothing is known of it but what the directory told.
  void move_to(const Listed& listed) {
    listed_ = listed;
    type_ = listed.type;
    path_is_current_ = false;
    own_.forget();
    other_.forget();
  }

  std::string_view path() const;   ///< as printed: root, slash, components
  const char* path_c_str() const;  ///< the same with a NUL behind it
  /// The name in its directory; of a root, the whole path.
  std::string_view name() const { return {listed_.name, listed_.length}; }
  const char* name_c_str() const { return listed_.name; }
  /// The last component without trailing slashes, as -name sees it; "/" for a root of slashes only.
  std::string_view base_name() const { return depth() > 0 ? name() : root_base_name(); }
  /// The path below the root, as %P shows it; empty for a root.
  std::string_view path_below_root() const;
  int depth() const { return place_->depth; }
  const Place& place() const { return *place_; }
  const Root& root() const { return *place_->root; }
  Reader& reader() const { return *place_->reader; }
  /// Where it is found, as its own facts are.
  Location location() const { return {reader(), place_->parent, listed_.name, place_->follow()}; }

  /// The inode number that the directory tells; 0 where it tells none. A mount point's own is another.
  std::uint64_t listed_inode() const { return listed_.inode; }
  /// The type as far as the directory or a load has told; `unknown` else. Asks nobody.
  FileType known_type() const { return type_; }
  /// Its own type; asks the system only where the directory did not tell.
  base::Result<FileType, base::Errno> type();
  /// Its own facts, at least `wanted`. The pointer lives as long as the entry is looked at.
  base::Result<const Facts*, base::Errno> facts(FactSet wanted);
  /// The facts of the file itself, no link followed. This pointer and the one of followed_facts() live until
  /// the other is asked for.
  base::Result<const Facts*, base::Errno> unfollowed_facts(FactSet wanted);
  /// The facts of what a link leads to, whatever the link policy.
  base::Result<const Facts*, base::Errno> followed_facts(FactSet wanted);
  /// The text of a link.
  base::Result<std::string, base::Errno> link_target() const;
  base::Status<base::Errno> check_access(Access access) const;

  /// These facts will be asked for before long: whatever makes the system be asked for its own facts had
  /// better ask for them, too, so that it is asked once.
  void expect(FactSet facts) { expected_ = facts; }

  /// Facts gained so far, to be kept over a suspension and given back to an Entry of the same name later.
  const Facts& kept_facts() const { return own_.facts; }
  void restore_facts(const Facts& facts);
  /// What the directory told of its type is not to be relied on: whoever wants the type must load it.
  void forget_type() { type_ = FileType::unknown; }

 private:
  /// Facts with what has been asked for, loaded or not: a birth time that is not known is asked for once.
  struct Answers {
    Facts facts{};
    FactSet asked{};

    void forget() { facts.loaded = asked = {}; }
  };

  std::string_view root_base_name() const;
  base::Result<const Facts*, base::Errno> load(FollowLinks follow, FactSet wanted, Answers& into);

  const Place* place_;
  PathBuffer* path_;
  Listed listed_{};
  FileType type_ = FileType::unknown;
  mutable bool path_is_current_ = false;
  FactSet expected_{};
  Answers own_;
  Answers other_;  ///< of the other way to look at a link
  FollowLinks other_follow_ = FollowLinks::yes;
};

}  // namespace findo::files
