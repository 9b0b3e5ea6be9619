// The table of primaries: one row for each word of the expression language. Lexer, parser, binder, passes,
// help, completions and the check of the man page all read it; nothing about a primary is written down twice.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace findo::language {

/// What a primary means. Several words may share one meaning (-path, -wholename).
enum class Primary : std::uint8_t {
  // options
  depth,
  maxdepth,
  mindepth,
  mount,
  xdev,
  follow,
  daystart,
  regextype,
  files0_from,
  ignore_readdir_race,
  noignore_readdir_race,
  noleaf,
  warn,
  nowarn,
  // tests
  name,
  iname,
  path,
  ipath,
  regex,
  iregex,
  lname,
  ilname,
  type,
  xtype,
  size,
  empty,
  links,
  inum,
  uid,
  gid,
  user,
  group,
  nouser,
  nogroup,
  perm,
  readable,
  writable,
  executable,
  atime,
  mtime,
  ctime,
  amin,
  mmin,
  cmin,
  newer,
  anewer,
  cnewer,
  newer_xy,
  used,
  samefile,
  fstype,
  context,
  true_,
  false_,
  // actions
  print,
  print0,
  printf,
  ls,
  fprint,
  fprint0,
  fprintf,
  fls,
  exec,
  execdir,
  ok,
  okdir,
  delete_,
  prune,
  quit,
  // they print and end the run
  help,
  version,
};
inline constexpr std::size_t kPrimaryCount = static_cast<std::size_t>(Primary::version) + 1;

enum class PrimaryKind : std::uint8_t {
  option,  ///< always true; says how the search goes
  test,    ///< looks only
  action,  ///< does something
  notice,  ///< prints about the program and ends it
};

/// What the words behind a primary are.
enum class Operand : std::uint8_t {
  none,
  glob,
  regex,
  regex_type,
  type_list,
  count,
  size,
  days,
  minutes,
  user,
  group,
  mode,
  file,
  date_or_file,
  file_system,
  context,
  depth_limit,
  list_file,
  output_file,
  format,
  output_file_and_format,
  command,
};

/// The dearest kind of knowledge that a test needs; the order is that of the cost.
enum class Need : std::uint8_t {
  nothing,    ///< no look at the entry at all
  name,       ///< the path
  type,       ///< mostly told by the directory
  status,     ///< a status call
  link,       ///< reading a link
  access,     ///< an access check
  directory,  ///< reading a directory
  process,    ///< running a command
};

/// What evaluating a primary changes.
enum class Effect : std::uint8_t {
  none,
  output,  ///< bytes on a stream, in order
  world,   ///< anything: happens at the retirement point only
};

enum class Dialect : std::uint8_t { posix, gnu, bsd, bfs, findo };

/// One row.
struct PrimaryRow {
  std::string_view word;  ///< with its dash
  Primary primary;
  PrimaryKind kind;
  Operand operand;
  Need need;
  Effect effect;
  Dialect dialect;
  std::string_view synopsis;  ///< of the operands, for help: "PATTERN"
  std::string_view help;      ///< one line
};

/// All rows: options, tests, actions, notices; each group by topic.
std::span<const PrimaryRow> primary_rows();

/// The row of a word such as "-name"; -newerXY words lead to the row "-newerXY". Null where there is none.
const PrimaryRow* find_primary(std::string_view word);

/// How many words follow the primary: 0, 1 or 2; a command ends where `;` or `+` says so.
std::size_t operand_words(Operand operand);

/// X and Y of a -newerXY word, if it is one that exists.
struct NewerLetters {
  char entry_time;      ///< of the entry: a B c m
  char reference_time;  ///< of the reference: a B c m, or t for a date
};
std::optional<NewerLetters> try_newer_letters(std::string_view word);

}  // namespace findo::language
