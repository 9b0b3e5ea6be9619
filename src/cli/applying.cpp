// A plan is applied as entries that wait at a barrier go on: each is reached again by its name below its
// root, looked at, and then comes to the actions, which are those of a search.
//
// What has been planned for one file and stands together in the plan is a chain: its actions are linked as if
// they were joined by -and, so that the next is reached only where the one before was true, and commands run
// beside each other as in a search. `-exec check {} ; -delete` deletes only what passes the check. Where the
// actions for one file stand apart, as behind -sort, who has failed is remembered.
//
// What is done changes files that are still to come: a deletion sets the change time of the other names of
// the file, a command whatever it likes. That is no change by somebody else, and is remembered, too.

#include "cli/applying.hpp"

#include <cerrno>
#include <fcntl.h>
#include <map>
#include <optional>
#include <set>
#include <sys/stat.h>
#include <unistd.h>
#include <unordered_map>
#include <unordered_set>

#include "act/actions.hpp"
#include "act/plan_file.hpp"
#include "act/whole_file.hpp"
#include "base/messages.hpp"
#include "base/quoting.hpp"
#include "cli/debug.hpp"
#include "cli/records.hpp"
#include "cli/search.hpp"
#include "cli/settings.hpp"
#include "files/late_reader.hpp"
#include "files/readers.hpp"

namespace findo::cli {
namespace {

using act::FileIdentity;
using act::Likeness;
using act::PlannedAction;
using act::PlannedDeed;
using act::PlannedKind;
using base::Failure;
using language::Diagnostic;

/// What is not known does not differ.
bool is_born_alike(const std::optional<base::Timestamp>& then, const std::optional<base::Timestamp>& now) {
  return !then || !now || *then == *now;
}

// ---- what has come of deeds

/// What those before mean for those to come.
class Aftermath {
 public:
  /// `has_many_actions`: a file may be met again under the same name.
  explicit Aftermath(bool has_many_actions) : has_many_actions_(has_many_actions) {}

  void note_failure(std::string_view path) {
    if (has_many_actions_) failed_.insert(std::string(path));
  }
  /// Nothing more is to be done with that file.
  bool has_failed(std::string_view path) const {
    return !failed_.empty() && failed_.contains(std::string(path));
  }

  /// Something is done with the file, after which it is alike only so far.
  void note_deed(const FileIdentity& identity, Likeness likeness) {
    if (identity.links < 2 && !has_many_actions_) return;
    const Key key{identity.file.device, identity.file.inode};
    const auto known = changed_.try_emplace(key, likeness).first;
    known->second = std::min(known->second, likeness);
  }
  /// How much of the file may have changed through nobody but us.
  Likeness likeness_of(const FileIdentity& identity) const {
    const auto known = changed_.find({identity.file.device, identity.file.inode});
    return known == changed_.end() ? Likeness::status : known->second;
  }

 private:
  using Key = std::pair<dev_t, std::uint64_t>;

  bool has_many_actions_;
  std::unordered_set<std::string> failed_;
  std::map<Key, Likeness> changed_;
};

/// An action of a search as a chain has it: what has come of it is noted.
class Link : public act::Action {
 public:
  Link(act::Action& action, Likeness leaves, Aftermath& aftermath)
      : action_(action), leaves_(leaves), aftermath_(aftermath) {}

  act::Influence influence() const override { return action_.influence(); }
  bool has_effect() const override { return action_.has_effect(); }
  bool is_job() const override { return action_.is_job(); }
  bool minds_directories() const override { return action_.minds_directories(); }
  void change_directory() override { action_.change_directory(); }

  bool perform(files::Visit& visit) override {
    begin(visit);
    const bool truth = action_.perform(visit);
    if (!truth) aftermath_.note_failure(visit.entry.path());
    return truth;
  }

  base::Result<act::JobNumber, act::StartFailure> start(files::Visit& visit) override {
    begin(visit);
    auto number = action_.start(visit);
    if (number) running_.emplace(*number, visit.entry.path());
    if (!number) aftermath_.note_failure(visit.entry.path());
    return number;
  }

