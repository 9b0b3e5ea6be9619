#include "race/changing_tree.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "race/tree_picture.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"
#include "support/trouble.hpp"

namespace findo::race_tests {
namespace {

using support::Kind;
using support::need;
using support::Random;

constexpr std::size_t kTargets = 3;  // files in `elsewhere` that links lead to

std::string hostile_beginning(Random& dice) {
  static const std::vector<std::string> all{
      "",          "-rf ", "--apply=", "a\nb", "\n",       "%s%n%41%",     "\377\376", "caf\303\251",
      "e\314\201", " ",    "'\"",      "\\",   "\033[31m", "{}",           "$(x)`y`",  "*",
      "?",         "[a",   ".hidden",  "~",    ";",        "\342\200\256", "plain",    "\303"};
  if (dice.chance(4)) return std::string(200, 'l');
  return dice.pick(all);
}

timespec modify_time_of(const std::string& path) {
  struct stat status {};
  need(lstat(path.c_str(), &status), path);
  return status.st_mtim;
}

void set_modify_time(const std::string& path, timespec modified) {
  const timespec both[] = {{0, UTIME_OMIT}, modified};
  need(utimensat(AT_FDCWD, path.c_str(), both, AT_SYMLINK_NOFOLLOW), path);
}

void move(const std::string& from, const std::string& to) { need(rename(from.c_str(), to.c_str()), from); }

void make_directory(const std::string& path) { need(mkdir(path.c_str(), 0755), path); }

void make_link(const std::string& target, const std::string& path) {
  need(symlink(target.c_str(), path.c_str()), path);
}

bool tells_birth_times(const std::string& path) {
#if defined(FINDO_LINUX_READER) && defined(STATX_BTIME)
  struct statx status {};
  return statx(AT_FDCWD, path.c_str(), 0, STATX_BTIME, &status) == 0 && (status.stx_mask & STATX_BTIME) != 0;
#else
  (void)path;
  return false;
#endif
}

bool is_directory(const Name& name) { return name.kind == Kind::directory; }

}  // namespace

ChangingTree::ChangingTree(std::string scene, Random& dice, bool follows)
    : scene_(std::move(scene)), dice_(dice) {
  make_directory(real("elsewhere"));
  make_directory(real("elsewhere/empty"));
  for (std::size_t i = 0; i < kTargets; ++i) {
    support::write_file(real("elsewhere/target" + std::to_string(i)), "a target");
  }
  names_.push_back({.path = "tree", .place = "tree", .kind = Kind::directory});
  const std::size_t count = 12 + dice_.below(40);
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<std::string> directories;
    for (const Name& name : names_) {
      if (is_directory(name) && name.depth < 4) directories.push_back(name.path);
    }
    constexpr Kind kKinds[] = {Kind::directory, Kind::directory,     Kind::file,      Kind::file, Kind::file,
                               Kind::file,      Kind::symbolic_link, Kind::hard_link, Kind::fifo};
    add(dice_.pick(directories), dice_.pick(kKinds), follows);
  }
  support::build_tree(spec_, real("tree"));
}

void ChangingTree::add(const std::string& parent, Kind kind, bool follows) {
  const std::size_t below_top = std::string("tree/").size();
  Name name;
  name.path = parent + '/' + hostile_beginning(dice_) + '_' + std::to_string(++made_);
  name.place = name.path;
  name.kind = kind == Kind::hard_link ? Kind::file : kind;
  name.file = names_.size();
  name.depth = static_cast<std::size_t>(std::count(name.path.begin(), name.path.end(), '/'));
  support::Node node;
  node.path = name.path.substr(below_top);
  node.kind = name.kind;
  node.text = "content " + std::to_string(dice_.below(1000));
  if (kind == Kind::symbolic_link) node.text = link_target(name, follows);
  std::vector<const Name*> files;
  for (const Name& other : names_) {
    if (other.kind == Kind::file) files.push_back(&other);
  }
  if (kind == Kind::hard_link && !files.empty()) {
    const Name& other = *dice_.pick(files);
    name.file = other.file;
    node.kind = Kind::hard_link;
    node.text = other.path.substr(below_top);
  }
  spec_.push_back(node);
  names_.push_back(name);
}

