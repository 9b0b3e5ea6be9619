#include "race/soak_judge.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <utility>

#include "base/json_reader.hpp"
#include "base/quoting.hpp"
#include "support/text.hpp"

namespace findo::race_tests {
namespace {

constexpr int kSignalBase = 128;
constexpr std::size_t kMostTold = 6;  // of one kind

std::string_view last_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view parent_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

bool is_below(std::string_view path, std::string_view directory) {
  return directory.empty() ||
         (path.size() > directory.size() && path[directory.size()] == '/' && path.starts_with(directory));
}

std::size_t depth_of(std::string_view path) {
  return path.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
}

/// What is behind the root of the search; nothing where the path is not below it.
std::optional<std::string_view> try_relative(std::string_view path, std::string_view root) {
  if (!path.starts_with(root)) return std::nullopt;
  path.remove_prefix(root.size());
  if (path.empty() || root.back() == '/') return path;
  if (path.front() != '/') return std::nullopt;
  return path.substr(1);
}

/// Whether paths come in an order that the search may have.
class OrderJudge {
 public:
  explicit OrderJudge(const SoakSearch& search) : search_(search) {}

  bool may_come_next(std::string_view path) {
    const bool may_come = (!has_last_ || follows_last(path)) && (!search_.is_sorted || is_sorted(path));
    last_ = path;
    has_last_ = true;
    return may_come;
  }

 private:
  bool follows_last(std::string_view path) const {
    if (search_.order == WalkOrder::by_levels) return depth_of(last_) <= depth_of(path);
    if (!search_.shows_whole_way) return true;
    if (search_.order == WalkOrder::after_contents) {
      const std::string_view directory = parent_of(last_);
      return !last_.empty() && (path == directory || is_below(path, directory));
    }
    const std::string_view directory = parent_of(path);
    return !path.empty() && (last_ == directory || is_below(last_, directory));
  }

  /// Names may be given twice where they move.
  bool is_sorted(std::string_view path) {
    const std::size_t depth = depth_of(path);
    if (siblings_.size() <= depth) siblings_.resize(depth + 1);
    const std::string_view before = std::exchange(siblings_[depth], path);
    if (before.empty() || parent_of(before) != parent_of(path)) return true;
    return last_name(before) <= last_name(path);
  }

  const SoakSearch& search_;
  bool has_last_ = false;
  std::string_view last_;
  std::vector<std::string_view> siblings_;  ///< the last path of each depth
};

/// Paths may be very long, and messages say what they have to say at the end.
std::string excerpt(std::string_view text) {
  constexpr std::size_t kMost = 200;  // of either end
  if (text.size() <= 2 * kMost) return std::string(text);
  return std::string(text.substr(0, kMost)) + " ... " + std::string(text.substr(text.size() - kMost));
}

/// Collects what is wrong, some of it in words.
class Wrongs {
 public:
  void add(const std::string& what, std::string_view about) {
    if (++count_ <= kMostTold) text_ += what + ": " + support::shell_quoted(excerpt(about)) + '\n';
  }
  std::string text() const {
    if (count_ <= kMostTold) return text_;
    return text_ + "and " + std::to_string(count_ - kMostTold) + " more\n";
  }

