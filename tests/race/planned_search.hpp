// Random searches with actions, and what a plan of them must hold.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "race/changing_tree.hpp"
#include "support/random.hpp"

namespace findo::race_tests {

enum class Links { never, roots, always };

enum class Deed { remove, trash, move, copy, link, note, check, unlink };

struct Action {
  Deed deed = Deed::remove;
  std::size_t number = 0;  ///< counted over the expression
  std::string primary{};   ///< of a command
  bool is_batch = false;   ///< which has no truth that anything could depend on
  bool is_behind_barrier = false;

  bool takes_whole() const { return deed >= Deed::trash && deed <= Deed::link; }
  bool is_last() const { return deed <= Deed::move || deed == Deed::unlink; }
  bool is_in_directory() const { return primary == "-execdir"; }
  std::string target() const { return "target" + std::to_string(number); }
};

struct Clause {
  std::string types{};   ///< one of f, d, l, p or some; empty: all
  std::string digits{};  ///< that the name ends in one of; empty: any
  std::vector<Action> actions{};
};

struct Root {
  std::string shown;  ///< as it is typed
  std::string path;   ///< which name that is
};

/// All that is thrown before there is a tree.
struct Search {
  Links links = Links::never;
  bool begins_at_link = false;
  bool has_roots_within = false;
  bool leaves_out_roots = true;
  bool is_depth_first = false;
  bool keeps_shape = false;
  std::vector<Clause> clauses{};
};

/// What a command does with the files that it gets, apart from noting them: it fails for odd ones, or removes
/// them.
inline constexpr const char* kCommand = R"sh(
action=$1 deed=$2
shift 2
for path; do printf '%s %s/%s\0' "$action" "$(pwd -P)" "$path"; done >>"$NOTES"
case $deed in
  check) case $1 in *[13579]) exit 1 ;; esac ;;
  remove) unlink "$1" ;;
esac
)sh";

/// Throws one.
Search make_search(support::Random& dice);

/// Its expression. `script`: where kCommand is.
std::vector<std::string> expression_of(const Search& search, const std::string& script);

/// Where it begins, in a tree of these names.
std::vector<Root> roots_of(const Search& search, const std::vector<Name>& names, const std::string& scene,
                           support::Random& dice);

/// A name that comes to a clause of the expression.
struct Planned {
  std::size_t name = 0;
  std::string shown{};  ///< as a message names it
  std::string below{};  ///< its root
  const Clause* clause = nullptr;
  std::size_t next = 0;  ///< of its actions
};

/// What it plans, in an order of which all that matters is whether directories come before or behind what is
/// in them. The search must outlive it.
std::vector<Planned> plan_of(const Search& search, const std::vector<Name>& names,
                             const std::vector<Root>& roots);

}  // namespace findo::race_tests