std::string ChangingTree::link_target(Name& name, bool follows) {
  name.leads_to_file = dice_.chance(50);
  if (name.leads_to_file) return real("elsewhere/target" + std::to_string(dice_.below(kTargets)));
  return follows || dice_.chance(50) ? "nowhere" : real("elsewhere/empty");
}

void ChangingTree::mark_file(std::size_t file) {
  for (Name& name : names_) {
    if (name.file == file && name.fate == Fate::same) name.fate = Fate::changed;
  }
}

void ChangingTree::mark_below(const std::string& path, Fate fate) {
  for (Name& name : names_) {
    if (is_within(name.path, path) && name.path != path) name.fate = fate;
  }
}

void ChangingTree::mark_files_below(const std::string& path) {
  for (const Name& name : names_) {
    if (is_within(name.path, path) && !is_directory(name)) mark_file(name.file);
  }
}

std::string ChangingTree::fresh_place() { return "elsewhere/moved" + std::to_string(++made_); }

/// So that what is done to one name does not depend on what was done to another.
bool ChangingTree::is_untouched(std::size_t index) const {
  const Name& name = names_[index];
  for (const Name& other : names_) {
    const bool is_near = is_within(name.path, other.path) || is_within(other.path, name.path);
    if (is_near && other.is_settled) return false;
  }
  return index > 0;  // the tree itself stays
}

bool ChangingTree::change(std::size_t index, const std::function<bool(const Name&)>& follows) {
  Name& name = names_[index];
  if (!is_untouched(index)) return false;
  if (dice_.chance(10) && exchange(index)) return true;
  if (is_directory(name)) {
    change_directory(name, follows(name));
  } else {
    change_file(name);
  }
  name.is_settled = true;
  return true;
}

