#include "act/plan_file.hpp"

#include <algorithm>
#include <iterator>

#include "act/record_members.hpp"

namespace findo::act {
namespace {

using base::Failure;
using base::JsonValue;
using base::JsonWriter;
using files::LinkPolicy;

constexpr std::string_view kKindNames[] = {"delete",  "trash", "move-to", "copy-to",
                                           "link-to", "exec",  "execdir", "each"};
constexpr std::string_view kPolicyNames[] = {"never", "roots", "always"};

template <class T, std::size_t N>
std::optional<T> try_name(const std::string_view (&names)[N], std::string_view name) {
  const auto found = std::find(std::begin(names), std::end(names), name);
  if (found == std::end(names)) return std::nullopt;
  return static_cast<T>(found - std::begin(names));
}

template <class T>
std::string_view name_in(std::span<const std::string_view> names, T value) {
  return names[static_cast<std::size_t>(value)];
}

/// Whether the system could be given it.
bool is_text_for_system(std::string_view text) { return text.find('\0') == std::string_view::npos; }

bool are_for_system(const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), is_text_for_system);
}

// ---- what the deeds are about

/// How far below its root an entry is. Nothing where no search comes to such a path.
std::optional<int> try_depth(std::string_view path, std::size_t root_bytes) {
  if (root_bytes == 0 || root_bytes > path.size() || !is_text_for_system(path)) return std::nullopt;
  std::string_view below = path.substr(root_bytes);
  if (below.empty()) return 0;
  if (path[root_bytes - 1] != '/') {
    if (below[0] != '/') return std::nullopt;
    below.remove_prefix(1);
  }
  int depth = 0;
  for (bool goes_on = true; goes_on; ++depth) {
    const std::size_t slash = below.find('/');
    const std::string_view name = below.substr(0, slash);
    if (name.empty() || name == "." || name == "..") return std::nullopt;
    goes_on = slash != std::string_view::npos;
    if (goes_on) below.remove_prefix(slash + 1);
  }
  return depth;
}

// ---- the header

void write_action(JsonWriter& writer, const PlannedAction& action) {
  writer.begin_object().key("kind").bytes(name_in<PlannedKind>(kKindNames, action.kind));
  if (is_command(action.kind)) {
    write_words(writer.key("command"), action.words);
    writer.key("batch").boolean(action.is_batch);
  }
  if (is_transfer(action.kind)) {
    writer.key("to").bytes(action.to);
    writer.key("device").number(action.target.device).key("inode").number(action.target.inode);
  }
  writer.end_object();
}

std::optional<PlannedAction> try_action(const JsonValue& value) {
  if (value.kind() != base::JsonKind::object) return std::nullopt;
  Members members(value);
  PlannedAction action;
  std::string name;
  std::uint64_t device = 0;
  members.read("kind", name);
  const auto kind = try_name<PlannedKind>(kKindNames, name);
  if (!kind) return std::nullopt;
  action.kind = *kind;
  if (is_command(action.kind)) {
    members.read("command", action.words);
    members.read("batch", action.is_batch);
  }
  if (is_transfer(action.kind)) {
    members.read("to", action.to);
    members.read("device", device);
    members.read("inode", action.target.inode);
    action.target.device = static_cast<dev_t>(device);
  }
  const std::size_t least_words = is_command(action.kind) ? (action.is_batch ? 2 : 1) : 0;
  const bool is_right = members.are_right() && action.words.size() >= least_words &&
                        are_for_system(action.words) && is_text_for_system(action.to);
  return is_right ? std::optional(std::move(action)) : std::nullopt;
}

bool read_actions(const JsonValue& line, std::vector<PlannedAction>& actions) {
  const auto value = line.try_member("actions");
  if (!value || value->kind() != base::JsonKind::array) return false;
  for (const JsonValue& one : value->values()) {
    auto action = try_action(one);
    if (!action) return false;
    actions.push_back(std::move(*action));
  }
  return true;
}

bool read_host(const JsonValue& line, PlanHost& host) {
  const auto value = line.try_member("host");
  if (!value || value->kind() != base::JsonKind::object) return false;
  Members members(*value);
  members.read("name", host.name);
  members.read("id", host.id);
  return members.are_right();
}

std::optional<PlanHeader> try_header(const JsonValue& line) {
  Members members(line);
  PlanHeader header;
  std::string links;
  members.read("version", header.version);
  members.read("directory", header.directory);
  members.read("command", header.command);
  members.read("links", links);
  members.read("overwrite", header.overwrite);
  members.read("parents", header.keeps_shape);
  const auto policy = try_name<LinkPolicy>(kPolicyNames, links);
  const bool is_right = members.are_right() && policy && read_host(line, header.host) &&
                        read_actions(line, header.actions) && is_text_for_system(header.directory);
  if (!is_right) return std::nullopt;
  header.links = *policy;
  return header;
}

}  // namespace

std::string render(const PlanHeader& header) {
  return line_of([&](JsonWriter& writer) {
    writer.key("findo_plan").number(kPlanFormat).key("version").bytes(header.version);
    writer.key("host").begin_object().key("name").bytes(header.host.name);
    writer.key("id").bytes(header.host.id).end_object();
    writer.key("directory").bytes(header.directory);
    write_words(writer.key("command"), header.command);
    writer.key("links").bytes(name_in<LinkPolicy>(kPolicyNames, header.links));
    writer.key("overwrite").boolean(header.overwrite).key("parents").boolean(header.keeps_shape);
    writer.key("actions").begin_array();
    for (const PlannedAction& action : header.actions) write_action(writer, action);
    writer.end_array();
  });
}

std::string render_plan_end(std::uint64_t deeds, std::string_view digest) {
  return line_of(
      [&](JsonWriter& writer) { writer.key("actions").number(deeds).key("sha256").bytes(digest); });
}

