// A share on its way: rank, length of the label and bytes, as numbers of 32, 32 and 64 bits, and the label.

#include "output/summary.hpp"

#include <algorithm>
#include <cstring>
#include <span>

#include "base/quoting.hpp"
#include "files/owners.hpp"
#include "output/human_size.hpp"
#include "output/numbers.hpp"
#include "output/text_columns.hpp"

namespace findo::output {
namespace {

using files::Fact;
using files::Facts;
using files::FileType;

struct ShareHead {
  std::uint32_t rank;
  std::uint32_t label_bytes;
  std::uint64_t bytes;
};

struct GroupingName {
  std::string_view name;
  std::string_view title;
  Grouping grouping;
};
constexpr GroupingName kGroupings[] = {
    {"ext", "EXTENSION", Grouping::ext}, {"type", "TYPE", Grouping::type},
    {"owner", "OWNER", Grouping::owner}, {"age", "AGE", Grouping::age},
    {"dir", "DIRECTORY", Grouping::dir}, {"size", "SIZE", Grouping::size},
};

/// In the order of files::FileType.
constexpr std::string_view kTypes[] = {"unknown",       "named pipes", "character devices", "directories",
                                       "block devices", "files",       "symbolic links",    "sockets",
                                       "doors",         "whiteouts"};

/// Classes, each up to what the next one begins with.
struct Class {
  std::int64_t below;
  std::string_view label;
};
constexpr std::int64_t kDay = 24 * 60 * 60;
constexpr Class kAges[] = {{0, "in the future"},
                           {kDay, "under a day"},
                           {7 * kDay, "under a week"},
                           {30 * kDay, "under 30 days"},
                           {365 * kDay, "under a year"}};
constexpr std::string_view kOldest = "a year and more";
constexpr Class kSizes[] = {{1, "empty"},          {1 << 10, "under 1K"},  {1 << 16, "under 64K"},
                            {1 << 20, "under 1M"}, {1 << 26, "under 64M"}, {1 << 30, "under 1G"}};
constexpr std::string_view kLargest = "1G and more";

struct Group {
  std::uint32_t rank = 0;
  std::string label;
};

Group class_of(std::span<const Class> classes, std::string_view beyond, std::int64_t value) {
  const auto found =
      std::find_if(classes.begin(), classes.end(), [&](const Class& each) { return value < each.below; });
  const auto rank = static_cast<std::uint32_t>(found - classes.begin());
  return {rank, std::string(found == classes.end() ? beyond : found->label)};
}

std::string type_label(FileType type) { return std::string(kTypes[static_cast<std::size_t>(type)]); }

/// What is behind the last dot, unless that is the first character or the last.
std::string extension_label(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == name.size()) return "none";
  std::string label(name.substr(dot));
  for (char& c : label) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return label;
}

/// The root, or the directory in it that the entry is, or is in.
std::string directory_label(const files::Entry& entry, FileType type) {
  const std::string_view path = entry.path();
  const std::string_view below = entry.path_below_root();
  const std::size_t slash = below.find('/');
  const bool is_in_root = slash == std::string_view::npos && type != FileType::directory;
  if (entry.depth() == 0 || is_in_root) return entry.root().path;
  return std::string(path.substr(0, path.size() - below.size() + std::min(slash, below.size())));
}

std::string owner_label(uid_t user) {
  const std::string_view name = files::user_name(user);
  return name.empty() ? std::to_string(user) : std::string(name);
}

Group group_of(Grouping grouping, base::Timestamp now, const files::Entry& entry, const Facts& facts) {
  const bool is_file = facts.type == FileType::regular;
  switch (grouping) {
    case Grouping::ext: return {0, is_file ? extension_label(entry.base_name()) : type_label(facts.type)};
    case Grouping::type: return {0, type_label(facts.type)};
    case Grouping::owner: return {0, owner_label(facts.user)};
    case Grouping::dir: return {0, directory_label(entry, facts.type)};
    case Grouping::age: {
      return class_of(kAges, kOldest, base::difference(now, facts.modify_time).seconds);
    }
    case Grouping::size: break;
  }
  if (is_file) return class_of(kSizes, kLargest, facts.size_bytes);
  return {static_cast<std::uint32_t>(std::size(kSizes)) + 1, "other than files"};
}

std::size_t whole_width(std::size_t width, std::size_t columns) {
  constexpr std::size_t kLeastLabel = 12;
  return std::min(width, std::max(kLeastLabel, columns / 3));
}

/// A bar of `eighths` of a column; where there are no such characters, of whole columns.
std::string bar_of(std::size_t eighths) {
  constexpr std::string_view kWhole = "\u2588";
  constexpr std::string_view kParts[] = {"",       "\u258f", "\u258e", "\u258d",
                                         "\u258c", "\u258b", "\u258a", "\u2589"};
  const bool has_blocks = columns_of(kWhole) == 1;
  if (!has_blocks) return std::string((eighths + 4) / 8, '#');
  std::string bar;
  for (std::size_t i = 0; i < eighths / 8; ++i) bar += kWhole;
  bar += kParts[eighths % 8];
  return bar;
}

std::string count_text(std::uint64_t entries) {
  std::string text;
  append_number(text, entries);
  return text;
}

std::string size_text(std::uint64_t bytes) {
  std::string text;
  append_human_size(text, bytes);
  return text;
}

/// The columns of a summary.
class Layout {
 public:
  Layout(std::size_t columns, std::size_t label, std::size_t entries) : label_(label), entries_(entries) {
    const std::size_t taken = label_ + kGap + entries_ + kGap + kSize + kGap;
    bar_ = columns > taken + kLeastBar ? columns - taken : 0;
  }