  bool end(const act::JobEnd& end, base::Rendered& rendered) override {
    const bool truth = action_.end(end, rendered);
    const auto path = running_.extract(end.number);
    if (!truth && path) aftermath_.note_failure(path.mapped());
    return truth;
  }

 private:
  void begin(files::Visit& visit) {
    visit.has_waited = true;
    const FileIdentity identity = act::identity_of(visit.entry.kept_facts());
    // Since the file was looked at, something else may have had its turn.
    visit.is_touched |= aftermath_.likeness_of(identity) != Likeness::status;
    aftermath_.note_deed(identity, leaves_);
  }

  act::Action& action_;
  Likeness leaves_;
  Aftermath& aftermath_;
  std::unordered_map<act::JobNumber, std::string> running_;
};

// ---- doing it

/// What stands together in the plan for one file.
struct Chain {
  PlannedDeed deed{};                  ///< the first
  std::vector<std::size_t> actions{};  ///< ascending
};

class ChainSource {
 public:
  explicit ChainSource(act::Plan& plan) : plan_(plan), next_(plan.next()) {}

  std::optional<Chain> next() {
    if (!next_) return std::nullopt;
    Chain chain{std::move(*next_), {}};
    chain.actions.push_back(chain.deed.action);
    for (next_ = plan_.next(); next_ && belongs_to(chain); next_ = plan_.next()) {
      chain.actions.push_back(next_->action);
    }
    return chain;
  }

 private:
  bool belongs_to(const Chain& chain) const {
    return next_->action > chain.actions.back() && next_->path == chain.deed.path &&
           next_->root_bytes == chain.deed.root_bytes &&
           act::is_alike(next_->identity, chain.deed.identity, Likeness::status);
  }

  act::Plan& plan_;
  std::optional<PlannedDeed> next_;
};

/// What evaluates the entries of chains of the same actions.
struct Evaluator {
  plan::Bound bound{};
  std::unique_ptr<ResumingVisitor> visitor{};
};

class Application {
 public:
  Application(act::Plan& plan, std::vector<std::unique_ptr<act::Action>> actions, files::Reader& reader,
              output::Streams& streams, const SearchExtras& extras)
      : plan_(plan),
        actions_(std::move(actions)),
        reader_(reader, plan.header().links),
        streams_(streams),
        extras_(extras),
        aftermath_(actions_.size() > 1) {}

  void run() {
    ChainSource source(plan_);
    for (auto chain = source.next(); chain && goes_on_; chain = source.next()) {
      Evaluator& evaluator = evaluator_for(chain->actions);
      leave_for(evaluator);
      if (goes_on_ && !aftermath_.has_failed(chain->deed.path)) apply(*chain, evaluator);
    }
    if (current_) current_->visitor->settle();
    for (const auto& action : actions_) action->finish();
    tell_directory_change();
  }

 private:
  void apply(const Chain& chain, Evaluator& evaluator) {
    turn_to(evaluator, chain.deed);
    const PlannedDeed& deed = chain.deed;
    const std::string_view path = deed.path;
    const std::string name(path.substr(deed.depth == 0 ? 0 : path.rfind('/') + 1));
    const files::Root root{deed.path.substr(0, deed.root_bytes)};
    reader_.go_to(path, deed.root_bytes, deed.depth);
    const files::Place place{.reader = &reader_,
                             .parent = reader_.directory(),
                             .root = &root,
                             .depth = deed.depth,
                             .links = plan_.header().links};
    files::PathBuffer buffer;
    const std::string_view directory = path.substr(0, path.size() - name.size());
    if (!directory.empty()) buffer.descend(directory);
    files::Entry entry(place, buffer);
    entry.move_to({name.c_str(), static_cast<std::uint32_t>(name.size()), deed.identity.type,
                   deed.identity.file.inode});
    evaluate(entry, deed);
  }

  void evaluate(files::Entry& entry, const PlannedDeed& then) {
    base::Rendered rendered;
    files::Visit visit{.entry = entry, .rendered = rendered, .has_waited = true};
    ResumingVisitor& visitor = *current_->visitor;
    if (is_still_there(visit, then)) visitor.evaluate(visit, walk::Visitor::kStart, true);
    const bool is_listened_to = visitor.write(rendered, 0, rendered.runs().size());
    goes_on_ = is_listened_to && !visit.stop && !visitor.is_over();
  }

