#include "cli/resumption.hpp"

#include <algorithm>
#include <cerrno>

#include "act/evaluated.hpp"
#include "base/messages.hpp"

namespace findo::cli {
namespace {

using act::Likeness;
using plan::Barrier;
using plan::Suspended;

std::string_view name_in(const Suspended& suspended) {
  const std::string_view path = suspended.path;
  return suspended.depth == 0 ? path : path.substr(path.rfind('/') + 1);
}

/// Lets the entries of one barrier go on.
class Resumption {
 public:
  Resumption(const plan::Program& program, files::LateReader& reader, const plan::Settings& settings,
             walk::Visitor& visitor)
      : program_(program), settings_(settings), visitor_(visitor), late_reader_(reader) {}

  /// False: nobody wants to hear more.
  bool is_listened_to() const { return is_listened_to_; }

  /// False: something says stop.
  bool resume(const plan::Released& released) {
    const Suspended suspended = read_suspended(released.record);
    const std::uint32_t step = program_.next(suspended.step, released.truth);
    if (step >= plan::Program::kEndTrue) return true;
    note_directory(suspended);
    const std::string name(name_in(suspended));
    const files::Root root{std::string(suspended.root())};
    late_reader_.go_to(suspended.path, suspended.root_bytes, suspended.depth);
    const files::Place place{.reader = &late_reader_,
                             .parent = late_reader_.directory(),
                             .root = &root,
                             .depth = suspended.depth,
                             .links = settings_.links,
                             .searchable = suspended.is_searchable};
    files::PathBuffer path;
    const std::string_view directory = suspended.path.substr(0, suspended.path.size() - name.size());
    if (!directory.empty()) path.descend(directory);
    files::Entry entry(place, path);
    entry.move_to(
        {name.c_str(), static_cast<std::uint32_t>(name.size()), suspended.type, suspended.listed_inode});
    return go_on(entry, suspended, step);
  }

 private:
  bool go_on(files::Entry& entry, const Suspended& suspended, std::uint32_t step) {
    base::Rendered rendered;
    files::Visit visit{.entry = entry,
                       .rendered = rendered,
                       .has_matched = suspended.is_match,
                       .has_waited = true,
                       .is_touched = suspended.is_touched,
                       .forgive_missing = settings_.ignore_races && suspended.depth > 0,
                       .forgives_loss = settings_.ignore_races,
                       .hides_errors = settings_.hide_errors,
                       .reported = suspended.reported};
    entry.restore_facts(suspended.facts);
    if (is_still_there(visit, suspended)) {
      files::Facts known = suspended.facts;
      known.loaded = suspended.known;
      entry.restore_facts(known);
      visitor_.evaluate(visit, step, true);
    }
    is_listened_to_ = visitor_.write(rendered, 0, rendered.runs().size());
    return is_listened_to_ && !visit.stop;
  }

  /// Whether it is what it was when it was captured, where anything is going to be done with it: then it is
  /// known by whom it was.
  static bool is_still_there(files::Visit& visit, const Suspended& suspended) {
    if (!suspended.facts.loaded.holds(act::kIdentityFacts)) return true;
    files::Entry now = visit.entry;
    now.restore_facts({});
    const auto facts = now.facts(act::kIdentityFacts);
    if (!facts) {
      visit.report(facts.error());
      return false;
    }
    const Likeness likeness = visit.is_touched ? Likeness::file : Likeness::content;
    if (act::is_alike(act::identity_of(suspended.facts), act::identity_of(**facts), likeness)) return true;
    visit.report_action(act::changed_meanwhile().sentence);
    return false;
  }

  /// What waits for others of its directory waits no longer than that.
  void note_directory(const Suspended& suspended) {
    const std::string_view path = suspended.path;
    const std::string_view directory = path.substr(0, path.size() - name_in(suspended).size());
    if (directory == directory_ && suspended.depth > 0) return;
    directory_ = directory;
    visitor_.change_directory();
  }

  const plan::Program& program_;
  const plan::Settings& settings_;
  walk::Visitor& visitor_;
  files::LateReader& late_reader_;
  std::string directory_;
  bool is_listened_to_ = true;
};

}  // namespace

Barriers::Barriers(const plan::MatcherTree& tree) {
  for (const plan::MatcherNode& node : tree.nodes) {
    if (!node.barrier) continue;
    const std::size_t index = base::barrier_of(node.barrier->stream());
    if (index >= barriers_.size()) barriers_.resize(index + 1);
    barriers_[index] = node.barrier;
  }
}

void Barriers::give_up(base::Errno error, output::Streams& streams) {
  is_broken_ = true;
  base::Rendered rendered;
  rendered.add_failure(base::plain_message("what waits to be sorted cannot be kept in a temporary file: " +
                                           base::describe(error)),
                       error.code);
  streams.settle(rendered);
}

bool Barriers::take(base::StreamId stream, std::string_view bytes, output::Streams& streams) {
  const auto status = barriers_[base::barrier_of(stream)]->take(bytes);
  if (!status && !is_broken_) give_up(status.error(), streams);
  return static_cast<bool>(status);
}

Barrier* Barriers::first_waiting() const {
  const auto found = std::find_if(barriers_.begin(), barriers_.end(),
                                  [](const auto& barrier) { return barrier && !barrier->is_empty(); });
  return found != barriers_.end() ? found->get() : nullptr;
}

void Barriers::resume_all(const plan::Program& program, files::Reader& reader, const plan::Settings& settings,
                          ResumingVisitor& visitor, output::Streams& streams) {
  late_reader_.emplace(reader, settings.links);
  Resumption resumption(program, *late_reader_, settings, visitor);
  visitor.settle();
  while (Barrier* const barrier = is_broken_ || visitor.is_over() ? nullptr : first_waiting()) {
    barrier->begin();
    for (bool goes_on = true; goes_on && !is_broken_;) {
      const auto released = barrier->next();
      if (!released) return give_up(released.error(), streams);
      if (!*released) break;
      goes_on = resumption.resume(**released) && !visitor.is_over();
    }
    barrier->drop();
    visitor.settle();
    if (!resumption.is_listened_to()) return;
  }
}

}  // namespace findo::cli
