// One file of ignore rules: its lines parsed, its patterns compiled, and the last rule for a name found
// quickly. What lies in which directory, and which file wins, is for ignore_rules to know.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/errno_code.hpp"
#include "base/result.hpp"
#include "files/ignore_pattern.hpp"
#include "files/whole_file.hpp"

namespace findo::files {

/// Whose rules a file holds: git's own end where another repository begins, all others go on.
enum class IgnoreFileKind : std::uint8_t { git, general };

/// Counts the rules of a file from 1; 0 is no rule.
using RuleNumber = std::uint32_t;

/// A name prepared for being looked up in many files. What it is made from must outlive it.
struct IgnoreName {
  explicit IgnoreName(std::string_view text);

  std::string_view name;
  std::string_view extension;  ///< from the last dot on; empty where there is none
  std::uint32_t name_hash;     ///< the same for names that differ in case only
  std::uint32_t extension_hash;
  ByteBits bits = 0;  ///< of all its bytes
};

class IgnoreFile;

/// Which rule decides over a path, if any. Valid as long as the file of rules.
class IgnoreVerdict {
 public:
  IgnoreVerdict() = default;
  IgnoreVerdict(const IgnoreFile& file, RuleNumber rule) : file_(rule == 0 ? nullptr : &file), rule_(rule) {}

  /// Whether some rule decides.
  explicit operator bool() const { return file_ != nullptr; }
  /// False also where no rule decides.
  bool is_ignored() const;

  // Of the rule that decides:
  const IgnoreFile& file() const { return *file_; }
  std::size_t line() const;
  /// As written, without blanks at the end that do not count.
  std::string_view text() const;

  friend bool operator==(const IgnoreVerdict&, const IgnoreVerdict&) = default;

 private:
  const IgnoreFile* file_ = nullptr;
  RuleNumber rule_ = 0;
};

/// A file of rules. Which directory it is for is not its affair: the same object may serve several.
/// Immutable. Threads: any number at once. Nothing is allocated to find a verdict.
/// Source: gitignore(5), and git where that is silent.
class IgnoreFile {
  struct Private {};

 public:
  /// Every text is a file of rules. `path` is how messages name it.
  static std::shared_ptr<const IgnoreFile> make(std::string path, std::string_view text, IgnoreFileKind kind,
                                                NameCase names);

  const std::string& path() const { return path_; }
  IgnoreFileKind kind() const { return kind_; }
  bool empty() const { return rules_.empty(); }
  /// How many rules there are; those that match nothing are left out.
  RuleNumber size() const { return static_cast<RuleNumber>(rules_.size()); }
  /// The first line whose pattern is malformed, so that it matches nothing; 0 if there is none.
  std::size_t malformed_line() const { return malformed_line_; }
  /// What it occupies, roughly.
  std::size_t size_bytes() const;

  /// The verdict on a path relative to the directory that the file is for, judged by itself: whether a
  /// directory above it is ignored is not asked. `is_directory` is false for a symbolic link to one.
  IgnoreVerdict verdict(std::string_view path, bool is_directory) const;

  /// The last rule for a name that applies in every directory below the file's own, 0 if none.
  RuleNumber last_rule_anywhere(const IgnoreName& name, bool is_directory) const;

  /// A rule's way to match that depends on the directory.
  struct PlacedWay {
    RuleNumber rule;
    bool is_for_directories;
    const IgnorePattern::Way* way;
  };
  /// The last rule's first.
  std::span<const PlacedWay> placed_ways() const { return placed_; }

  IgnoreFile(Private, std::string path, std::string_view text, IgnoreFileKind kind, NameCase names);

 private:
  friend class IgnoreVerdict;

  struct Rule {
    std::size_t line;  ///< from 1
    std::size_t text_begin;
    std::size_t text_bytes;
    bool is_negated;
    bool is_for_directories;
    IgnorePattern pattern;
  };

  /// The last rules for one text.
  struct LastRules {
    RuleNumber for_all = 0;
    RuleNumber for_directories = 0;  ///< of both kinds
  };

  /// Texts that names, or their ends, must be equal to: open addressing, half full at most.
  class Table {
   public:
    void reserve(std::size_t texts);
    void add(std::string_view text, std::uint32_t hash, RuleNumber rule, bool is_for_directories);
    RuleNumber find(std::string_view text, std::uint32_t hash, NameCase names, bool is_directory) const;

   private:
    struct Slot {
      std::string_view text;  ///< in a rule's pattern; empty in a free slot
      std::uint32_t hash = 0;
      LastRules rules;
    };
    std::vector<Slot> slots_;
  };

  void parse_lines(std::string_view text);
  void parse_line(std::string_view line, std::size_t number);
  /// How a way to match is found: the first does not match, those between in any directory.
  enum class Form : std::uint8_t { hopeless, literal, extension, other, placed };
  static constexpr std::size_t kForms = 5;
  static Form form_of(const IgnorePattern::Way& way);
  void build_index();
  void index(RuleNumber rule, bool is_for_directories, const IgnorePattern::Way& way);

  struct OtherRule {
    ByteBits needed_bits;  ///< of the pattern; a copy, so that most patterns need not be touched
    RuleNumber rule;
    bool is_for_directories;
    const NamePattern* name;
  };

  std::string path_;
  std::size_t malformed_line_ = 0;
  IgnoreFileKind kind_;
  NameCase names_;
  std::string texts_;  ///< of the rules, one behind the other
  std::vector<Rule> rules_;
  Table literals_;                 ///< rules for a whole name
  Table extensions_;               ///< rules `*.ext`
  std::vector<OtherRule> others_;  ///< all other rules for names in any directory, the last first
  std::vector<PlacedWay> placed_;
};

/// Reads a file of rules; `path` is relative to `base` and `shown_path` how messages name it. Errors are
/// those of load_whole_file().
base::Result<std::shared_ptr<const IgnoreFile>, base::Errno> open_ignore_file(
    const FileBase& base, std::string_view path, std::string shown_path, FollowLinks follow,
    IgnoreFileKind kind, NameCase names);

}  // namespace findo::files