  void append(std::string& out, std::string_view label, std::string_view entries, std::string_view size,
              double share) const {
    const std::string fitting = end_that_fits(label, label_);
    out += fitting;
    out.append(label_ - std::min(label_, columns_of(fitting)), ' ');
    append_right(out, entries, entries_);
    append_right(out, size, kSize);
    const auto eighths = static_cast<std::size_t>(share * static_cast<double>(bar_ * 8));
    const std::string bar = share > 0 && bar_ > 0 ? bar_of(std::max<std::size_t>(eighths, 1)) : "";
    if (!bar.empty()) out.append(kGap, ' ');
    out += bar;
    out += '\n';
  }

 private:
  static constexpr std::size_t kGap = 2;
  static constexpr std::size_t kSize = 5;
  static constexpr std::size_t kLeastBar = 8;

  static void append_right(std::string& out, std::string_view text, std::size_t width) {
    out.append(kGap + width - std::min(width, text.size()), ' ');
    out += text;
  }

  std::size_t label_;
  std::size_t entries_;
  std::size_t bar_;
};

}  // namespace

std::optional<Grouping> try_grouping(std::string_view name) {
  for (const GroupingName& each : kGroupings) {
    if (each.name == name) return each.grouping;
  }
  return std::nullopt;
}

files::FactSet facts_of(Grouping grouping) {
  files::FactSet facts = Fact::type | Fact::size;
  if (grouping == Grouping::owner) facts |= Fact::user;
  if (grouping == Grouping::age) facts |= Fact::modify_time;
  return facts;
}

bool render_share(Grouping grouping, base::Timestamp now, files::Visit& visit, std::string& out) {
  const auto facts = visit.entry.facts(facts_of(grouping));
  if (!facts) {
    visit.report(facts.error());
    return false;
  }
  const Group group = group_of(grouping, now, visit.entry, **facts);
  const bool is_file = (*facts)->type == FileType::regular;
  const ShareHead head{group.rank, static_cast<std::uint32_t>(group.label.size()),
                       is_file ? static_cast<std::uint64_t>((*facts)->size_bytes) : 0};
  out.append(reinterpret_cast<const char*>(&head), sizeof head);
  out += group.label;
  return true;
}

Summary::Total& Summary::total_of(KeyView key) {
  const auto found = groups_.find(key);
  if (found != groups_.end()) return found->second;
  return groups_.try_emplace({key.first, std::string(key.second)}).first->second;
}

bool Summary::take(std::string&, std::string_view shares) {
  while (!shares.empty()) {
    ShareHead head{};
    std::memcpy(&head, shares.data(), sizeof head);
    shares.remove_prefix(sizeof head);
    Total& total = total_of({head.rank, shares.substr(0, head.label_bytes)});
    ++total.entries;
    total.bytes += head.bytes;
    shares.remove_prefix(head.label_bytes);
  }
  return false;
}

Summary::Total Summary::sum() const {
  Total sum;
  for (const auto& [key, total] : groups_) {
    sum.entries += total.entries;
    sum.bytes += total.bytes;
  }
  return sum;
}

/// The groups in their order; those that are too many as one.
std::vector<Summary::Line> Summary::lines(std::size_t most_groups) const {
  std::vector<Line> lines;
  for (const auto& [key, total] : groups_) {
    lines.push_back({{}, total});
    base::append_shown(lines.back().label, key.second);
  }
  const bool has_classes = grouping_ == Grouping::age || grouping_ == Grouping::size;
  if (!has_classes) {
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
      return a.total.bytes != b.total.bytes ? a.total.bytes > b.total.bytes
                                            : a.total.entries > b.total.entries;
    });
  }
  if (lines.size() <= most_groups) return lines;
  Line rest{std::to_string(lines.size() - most_groups + 1) + " others", {}};
  for (std::size_t i = most_groups - 1; i < lines.size(); ++i) {
    rest.total.entries += lines[i].total.entries;
    rest.total.bytes += lines[i].total.bytes;
  }
  lines.resize(most_groups - 1);
  lines.push_back(std::move(rest));
  return lines;
}

std::string Summary::render(std::size_t columns, std::size_t most_groups) const {
  const std::string_view title = kGroupings[static_cast<std::size_t>(grouping_)].title;
  const std::vector<Line> all = lines(most_groups);
  const Total whole = sum();
  constexpr std::string_view kTotal = "total";
  std::size_t label_width = std::max(title.size(), kTotal.size());
  std::uint64_t most = 0;
  const auto weight = [&](const Total& total) { return whole.bytes > 0 ? total.bytes : total.entries; };
  for (const Line& line : all) {
    label_width = std::max(label_width, columns_of(line.label));
    most = std::max(most, weight(line.total));
  }
  constexpr std::string_view kEntries = "ENTRIES";
  const Layout layout(columns, whole_width(label_width, columns),
                      std::max(kEntries.size(), count_text(whole.entries).size()));
  std::string text;
  layout.append(text, title, kEntries, "BYTES", 0);
  for (const Line& line : all) {
    const double share = most > 0 ? static_cast<double>(weight(line.total)) / static_cast<double>(most) : 0;
    layout.append(text, line.label, count_text(line.total.entries), size_text(line.total.bytes), share);
  }
  layout.append(text, kTotal, count_text(whole.entries), size_text(whole.bytes), 0);
  return text;
}

}  // namespace findo::output