  /// Whether it is what the plan is about; then the entry knows what it is now.
  bool is_still_there(files::Visit& visit, const PlannedDeed& then) {
    const Likeness likeness = aftermath_.likeness_of(then.identity);
    const auto facts = visit.entry.unfollowed_facts(act::kPlanFacts);
    const bool is_same = facts && act::is_alike(then.identity, act::identity_of(**facts), likeness) &&
                         is_born_alike(then.birth_time, act::try_birth_time(**facts));
    if (is_same) {
      visit.is_touched = likeness != Likeness::status;
      visit.entry.restore_facts(files::Facts(**facts));
      return true;
    }
    const int code = facts ? 0 : facts.error().code;
    // A directory on the way that has become a link or another file: what is behind it is not what was there.
    const bool has_changed = facts || code == ENOTDIR || code == ELOOP;
    visit.report_action(has_changed ? "changed" : code == ENOENT ? "gone" : base::describe(facts.error()));
    aftermath_.note_failure(visit.entry.path());
    return false;
  }

  /// What another evaluator has begun is over before it is known whose turn it is.
  void leave_for(const Evaluator& evaluator) {
    if (!current_ || current_ == &evaluator) return;
    current_->visitor->settle();
    tell_directory_change();
    goes_on_ = !current_->visitor->is_over();
    current_ = nullptr;
  }

  /// Batches and kept directories are of one directory and of one evaluator at a time.
  void turn_to(Evaluator& evaluator, const PlannedDeed& deed) {
    // "tree/" is a root beside others, "tree/x" is in a directory.
    const std::string directory = deed.depth == 0 ? "" : deed.path.substr(0, deed.path.rfind('/') + 1);
    const bool is_other = current_ != &evaluator;
    const bool has_left = deed.depth == 0 || directory != directory_;
    current_ = &evaluator;
    directory_ = directory;
    if (is_other || has_left) evaluator.visitor->change_directory();
  }

  void tell_directory_change() {
    for (const auto& action : actions_) action->change_directory();
  }

  Evaluator& evaluator_for(const std::vector<std::size_t>& actions) {
    auto& evaluator = evaluators_[actions];
    if (evaluator) return *evaluator;
    evaluator = std::make_unique<Evaluator>();
    evaluator->bound.settings.links = plan_.header().links;
    auto& nodes = evaluator->bound.tree.nodes;
    for (const std::size_t action : actions) nodes.emplace_back().action = link_to(action);
    if (actions.size() > 1) {
      plan::MatcherNode both{.kind = language::SyntaxNode::Kind::and_};
      for (std::size_t i = 0; i < actions.size(); ++i) {
        both.operands.push_back(static_cast<plan::NodeIndex>(i));
      }
      nodes.push_back(std::move(both));
    }
    evaluator->visitor = make_evaluator(evaluator->bound, streams_, extras_);
    return *evaluator;
  }

  std::unique_ptr<act::Action> link_to(std::size_t action) {
    const bool is_free = is_command(plan_.header().actions[action].kind);
    return std::make_unique<Link>(*actions_[action], is_free ? Likeness::file : Likeness::content,
                                  aftermath_);
  }

