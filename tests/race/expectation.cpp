#include "race/expectation.hpp"

#include <algorithm>
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

namespace findo::race_tests {
namespace {

using support::Kind;

/// As a URL has it: RFC 2396, with slashes.
std::string percent_escaped(const std::string& path) {
  std::string text;
  for (const char c : path) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          std::string("-_.~/").find(c) != std::string::npos;
    char escape[4];
    std::snprintf(escape, sizeof escape, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    text += is_plain ? std::string(1, c) : escape;
  }
  return text;
}

}  // namespace

Expectation::Expectation(const Search& search, std::string scene, ChangingTree& tree, Picture before)
    : search_(search), scene_(std::move(scene)), tree_(tree), picture_(std::move(before)) {}

Consequences Expectation::apply(const std::vector<Planned>& plan) {
  come_ = {};
  std::vector<Planned> waiting;
  for (const Planned& planned : plan) perform(planned, &waiting);
  std::sort(waiting.begin(), waiting.end(),
            [](const Planned& a, const Planned& b) { return a.shown > b.shown; });
  for (const Planned& planned : waiting) perform(planned, nullptr);
  // What the plan has done itself does not count until it is applied again.
  for (const std::size_t file : touched_) tree_.mark_file(file);
  touched_.clear();
  return come_;
}

void Expectation::report(const Planned& planned, const std::string& sentence) {
  come_.messages.push_back(planned.shown + ": " + sentence);
}

/// `waiting`: for those that come to a barrier; null: it is behind us.
void Expectation::perform(Planned planned, std::vector<Planned>* waiting) {
  const auto& actions = planned.clause->actions;
  Name& name = tree_.names()[planned.name];
  const std::size_t first = planned.next;
  for (; planned.next < actions.size(); ++planned.next) {
    const Action& action = actions[planned.next];
    if (action.is_behind_barrier && waiting) return waiting->push_back(planned);
    if (planned.next == first && name.fate != Fate::same) {
      return report(planned, name.fate == Fate::gone ? "gone" : "changed");
    }
    if (!act(planned, action, name)) return;
    ++come_.acted;
    const bool is_new = done_.emplace(planned.name, action.number).second;
    if (!is_new && action.primary.empty()) ++come_.repeated;
  }
}

bool Expectation::act(const Planned& planned, const Action& action, Name& name) {
  switch (action.deed) {
    case Deed::remove: return remove(planned, name);
    case Deed::trash: return trash(name);
    case Deed::move:
    case Deed::copy:
    case Deed::link: return put(planned, action, name);
    default: return run(planned, action, name);
  }
}

void Expectation::lose(Name& name) {
  if (name.kind == Kind::directory) tree_.mark_below(name.path, Fate::gone);
  if (name.kind != Kind::directory) touched_.insert(name.file);
  name.fate = Fate::gone;
}

bool Expectation::remove(const Planned& planned, Name& name) {
  if (name.kind == Kind::directory && !picture_.is_empty(name.place)) {
    report(planned, "cannot delete it: Directory not empty");
    return false;
  }
  picture_.remove(name.place);
  lose(name);
  return true;
}

bool Expectation::trash(Name& name) {
  const std::string base = base_name_of(name.path);
  picture_.move(name.place, std::string(kTrash) + "/files/" + base);
  picture_.touch(kTrash);  // where it keeps the sizes of directories
  Look info{.mode = S_IFREG | 0600, .user = geteuid(), .group = getegid(), .has_known_time = false};
  info.content = "[Trash Info]\nPath=" + percent_escaped(scene_ + '/' + name.place) + '\n';
  picture_.add(std::string(kTrash) + "/info/" + base + ".trashinfo", info);
  lose(name);
  return true;
}

/// The directories that are missing on the way into `to`, with the permissions of those that it is like.
void Expectation::make_way(const std::string& to, const std::string& like) {
  if (picture_.holds(to)) return;
  make_way(parent_of(to), parent_of(like));
  const mode_t mode = picture_.holds(like) ? picture_.at(like).mode : S_IFDIR | 0755;
  picture_.add(to, {.mode = mode, .user = geteuid(), .group = getegid(), .has_known_time = false});
}

bool Expectation::put(const Planned& planned, const Action& action, Name& name) {
  std::string to = action.target();
  if (search_.keeps_shape && name.path != planned.below) {
    to += parent_of(name.path).substr(planned.below.size());
  }
  make_way(to, parent_of(name.place));
  (to += '/') += base_name_of(name.path);
  const bool is_directory = name.kind == Kind::directory;
  if (action.deed == Deed::link && is_directory) {
    report(planned, "a directory has one name only");
    return false;
  }
  if (picture_.holds(to)) {
    report(planned, "there is " + to + " already");
    return false;
  }
  if (action.deed == Deed::copy) picture_.copy(name.place, to);
  if (action.deed == Deed::link) picture_.link(name.place, to);
  if (action.deed == Deed::link) touched_.insert(name.file);
  if (action.deed == Deed::move) picture_.move(name.place, to);
  if (action.deed == Deed::move) lose(name);
  return true;
}

bool Expectation::run(const Planned& planned, const Action& action, Name& name) {
  std::string directory = scene_;
  std::string path = planned.shown;
  if (action.is_in_directory()) {
    const std::string holder = parent_of(name.place);
    if (!holder.empty()) (directory += '/') += holder;
    path = "./" + base_name_of(name.path) + (path.ends_with('/') ? "/" : "");
  }
  come_.notes.push_back(std::to_string(action.number) + ' ' + directory + '/' + path);
  if (action.deed == Deed::check) return (name.path.back() - '0') % 2 == 0 || name.depth == 0;
  if (action.deed == Deed::unlink) picture_.remove(name.place);
  if (action.deed == Deed::unlink) lose(name);
  return true;
}

}  // namespace findo::race_tests
