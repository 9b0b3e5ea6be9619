// How the walk goes.
//
// A directory is read in batches: one read of the directory each. The entries of a batch are evaluated
// together, and what they want written is rendered into the batch, with a mark at every place where something
// else comes in between:
//
//     src/a.c\n  src/b.c\n  [child src/lib]  src/z.c\n
//
// Retirement goes through bytes and marks in order. At a child's mark it puts the child's frame on top of the
// stack and goes on there; when that directory is through, it comes back and goes on behind the mark. So the
// order of everything visible is find's, however much was evaluated ahead, and the stack is an ordinary
// vector, however deep the tree.
//
// Where evaluations have effects (-exec, -delete) nothing is evaluated ahead: every entry is a mark of its
// own, looked at when its turn comes. The names of the directory are all read before the first of them is
// looked at, so an effect cannot hide or double a sibling.
//
// Descriptors are few and trees are deep. When more than kOpenFrames are open, the outermost open one is read
// to its end and closed; coming back, it is reached through ".." and must prove to be the same directory.

#include "walk/walk.hpp"

#include <algorithm>
#include <unistd.h>

#include "base/quoting.hpp"
#include "walk/frame.hpp"
#include "walk/messages.hpp"

namespace findo::walk {
namespace {

using files::Fact;
using files::FileType;
using files::FollowLinks;

constexpr std::size_t kOpenFrames =
    64;  // directories open at a time; descriptors are left for the user's commands

/// What is known of an entry before the expression sees it.
struct Arrival {
  bool is_shown = false;     ///< the expression is to see it
  bool may_descend = false;  ///< a directory whose entries are to be walked
  files::Identity identity{};
};

class Walk {
 public:
  Walk(files::Reader& reader, Visitor& visitor, const WalkSettings& settings)
      : reader_(reader), visitor_(visitor), settings_(settings), is_privileged_(geteuid() == 0) {}

  void walk_root(const files::Root& root);
  void write_all(const base::Rendered& rendered) { write(rendered, 0, rendered.runs().size()); }
  bool stopped() const { return stopped_; }

 private:
  Frame& top() { return frames_.back(); }

  bool read_next_batch(Frame& frame);
  bool read_names(Frame& frame, files::NameBatch& names);
  void read_to_end(Frame& frame);
  void evaluate_batch(Frame& frame);
  void evaluate_ahead(Frame& frame, files::Visit& visit, std::size_t name);

  Arrival examine(Frame& frame, files::Visit& visit);
  Arrival examine_root(files::Visit& visit);
  bool knows_type(Frame& frame, files::Visit& visit, bool& is_shown);
  bool passes_device(files::Visit& visit, Arrival& arrival, bool is_directory);
  bool closes_loop(files::Visit& visit, files::Identity identity);

  void retire();
  void retire_mark(const Mark& mark);
  void visit_now(std::size_t name);
  void evaluate_now(files::Visit& visit);
  void enter(std::size_t name, files::Identity identity, std::optional<PostVisit> post_visit);
  void leave();
  void finish_post_visit(const PostVisit& post_visit);
  void limit_open_frames();
  bool reopen(Frame& parent, Frame& child);
  void write(const base::Rendered& rendered, std::size_t first, std::size_t end);

  /// GNU find 4.9: a root that is not there is an error in any case.
  files::Visit make_visit(files::Entry& entry, base::Rendered& rendered) const {
    return {
        .entry = entry, .rendered = rendered, .forgive_missing = settings_.ignore_races && entry.depth() > 0};
  }

