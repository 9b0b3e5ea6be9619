#include "race/planned_search.hpp"

#include <algorithm>

#include "race/tree_picture.hpp"

namespace findo::race_tests {
namespace {

using support::Kind;
using support::Random;

class SearchMaker {
 public:
  explicit SearchMaker(Random& dice) : dice_(dice) {}

  Search make() {
    Search search;
    search.links = dice_.chance(60) ? Links::never : dice_.chance(50) ? Links::roots : Links::always;
    search.has_roots_within = dice_.chance(30);
    search.begins_at_link = search.links != Links::never && !search.has_roots_within && dice_.chance(50);
    search.leaves_out_roots = search.begins_at_link || dice_.chance(70);
    search.keeps_shape = dice_.chance(40);
    search.is_depth_first = dice_.chance(20);
    const std::size_t clauses = 1 + dice_.below(3);
    for (std::size_t i = 0; i < clauses; ++i) search.clauses.push_back(clause());
    for (const Clause& clause : search.clauses) {
      for (const Action& action : clause.actions) search.is_depth_first |= action.deed == Deed::remove;
    }
    return search;
  }

 private:
  Clause clause() {
    Clause clause;
    const std::vector<std::string> types{"", "", "f", "f", "f", "d", "l", "f,l", "f,l,p", "p,d"};
    const std::vector<std::string> digits{"", "", "02468", "01234", "56789", "13579"};
    clause.types = dice_.pick(types);
    clause.digits = dice_.pick(digits);
    for (std::size_t i = dice_.below(3); i > 0; --i) clause.actions.push_back(action(true, clause));
    clause.actions.push_back(action(false, clause));
    Action& last = clause.actions.back();
    last.is_behind_barrier = last.deed == Deed::remove && !has_barrier_ && dice_.chance(25);
    has_barrier_ |= last.is_behind_barrier;
    return clause;
  }

  Action action(bool must_go_on, const Clause& clause) {
    constexpr Deed kAll[] = {Deed::remove, Deed::remove, Deed::remove, Deed::trash,
                             Deed::trash,  Deed::move,   Deed::move,   Deed::copy,
                             Deed::link,   Deed::note,   Deed::check,  Deed::unlink};
    constexpr Deed kBefore[] = {Deed::copy, Deed::link, Deed::note, Deed::check, Deed::check};
    Action action;
    action.number = ++actions_;
    action.deed = must_go_on ? dice_.pick(kBefore) : dice_.pick(kAll);
    // A directory cannot be unlinked.
    const bool may_be_directory = clause.types.empty() || clause.types.find('d') != std::string::npos;
    if (action.deed == Deed::unlink && may_be_directory) action.deed = Deed::note;
    const std::vector<std::string> primaries{"-exec", "-execdir", "-each"};
    if (action.deed >= Deed::note) action.primary = dice_.pick(primaries);
    action.is_batch = action.deed == Deed::note && action.primary != "-each" && dice_.chance(50);
    return action;
  }

  Random& dice_;
  std::size_t actions_ = 0;
  bool has_barrier_ = false;
};

std::vector<std::string> words_of(const Action& action, const std::string& script) {
  switch (action.deed) {
    case Deed::remove: break;
    case Deed::trash: return {"-trash"};
    case Deed::move: return {"-move-to", action.target()};
    case Deed::copy: return {"-copy-to", action.target()};
    case Deed::link: return {"-link-to", action.target()};
    default: {
      const char* deed = action.deed == Deed::note ? "note" : action.deed == Deed::check ? "check" : "remove";
      return {action.primary,
              "sh",
              script,
              std::to_string(action.number),
              deed,
              "{}",
              action.is_batch ? "+" : ";"};
    }
  }
  if (action.is_behind_barrier) return {"-sort", "-path", "-delete"};
  return {"-delete"};
}

char type_of(const Name& name, Links links) {
  switch (name.kind) {
    case Kind::directory: return 'd';
    case Kind::symbolic_link: return links == Links::always && name.leads_to_file ? 'f' : 'l';
    case Kind::fifo: return 'p';
    default: return 'f';
  }
}

const Clause* try_clause_for(const Search& search, const Name& name) {
  const char type = type_of(name, search.links);
  for (const Clause& clause : search.clauses) {
    const bool has_type = clause.types.empty() || clause.types.find(type) != std::string::npos;
    const bool has_digit = clause.digits.empty() || clause.digits.find(name.path.back()) != std::string::npos;
    if (has_type && has_digit) return &clause;
  }
  return nullptr;
}

}  // namespace

Search make_search(Random& dice) { return SearchMaker(dice).make(); }

std::vector<std::string> expression_of(const Search& search, const std::string& script) {
  std::vector<std::string> words;
  const auto add = [&](const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
  };
  if (search.leaves_out_roots) add({"-mindepth", "1"});
  if (search.is_depth_first) add({"-depth"});
  add({"("});
  for (const Clause& clause : search.clauses) {
    if (&clause != &search.clauses.front()) add({"-o"});
    if (!clause.types.empty()) add({"-type", clause.types});
    if (!clause.digits.empty()) add({"-name", "*[" + clause.digits + "]"});
    for (const Action& action : clause.actions) add(words_of(action, script));
  }
  add({")"});
  return words;
}

std::vector<Root> roots_of(const Search& search, const std::vector<Name>& names, const std::string& scene,
                           Random& dice) {
  if (search.begins_at_link) return {{dice.chance(50) ? "entrance" : "entrance/", "tree"}};
  if (!search.has_roots_within) {
    const std::vector<std::string> all{"tree", "./tree", "tree/", "tree//", "tree/../tree", scene + "/tree"};
    return {{dice.pick(all), "tree"}};
  }
  std::vector<Root> roots;
  for (const Name& name : names) {
    if (name.depth != 1 || name.kind != Kind::directory || roots.size() == 2) continue;
    roots.push_back({(dice.chance(50) ? "" : "./") + name.path, name.path});
  }
  if (roots.empty()) roots.push_back({"tree", "tree"});
  return roots;
}

std::vector<Planned> plan_of(const Search& search, const std::vector<Name>& names,
                             const std::vector<Root>& roots) {
  std::vector<Planned> plan;
  std::vector<std::string> taken;
  for (const Root& root : roots) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string& path = names[i].path;
      const bool is_root = path == root.path;
      if (!is_within(path, root.path) || (is_root && search.leaves_out_roots)) continue;
      const bool is_taken = std::any_of(taken.begin(), taken.end(),
                                        [&](const std::string& whole) { return is_within(path, whole); });
      const Clause* const clause = try_clause_for(search, names[i]);
      if (is_taken || !clause) continue;
      std::string shown = root.shown;
      if (!is_root) shown += path.substr(root.path.size() + (shown.ends_with('/') ? 1 : 0));
      plan.push_back({i, std::move(shown), root.path, clause});
      const bool takes_whole = std::any_of(clause->actions.begin(), clause->actions.end(),
                                           [](const Action& action) { return action.takes_whole(); });
      if (takes_whole && !search.is_depth_first) taken.push_back(path);
    }
  }
  if (search.is_depth_first) std::reverse(plan.begin(), plan.end());
  return plan;
}

}  // namespace findo::race_tests
