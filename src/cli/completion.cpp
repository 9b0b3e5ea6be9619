// The words before the cursor are read from the left, as the parser reads them, but nothing is refused: what
// is half typed is wrong more often than not. So it is known for certain whether the word at the cursor is an
// operand, a part of a command, the value of a flag or something new.

#include "cli/completion.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "cli/help.hpp"
#include "cli/options.hpp"
#include "language/flags.hpp"

namespace findo::cli {
namespace {

using language::Operand;
using language::PrimaryRow;
using Words = std::span<const std::string_view>;

/// What the word at the cursor is.
struct Position {
  enum class Kind : std::uint8_t { fresh, operand, command, flag_value, option_value };
  Kind kind = Kind::fresh;
  const PrimaryRow* row = nullptr;  ///< of an operand, or of a command
  std::size_t begin = 0;            ///< of a command: its first word
  std::size_t operand = 0;          ///< which of the operands it is, from 1 on
  char flag = 0;
  std::string_view option{};  ///< with its dashes
};

bool ends_command(Words words, std::size_t begin, std::size_t at) {
  const std::string_view word = words[at];
  const bool ends_batch = word == "+" && at > begin && words[at - 1] == "{}";
  return ends_batch || word == ";" || word == "\\;" || word == "';'" || word == "\";\"";
}

/// The letter of a cluster of flags whose value is the next word, or 0.
char flag_that_waits(std::string_view word) {
  if (word.size() < 2 || word[0] != '-' || word[1] == '-' || !language::is_flag_cluster(word)) return 0;
  const language::FlagRow* last = language::find_flag(word.back());
  const bool waits =
      last && (last->value == language::FlagValue::separate || last->value == language::FlagValue::either);
  // In -Dstat the letter before belongs to a flag that has its value already.
  for (const char letter : word.substr(1, word.size() - 2)) {
    const language::FlagRow* row = language::find_flag(letter);
    if (row && row->value != language::FlagValue::none) return 0;
  }
  return waits ? word.back() : '\0';
}

/// How many operands there are: -keep may go on behind its second one.
std::size_t operand_words(const PrimaryRow& row, Words from_primary) {
  constexpr std::size_t kPer = 3;
  const bool goes_on =
      row.operand == Operand::keep && from_primary.size() > kPer + 1 && from_primary[kPer] == "per";
  return language::operand_words(row.operand) + (goes_on ? 2 : 0);
}

Position position_of_last(Words words) {
  const std::size_t last = words.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    const std::string_view word = words[i];
    if (const char flag = flag_that_waits(word)) {
      if (i + 1 == last) return {.kind = Position::Kind::flag_value, .flag = flag};
      ++i;
      continue;
    }
    if (word.starts_with("--") && word.find('=') == std::string_view::npos) {
      if (!long_option_takes_value(word.substr(2))) continue;
      if (i + 1 == last) return {.kind = Position::Kind::option_value, .option = word};
      ++i;
      continue;
    }
    const PrimaryRow* row = language::find_primary(word);
    if (!row) continue;
    if (row->operand == Operand::command) {
      const std::size_t begin = i + 1;
      while (++i < last && !ends_command(words, begin, i)) continue;
      if (i >= last) return {.kind = Position::Kind::command, .row = row, .begin = begin};
      continue;
    }
    const std::size_t count = operand_words(*row, words.subspan(i));
    if (last - i <= count && row->operand != Operand::exit_status) {
      return {.kind = Position::Kind::operand, .row = row, .operand = last - i};
    }
    if (row->operand != Operand::exit_status) i += count;
  }
  return {};
}

/// No line can hold a word with a tab or a newline in what has been typed of it, nor begin as an instruction
/// to the shell's script does.
void add(std::string& text, std::string_view word, std::string_view help) {
  if (word.starts_with('@') || word.find_first_of("\t\n") != std::string_view::npos) return;
  text += word;
  text += '\t';
  text += help;
  text += '\n';
}

/// Calls `visit` with word and help of each line of a list.
template <class Visit>
void for_each_line(std::string_view list, Visit&& visit) {
  while (!list.empty()) {
    const std::string_view line = list.substr(0, list.find('\n'));
    list.remove_prefix(std::min(list.size(), line.size() + 1));
    const std::size_t tab = line.find('\t');
    visit(line.substr(0, tab), tab == std::string_view::npos ? "" : line.substr(tab + 1));
  }
}

/// One of the words, or, of a list, one more of them.
std::string from_list(std::string_view name, std::string_view current) {
  const bool is_list = name.ends_with(",...");
  if (is_list) name.remove_suffix(4);
  const std::size_t comma = is_list ? current.rfind(',') + 1 : 0;  // npos + 1 is 0
  std::string text = is_list ? "@open\n" : "";
  std::string before(current.substr(0, comma));
  if (name == "sort-keys" && current.substr(comma).starts_with('-')) before += '-';
  for_each_line(try_list(name).value_or(""), [&](std::string_view word, std::string_view help) {
    add(text, before + std::string(word), help);
  });
  return text;
}

/// Behind a number its units; before it the signs.
std::string from_units(std::string_view name, std::string_view current) {
  std::string text;
  const bool has_number = !current.empty() && std::isdigit(static_cast<unsigned char>(current.back())) != 0;
  if (!has_number && current.empty()) {
    text += "@open\n";
    add(text, "+", "more than");
    add(text, "-", "less than");
  }
  if (!has_number || name == "numbers") return text;
  for_each_line(operand_words_list(name), [&](std::string_view unit, std::string_view help) {
    add(text, std::string(current) + std::string(unit), help);
  });
  return text;
}

std::string of_kind(std::string_view kind, std::string_view current) {
  if (kind == "file") return "@files\n";
  if (kind == "directory") return "@directories\n";
  if (kind == "user") return "@users\n";
  if (kind == "group") return "@groups\n";
  if (kind == "none" || kind == "text" || kind == "command") return "";
  return kind.ends_with("units") || kind == "spans" || kind == "numbers" ? from_units(kind, current)
                                                                         : from_list(kind, current);
}

std::string of_command(Words words, const Position& position) {
  const std::size_t last = words.size() - 1;
  std::string text = "@command " + std::to_string(position.begin) + '\n';
  if (last == position.begin) return text;
  const bool takes_many = position.row->synopsis.find('+') != std::string_view::npos;
  add(text, "{}", "the path");
  add(text, ";", "ends the command, as it must: run for each");
  if (takes_many && words[last - 1] == "{}") add(text, "+", "ends the command, as it must: run for many");
  return text;
}

std::string of_flag(char flag, std::string_view current) {
  switch (flag) {
    case 'f': return "@files\n";
    case 'S': return from_list("orders", current);
    default: return from_list("debug,...", current);
  }
}

/// What the value of an option is, by its synopsis: --errors=FILE.
std::string_view kind_of_value(std::string_view synopsis) {
  const auto says = [&](std::string_view word) { return synopsis.find(word) != std::string_view::npos; };
  if (says("=DIR")) return "directory";
  return says("=FILE") || says("=PATH") ? "file" : "text";
}

/// The values of an option. `before`: what stands before them in the word at the cursor.
std::string of_option(std::string_view option, std::string_view before, std::string_view current) {
  for (const LongOptionRow& row : long_option_rows()) {
    if (option.substr(2) != row.name) continue;
    const std::string_view kind = kind_of_value(row.synopsis);
    if (kind != "text") return "@from " + std::to_string(before.size()) + '\n' + of_kind(kind, current);
    const bool is_list = row.synopsis.find("...") != std::string_view::npos;
    const std::size_t comma = is_list ? current.rfind(',') + 1 : 0;
    std::string text = is_list ? "@open\n" : "";
    for (std::string_view rest = row.words; !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
      const std::size_t equals = word.find('=');
      if (equals == std::string_view::npos || equals + 1 == word.size()) continue;
      add(text,
          std::string(before) + std::string(current.substr(0, comma)) + std::string(word.substr(equals + 1)),
          row.help);
    }
    return text;
  }
  return "";
}

/// The words -newerXY.
void add_newer_words(std::string& text, const PrimaryRow& row) {
  for (const char entry_time : std::string_view("aBcm")) {
    for (const char reference_time : std::string_view("aBcmt")) {
      add(text, std::string("-newer") + entry_time + reference_time, row.help);
    }
  }
}

/// Everything that begins with a dash.
std::string all_words(std::string_view current) {
  std::string text;
  for (const PrimaryRow& row : language::primary_rows()) {
    if (language::find_primary(row.word) != &row) continue;
    if (row.primary != language::Primary::newer_xy) {
      add(text, row.word, row.help);
    } else if (current.starts_with("-newer")) {
      add_newer_words(text, row);
    }
  }
  for (const language::FlagRow& row : language::flag_rows()) {
    if (row.value != language::FlagValue::attached) add(text, std::string("-") + row.letter, row.help);
  }
  for (const char level : {'0', '1', '2', '3'}) add(text, std::string("-O") + level, "level of optimisation");
  add(text, "-not", "true if what follows is false");
  add(text, "-and", "both");
  add(text, "-or", "the second only if the first is false");
  for_each_line(try_list("options").value_or(""),
                [&](std::string_view word, std::string_view help) { add(text, word, help); });
  return text;
}

std::string of_fresh(std::string_view current) {
  const std::size_t equals = current.find('=');
  if (current.starts_with("--") && equals != std::string_view::npos) {
    return of_option(current.substr(0, equals), current.substr(0, equals + 1), current.substr(equals + 1));
  }
  return current.starts_with('-') ? all_words(current) : "@files\n";
}

struct Choice {
  std::string_view list;
  std::string_view word;
  std::string_view help;
};

// clang-format off
constexpr Choice kChoices[] = {
    {"types", "b", "block device"},
    {"types", "c", "character device"},
    {"types", "d", "directory"},
    {"types", "f", "regular file"},
    {"types", "l", "symbolic link"},
    {"types", "p", "named pipe"},
    {"types", "s", "socket"},
    {"types", "w", "whiteout"},
    {"types", "D", "door"},
    {"size-units", "c", "bytes"},
    {"size-units", "w", "words of 2 bytes"},
    {"size-units", "b", "blocks of 512 bytes"},
    {"size-units", "k", "KiB"},
    {"size-units", "M", "MiB"},
    {"size-units", "G", "GiB"},
    {"size-units", "T", "TiB"},
    {"size-units", "P", "PiB"},
    {"time-units", "s", "seconds"},
    {"time-units", "m", "minutes"},
    {"time-units", "h", "hours"},
    {"time-units", "d", "days"},
    {"time-units", "w", "weeks"},
    {"inode-flags", "uchg", "immutable (chattr i)"},
    {"inode-flags", "nodump", "left out by dump (chattr d)"},
    {"inode-flags", "schg", "immutable (chattr i)"},
    {"inode-flags", "sappnd", "only appended to (chattr a)"},
    {"spans", "s", "seconds"},
    {"spans", "min", "minutes"},
    {"spans", "h", "hours"},
    {"spans", "d", "days"},
    {"spans", "weeks", ""},
    {"spans", "months", ""},
    {"spans", "years", ""},
    {"byte-units", "k", "KiB"},
    {"byte-units", "M", "MiB"},
    {"byte-units", "G", "GiB"},
    {"byte-units", "kB", "1000 bytes"},
    {"byte-units", "MB", "1000 kB"},
    {"byte-units", "GB", "1000 MB"},
    {"sort-keys", "path", "by the whole path"},
    {"sort-keys", "name", "by the last component"},
    {"sort-keys", "natural", "by the path, numbers by value"},
    {"sort-keys", "size", ""},
    {"sort-keys", "mtime", "time of the last modification"},
    {"sort-keys", "atime", "time of the last access"},
    {"sort-keys", "ctime", "time of the last change of status"},
    {"sort-keys", "btime", "time of birth"},
    {"sort-keys", "depth", ""},
    {"sort-keys", "ext", "by extension"},
    {"keep-rules", "newest", ""},
    {"keep-rules", "oldest", ""},
    {"keep-rules", "largest", ""},
    {"keep-rules", "smallest", ""},
    {"keep-per", "per", "each directory or extension for itself"},
    {"keep-groups", "dir", ""},
    {"keep-groups", "ext", ""},
    {"mime-types", "application/json", ""},
    {"mime-types", "application/pdf", ""},
    {"mime-types", "application/x-executable", ""},
    {"mime-types", "application/zip", ""},
    {"mime-types", "audio/*", ""},
    {"mime-types", "image/*", ""},
    {"mime-types", "image/jpeg", ""},
    {"mime-types", "image/png", ""},
    {"mime-types", "image/svg+xml", ""},
    {"mime-types", "inode/x-empty", "an empty file"},
    {"mime-types", "text/*", ""},
    {"mime-types", "text/html", ""},
    {"mime-types", "text/plain", ""},
    {"mime-types", "text/x-shellscript", ""},
    {"mime-types", "video/*", ""},
    {"dates", "today", "the start of today"},
    {"dates", "yesterday", "24 hours ago"},
    {"dates", "1 hour ago", ""},
    {"dates", "1 week ago", ""},
    {"dates", "1 month ago", ""},
};
// clang-format on

}  // namespace