  files::Reader& reader_;
  Visitor& visitor_;
  const WalkSettings& settings_;
  const bool is_privileged_;
  bool stopped_ = false;
  files::PathBuffer path_;
  std::vector<Frame> frames_;
  std::size_t first_open_ = 1;  ///< frames before it are closed (the outermost needs no descriptor)
  dev_t root_device_ = 0;
};

void Walk::write(const base::Rendered& rendered, std::size_t first, std::size_t end) {
  if (first < end && !visitor_.write(rendered, first, end)) stopped_ = true;
}

// ---- reading and evaluating ahead

bool Walk::read_names(Frame& frame, files::NameBatch& names) {
  if (frame.all_read) return false;
  const auto status = reader_.read_batch(*frame.handle, names);
  if (status && !names.names.empty()) return true;
  frame.all_read = true;
  if (!status) {
    base::Rendered rendered;
    rendered.add_failure(read_failure(path_.prefix(), status.error()));
    write_all(rendered);
  }
  return false;
}

void Walk::read_to_end(Frame& frame) {
  for (files::NameBatch names; read_names(frame, names); names = {}) frame.unread.push_back(std::move(names));
}

/// Replaces the frame's batch by the next one, if there is one.
bool Walk::read_next_batch(Frame& frame) {
  if (settings_.has_effects && !frame.all_read) read_to_end(frame);
  if (!frame.unread.empty()) {
    frame.batch.names = std::move(frame.unread.front());
    frame.unread.pop_front();
  } else if (!read_names(frame, frame.batch.names)) {
    return false;
  }
  frame.batch.rendered.clear();
  frame.batch.marks.clear();
  frame.batch.next_mark = frame.batch.next_run = 0;
  evaluate_batch(frame);
  return true;
}

void Walk::evaluate_batch(Frame& frame) {
  const std::size_t count = frame.batch.names.names.size();
  if (settings_.has_effects) {
    for (std::size_t i = 0; i < count; ++i) frame.batch.marks.push_back({Mark::Kind::waiting, 0, i});
    return;
  }
  files::Entry entry(frame.place, path_);
  for (std::size_t i = 0; i < count; ++i) {
    files::Visit visit = make_visit(entry, frame.batch.rendered);
    evaluate_ahead(frame, visit, i);
  }
}

void Walk::evaluate_ahead(Frame& frame, files::Visit& visit, std::size_t name) {
  visit.entry.move_to(frame.batch.names.names[name]);
  const Arrival arrival = examine(frame, visit);
  const auto mark_child = [&] {
    frame.batch.marks.push_back(
        {Mark::Kind::child, frame.batch.rendered.runs().size(), name, arrival.identity});
    frame.batch.rendered.start_run();
  };
  if (arrival.may_descend && settings_.post_order) mark_child();
  if (arrival.is_shown) visitor_.evaluate(visit, Visitor::kStart, false);
  if (arrival.may_descend && !settings_.post_order && !visit.pruned) mark_child();
}

// ---- what an entry is, before the expression sees it

Arrival Walk::examine_root(files::Visit& visit) {
  const auto facts = visit.entry.facts(Fact::type | Fact::device | Fact::inode);
  if (!facts) {
    visit.report(facts.error());
    return {};
  }
  root_device_ = (*facts)->device;
  return {true, (*facts)->type == FileType::directory, {(*facts)->device, (*facts)->inode}};
}

/// Makes sure of the entry's type where the directory did not tell. A type that cannot be told is reported,
/// but the name alone is still shown, save for a link that leads round in a circle (GNU find 4.9).
bool Walk::knows_type(Frame& frame, files::Visit& visit, bool& is_shown) {
  files::Entry& entry = visit.entry;
  const bool is_directory = entry.known_type() == FileType::directory;
  if ((is_directory || settings_.check_search) && !frame.search_checked && !is_privileged_) {
    // In a directory that may be listed but not searched, what looks like a directory cannot be entered or
    // looked at.
    files::Facts facts{};
    frame.search_checked = true;
    frame.place.searchable =
        static_cast<bool>(reader_.load_facts(frame.handle.get(), ".", FollowLinks::no, Fact::type, facts));
  }
  const bool follows = frame.place.follow() == FollowLinks::yes;
  const bool needs_load = entry.known_type() == FileType::unknown ||
                          (is_directory && (follows || !frame.place.searchable)) ||
                          (follows && entry.known_type() == FileType::symbolic_link);
  if (!needs_load) return true;
  const auto facts = entry.facts(Fact::type | Fact::device | Fact::inode);
  if (facts) return true;
  visit.report(facts.error());
  is_shown = facts.error().code != ELOOP;
  entry.forget_type();
  return false;
}

/// -xdev and -mount. False: the entry is on another device and is not even to be shown.
bool Walk::passes_device(files::Visit& visit, Arrival& arrival, bool is_directory) {
  if (!settings_.skip_mounts && !(settings_.stay_on_device && is_directory)) return true;
  const auto facts = visit.entry.facts(Fact::device);
  if (!facts) return true;
  if ((*facts)->device == root_device_) return true;
  arrival.may_descend = false;
  return !settings_.skip_mounts;
}

/// Whether the directory is one of those that lead to it; then it is reported and not shown.
bool Walk::closes_loop(files::Visit& visit, files::Identity identity) {
  const auto same = std::find_if(frames_.begin() + 1, frames_.end(),
                                 [&](const Frame& frame) { return frame.identity == identity; });
  if (same == frames_.end()) return false;
  const std::size_t end = same + 1 == frames_.end() ? path_.prefix().size() : (same + 1)->parent_prefix;
  const std::string ancestor(path_.prefix().substr(0, end));
  visit.rendered.add_failure(loop_failure(visit.entry.path(), ancestor));
  return true;
}

Arrival Walk::examine(Frame& frame, files::Visit& visit) {
  files::Entry& entry = visit.entry;
  Arrival arrival{true, false, {}};
  if (frame.place.depth == 0) {
    arrival = examine_root(visit);
  } else if (knows_type(frame, visit, arrival.is_shown)) {
    const bool is_directory = entry.known_type() == FileType::directory;
    arrival.may_descend = is_directory;
    if (!passes_device(visit, arrival, is_directory)) return {};
    if (is_directory && settings_.links == files::LinkPolicy::always) {
      const files::Facts& facts = entry.kept_facts();
      arrival.identity = {facts.device, facts.inode};
      if (closes_loop(visit, arrival.identity)) return {};
    }
  }
  arrival.may_descend &= frame.place.depth < settings_.max_depth;
  arrival.is_shown &= frame.place.depth >= settings_.min_depth;
  return arrival;
}

// ---- retirement

void Walk::retire() {
  while (!frames_.empty() && !stopped_) {
    Frame& frame = top();
    Batch& batch = frame.batch;
    if (batch.next_mark < batch.marks.size()) {
      const Mark mark = batch.marks[batch.next_mark++];
      write(batch.rendered, batch.next_run, mark.run);
      batch.next_run = mark.run;
      if (!stopped_) retire_mark(mark);
      continue;
    }
    write(batch.rendered, batch.next_run, batch.rendered.runs().size());
    batch.next_run = batch.rendered.runs().size();
    if (frame.all_read && frame.unread.empty()) {
      leave();
    } else if (read_next_batch(frame)) {
      if (!frame.had_entries) visitor_.change_directory();
      frame.had_entries = true;
    }
  }
}

void Walk::retire_mark(const Mark& mark) {
  if (mark.kind == Mark::Kind::child) {
    enter(mark.name, mark.identity, std::nullopt);
  } else {
    visit_now(mark.name);
  }
}

void Walk::evaluate_now(files::Visit& visit) {
  visitor_.evaluate(visit, Visitor::kStart, true);
  write_all(visit.rendered);
  if (visit.stop) stopped_ = true;
}

/// An entry that was kept waiting until all before it was done.
void Walk::visit_now(std::size_t name) {
  Frame& frame = top();
  files::Entry entry(frame.place, path_);
  entry.move_to(frame.batch.names.names[name]);
  base::Rendered rendered;
  files::Visit visit = make_visit(entry, rendered);
  const Arrival arrival = examine(frame, visit);
  if (arrival.may_descend && settings_.post_order) {
    write_all(rendered);
    if (!arrival.is_shown) return enter(name, arrival.identity, std::nullopt);
    // GNU find 4.9: tests see the directory as it was before its entries were dealt with.
    if (!settings_.kept_facts.empty()) (void)entry.facts(settings_.kept_facts);
    return enter(name, arrival.identity, PostVisit{name, entry.kept_facts()});
  }
  if (arrival.is_shown) {
    evaluate_now(visit);
  } else {
    write_all(rendered);
  }
  if (arrival.may_descend && !visit.pruned && !stopped_) enter(name, arrival.identity, std::nullopt);
}

void Walk::finish_post_visit(const PostVisit& post_visit) {
  Frame& frame = top();
  files::Entry entry(frame.place, path_);
  entry.move_to(frame.batch.names.names[post_visit.name]);
  entry.restore_facts(post_visit.facts);
  base::Rendered rendered;
  files::Visit visit = make_visit(entry, rendered);
  evaluate_now(visit);
}

void Walk::enter(std::size_t name, files::Identity identity, std::optional<PostVisit> post_visit) {
  Frame& parent = top();
  const files::Listed& listed = parent.batch.names.names[name];
  auto handle = reader_.open_directory(parent.handle.get(), listed.name, parent.place.follow());
  if (!handle) {
    files::Entry entry(parent.place, path_);
    entry.move_to(listed);
    base::Rendered rendered;
    make_visit(entry, rendered).report(handle.error());
    write_all(rendered);
    if (post_visit && !stopped_) finish_post_visit(*post_visit);
    return;
  }
  Frame frame;
  frame.handle = std::move(*handle);
  frame.name.assign(listed.name, listed.length);
  frame.identity = identity;
  frame.place = parent.place;
  frame.place.parent = frame.handle.get();
  frame.place.depth += 1;
  frame.place.searchable = true;
  frame.parent_prefix = path_.descend(frame.name);
  frame.post_visit = post_visit;
  frames_.push_back(std::move(frame));
  limit_open_frames();
}

void Walk::leave() {
  Frame child = std::move(top());
  frames_.pop_back();
  path_.ascend(child.parent_prefix);
  if (frames_.empty()) return;
  if (child.had_entries) visitor_.change_directory();
  Frame& parent = top();
  if (parent.is_closed && !reopen(parent, child)) {
    parent.unread.clear();
    parent.all_read = true;
    parent.batch.marks.resize(parent.batch.next_mark);
    return;
  }
  if (child.post_visit) finish_post_visit(*child.post_visit);
}

// ---- few descriptors

void Walk::limit_open_frames() {
  if (frames_.size() - first_open_ <= kOpenFrames) return;
  Frame& frame = frames_[first_open_];
  const auto identity = reader_.load_identity(*frame.handle);
  if (!identity) return;  // cannot be found again, so it stays open
  ++first_open_;
  frame.identity = *identity;
  read_to_end(frame);
  frame.handle.reset();
  frame.place.parent = nullptr;
  frame.is_closed = true;
}

bool Walk::reopen(Frame& parent, Frame& child) {
  auto handle = reader_.open_directory(child.handle.get(), "..", FollowLinks::no);
  const auto identity = handle ? reader_.load_identity(**handle)
                               : base::Result<files::Identity, base::Errno>(base::Failure{handle.error()});
  if (!identity || !(*identity == parent.identity)) {
    base::Rendered rendered;
    rendered.add_failure(read_failure(path_.prefix(), identity ? base::Errno{ENOENT} : identity.error()));
    write_all(rendered);
    return false;
  }
  parent.handle = std::move(*handle);
  parent.place.parent = parent.handle.get();
  parent.is_closed = false;
  first_open_ = frames_.size() - 1;
  return true;
}

void Walk::walk_root(const files::Root& root) {
  visitor_.change_directory();
  Frame outermost;
  outermost.place = {&reader_, nullptr, &root, 0, settings_.links, true};
  files::NameBatch names;
  names.names.push_back(
      {root.path.c_str(), static_cast<std::uint32_t>(root.path.size()), FileType::unknown, 0});
  outermost.unread.push_back(std::move(names));
  outermost.all_read = true;
  outermost.had_entries = true;
  frames_.push_back(std::move(outermost));
  first_open_ = 1;
  retire();
  frames_.clear();
  path_.ascend(0);
}

}  // namespace

void walk(RootSource& roots, files::Reader& reader, Visitor& visitor, const WalkSettings& settings) {
  Walk walk(reader, visitor, settings);
  while (!walk.stopped()) {
    base::Rendered rendered;
    const auto root = roots.next(rendered);
    walk.write_all(rendered);
    if (!root) return;
    walk.walk_root(*root);
  }
}

}  // namespace findo::walk
