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

    {"-name", P::name, test, O::glob, N::name, E::none, posix, "PATTERN", "the last component matches the shell pattern"},
    {"-iname", P::iname, test, O::glob, N::name, E::none, posix, "PATTERN", "-name without regard to case"},
    {"-path", P::path, test, O::glob, N::name, E::none, posix, "PATTERN", "the whole path matches the shell pattern"},
    {"-ipath", P::ipath, test, O::glob, N::name, E::none, gnu, "PATTERN", "-path without regard to case"},
    {"-wholename", P::path, test, O::glob, N::name, E::none, gnu, "PATTERN", "the same as -path"},
    {"-iwholename", P::ipath, test, O::glob, N::name, E::none, gnu, "PATTERN", "the same as -ipath"},
    {"-regex", P::regex, test, O::regex, N::name, E::none, gnu, "PATTERN", "the whole path matches the regular expression"},
    {"-iregex", P::iregex, test, O::regex, N::name, E::none, gnu, "PATTERN", "-regex without regard to case"},
    {"-lname", P::lname, test, O::glob, N::link, E::none, gnu, "PATTERN", "a symbolic link whose target matches"},
    {"-ilname", P::ilname, test, O::glob, N::link, E::none, gnu, "PATTERN", "-lname without regard to case"},
    {"-type", P::type, test, O::type_list, N::type, E::none, posix, "T[,T...]", "of one of these types: b c d f l p s D"},
    {"-xtype", P::xtype, test, O::type_list, N::status, E::none, gnu, "T[,T...]", "-type of what a link leads to; with -L, of the link"},
    {"-size", P::size, test, O::size, N::status, E::none, posix, "[+-]N[cwbkMGTP]", "size, rounded up to the unit (512-byte blocks)"},
    {"-empty", P::empty, test, O::none, N::status, E::none, gnu, "", "an empty regular file or directory"},
    {"-links", P::links, test, O::count, N::status, E::none, posix, "[+-]N", "number of hard links"},
    {"-inum", P::inum, test, O::count, N::type, E::none, gnu, "[+-]N", "inode number"},
    {"-uid", P::uid, test, O::count, N::status, E::none, gnu, "[+-]N", "number of the owner"},
    {"-gid", P::gid, test, O::count, N::status, E::none, gnu, "[+-]N", "number of the group"},
    {"-user", P::user, test, O::user, N::status, E::none, posix, "USER", "owned by the user (name or number)"},
    {"-group", P::group, test, O::group, N::status, E::none, posix, "GROUP", "belongs to the group (name or number)"},
    {"-nouser", P::nouser, test, O::none, N::status, E::none, posix, "", "no user has the owner's number"},
    {"-nogroup", P::nogroup, test, O::none, N::status, E::none, posix, "", "no group has the group's number"},
    {"-perm", P::perm, test, O::mode, N::status, E::none, posix, "[-/]MODE", "permissions: exactly, all of (-), any of (/)"},
    {"-readable", P::readable, test, O::none, N::access, E::none, gnu, "", "you may read it"},
    {"-writable", P::writable, test, O::none, N::access, E::none, gnu, "", "you may write to it"},
    {"-executable", P::executable, test, O::none, N::access, E::none, gnu, "", "you may execute or search it"},
    {"-atime", P::atime, test, O::days, N::status, E::none, posix, "[+-]N", "whole days since it was read"},
    {"-mtime", P::mtime, test, O::days, N::status, E::none, posix, "[+-]N", "whole days since its content changed"},
    {"-ctime", P::ctime, test, O::days, N::status, E::none, posix, "[+-]N", "whole days since its status changed"},
    {"-amin", P::amin, test, O::minutes, N::status, E::none, gnu, "[+-]N", "minutes since it was read"},
    {"-mmin", P::mmin, test, O::minutes, N::status, E::none, gnu, "[+-]N", "minutes since its content changed"},
    {"-cmin", P::cmin, test, O::minutes, N::status, E::none, gnu, "[+-]N", "minutes since its status changed"},
    {"-newer", P::newer, test, O::file, N::status, E::none, posix, "FILE", "modified after FILE was"},
    {"-anewer", P::anewer, test, O::file, N::status, E::none, gnu, "FILE", "read after FILE was modified"},
    {"-cnewer", P::cnewer, test, O::file, N::status, E::none, gnu, "FILE", "status changed after FILE was modified"},
    {"-newerXY", P::newer_xy, test, O::date_or_file, N::status, E::none, gnu, "REFERENCE", "time X (aBcm) later than time Y (aBcm) of a file, or (t) a date"},
    {"-used", P::used, test, O::days, N::status, E::none, gnu, "[+-]N", "days from its last status change to its last reading"},
    {"-samefile", P::samefile, test, O::file, N::status, E::none, gnu, "FILE", "the same file as FILE"},
    {"-fstype", P::fstype, test, O::file_system, N::status, E::none, gnu, "TYPE", "on a file system of this type"},
    {"-context", P::context, test, O::context, N::status, E::none, gnu, "PATTERN", "SELinux context matches"},
    {"-true", P::true_, test, O::none, N::nothing, E::none, gnu, "", "always true"},
    {"-false", P::false_, test, O::none, N::nothing, E::none, gnu, "", "always false"},

    {"-print", P::print, action, O::none, N::name, E::output, posix, "", "print the path and a newline"},
    {"-print0", P::print0, action, O::none, N::name, E::output, posix, "", "print the path and a NUL"},
    {"-printf", P::printf, action, O::format, N::status, E::output, gnu, "FORMAT", "print by a format"},
    {"-ls", P::ls, action, O::none, N::status, E::output, gnu, "", "print a line as ls -dils does"},
    {"-fprint", P::fprint, action, O::output_file, N::name, E::output, gnu, "FILE", "-print into FILE"},
    {"-fprint0", P::fprint0, action, O::output_file, N::name, E::output, gnu, "FILE", "-print0 into FILE"},
    {"-fprintf", P::fprintf, action, O::output_file_and_format, N::status, E::output, gnu, "FILE FORMAT", "-printf into FILE"},
    {"-fls", P::fls, action, O::output_file, N::status, E::output, gnu, "FILE", "-ls into FILE"},
    {"-exec", P::exec, action, O::command, N::process, E::world, posix, "COMMAND ;|{} +", "run a command for each ({} is the path), or for many (+)"},
    {"-execdir", P::execdir, action, O::command, N::process, E::world, gnu, "COMMAND ;|{} +", "-exec in the directory of the file, as ./NAME"},
    {"-ok", P::ok, action, O::command, N::process, E::world, posix, "COMMAND ;", "-exec that asks first"},
    {"-okdir", P::okdir, action, O::command, N::process, E::world, gnu, "COMMAND ;", "-execdir that asks first"},
    {"-delete", P::delete_, action, O::none, N::directory, E::world, gnu, "", "delete it; implies -depth"},
    {"-prune", P::prune, action, O::none, N::nothing, E::none, posix, "", "do not descend into it"},
    {"-quit", P::quit, action, O::none, N::nothing, E::world, gnu, "", "end the search"},

    {"-help", P::help, notice, O::none, N::nothing, E::none, gnu, "", "show help and exit"},
    {"-version", P::version, notice, O::none, N::nothing, E::none, gnu, "", "show the version and exit"},
};
// clang-format on

struct WordLess {
  constexpr bool operator()(const PrimaryRow* a, const PrimaryRow* b) const { return a->word < b->word; }
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

std::size_t operand_words(Operand operand) {
  switch (operand) {
    case Operand::none: return 0;
    case Operand::output_file_and_format: return 2;
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