std::string operand_words_list(std::string_view name) {
  std::string text;
  for (const Choice& choice : kChoices) {
    if (choice.list == name) add(text, choice.word, choice.help);
  }
  return text;
}

std::string_view completion_of(Operand operand) {
  switch (operand) {
    case Operand::none:
    case Operand::exit_status: return "none";
    case Operand::regex_type: return "regex-types";
    case Operand::type_list: return "types,...";
    case Operand::size: return "size-units";
    case Operand::days: return "time-units";
    case Operand::byte_range: return "byte-units";
    case Operand::age_range: return "spans";
    case Operand::fields: return "fields,...";
    case Operand::sort_keys: return "sort-keys,...";
    case Operand::mime_type: return "mime-types";
    case Operand::count:
    case Operand::depth:
    case Operand::minutes: return "numbers";
    case Operand::date: return "dates";
    case Operand::inode_flags: return "inode-flags,...";
    case Operand::user: return "user";
    case Operand::group: return "group";
    case Operand::file_system: return "file-systems";
    case Operand::command: return "command";
    case Operand::directory: return "directory";
    case Operand::file:
    case Operand::date_or_file:
    case Operand::list_file:
    case Operand::output_file:
    case Operand::output_file_and_format: return "file";
    default: return "text";
  }
}

namespace {

/// The same where there are several operands.
std::string_view completion_at(const PrimaryRow& row, std::size_t operand) {
  constexpr std::string_view kOfKeep[] = {"text", "keep-rules", "keep-per", "keep-groups"};
  if (operand == 1) return completion_of(row.operand);
  if (row.operand == Operand::top) return "sort-keys";
  return row.operand == Operand::keep && operand <= std::size(kOfKeep) ? kOfKeep[operand - 1] : "text";
}

}  // namespace

std::string completions_of(Words words) {
  if (words.empty()) return all_words("-");
  const std::string_view current = words.back();
  const Position position = position_of_last(words);
  switch (position.kind) {
    case Position::Kind::operand: return of_kind(completion_at(*position.row, position.operand), current);
    case Position::Kind::command: return of_command(words, position);
    case Position::Kind::flag_value: return of_flag(position.flag, current);
    case Position::Kind::option_value: return of_option(position.option, "", current);
    case Position::Kind::fresh: break;
  }
  return of_fresh(current);
}

}  // namespace findo::cli