  act::Plan& plan_;
  std::vector<std::unique_ptr<act::Action>> actions_;
  files::LateReader reader_;
  output::Streams& streams_;
  const SearchExtras& extras_;
  Aftermath aftermath_;
  std::map<std::vector<std::size_t>, std::unique_ptr<Evaluator>> evaluators_;
  Evaluator* current_ = nullptr;
  std::string directory_;
  bool goes_on_ = true;
};

// ---- whether it may be done at all

Failure<Diagnostic> refusal(const Options& options, std::string message, std::string remedy) {
  return Failure{Diagnostic{std::move(message), {options.apply->words}, {}, std::move(remedy)}};
}

constexpr std::string_view kAgain = "nothing has been done; make the plan again with --plan";

/// A device may have no end, and keeps no plan.
bool is_device(int file) {
  struct stat status {};
  return fstat(file, &status) == 0 && (S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode));
}

base::Result<act::Plan, Diagnostic> load_plan(const Options& options) {
  const base::Descriptor file(open(options.apply->path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (file && is_device(file.number())) return refusal(options, "cannot read this plan: it is a device", "");
  auto text = file ? act::read_whole(file.number())
                   : base::Result<std::string, base::Errno>(Failure{base::last_errno()});
  if (!text) return refusal(options, "cannot read this plan: " + base::describe(text.error()), "");
  auto plan = act::Plan::read(std::move(*text));
  if (plan) return std::move(*plan);
  return refusal(options,
                 "line " + std::to_string(plan.error().line) + " of this plan: " + plan.error().sentence,
                 std::string(kAgain));
}

base::Status<Diagnostic> go_where_it_was_made(const act::PlanHeader& header, const Options& options) {
  if (header.host.id != act::load_plan_host().id) {
    return refusal(options, "this plan was made on another machine, " + base::name_quoted(header.host.name),
                   "nothing has been done; apply it there, or make one here with --plan");
  }
  if (chdir(header.directory.c_str()) == 0) return {};
  return refusal(options,
                 "cannot go to the directory that the plan was made in, " +
                     base::name_quoted(header.directory) + ": " + base::describe(base::last_errno()),
                 std::string(kAgain));
}

act::ActionResult make_action(const PlannedAction& planned, act::Actions& actions) {
  switch (planned.kind) {
    case PlannedKind::remove: return actions.bind_delete();
    case PlannedKind::trash: return actions.bind_trash();
    case PlannedKind::move:
      return actions.bind_transfer(act::TransferKind::move, planned.to, &planned.target);
    case PlannedKind::copy:
      return actions.bind_transfer(act::TransferKind::copy, planned.to, &planned.target);
    case PlannedKind::link:
      return actions.bind_transfer(act::TransferKind::link, planned.to, &planned.target);
    case PlannedKind::exec:
    case PlannedKind::execdir:
    case PlannedKind::each: break;
  }
  std::vector<const char*> words;
  for (const std::string& word : planned.words) words.push_back(word.c_str());
  return actions.bind_command({.words = words,
                               .in_directory = planned.kind == PlannedKind::execdir,
                               .batch = planned.is_batch,
                               .takes_parts = planned.kind == PlannedKind::each});
}

base::Result<std::vector<std::unique_ptr<act::Action>>, Diagnostic> make_actions(const act::Plan& plan,
                                                                                 act::Actions& actions,
                                                                                 const Options& options) {
  std::vector<std::unique_ptr<act::Action>> made;
  for (const PlannedAction& planned : plan.header().actions) {
    auto action = make_action(planned, actions);
    if (!action) return refusal(options, action.error().message, std::string(kAgain));
    made.push_back(std::move(action->action));
  }
  return made;
}

}  // namespace

base::Result<int, Diagnostic> apply_plan(const language::CommandLine& line, const Options& options) {
  auto made = files::make_reader(options.reader);
  if (!made) return refusal(options, "this findo was built without that reader", "");
  auto plan = load_plan(options);
  if (!plan) return Failure{std::move(plan.error())};
  if (auto status = go_where_it_was_made(plan->header(), options); !status) {
    return Failure{std::move(status.error())};
  }
  Options planned = options;
  planned.overwrite = plan->header().overwrite;
  planned.parents = plan->header().keeps_shape;
  output::Streams streams;
  const output::Interruption interruption(streams);
  act::Actions actions(streams, nullptr, manner_of(line, planned));
  auto bound = make_actions(*plan, actions, options);
  if (!bound) return Failure{std::move(bound.error())};
  const auto reader = report_reading(std::move(made));
  const SearchExtras extras{.jobs = job_settings_of(actions, options)};
  Application(*plan, std::move(*bound), *reader, streams, extras).run();
  if (actions.try_previews()) report_previews(*actions.try_previews(), streams);
  if (actions.record_trouble()) report_record(*actions.record_trouble(), streams);
  streams.close();
  return streams.has_failures() ? 1 : 0;
}

}  // namespace findo::cli
