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
  noerror,
  nohidden,
  unique,
  status,
  color,
  nocolor,
  flag,  ///< no word of its own, see flag_row()
  // tests
  name,
  iname,
  path,
  ipath,
  regex,
  iregex,
  glob,
  ext,
  lname,
  ilname,
  hidden,
  ignored,
  at_depth,
  type,
  xtype,
  size,
  bytes,
  sparse,
  empty,
  links,
  tree_bytes,
  tree_newest,
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
  birth_time,
  birth_min,
  age,
  accessed,
  changed,
  born,
  newer,
  anewer,
  cnewer,
  birth_newer,
  newer_xy,
  since,
  asince,
  csince,
  birth_since,
  used,
  samefile,
  fstype,
  acl,
  xattr,
  xattrname,
  capable,
  context,
  flags,
  contains,
  icontains,
  text,
  binary,
  mime,
  true_,
  false_,
  // actions
  print,
  print0,
  printx,
  printf,
  ls,
  fprint,
  fprint0,
  fprintf,
  fls,
  json,
  fjson,
  csv,
  table,
  exec,
  execdir,
  each,
  ok,
  okdir,
  delete_,
  trash,
  move_to,
  copy_to,
  link_to,
  prune,
  quit,
  exit,
  limit,
  // barriers
  sort,
  top,
  keep,
  // neither
  exclude,
  has,
  has_no,
  // they print and end the run
  help,
  version,
};
inline constexpr std::size_t kPrimaryCount = static_cast<std::size_t>(Primary::version) + 1;

enum class PrimaryKind : std::uint8_t {
  option,   ///< always true; says how the search goes
  test,     ///< looks only
  action,   ///< does something
  barrier,  ///< looks at all entries that come to it before any goes on
  special,  ///< takes a factor of the expression for its operand
  notice,   ///< prints about the program and ends it
};

/// What the words behind a primary are.
enum class Operand : std::uint8_t {
  none,
  glob,
  path_glob,
  extensions,
  regex,
  regex_type,
  type_list,
  count,
  size,
  byte_range,
  depth,
  days,
  minutes,
  age_range,
  user,
  group,
  mode,
  file,
  date,
  date_or_file,
  file_system,
  attribute,
  context,
  inode_flags,
  content_pattern,
  mime_type,
  depth_limit,
  list_file,
  output_file,
  format,
  output_file_and_format,
  directory,
  command,
  limit,
  exit_status,  ///< may be left out
  fields,
  sort_keys,
  top,   ///< two words
  keep,  ///< two words, or four
};

/// The dearest kind of knowledge that a test needs; the order is that of the cost.
enum class Need : std::uint8_t {
  nothing,    ///< no look at the entry at all
  name,       ///< the path
  type,       ///< mostly told by the directory
  status,     ///< a status call
  link,       ///< reading a link
  access,     ///< an access check, or extended attributes
  directory,  ///< reading a directory
  content,    ///< reading a file
  tree,       ///< reading all that is below a directory
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

/// All rows: options, tests, actions, barriers, notices; each group by topic. Only -depth has two, an
/// option's and a test's.
std::span<const PrimaryRow> primary_rows();

/// The row of a word such as "-name"; -newerXY words lead to the row "-newerXY". Null where there is none.
/// -depth leads to the option.
const PrimaryRow* find_primary(std::string_view word);

/// The same for a word of an expression, which "-newerXY" itself is not.
const PrimaryRow* find_word(std::string_view word);

/// The row of the test `-depth N`.
const PrimaryRow& depth_test_row();

/// What stands for a flag in the midst of an expression (bfs: `-name x -o -L` is right): an option like any
/// other, but without a word of its own, and in no list.
const PrimaryRow& flag_row();

/// How many words follow the primary: 0, 1 or 2; a command ends where `;` or `+` says so, and two more may
/// belong to -keep.
std::size_t operand_words(Operand operand);

/// X and Y of a -newerXY word, if it is one that exists.
struct NewerLetters {
  char entry_time;      ///< of the entry: a B c m
  char reference_time;  ///< of the reference: a B c m, or t for a date
};
std::optional<NewerLetters> try_newer_letters(std::string_view word);

}  // namespace findo::language
