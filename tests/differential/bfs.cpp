// bfs as the oracle for what GNU find lacks. It goes breadth first, so outputs are sorted before they are
// compared, except where both are told to go depth first and by name.
//
// Each of the functions that departs() asks is one difference with its reason. What is not in the language of
// the command lines, because the two differ in every case: dates and regular expressions in which findo goes
// with GNU find, ages that bfs rounds otherwise, flags before an operator that begins the expression, and
// -Ofast, with which bfs does not search at all where nothing can be found.
#include <algorithm>
#include <array>
#include <string_view>
#include <sys/xattr.h>

#include "differential/bfs_expression.hpp"
#include "differential/oracle.hpp"

namespace findo::differential {
namespace {

using namespace std::string_view_literals;

bool has_word(const CommandLine& line, std::string_view word) {
  return std::any_of(line.units.begin(), line.units.end(),
                     [&](const Unit& unit) { return unit.front() == word; });
}

bool follows_links(const CommandLine& line) {
  return has_word(line, "-L") || has_word(line, "-H") || has_word(line, "-follow");
}

/// An access control list that gives user 4242 the right to read (the format of Linux: little endian).
constexpr auto kList =
    "\2\0\0\0"
    "\1\0\6\0\377\377\377\377"
    "\2\0\4\0\222\20\0\0"
    "\4\0\4\0\377\377\377\377"
    "\20\0\4\0\377\377\377\377"
    "\40\0\4\0\377\377\377\377"sv;
/// CAP_NET_BIND_SERVICE, permitted and effective.
constexpr auto kCapabilities = "\1\0\0\2\0\4\0\0\0\0\0\0\0\0\0\0\0\0\0\0"sv;

void give(const std::string& path, const char* name, std::string_view value) {
  (void)!lsetxattr(path.c_str(), name, value.data(), value.size(), 0);
}

class Bfs final : public Oracle {
 public:
  std::string_view name() const override { return "bfs"; }
  CommandLine make_command_line(Random& random, const Scope& scope) const override {
    return make_bfs_command_line(random, scope);
  }
  bool departs(const CommandLine& line, const Scope& scope, bool portable_reader) const override;

  bool has_same_order(const CommandLine& line) const override {
    const auto goes_deep = [](const Unit& unit) { return unit == Unit{"-S", "dfs"}; };
    return has_word(line, "-s") && std::any_of(line.units.begin(), line.units.end(), goes_deep) &&
           std::count_if(line.units.begin(), line.units.end(),
                         [](const Unit& u) { return u.front() == "-S"; }) == 1;
  }