 private:
  std::size_t count_ = 0;
  std::string text_;
};

/// What may happen to whom others take away what he is at, or close it to him.
std::string complaint_kind(std::string_view sentence) {
  if (sentence.starts_with("file system loop")) return "loop";
  if (sentence.find("ile system loop detected") != std::string_view::npos) return "loop";
  if (sentence.ends_with("it has changed since it was looked at")) return "changed";
  using Error = std::pair<int, const char*>;
  constexpr std::array<Error, 6> kErrors{Error{ENOENT, "ENOENT"}, Error{ENOTDIR, "ENOTDIR"},
                                         Error{ELOOP, "ELOOP"},   Error{EACCES, "EACCES"},
                                         Error{EISDIR, "EISDIR"}, Error{ENOTEMPTY, "ENOTEMPTY"}};
  for (const auto& [error, name] : kErrors) {
    if (sentence.ends_with(std::strerror(error))) return name;
  }
  return {};
}

}  // namespace

SoakJudge::SoakJudge(const StandingTree& tree, std::string program_name)
    : tree_(tree), program_name_(std::move(program_name)) {
  for (const bool follows : {false, true}) {
    for (const Way& way : tree.ways(follows).all) {
      by_path_[follows].emplace(way.path, Expected{1, 0, &way});
      if (!way.path.empty()) ++by_name_[follows][last_name(way.path)].times;
    }
  }
}

std::string SoakJudge::judge(const SoakSearch& search, const support::Outcome& outcome, SoakTotals& totals) {
  ++totals.searches;
  std::string wrong = judge_status(outcome) + judge_complaints(search, outcome.errors, totals);
  if (search.shows == Shows::nothing) {
    return outcome.output.empty() ? wrong : wrong + "there is output\n";
  }
  const char end = search.shows == Shows::objects ? '\n' : '\0';
  std::vector<Shown> entries;
  decoded_.clear();
  decoded_.reserve(static_cast<std::size_t>(std::count(outcome.output.begin(), outcome.output.end(), end)));
  Wrongs records;
  for (std::string_view rest = outcome.output; !rest.empty();) {
    const std::size_t length = rest.find(end);
    if (length == std::string_view::npos) {
      records.add("torn", rest);
      break;
    }
    const std::string_view record = rest.substr(0, length);
    rest.remove_prefix(length + 1);
    const bool is_last_object = search.shows == Shows::objects && record.starts_with("{\"complete\":true,");
    if (is_last_object && rest.empty()) break;
    Shown shown;
    const std::string trouble = try_shown(search, record, shown);
    if (trouble.empty()) {
      entries.push_back(std::move(shown));
    } else {
      records.add(trouble, record);
    }
  }
  return wrong + records.text() + judge_entries(search, entries, totals);
}

std::string SoakJudge::judge_status(const support::Outcome& outcome) const {
  if (outcome.timed_out) return "it did not end\n";
  if (outcome.status > kSignalBase) return "signal " + std::to_string(outcome.status - kSignalBase) + '\n';
  const int expected = outcome.errors.empty() ? 0 : 1;
  return outcome.status == expected ? "" : "exit status " + std::to_string(outcome.status) + '\n';
}

/// Nothing is wrong with what stands still, so nothing may be said of it, save that it leads round in
/// circles.
std::string SoakJudge::judge_complaints(const SoakSearch& search, const std::string& errors,
                                        SoakTotals& totals) const {
  Wrongs wrongs;
  for (const std::string& line : support::split_lines(errors)) {
    std::string_view sentence = line;
    std::string path;
    if (!sentence.starts_with(program_name_ + ": ")) wrongs.add("a message that is not its own", line);
    sentence.remove_prefix(std::min(sentence.size(), program_name_.size() + 2));
    sentence.remove_prefix(base::read_quoted(sentence, path));
    if (sentence.starts_with(": ")) sentence.remove_prefix(2);
    const std::string kind = complaint_kind(sentence);
    if (kind.empty()) wrongs.add("an unexpected message", line);
    ++totals.complaints[kind.empty() ? "other" : kind];
    const auto relative = try_relative(path, search.root);
    if (!relative || !by_path_[search.follows].contains(*relative)) continue;
    wrongs.add("a message about what stands still", line);
  }
  return wrongs.text();
}

/// Takes a record apart; says what is wrong with it as such.
std::string SoakJudge::try_shown(const SoakSearch& search, std::string_view record, Shown& shown) {
  if (search.shows == Shows::names) {
    if (!record.starts_with("./") || record.size() == 2) return "no name";
    shown.path = record.substr(2);
    return {};
  }
  if (search.shows == Shows::statuses) {
    std::size_t at = 0;
    for (int i = 0; i < 4 && at != std::string_view::npos; ++i) at = record.find(':', at + (i > 0 ? 1 : 0));
    if (at == std::string_view::npos) return "no four fields before the path";
    shown.status = record.substr(0, at);
    record.remove_prefix(at + 1);
  } else if (search.shows == Shows::objects) {
    const auto object = base::parse_json(record);
    const auto path = object ? object->try_member("path") : std::nullopt;
    const auto text = path ? path->try_bytes() : std::nullopt;
    if (!text) return "no object with a path";
    decoded_.push_back(*text);
    record = decoded_.back();
  }
  const auto relative = try_relative(record, search.root);
  if (!relative) return "not below the root";
  shown.path = *relative;
  return {};
}

std::string SoakJudge::judge_entries(const SoakSearch& search, const std::vector<Shown>& entries,
                                     SoakTotals& totals) {
  const bool are_names = search.shows == Shows::names;
  Census& census = (are_names ? by_name_ : by_path_)[search.follows];
  for (auto& [path, expected] : census) expected.seen = 0;
  OrderJudge order(search);
  Wrongs wrongs;
  for (const Shown& shown : entries) {
    const std::string wrong = judge_entry(search, shown, census);
    if (!wrong.empty()) wrongs.add(wrong, shown.path);
    if (!are_names && !order.may_come_next(shown.path)) wrongs.add("out of order", shown.path);
  }
  totals.shown += entries.size();
  return wrongs.text() + judge_census(census, are_names && search.follows, totals);
}

/// Counts the entry where it stands still.
std::string SoakJudge::judge_entry(const SoakSearch& search, const Shown& shown, Census& census) const {
  if (const auto found = census.find(shown.path); found != census.end()) {
    Expected& expected = found->second;
    ++expected.seen;
    if (shown.status.empty()) return {};
    const struct stat& status = expected.way->status;
    char fields[80];
    std::snprintf(fields, sizeof fields, "%c:%o:%lld:%llu", expected.way->type, status.st_mode & 07777,
                  static_cast<long long>(status.st_size), static_cast<unsigned long long>(status.st_ino));
    // A directory grows with what moves in it.
    return S_ISDIR(status.st_mode) || shown.status == fields ? "" : "not " + std::string(fields);
  }
  if (tree_.ways(search.follows).circles.contains(std::string(shown.path))) return "leads round in a circle";
  bool is_in_what_moves = search.shows == Shows::names;
  for (std::string_view rest = shown.path; !rest.empty();) {
    const std::string_view name = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    const bool moves = is_moving_name(name);
    if (!moves && !tree_.has_name(name)) return "nobody gave a name like that";
    if (!moves && is_in_what_moves && !search.follows) return "nothing that stands still is there";
    is_in_what_moves |= moves;
  }
  return is_in_what_moves ? "" : "it does not stand there";
}

/// By name alone it cannot be told what was found through links that move.
std::string SoakJudge::judge_census(const Census& census, bool may_be_more, SoakTotals& totals) {
  Wrongs wrongs;
  for (const auto& [path, expected] : census) {
    totals.standing += expected.times;
    if (expected.seen == expected.times) continue;
    const bool is_missed = expected.seen < expected.times;
    if (may_be_more && !is_missed) continue;
    ++(is_missed ? totals.missed : totals.doubled);
    wrongs.add(is_missed ? "missed" : "doubled", path);
  }
  return wrongs.text();
}

}  // namespace findo::race_tests
