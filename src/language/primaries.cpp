#include "language/primaries.hpp"

#include <algorithm>
#include <array>

namespace findo::language {
namespace {

using enum PrimaryKind;
using enum Dialect;
using E = Effect;
using N = Need;
using O = Operand;
using P = Primary;

// clang-format off
constexpr PrimaryRow kRows[] = {
    // word, meaning, kind, operand, need, effect, dialect, synopsis, help
    {"-depth", P::depth, option, O::none, N::nothing, E::none, posix, "", "look at a directory after what is in it"},
    {"-d", P::depth, option, O::none, N::nothing, E::none, bsd, "", "the same as -depth"},
    {"-maxdepth", P::maxdepth, option, O::depth_limit, N::nothing, E::none, gnu, "N", "descend at most N levels below the roots"},
    {"-mindepth", P::mindepth, option, O::depth_limit, N::nothing, E::none, gnu, "N", "look only at what is at least N levels down"},
    {"-mount", P::mount, option, O::none, N::nothing, E::none, posix, "", "leave out mount points and all that is below them"},
    {"-xdev", P::xdev, option, O::none, N::nothing, E::none, posix, "", "do not enter other file systems"},
    {"-follow", P::follow, option, O::none, N::nothing, E::none, gnu, "", "follow symbolic links, as -L does"},
    {"-daystart", P::daystart, option, O::none, N::nothing, E::none, gnu, "", "later time tests count from the start of today"},
    {"-regextype", P::regextype, option, O::regex_type, N::nothing, E::none, gnu, "TYPE", "syntax of the -regex tests that follow"},
    {"-files0-from", P::files0_from, option, O::list_file, N::nothing, E::none, gnu, "FILE", "read the roots from FILE, each ended by a NUL"},
    {"-ignore_readdir_race", P::ignore_readdir_race, option, O::none, N::nothing, E::none, gnu, "", "say nothing of files that vanish meanwhile"},
    {"-noignore_readdir_race", P::noignore_readdir_race, option, O::none, N::nothing, E::none, gnu, "", "report files that vanish meanwhile (default)"},
    {"-noleaf", P::noleaf, option, O::none, N::nothing, E::none, gnu, "", "accepted, without effect"},
    {"-warn", P::warn, option, O::none, N::nothing, E::none, gnu, "", "show warnings"},
    {"-nowarn", P::nowarn, option, O::none, N::nothing, E::none, gnu, "", "show no warnings"},
    {"-noerror", P::noerror, option, O::none, N::nothing, E::none, bfs, "", "neither show nor count what fails during the search"},
    {"-nohidden", P::nohidden, option, O::none, N::nothing, E::none, bfs, "", "leave out hidden files: -exclude -hidden"},
    {"-unique", P::unique, option, O::none, N::nothing, E::none, bfs, "", "look at each file once, whatever its names"},
    {"-status", P::status, option, O::none, N::nothing, E::none, bfs, "", "show on a terminal how far the search is"},
    {"-color", P::color, option, O::none, N::nothing, E::none, bfs, "", "colour the output, as LS_COLORS says"},
    {"-nocolor", P::nocolor, option, O::none, N::nothing, E::none, bfs, "", "do not colour the output"},

    {"-name", P::name, test, O::glob, N::name, E::none, posix, "PATTERN", "the last component matches the shell pattern"},
    {"-iname", P::iname, test, O::glob, N::name, E::none, posix, "PATTERN", "-name without regard to case"},
    {"-path", P::path, test, O::glob, N::name, E::none, posix, "PATTERN", "the whole path matches the shell pattern"},
    {"-ipath", P::ipath, test, O::glob, N::name, E::none, gnu, "PATTERN", "-path without regard to case"},
    {"-wholename", P::path, test, O::glob, N::name, E::none, gnu, "PATTERN", "the same as -path"},
    {"-iwholename", P::ipath, test, O::glob, N::name, E::none, gnu, "PATTERN", "the same as -ipath"},
    {"-regex", P::regex, test, O::regex, N::name, E::none, gnu, "PATTERN", "the whole path matches the regular expression"},
    {"-iregex", P::iregex, test, O::regex, N::name, E::none, gnu, "PATTERN", "-regex without regard to case"},
    {"-glob", P::glob, test, O::path_glob, N::name, E::none, findo, "PATTERN", "the path below the root matches; ** crosses /, {a,b} is either"},
    {"-ext", P::ext, test, O::extensions, N::name, E::none, findo, "EXT[,EXT...]", "the name ends in one of these extensions, or has none"},
    {"-lname", P::lname, test, O::glob, N::link, E::none, gnu, "PATTERN", "a symbolic link whose target matches"},
    {"-ilname", P::ilname, test, O::glob, N::link, E::none, gnu, "PATTERN", "-lname without regard to case"},
    {"-hidden", P::hidden, test, O::none, N::name, E::none, bfs, "", "the name begins with a dot"},
    {"-ignored", P::ignored, test, O::none, N::type, E::none, findo, "", "ignored by .gitignore and its kin, or by --ignore-file"},
    {"-depth", P::at_depth, test, O::depth, N::nothing, E::none, bsd, "[+-]N", "N levels below the root"},
    {"-type", P::type, test, O::type_list, N::type, E::none, posix, "T[,T...]", "of one of these types: b c d f l p s w D"},
    {"-xtype", P::xtype, test, O::type_list, N::status, E::none, gnu, "T[,T...]", "-type of what a link leads to; with -L, of the link"},
    {"-size", P::size, test, O::size, N::status, E::none, posix, "[+-]N[cwbkMGTP]", "size, rounded up to the unit (512-byte blocks)"},
    {"-bytes", P::bytes, test, O::byte_range, N::status, E::none, findo, "[+-]N[UNIT] | A..B", "size in bytes, exactly: 10k, +1.5M, 1MB..2GiB"},
    {"-sparse", P::sparse, test, O::none, N::status, E::none, bsd, "", "takes fewer blocks than its size needs"},
    {"-empty", P::empty, test, O::none, N::status, E::none, gnu, "", "an empty regular file or directory"},
    {"-tree-bytes", P::tree_bytes, test, O::byte_range, N::tree, E::none, findo, "[+-]N[UNIT] | A..B", "size of all that is below it and its own, as du -sb"},
    {"-tree-newest", P::tree_newest, test, O::age_range, N::tree, E::none, findo, "[+-]SPAN | A..B", "time since anything in it or below it was modified"},
    {"-links", P::links, test, O::count, N::status, E::none, posix, "[+-]N", "number of hard links"},
    {"-inum", P::inum, test, O::count, N::type, E::none, gnu, "[+-]N", "inode number"},
    {"-uid", P::uid, test, O::count, N::status, E::none, gnu, "[+-]N", "number of the owner"},
    {"-gid", P::gid, test, O::count, N::status, E::none, gnu, "[+-]N", "number of the group"},
    {"-user", P::user, test, O::user, N::status, E::none, posix, "USER", "owned by the user (name or number)"},
    {"-group", P::group, test, O::group, N::status, E::none, posix, "GROUP", "belongs to the group (name or number)"},
    {"-nouser", P::nouser, test, O::none, N::status, E::none, posix, "", "no user has the owner's number"},
    {"-nogroup", P::nogroup, test, O::none, N::status, E::none, posix, "", "no group has the group's number"},
    {"-perm", P::perm, test, O::mode, N::status, E::none, posix, "[-/+]MODE", "permissions: exactly, all of (-), any of (/, or + and octal)"},
    {"-readable", P::readable, test, O::none, N::access, E::none, gnu, "", "you may read it"},
    {"-writable", P::writable, test, O::none, N::access, E::none, gnu, "", "you may write to it"},
    {"-executable", P::executable, test, O::none, N::access, E::none, gnu, "", "you may execute or search it"},
    {"-atime", P::atime, test, O::days, N::status, E::none, posix, "[+-]N[smhdw]", "whole days since it was read"},
    {"-mtime", P::mtime, test, O::days, N::status, E::none, posix, "[+-]N[smhdw]", "whole days since its content changed"},
    {"-ctime", P::ctime, test, O::days, N::status, E::none, posix, "[+-]N[smhdw]", "whole days since its status changed"},
    {"-Btime", P::birth_time, test, O::days, N::status, E::none, bsd, "[+-]N[smhdw]", "whole days since it came into being"},
    {"-amin", P::amin, test, O::minutes, N::status, E::none, gnu, "[+-]N", "minutes since it was read"},
    {"-mmin", P::mmin, test, O::minutes, N::status, E::none, gnu, "[+-]N", "minutes since its content changed"},
    {"-cmin", P::cmin, test, O::minutes, N::status, E::none, gnu, "[+-]N", "minutes since its status changed"},
    {"-Bmin", P::birth_min, test, O::minutes, N::status, E::none, bsd, "[+-]N", "minutes since it came into being"},
    {"-age", P::age, test, O::age_range, N::status, E::none, findo, "[+-]SPAN | A..B", "time since its content changed: -36h, 1d..2weeks"},
    {"-accessed", P::accessed, test, O::age_range, N::status, E::none, findo, "[+-]SPAN | A..B", "time since it was read: +90d"},
    {"-changed", P::changed, test, O::age_range, N::status, E::none, findo, "[+-]SPAN | A..B", "time since its status changed: -10min"},
    {"-born", P::born, test, O::age_range, N::status, E::none, findo, "[+-]SPAN | A..B", "time since it came into being: ..1week"},
    {"-newer", P::newer, test, O::file, N::status, E::none, posix, "FILE", "modified after FILE was"},
    {"-anewer", P::anewer, test, O::file, N::status, E::none, gnu, "FILE", "read after FILE was modified"},
    {"-cnewer", P::cnewer, test, O::file, N::status, E::none, gnu, "FILE", "status changed after FILE was modified"},
    {"-mnewer", P::newer, test, O::file, N::status, E::none, bsd, "FILE", "the same as -newer"},
    {"-Bnewer", P::birth_newer, test, O::file, N::status, E::none, bsd, "FILE", "came into being after FILE was modified"},
    {"-newerXY", P::newer_xy, test, O::date_or_file, N::status, E::none, gnu, "REFERENCE", "time X (aBcm) later than time Y (aBcm) of a file, or (t) a date"},
    {"-since", P::since, test, O::date, N::status, E::none, bfs, "DATE", "modified after the date"},
    {"-msince", P::since, test, O::date, N::status, E::none, bfs, "DATE", "the same as -since"},
    {"-asince", P::asince, test, O::date, N::status, E::none, bfs, "DATE", "read after the date"},
    {"-csince", P::csince, test, O::date, N::status, E::none, bfs, "DATE", "status changed after the date"},
    {"-Bsince", P::birth_since, test, O::date, N::status, E::none, bfs, "DATE", "came into being after the date"},
    {"-used", P::used, test, O::days, N::status, E::none, gnu, "[+-]N", "days from its last status change to its last reading"},
    {"-samefile", P::samefile, test, O::file, N::status, E::none, gnu, "FILE", "the same file as FILE"},
    {"-fstype", P::fstype, test, O::file_system, N::status, E::none, gnu, "TYPE", "on a file system of this type"},
    {"-acl", P::acl, test, O::none, N::access, E::none, bsd, "", "has an access control list that says more than its mode"},
    {"-xattr", P::xattr, test, O::none, N::access, E::none, bsd, "", "has extended attributes"},
    {"-xattrname", P::xattrname, test, O::attribute, N::access, E::none, bsd, "NAME", "has the extended attribute (user.mime_type)"},
    {"-capable", P::capable, test, O::none, N::access, E::none, bfs, "", "has POSIX capabilities"},
    {"-context", P::context, test, O::context, N::access, E::none, gnu, "PATTERN", "SELinux context matches"},
    {"-flags", P::flags, test, O::inode_flags, N::access, E::none, bsd, "[+-]FLAG,...", "inode flags, as chattr or chflags names them"},
    {"-contains", P::contains, test, O::content_pattern, N::content, E::none, findo, "PATTERN", "a line of the file matches the regular expression"},
    {"-icontains", P::icontains, test, O::content_pattern, N::content, E::none, findo, "PATTERN", "-contains without regard to case"},
    {"-text", P::text, test, O::none, N::content, E::none, findo, "", "a regular file without a NUL in its first 8 KiB"},
    {"-binary", P::binary, test, O::none, N::content, E::none, findo, "", "a regular file with a NUL in its first 8 KiB"},
    {"-mime", P::mime, test, O::mime_type, N::content, E::none, findo, "PATTERN", "its MIME type matches: image/*"},
    {"-true", P::true_, test, O::none, N::nothing, E::none, gnu, "", "always true"},
    {"-false", P::false_, test, O::none, N::nothing, E::none, gnu, "", "always false"},

    {"-print", P::print, action, O::none, N::name, E::output, posix, "", "print the path and a newline"},
    {"-print0", P::print0, action, O::none, N::name, E::output, posix, "", "print the path and a NUL"},
    {"-printx", P::printx, action, O::none, N::name, E::output, bsd, "", "-print with a backslash before what xargs would take amiss"},
    {"-printf", P::printf, action, O::format, N::status, E::output, gnu, "FORMAT", "print by a format"},
    {"-ls", P::ls, action, O::none, N::status, E::output, gnu, "", "print a line as ls -dils does"},
    {"-fprint", P::fprint, action, O::output_file, N::name, E::output, gnu, "FILE", "-print into FILE"},
    {"-fprint0", P::fprint0, action, O::output_file, N::name, E::output, gnu, "FILE", "-print0 into FILE"},
    {"-fprintf", P::fprintf, action, O::output_file_and_format, N::status, E::output, gnu, "FILE FORMAT", "-printf into FILE"},
    {"-fls", P::fls, action, O::output_file, N::status, E::output, gnu, "FILE", "-ls into FILE"},
    {"-json", P::json, action, O::none, N::status, E::output, findo, "", "print a line of JSON that says all about it"},
    {"-fjson", P::fjson, action, O::output_file, N::status, E::output, findo, "FILE", "-json into FILE"},
    {"-csv", P::csv, action, O::fields, N::status, E::output, findo, "FIELD,...", "print these fields with commas between them"},
    {"-table", P::table, action, O::fields, N::status, E::output, findo, "FIELD,...", "print these fields in columns, for people"},
    {"-exec", P::exec, action, O::command, N::process, E::world, posix, "COMMAND ;|{} +", "run a command for each ({} is the path), or for many (+)"},
    {"-execdir", P::execdir, action, O::command, N::process, E::world, gnu, "COMMAND ;|{} +", "-exec in the directory of the file, as ./NAME"},
    {"-each", P::each, action, O::command, N::process, E::world, findo, "COMMAND ;", "-exec with more places: {/} name, {//} directory, {.} {/.} without extension"},
    {"-ok", P::ok, action, O::command, N::process, E::world, posix, "COMMAND ;", "-exec that asks first"},
    {"-okdir", P::okdir, action, O::command, N::process, E::world, gnu, "COMMAND ;", "-execdir that asks first"},
    {"-delete", P::delete_, action, O::none, N::directory, E::world, gnu, "", "delete it; implies -depth"},
    {"-rm", P::delete_, action, O::none, N::directory, E::world, bsd, "", "the same as -delete"},
    {"-trash", P::trash, action, O::none, N::directory, E::world, findo, "", "put it into the trash, a directory as a whole"},
    {"-move-to", P::move_to, action, O::directory, N::directory, E::world, findo, "DIR", "move it into DIR, a directory as a whole; never overwrites"},
    {"-copy-to", P::copy_to, action, O::directory, N::directory, E::world, findo, "DIR", "copy it into DIR, a directory as a whole; never overwrites"},
    {"-link-to", P::link_to, action, O::directory, N::directory, E::world, findo, "DIR", "give it a second name (a hard link) in DIR"},
    {"-prune", P::prune, action, O::none, N::nothing, E::none, posix, "", "do not descend into it"},
    {"-quit", P::quit, action, O::none, N::nothing, E::world, gnu, "", "end the search"},

    {"-exit", P::exit, action, O::exit_status, N::nothing, E::world, bsd, "[N]", "end the search with exit status N, 0 where not said"},
    {"-limit", P::limit, action, O::limit, N::nothing, E::world, bfs, "N", "end the search once this has been reached N times"},

    {"-sort", P::sort, barrier, O::sort_keys, N::status, E::none, findo, "[-]KEY,...", "go on in this order: path name natural size mtime atime ctime btime depth ext"},
    {"-top", P::top, barrier, O::top, N::status, E::none, findo, "N [-]KEY", "only the N greatest, the greatest first; with -KEY the N least"},
    {"-keep", P::keep, barrier, O::keep, N::status, E::none, findo, "N RULE [per dir|ext]", "all but N of them: newest, oldest, largest or smallest"},

    {"-exclude", P::exclude, special, O::none, N::nothing, E::none, bfs, "EXPR", "leave out, and do not enter, what EXPR holds for"},
    {"-has", P::has, special, O::none, N::directory, E::none, findo, "EXPR", "a directory in which EXPR holds of something"},
    {"-has-no", P::has_no, special, O::none, N::directory, E::none, findo, "EXPR", "a directory in which EXPR holds of nothing"},

    {"-h", P::help, notice, O::none, N::nothing, E::none, bfs, "", "the same as -help"},
    {"-help", P::help, notice, O::none, N::nothing, E::none, gnu, "", "show help and exit"},
    {"-version", P::version, notice, O::none, N::nothing, E::none, gnu, "", "show the version and exit"},
};
// clang-format on

/// Where a word has two rows the option comes first, which is found.
struct WordLess {
  constexpr bool operator()(const PrimaryRow* a, const PrimaryRow* b) const {
    return a->word != b->word ? a->word < b->word : a->kind < b->kind;
  }
  constexpr bool operator()(const PrimaryRow* a, std::string_view word) const { return a->word < word; }
};

/// The rows ordered by word, for look-up; ordered by the compiler, not at each start.
constexpr auto kRowsByWord = [] {
  std::array<const PrimaryRow*, std::size(kRows)> rows{};
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = &kRows[i];
  std::sort(rows.begin(), rows.end(), WordLess{});
  return rows;
}();

}  // namespace

std::span<const PrimaryRow> primary_rows() { return kRows; }

const PrimaryRow* find_primary(std::string_view word) {
  if (try_newer_letters(word)) word = "-newerXY";
  const auto row = std::lower_bound(kRowsByWord.begin(), kRowsByWord.end(), word, WordLess{});
  return row != kRowsByWord.end() && (*row)->word == word ? *row : nullptr;
}

const PrimaryRow* find_word(std::string_view word) {
  const PrimaryRow* row = find_primary(word);
  return row && row->primary == P::newer_xy && !try_newer_letters(word) ? nullptr : row;
}

const PrimaryRow& depth_test_row() {
  return *std::find_if(std::begin(kRows), std::end(kRows),
                       [](const PrimaryRow& row) { return row.primary == P::at_depth; });
}

const PrimaryRow& flag_row() {
  static constexpr PrimaryRow kFlag{"", P::flag, option, O::none, N::nothing, E::none, bfs, "", ""};
  return kFlag;
}

std::size_t operand_words(Operand operand) {
  switch (operand) {
    case Operand::none: return 0;
    case Operand::output_file_and_format:
    case Operand::top:
    case Operand::keep: return 2;
    default: return 1;
  }
}

std::optional<NewerLetters> try_newer_letters(std::string_view word) {
  constexpr std::string_view kStem = "-newer";
  if (!word.starts_with(kStem) || word.size() != kStem.size() + 2) return std::nullopt;
  const NewerLetters letters{word[kStem.size()], word[kStem.size() + 1]};
  if (std::string_view("aBcm").find(letters.entry_time) == std::string_view::npos) return std::nullopt;
  if (std::string_view("aBcmt").find(letters.reference_time) == std::string_view::npos) return std::nullopt;
  return letters;
}

}  // namespace findo::language
