// The line of -ls. Its columns grow: once a value was wider than its column, the column keeps that width for
// all lines that follow. So a line is rendered in two steps: the fields of a line on any thread and ahead of
// time, and the line itself where all lines come together in order.
#pragma once

#include <array>
#include <ctime>
#include <string>
#include <string_view>

#include "files/visit.hpp"
#include "output/colours.hpp"
#include "output/hyperlinks.hpp"

namespace findo::output {

/// What -ls shows of a file.
inline constexpr files::FactSet kListFacts =
    files::Fact::inode | files::Fact::blocks | files::Fact::mode | files::Fact::type | files::Fact::links |
    files::Fact::user | files::Fact::group | files::Fact::size | files::Fact::modify_time;

/// Renders the fields of lines. Threads: any, at the same time.
class ListFormat {
 public:
  /// `now` decides which dates are recent; blocks are of 512 bytes where POSIXLY_CORRECT is set, else of
  /// 1,024. `colours` are those of the path and of the target of a link, `links` make the path one; both must
  /// outlive this; null: they have none.
  explicit ListFormat(std::time_t now, const Colours* colours = nullptr, const Hyperlinks* links = nullptr);

  /// Appends the fields of the entry's line, for ListColumns, to `out`, which must not be part of
  /// visit.rendered. False: the facts cannot be loaded; that is reported, and nothing is appended.
  bool render(files::Visit& visit, std::string& out) const;

 private:
  void append_date(std::string& out, base::Timestamp time) const;
  void append_path(std::string& out, files::Entry& entry) const;
  void append_link_target(std::string& out, files::Visit& visit) const;

  std::time_t now_;
  const Colours* colours_;
  const Hyperlinks* links_;
  bool counts_posix_blocks_;
};

/// Puts fields into columns, and remembers how wide these have become. Threads: one.
class ListColumns {
 public:
  /// Appends the lines that `fields`, the output of any number of ListFormat::render() one behind the other,
  /// stand for.
  void append_lines(std::string& out, std::string_view fields);

 private:
  enum Column : std::size_t { kInode, kBlocks, kLinks, kUser, kGroup, kMajor, kMinor, kSize, kCount };

  void append_line(std::string& out, std::string_view& fields);
  void append_left(std::string& out, Column column, std::string_view value);
  void append_nameless_user(std::string& out, std::string_view number);
  void append_right(std::string& out, Column column, std::string_view value);

  /// GNU find 4.9: how wide the columns are before anything is wider.
  std::array<std::size_t, kCount> widths_{9, 6, 3, 8, 8, 3, 3, 8};
};

}  // namespace findo::output