std::optional<base::Timestamp> try_birth_time(const files::Facts& facts) {
  if (!facts.loaded.holds(files::Fact::birth_time)) return std::nullopt;
  return facts.birth_time;
}

// ---- deeds

PlanLines::PlanLines(std::span<const PlannedAction> actions) : actions_(actions) {
  for (const PlannedAction& action : actions) {
    auto& made = templates_.emplace_back();
    if (!is_command(action.kind) || action.is_batch) continue;
    std::vector<const char*> words;
    for (const std::string& word : action.words) words.push_back(word.c_str());
    made.emplace(words, action.kind == PlannedKind::each ? Places::parts : Places::path);
  }
}

std::vector<std::string> PlanLines::command_for(std::size_t action, const std::string& path) const {
  const PlannedAction& planned = actions_[action];
  std::string word = planned.kind == PlannedKind::execdir ? name_beside(path) : path;
  if (templates_[action]) return templates_[action]->filled(word);
  std::vector<std::string> words(planned.words.begin(), planned.words.end() - 1);
  words.push_back(std::move(word));
  return words;
}

std::string PlanLines::render(std::uint64_t number, const PlannedDeed& deed) const {
  const PlannedAction& action = actions_[deed.action];
  return line_of([&](JsonWriter& writer) {
    writer.key("n").number(number).key("action").number(deed.action + 1);
    writer.key("kind").bytes(name_in<PlannedKind>(kKindNames, action.kind));
    writer.key("path").bytes(deed.path).key("root_bytes").number(deed.root_bytes);
    write_identity(writer.key("identity"), deed.identity);
    writer.key("nlink").number(deed.identity.links);
    if (deed.birth_time) write_time(writer.key("btime"), *deed.birth_time);
    if (is_transfer(action.kind)) writer.key("to").bytes(action.to);
    if (is_command(action.kind)) write_words(writer.key("command"), command_for(deed.action, deed.path));
  });
}

std::optional<PlannedDeed> PlanLines::try_read(std::uint64_t number, std::string_view line) const {
  const auto value = base::parse_json(line);
  if (!value || value->kind() != base::JsonKind::object) return std::nullopt;
  Members members(*value);
  PlannedDeed deed;
  std::uint64_t action = 0;
  members.read("action", action);
  members.read("path", deed.path);
  members.read("root_bytes", deed.root_bytes);
  members.read("identity", deed.identity);
  members.read("nlink", deed.identity.links);
  members.read_if_there("btime", deed.birth_time);
  const auto depth = try_depth(deed.path, deed.root_bytes);
  if (!members.are_right() || !depth || action == 0 || action > actions_.size()) return std::nullopt;
  deed.action = action - 1;
  deed.depth = *depth;
  return render(number, deed) == line ? std::optional(std::move(deed)) : std::nullopt;
}

// ---- the whole

base::Result<Plan, PlanFault> Plan::read(std::string text) {
  Plan plan;
  plan.text_ = std::move(text);
  auto status = plan.read_header();
  if (status) status = plan.read_deeds();
  if (!status) return Failure{std::move(status.error())};
  plan.format_.reset();  // it refers to actions that are about to move
  plan.rewind();
  return plan;
}

std::optional<std::string_view> Plan::next_line() {
  const std::size_t end = text_.find('\n', at_);
  if (end == std::string::npos) return std::nullopt;
  const std::string_view line(text_.data() + at_, end - at_);
  at_ = end + 1;
  ++lines_;
  return line;
}

base::Status<PlanFault> Plan::read_header() {
  const auto line = next_line();
  const auto value = line ? base::parse_json(*line) : base::parse_json("");
  std::uint64_t format = 0;
  if (value && value->kind() == base::JsonKind::object) {
    Members(*value).read_if_there("findo_plan", format);
  }
  if (format == 0) return Failure{PlanFault{1, "it does not begin as a plan does"}};
  if (format != kPlanFormat) {
    return Failure{PlanFault{1, "the plan is in format " + std::to_string(format) +
                                    ", and this findo reads " + std::to_string(kPlanFormat)}};
  }
  auto header = try_header(*value);
  if (!header || render(*header) != *line) return Failure{PlanFault{1, "it is not as it was written"}};
  header_ = std::move(*header);
  return {};
}

base::Status<PlanFault> Plan::read_deeds() {
  const PlanLines format(header_.actions);
  for (std::uint64_t number = 1;; ++number) {
    const std::size_t begin = at_;
    const auto line = next_line();
    if (!line) return Failure{PlanFault{lines_ + 1, "the plan is cut short"}};
    if (line->starts_with("{\"actions\"")) {
      return check_end(size_ = number - 1, *line, base::sha256_hex(std::string_view(text_).substr(0, begin)));
    }
    if (!format.try_read(number, *line)) return Failure{PlanFault{lines_, "it is not as it was written"}};
  }
}

base::Status<PlanFault> Plan::check_end(std::uint64_t deeds, std::string_view line,
                                        const std::string& digest) const {
  if (line != render_plan_end(deeds, digest)) {
    return Failure{
        PlanFault{lines_, "what it tells does not fit the lines before, so the plan has been changed"}};
  }
  if (at_ != text_.size())
    return Failure{PlanFault{lines_ + 1, "something stands behind the end of the plan"}};
  return {};
}

void Plan::rewind() {
  at_ = lines_ = 0;
  (void)next_line();
}

std::optional<PlannedDeed> Plan::next() {
  if (lines_ > size_) return std::nullopt;
  if (!format_) format_.emplace(header_.actions);
  const std::uint64_t number = lines_;
  const auto line = next_line();
  return line ? format_->try_read(number, *line) : std::nullopt;
}

}  // namespace findo::act