  void dress(const Tree& tree, const std::string& top) const override {
    std::size_t number = 0;
    for (const Node& node : tree.nodes) {
      const std::string path = top + '/' + node.path;
      const bool is_file = node.kind == Kind::kFile;
      ++number;
      if (number % 5 == 0) give(path, "user.findo", "1");
      if (number % 7 == 0) give(path, "trusted.findo", "1");
      if (number % 6 == 0 && is_file) give(path, "system.posix_acl_access", kList);
      if (number % 9 == 0 && node.kind == Kind::kDirectory) give(path, "system.posix_acl_default", kList);
      if (number % 4 == 0 && is_file) give(path, "security.capability", kCapabilities);
    }
  }
};

bool is_root(const Unit& unit) {
  return unit.front() == "-f" ||
         (unit.size() == 1 && "-(!,)"sv.find(unit.front().front()) == std::string_view::npos);
}

/// A root directly behind the pattern of a glob test. bfs takes it; findo refuses it, since it is more often
/// what the shell has made of an unquoted pattern.
bool has_root_behind_pattern(const CommandLine& line) {
  for (std::size_t i = 1; i < line.units.size(); ++i) {
    const Unit& unit = line.units[i];
    const Unit& before = line.units[i - 1];
    if (is_root(unit) && unit.size() == 1 && before.size() > 1 &&
        (before.front() == "-name" || before[before.size() - 2] == "-path"))
      return true;
  }
  return false;
}

/// Only where both go the same way can it be compared what is shown before an end, which of the names of a
/// file is the first, or whether what a link leads to has been deleted before one comes to the link.
bool depends_on_order(const CommandLine& line) {
  return has_word(line, "-exit") || has_word(line, "-quit") || has_word(line, "-unique") ||
         (line.destructive && follows_links(line));
}

/// In a directory that may be read but not searched nothing has a status, nor has what a link into one leads
/// to. bfs leaves it out, or shows it by its name alone; findo does as GNU find does.
bool meets_unsearchable_directory(const CommandLine& line, const Tree& tree) {
  return line.unprivileged && std::any_of(tree.nodes.begin(), tree.nodes.end(), [&](const Node& node) {
           const mode_t rights = node.mode >> (node.owner == kNobody ? 6 : 0);
           const bool is_readable = (rights & 4) != 0;
           const bool is_searchable = (rights & 1) != 0;
           return node.kind == Kind::kDirectory && !is_searchable && (is_readable || follows_links(line));
         });
}

/// Where links are followed, one that leads to a directory is none, and -delete cannot remove it: so says GNU
/// find. bfs removes the link.
bool deletes_followed_links(const CommandLine& line, const Tree& tree) {
  return line.destructive && follows_links(line) &&
         std::any_of(tree.nodes.begin(), tree.nodes.end(),
                     [](const Node& node) { return node.kind == Kind::kSymlink && node.leads_to_directory; });
}

/// bfs 2.6.1 starts -S ids and -S eds from the roots again and again, misses what it has deleted, lets -prune
/// count under -depth, and with more than one root ends before it has been as deep as -maxdepth says.
bool goes_again(const CommandLine& line) {
  const bool is_repeated = std::any_of(line.units.begin(), line.units.end(), [](const Unit& unit) {
    return unit.front() == "-S" && (unit[1] == "ids" || unit[1] == "eds");
  });
  const bool has_roots = std::count_if(line.units.begin(), line.units.end(), is_root) > 1;
  return is_repeated &&
         (line.destructive || has_word(line, "-prune") || (has_roots && has_word(line, "-maxdepth")));
}

/// -H, -L and -P hold for the whole search; for bfs only for the reference files behind them.
bool has_flag_behind_reference(const CommandLine& line) {
  const auto begin = line.units.begin();
  const auto end = line.units.end();
  const auto reference = std::find_if(begin, end, [](const Unit& unit) {
    return unit.front().find("newer") != std::string::npos && !unit.front().ends_with('t');
  });
  return std::any_of(reference, end, [](const Unit& unit) {
    return unit.front() == "-H" || unit.front() == "-L" || unit.front() == "-P" || unit.front() == "-follow";
  });
}

/// Where the colour of directories is none at all, bfs still ends it behind what %h and %H give; ls and findo
/// write nothing.
bool ends_no_colour(const CommandLine& line) {
  const auto gives_directory = [](const Unit& unit) {
    return unit.size() > 1 &&
           (unit.back().find("%h") != std::string::npos || unit.back().find("%H") != std::string::npos);
  };
  return has_word(line, "-color") && std::any_of(line.units.begin(), line.units.end(), gives_directory) &&
         std::any_of(line.environment.begin(), line.environment.end(), [](const std::string& variable) {
           return variable.starts_with("LS_COLORS=") && variable.find("di=0:") != std::string::npos;
         });
}

/// What has been deleted has no colour for bfs any more.
bool colours_what_is_gone(const CommandLine& line) { return line.destructive && has_word(line, "-color"); }

/// Above -mindepth bfs still complains of names that -X leaves out, and takes note of files for -unique,
/// whose names further down it then does not show. findo has not looked at them.
bool looks_above_mindepth(const CommandLine& line) {
  return has_word(line, "-mindepth") && (has_word(line, "-X") || has_word(line, "-unique"));
}

/// An attribute of a file that one may not read is an error, if it is asked for: bfs asks in another order.
bool may_not_read_attributes(const CommandLine& line) {
  return line.unprivileged && has_word(line, "-xattrname");
}

/// bfs looks at a file before it asks whether it is excluded, and complains of what cannot be looked at: a
/// root out of reach, a link that leads in a circle.
bool looks_before_excluding(const CommandLine& line) {
  const bool excludes = has_word(line, "-exclude") || has_word(line, "-nohidden") || has_word(line, "-color");
  return excludes && (line.unprivileged || has_word(line, "-unique") || follows_links(line));
}

bool Bfs::departs(const CommandLine& line, const Scope& scope, bool) const {
  return meets_unsearchable_directory(line, scope.tree) || looks_before_excluding(line) ||
         deletes_followed_links(line, scope.tree) || goes_again(line) || has_flag_behind_reference(line) ||
         colours_what_is_gone(line) || ends_no_colour(line) || looks_above_mindepth(line) ||
         may_not_read_attributes(line) || has_root_behind_pattern(line) ||
         (depends_on_order(line) && !has_same_order(line));
}

}  // namespace

std::unique_ptr<Oracle> make_bfs() { return std::make_unique<Bfs>(); }

}  // namespace findo::differential