void ChangingTree::disturb(std::size_t index) {
  Name& name = names_[index];
  if (!is_directory(name) || !is_untouched(index)) return;
  const std::string path = real(name.place);
  switch (dice_.below(4)) {
    case 0: need(chmod(path.c_str(), 0700), path); break;
    case 1: set_modify_time(path, {1'000'000'000, 5}); break;
    case 2: support::write_file(path + "/new", "new"); break;
    default: {
      const std::string away = real(fresh_place());
      move(path, away);
      move(away, path);
    }
  }
}

// ---- what is no directory

void ChangingTree::change_file(Name& name) {
  switch (dice_.below(4)) {
    case 0: change_status(name); break;
    case 1: name.kind == Kind::file ? change_content(name) : change_status(name); break;
    case 2: replace(name); break;
    default: take_away(name);
  }
}

/// What only the time of the last status change tells, or the time of modification.
void ChangingTree::change_status(const Name& name) {
  const std::string path = real(name.place);
  switch (dice_.below(4)) {
    case 0: set_modify_time(path, {1'000'000'000, 5}); break;
    case 1: set_modify_time(path, modify_time_of(path)); break;
    case 2: {
      const std::string other = real(fresh_place());
      need(linkat(AT_FDCWD, path.c_str(), AT_FDCWD, other.c_str(), 0), other);
      break;
    }
    default: {
      const std::string away = real(fresh_place());
      move(path, away);
      move(away, path);
    }
  }
  mark_file(name.file);
}

void ChangingTree::change_content(const Name& name) {
  const std::string path = real(name.place);
  const timespec modified = modify_time_of(path);
  std::string content = support::read_file(path);
  switch (dice_.below(4)) {
    case 0: content += " and more"; break;
    case 1: content.clear(); break;
    default: content[0] = 'C';
  }
  const int file = need(open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC), path);
  need(write(file, content.data(), content.size()), path);
  close(file);
  if (dice_.chance(50)) set_modify_time(path, modified);
  if (dice_.chance(20)) need(chmod(path.c_str(), 0600), path);
  mark_file(name.file);
}

/// Something else gets the name, be it as like the old one as it may.
void ChangingTree::replace(Name& name) {
  const std::string path = real(name.place);
  const timespec modified = modify_time_of(path);
  const std::string old = real(fresh_place());
  const bool is_kept = dice_.chance(50);  // else the new one may get its inode number
  if (is_kept) move(path, old);
  if (!is_kept) need(unlink(path.c_str()), path);
  switch (dice_.below(5)) {
    case 0: make_directory(path); break;
    case 1: need(mkfifo(path.c_str(), 0644), path); break;
    case 2: make_link(is_kept ? old : "nowhere", path); break;
    default: support::write_file(path, is_kept && name.kind == Kind::file ? support::read_file(old) : "new");
  }
  set_modify_time(path, modified);
  mark_file(name.file);
  name.fate = Fate::changed;
}

void ChangingTree::take_away(Name& name) {
  const std::string path = real(name.place);
  if (dice_.chance(50)) {
    need(unlink(path.c_str()), path);
  } else if (dice_.chance(50)) {
    move(path, path + " renamed");
  } else {
    move(path, real(fresh_place()));
  }
  mark_file(name.file);
  name.fate = Fate::gone;
}

// ---- directories

void ChangingTree::change_directory(Name& name, bool is_followed) {
  switch (dice_.below(5)) {
    case 0: remove_directory(name); break;
    case 1: {
      move_away(name);
      mark_below(name.path, Fate::gone);
      name.fate = Fate::gone;
      break;
    }
    case 2: {
      const std::string twin = make_twin(name);
      move_away(name);
      const bool is_link = dice_.chance(50);
      if (is_link) make_link(real(twin), real(name.place));
      if (!is_link) move(real(twin), real(name.place));
      mark_below(name.path, Fate::changed);
      name.fate = Fate::changed;
      break;
    }
    default: lead_elsewhere(name, is_followed);
  }
}

void ChangingTree::remove_directory(Name& name) {
  mark_files_below(name.path);
  mark_below(name.path, Fate::gone);
  support::remove_tree(real(name.place));
  name.fate = Fate::gone;
  // The new one may well have the inode number of the old one, and then only its birth tells them apart.
  if (!tells_birth_times(scene_) || dice_.chance(50)) return;
  make_directory(real(name.place));
  name.fate = Fate::changed;
}

/// What has the name of a directory afterwards leads to no file of the same names, or to the directory
/// itself.
void ChangingTree::lead_elsewhere(Name& name, bool is_followed) {
  const std::string path = real(name.place);
  const std::string away = move_away(name);
  Fate behind = is_followed ? Fate::gone : Fate::changed;
  switch (dice_.below(5)) {
    case 0: make_link(real("elsewhere/empty"), path); break;
    case 1: make_link("nowhere", path); break;
    case 2:
      support::write_file(path, "no directory");
      behind = Fate::changed;
      break;
    case 3:
      make_directory(path);
      behind = Fate::gone;
      break;
    default: make_link(real(away), path); behind = is_followed ? Fate::same : Fate::changed;
  }
  if (behind != Fate::same) mark_below(name.path, behind);
  for (Name& other : names_) {
    if (is_within(other.path, name.path) && other.path != name.path) {
      other.place = away + other.place.substr(name.place.size());
    }
  }
  name.fate = Fate::changed;
}

std::string ChangingTree::move_away(Name& name) {
  std::string away = fresh_place();
  move(real(name.place), real(away));
  return away;
}

/// A directory that is like this one, with copies of the files, of which the times are the same, too, or with
/// the files themselves.
std::string ChangingTree::make_twin(const Name& name) {
  const bool has_same_files = dice_.chance(30);
  std::string twin = fresh_place();
  support::Command command;
  command.program = "/bin/cp";
  command.arguments = {"cp", has_same_files ? "-al" : "-a", "--", real(name.place), real(twin)};
  command.directory = scene_;
  if (support::run(command).status != 0) support::die("cp -a");
  if (has_same_files) mark_files_below(name.path);
  return twin;
}

bool ChangingTree::exchange(std::size_t index) {
  const std::size_t other_index = dice_.below(names_.size());
  Name& one = names_[index];
  Name& other = names_[other_index];
  const bool is_possible = is_untouched(other_index) && one.file != other.file &&
                           is_directory(one) == is_directory(other) && !is_within(one.path, other.path) &&
                           !is_within(other.path, one.path);
  if (!is_possible) return false;
  const std::string between = real(fresh_place());
  move(real(one.place), between);
  move(real(other.place), real(one.place));
  move(between, real(other.place));
  for (Name* const name : {&one, &other}) {
    if (is_directory(*name)) {
      mark_below(name->path, Fate::gone);
    } else {
      mark_file(name->file);
    }
    name->is_settled = true;
    name->fate = Fate::changed;
  }
  return true;
}

}  // namespace findo::race_tests
