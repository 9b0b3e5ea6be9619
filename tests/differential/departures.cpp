#include "differential/departures.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <sys/stat.h>

namespace findo::differential {
namespace {

using namespace std::string_view_literals;

constexpr std::array kActions = {"-print"sv,   "-print0"sv,  "-printf"sv, "-ls"sv,   "-fprint"sv,
                                 "-fprint0"sv, "-fprintf"sv, "-fls"sv,    "-exec"sv, "-execdir"sv,
                                 "-ok"sv,      "-okdir"sv,   "-prune"sv,  "-quit"sv, "-delete"sv};
constexpr std::array kOperators = {"!"sv, "-not"sv, "-a"sv, "-and"sv};

template <class Words>
bool contains(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool has_word(const CommandLine& line, std::string_view word) {
  return std::any_of(line.units.begin(), line.units.end(),
                     [&](const Unit& unit) { return unit.front() == word; });
}

bool mentions(const CommandLine& line, std::string_view text) {
  return std::any_of(line.units.begin(), line.units.end(), [&](const Unit& unit) {
    return std::any_of(unit.begin(), unit.end(),
                       [&](const std::string& word) { return word.find(text) != std::string::npos; });
  });
}

bool follows_links(const CommandLine& line) {
  return has_word(line, "-L") || has_word(line, "-H") || has_word(line, "-follow");
}

/// GNU find 4.9 moves the tests behind an -o to the front although the other side acts, if that side is a
/// list of three or more: `-print -type d -links 2 -o -name x` then does not print x.
bool is_sorted_past_an_action(const CommandLine& line) {
  struct Level {
    std::size_t primaries = 0;
    bool acts = false;
  };
  std::vector<Level> levels(1);
  for (const Unit& unit : line.units) {
    const std::string& word = unit.front();
    if (word.empty() || (word[0] != '-' && word != "(" && word != ")" && word != ",")) continue;
    if (word == "(") {
      levels.emplace_back();
    } else if (word == ")" && levels.size() > 1) {
      const Level inner = levels.back();
      levels.pop_back();
      levels.back().primaries += inner.primaries;
      levels.back().acts |= inner.acts;
    } else if (word == "-o" || word == "-or" || word == ",") {
      if (levels.back().acts && levels.back().primaries >= 3) return true;
      levels.back() = {};
    } else if (!contains(kOperators, word)) {
      levels.back().primaries += 1;
      levels.back().acts |= contains(kActions, word);
    }
  }
  return false;
}

/// GNU find 4.9 loses a slash behind an empty directory when it comes back to it and follows links.
bool loses_a_slash(const CommandLine& line) {
  const bool comes_back = has_word(line, "-depth") || has_word(line, "-d") || has_word(line, "-delete");
  const bool has_slash =
      mentions(line, "/") &&
      (std::any_of(line.units.begin(), line.units.end(),
                   [](const Unit& unit) { return unit.size() == 1 && unit.front().ends_with('/'); }) ||
       line.root_list.find("/\0"sv) != std::string::npos);
  return comes_back && follows_links(line) && has_slash;
}

/// For findo a link through something that is no directory leads nowhere, silently.
bool has_not_directory_links(const std::string& top) {
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           top, std::filesystem::directory_options::skip_permission_denied, error)) {
    struct stat status {};
    if (entry.is_symlink(error) && stat(entry.path().c_str(), &status) != 0 && errno == ENOTDIR) return true;
  }
  return false;
}

/// For findo a link that leads round in a circle is the same file as itself, also where links are followed.
bool looks_for_a_loop(const CommandLine& line, const std::string& top) {
  return std::any_of(line.units.begin(), line.units.end(), [&](const Unit& unit) {
    struct stat status {};
    return unit.front() == "-samefile" && unit.size() == 2 &&
           stat((top + "/" + unit[1]).c_str(), &status) != 0 && errno == ELOOP;
  });
}

/// The portable reader knows directories by their paths: it has no inode number before it has asked, and
/// loses its way when a link that leads to where it is gets deleted.
bool is_beyond_paths(const CommandLine& line) {
  const bool asks_inode = has_word(line, "-inum") || mentions(line, "i");
  return line.destructive || (line.unprivileged && asks_inode);
}

}  // namespace

bool departs(const CommandLine& line, const std::string& top, bool portable_reader) {
  if (is_sorted_past_an_action(line) || loses_a_slash(line)) return true;
  if (portable_reader && is_beyond_paths(line)) return true;
  return follows_links(line) && (has_not_directory_links(top) || looks_for_a_loop(line, top));
}

}  // namespace findo::differential
