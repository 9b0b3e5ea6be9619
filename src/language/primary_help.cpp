#include "language/primary_help.hpp"

#include <algorithm>
#include <array>

#include "language/flags.hpp"

namespace findo::language {
namespace {

using P = Primary;

struct Entry {
  Primary primary;
  PrimaryHelp help;
};

// clang-format off
constexpr Entry kOptionHelp[] = {
    {P::depth, {"Looks at a directory after what is in it, for commands that take directories away. -prune can keep nothing back then.",
                "findo build -depth -type d -empty -exec rmdir {} \\;"}},
    {P::maxdepth, {"Descends at most so many levels below the roots; the roots themselves are level 0. Holds for the whole search, wherever it stands.",
                   "findo . -maxdepth 1 -type f"}},
    {P::mindepth, {"Looks at nothing that is less than so many levels below the roots; 1 leaves out the roots themselves.",
                   "findo src -mindepth 1 -type d"}},
    {P::mount, {"Stays on the file systems of the roots: mount points are neither shown nor entered, as POSIX has it since 2024. -xdev shows them.",
                "findo / -mount -name core"}},
    {P::xdev, {"Does not enter other file systems, but shows the directories on which they are mounted. -mount leaves those out, too.",
               "findo / -xdev -size +100M"}},
    {P::follow, {"Follows symbolic links, as the flag -L does; tests look at what a link leads to.",
                 "findo . -follow -name '*.conf'"}},
    {P::daystart, {"Ages that later tests ask for count from the start of today instead of 24 hours back from now.",
                   "findo . -daystart -mtime 0"}},
    {P::regextype, {"The syntax of the -regex and -iregex that come after it; -regextype help lists the names.",
                    "findo . -regextype posix-extended -regex '.*\\.(c|h)'"}},
    {P::files0_from, {"Takes the roots from a file in which each ends in a NUL byte; - stands for standard input. There can be no other roots then.",
                      "git ls-files -z | findo -files0-from - -size +1M"}},
    {P::ignore_readdir_race, {"Says nothing of files that vanish between being listed and being tested, and does not count them as errors; of directories it does. An -execdir or -okdir behind it undoes it.",
                              "findo /proc -ignore_readdir_race -maxdepth 1 -type d"}},
    {P::noignore_readdir_race, {"Undoes -ignore_readdir_race.",
                                "findo . -noignore_readdir_race"}},
    {P::noleaf, {"Changes nothing; other finds need it where the number of a directory's links does not tell how many directories it holds.",
                 "findo /media/cdrom -noleaf"}},
    {P::warn, {"Shows warnings of what is legal but hardly meant. They are shown anyway where standard error is a terminal.",
               "findo . -warn -name src/main.c"}},
    {P::nowarn, {"Shows no such warnings, on a terminal either.",
                 "findo . -nowarn -name '*.c' -maxdepth 2"}},
    {P::noerror, {"Neither shows nor counts what fails while the search finds entries and looks at them, such as directories that may not be read. With -warn their number is told at the end. What actions fail to do is shown and counted all the same.",
                  "findo / -noerror -name passwd"}},
    {P::nohidden, {"Leaves out, and does not enter, whatever has a name that begins with a dot.",
                   "findo ~ -nohidden -name '*.txt'"}},
    {P::unique, {"Looks at each file once although several links or roots lead to it. Under -L it ends circles of links silently.",
                 "findo -L . -unique -type f"}},
    {P::status, {"Shows on a terminal how far the search has come, in one line that is gone at the end.",
                 "findo / -status -name '*.iso' -fprint found"}},
    {P::color, {"Colours paths as LS_COLORS says, also where the output is no terminal.",
                "findo . -color | less -R"}},
    {P::nocolor, {"Does not colour paths, on a terminal either.",
                  "findo . -nocolor"}},
};

constexpr Entry kTestHelp[] = {
    {P::name, {"The last component of the path matches a shell pattern, as a whole. * also matches a dot at the beginning; a / never matches.",
               "findo . -name '*.c'"}},
    {P::iname, {"As -name, but upper and lower case are the same.",
                "findo . -iname '*.jpg'"}},
    {P::path, {"The whole path, beginning with the root as it was typed, matches a shell pattern; * and ? match a / as well.",
               "findo . -path './src/*.c'"}},
    {P::ipath, {"As -path, but upper and lower case are the same.",
                "findo . -ipath './doc/*readme*'"}},
    {P::regex, {"The whole path, beginning with the root as it was typed, matches a regular expression. A part of the path is not enough: put .* around it.",
                "findo . -regex '.*/[a-z]+\\.c'"}},
    {P::iregex, {"As -regex, but upper and lower case are the same.",
                 "findo . -iregex '.*\\.jpe?g'"}},
    {P::glob, {"The path below the root matches a shell pattern as a whole. * and ? stay within a component, ** as a component stands for any number of them, {a,b} is either. A leading dot is nothing special.",
               "findo . -glob 'src/**/*.{c,h}'"}},
    {P::ext, {"What stands behind the last dot of the name is one of these, whatever its case. none is no extension: no dot but at the beginning or the end. tar.gz needs both.",
              "findo . -type f -ext jpg,jpeg,png"}},
    {P::lname, {"A symbolic link whose text, not what is behind it, matches a shell pattern. Under -L true only of links that lead nowhere.",
                "findo /etc -lname '/usr/*'"}},
    {P::ilname, {"As -lname, but upper and lower case are the same.",
                 "findo . -ilname '*readme*'"}},
    {P::hidden, {"The name begins with a dot, and is not . or .. itself.",
                 "findo . -exclude -hidden -type f"}},
    {P::ignored, {"Left out by the ignore rules, or in a directory that is: those of --ignore and --ignore-file or, where neither was given, those of --ignore=vcs. It asks, so that nothing else is left out for being ignored.",
                  "findo . -ignored -prune -print"}},
    {P::at_depth, {"Without a number: look at a directory after what is in it. With one: so many levels below the root; the roots are level 0.",
                   "findo . -depth 2"}},
    {P::type, {"Of one of these types; a symbolic link is one unless links are followed.",
               "findo . -type f,l"}},
    {P::xtype, {"The type of what a symbolic link leads to, of everything else its own; a link that leads nowhere counts as l. Under -L the type of the link itself.",
                "findo . -xtype l"}},
    {P::size, {"The size, rounded up to whole units, is more (+), less (-) or as much. So -size -1M holds for empty files only, and -size -1048576c for those below a mebibyte.",
               "findo . -size +10M"}},
    {P::bytes, {"The size to the byte is more (+), less (-), exactly as much, or within a range that includes both ends, either of which may be left out. -size rounds, this does not.",
                "findo . -bytes 1M..2.5G"}},
    {P::sparse, {"A file that takes less room on the disk than its size says.",
                 "findo /var -sparse -ls"}},
    {P::empty, {"A regular file without a byte in it or a directory without an entry.",
                "findo . -type d -empty"}},
    {P::tree_bytes, {"What the sizes of all files and directories in it, at any depth, and its own come to; of what is no directory, its size. A file with several names counts once. Neither -maxdepth nor -prune makes it less.",
                     "findo ~ -type d -tree-bytes +1G"}},
    {P::tree_newest, {"How long ago the last change was made to the content of anything in it, at any depth, or to itself.",
                      "findo ~/projects -maxdepth 1 -type d -tree-newest +6months"}},
    {P::links, {"The number of hard links, that is of names that the file has.",
                "findo . -type f -links +1"}},
    {P::inum, {"The inode number, by which ls -i shows a file.",
               "findo . -inum 1234567"}},
    {P::uid, {"The number of the owner; a name is taken, too.",
              "findo /srv -uid +999"}},
    {P::gid, {"The number of the group; a name is taken, too.",
              "findo /srv -gid 100"}},
    {P::user, {"Owned by the user, named or numbered.",
               "findo /tmp -user root"}},
    {P::group, {"Belongs to the group, named or numbered.",
                "findo /srv -group www-data"}},
    {P::nouser, {"No user has the number that the file says is its owner's.",
                 "findo / -xdev -nouser"}},
    {P::nogroup, {"No group has the number that the file says is its group's.",
                  "findo / -xdev -nogroup"}},
    {P::perm, {"The permissions are exactly these; all of these, behind a -; or any of these, behind a /.",
               "findo . -type f -perm /222"}},
    {P::readable, {"You may read it. The system is asked, so that access control lists and read-only file systems count.",
                   "findo /etc ! -readable"}},
    {P::writable, {"You may write to it.",
                   "findo / -xdev -type d -writable"}},
    {P::executable, {"You may execute it, or search it if it is a directory.",
                     "findo . -type f -executable"}},
    {P::atime, {"How long ago it was last read, in whole days: 0 is less than a day, +1 two days or more.",
                "findo . -atime +30"}},
    {P::mtime, {"How long ago its content last changed, in whole days: 0 is less than a day, +1 two days or more.",
                "findo . -mtime -1"}},
    {P::ctime, {"How long ago its status (owner, permissions, links, content) last changed, in whole days.",
                "findo . -ctime -7"}},
    {P::birth_time, {"How long ago it came into being, in whole days; false where the file system does not know.",
                     "findo . -Btime -1"}},
    {P::amin, {"How many minutes ago it was last read, begun ones counted.",
               "findo . -amin -10"}},
    {P::mmin, {"How many minutes ago its content last changed, begun ones counted.",
               "findo . -mmin -10"}},
    {P::cmin, {"How many minutes ago its status last changed, begun ones counted.",
               "findo . -cmin -10"}},
    {P::birth_min, {"How many minutes ago it came into being, begun ones counted; false where the file system does not know.",
                    "findo . -Bmin -10"}},
    {P::age, {"How long ago its content changed, to the nanosecond: longer (+), not so long (-), or within a range that includes both ends, either of which may be left out. The future is younger than anything.",
              "findo . -age 1d12h..3d"}},
    {P::accessed, {"How long ago it was read, to the nanosecond.",
                   "findo ~/Downloads -accessed +6months"}},
    {P::changed, {"How long ago its status (owner, permissions, links, content) changed, to the nanosecond.",
                  "findo /etc -changed -36h"}},
    {P::born, {"How long ago it came into being, to the nanosecond; false where the file system does not know.",
               "findo . -born -1h"}},
    {P::newer, {"Its content changed later than that of a file. For a date: -newermt.",
                "findo . -newer Makefile"}},
    {P::anewer, {"It was read later than the content of a file changed.",
                 "findo . -anewer Makefile"}},
    {P::cnewer, {"Its status changed later than the content of a file.",
                 "findo . -cnewer Makefile"}},
    {P::birth_newer, {"It came into being later than the content of a file changed.",
                      "findo . -Bnewer Makefile"}},
    {P::newer_xy, {"Time X of the file is later than time Y of another, or, where Y is t, than a date. a is the last reading, B the birth, c the last change of status, m of content.",
                   "findo . -newermt '2 days ago'"}},
    {P::since, {"Its content changed later than a date. The same as -newermt.",
                "findo . -since yesterday"}},
    {P::asince, {"It was read later than a date. The same as -newerat.",
                 "findo . -asince 2026-01-31"}},
    {P::csince, {"Its status changed later than a date. The same as -newerct.",
                 "findo . -csince '10 minutes ago'"}},
    {P::birth_since, {"It came into being later than a date. The same as -newerBt.",
                      "findo . -Bsince 'last monday'"}},
    {P::used, {"How many days after its last status change it was last read; a day that has begun counts.",
               "findo . -used +100"}},
    {P::samefile, {"Another name of the same file: same device, same inode.",
                   "findo . -samefile README"}},
    {P::fstype, {"On a file system of this type; %F of -printf shows it.",
                 "findo / -fstype tmpfs -prune -o -print"}},
    {P::acl, {"Has an access control list that says more than its permissions do.",
              "findo /srv -acl"}},
    {P::xattr, {"Has extended attributes, whatever they are.",
                "findo . -xattr"}},
    {P::xattrname, {"Has the extended attribute of this name.",
                    "findo ~ -xattrname user.xdg.origin.url"}},
    {P::capable, {"Has POSIX capabilities, as setcap(8) sets them.",
                  "findo /usr/bin -capable"}},
    {P::context, {"Its SELinux context matches a shell pattern.",
                  "findo /srv -context '*:httpd_sys_content_t:*'"}},
    {P::flags, {"Its inode flags are exactly these; these and perhaps others, behind a -; or any of these, behind a +.",
                "findo / -xdev -flags -immutable"}},
    {P::contains, {"A line of a regular file matches a regular expression, of RE2's syntax (as of Perl, without back-references). It is read up to the first match, whatever it holds; ^ and $ are the ends of a line.",
                   "findo src -type f -contains 'pthread_(create|join)'"}},
    {P::icontains, {"As -contains, but upper and lower case are the same.",
                    "findo . -ext md,txt -icontains licen[cs]e"}},
    {P::text, {"A regular file that looks like text: no NUL byte in its first 8 KiB. An empty file does.",
               "findo . -text -print0 | xargs -0 sed -i 's/[ \t]*$//'"}},
    {P::binary, {"A regular file that does not look like text: a NUL byte in its first 8 KiB.",
                 "findo . -binary -bytes +1M"}},
    {P::mime, {"The MIME type of what it holds, as file(1) tells it, matches a shell pattern, whatever its name. What is no regular file is inode/directory, inode/symlink and so on.",
               "findo ~/Downloads -mime 'image/*'"}},
    {P::true_, {"Always true.",
                "findo . -name '*.o' -exec rm {} \\; -o -true"}},
    {P::false_, {"Always false: what stands beside it is never reached.",
                 "findo . -false"}},
};

constexpr Entry kActionHelp[] = {
    {P::print, {"Prints the path and a newline. It is understood where the expression has no action but -prune, -quit and -limit.",
                "findo . -name '*.c' -print"}},
    {P::print0, {"Prints the path and a NUL byte, for xargs -0 and other programs that must take every name as it is.",
                 "findo . -type f -print0 | xargs -0 wc -l"}},
    {P::printx, {"Prints the path as xargs without -0 reads it back: a backslash before each blank, quote or backslash.",
                 "findo . -type f -printx | xargs wc -l"}},
    {P::printf, {"Prints by a format, without a newline unless it says \\n. The manual page lists the directives: %p path, %f name, %s size, %m permissions, %u user, %t time and many more.",
                 "findo . -type f -printf '%s %p\\n'"}},
    {P::ls, {"Prints a line as ls -dils does.",
             "findo . -size +10M -ls"}},
    {P::fprint, {"Prints into a file, which is emptied at the start even if nothing is found.",
                 "findo . -name '*.c' -fprint sources.txt"}},
    {P::fprint0, {"Prints into a file, each path with a NUL byte behind it.",
                  "findo . -type f -fprint0 files.list"}},
    {P::fprintf, {"Prints into a file by a format.",
                  "findo . -type f -fprintf sizes.txt '%s %p\\n'"}},
    {P::fls, {"Prints a line as ls -dils does, into a file.",
              "findo . -size +10M -fls large.txt"}},
    {P::json, {"Prints an object of JSON on a line by itself, with all that is known of the file. A closing object tells how the search went. The manual page has the names.",
              "findo . -type f -json | jq -r 'select(.size > 1000000) | .path'"}},
    {P::fjson, {"Prints what -json prints into a file, which is emptied at the start even if nothing is found.",
               "findo /srv -fjson srv.json -name core -print"}},
    {P::csv, {"Prints a line with commas between the values, below a line with their names, as spreadsheets and databases read it.",
             "findo . -type f -csv path,size,mtime"}},
    {P::table, {"Prints columns that are aligned, below their names. Names are shown as a shell would take them, so that a line stays a line.",
               "findo . -maxdepth 1 -table perms,user,human,mtime,path"}},
    {P::exec, {"Runs a command: with \\; for each file, and it is true if the command succeeds; with {} + for as many as fit on a command line. {} stands for the path; no shell is involved.",
               "findo . -name '*.bak' -exec mv {} /tmp \\;"}},
    {P::execdir, {"As -exec, but in the directory of the file, which {} stands for as ./NAME.",
                  "findo . -name Makefile -execdir make clean \\;"}},
    {P::each, {"As -exec with \\;, and in its words {} is the path, {/} the name, {//} the directory, {.} the path and {/.} the name without extension. --jobs=N runs N commands at a time; what each writes is kept whole, and shown in order.",
               "findo . -name '*.wav' --jobs=4 -each flac -s {} -o {.}.flac \\;"}},
    {P::ok, {"As -exec, but asks for each file first, and reads the answer from standard input.",
             "findo . -name '*.bak' -ok rm {} \\;"}},
    {P::okdir, {"As -ok, but in the directory of the file, which {} stands for as ./NAME.",
                "findo . -name '*.bak' -okdir rm {} \\;"}},
    {P::delete_, {"Deletes the file, or the directory if it is empty by then; looks at directories after what is in them. Tests must stand before it.",
                  "findo . -name '*.o' -type f -delete"}},
    {P::trash, {"Puts the file into the trash of its file system, a directory as a whole and without descending into it. findo --undo puts it back.",
               "findo ~/Downloads -type f -mtime +90 -trash"}},
    {P::move_to, {"Moves the file into a directory, a directory as a whole. Replaces nothing unless --overwrite allows it; --parents keeps the shape of the tree. findo --undo puts it back.",
                 "findo . -name '*.jpg' -move-to ~/Pictures"}},
    {P::copy_to, {"Copies the file into a directory, with times, modes and attributes; a directory as a whole. Replaces nothing unless --overwrite allows it; --parents keeps the shape of the tree.",
                 "findo . -newer stamp -type f --parents -copy-to /mnt/backup"}},
    {P::link_to, {"Gives the file a second name, a hard link, in a directory of the same file system. Replaces nothing unless --overwrite allows it.",
                 "findo . -name '*.pdf' -link-to ../papers"}},
    {P::prune, {"Does not descend into the directory; true. What must not even be shown goes to the other side of an -o.",
                "findo . -name .git -prune -o -type f -print"}},
    {P::quit, {"Ends the search; commands that wait for more files are run.",
               "findo / -name passwd -print -quit"}},
    {P::exit, {"Ends the search, and the program with this status, 0 where none is said.",
               "findo . -name core -exit 1"}},
    {P::limit, {"Ends the search once it has been reached so many times.",
                "findo / -size +1G -limit 10"}},
};

constexpr Entry kBarrierHelp[] = {
    {P::sort, {"What stands behind it is done with the entries in this order, once all have been found; true. A - before a key turns it round; what is equal goes by path.",
               "findo . -type f -sort -size -printf '%s %p\\n'"}},
    {P::top, {"True of the N that are greatest by the key, which go on first, the greatest at the head; with -KEY of the N that are least.",
              "findo . -type f -top 10 size -ls"}},
    {P::keep, {"True of all entries but the N newest (oldest, largest, smallest); per dir, per ext: N of each directory, of each extension.",
               "findo /var/log -name '*.log' -keep 5 newest per dir -delete"}},
};

constexpr Entry kOtherHelp[] = {
    {P::exclude, {"Leaves out what the factor behind it holds for, and does not enter it, wherever -exclude stands. The factor takes tests, no actions; parentheses hold several together.",
                  "findo . -exclude -name node_modules -name '*.js'"}},
    {P::has, {"A directory in which the factor behind it holds of at least one entry, not counting what is deeper. The factor takes tests, no actions; parentheses hold several together.",
              "findo . -type d -has -name Makefile"}},
    {P::has_no, {"A directory in which the factor behind it holds of no entry.",
                 "findo music -type d -has -ext mp3,flac -has-no -iname 'cover.*'"}},
    {P::help, {"Shows all words with a line for each. --help=WORD explains one.",
               "findo --help=-size"}},
    {P::version, {"Shows which findo this is.",
                  "findo -version"}},
};
// clang-format on

const PrimaryHelp* find_help(Primary primary) {
  for (std::span<const Entry> entries :
       {std::span<const Entry>(kOptionHelp), std::span<const Entry>(kTestHelp),
        std::span<const Entry>(kActionHelp), std::span<const Entry>(kBarrierHelp),
        std::span<const Entry>(kOtherHelp)}) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.primary == primary; });
    if (found != entries.end()) return &found->help;
  }
  return nullptr;
}

}  // namespace

const PrimaryHelp& help_of(const PrimaryRow& row) {
  static constexpr PrimaryHelp kNothing{};
  const PrimaryHelp* help = find_help(row.primary);
  return help ? *help : kNothing;
}

std::string_view operand_help(Operand operand) {
  switch (operand) {
    case Operand::none: return "";
    case Operand::glob:
    case Operand::context:
      return "A shell pattern: * any text, ? one character, [a-z] one of these. Quote it, so that the shell "
             "leaves it alone.";
    case Operand::regex:
      return "A regular expression of the type that -regextype names, else of emacs; extended under -E. "
             "Quote it.";
    case Operand::path_glob:
      return "A pattern with * ? [set] ** and {a,b}, for the path below the root. Quote it, so that the "
             "shell "
             "leaves it alone.";
    case Operand::extensions:
      return "Extensions with commas between them, with or without their dot; none for none.";
    case Operand::byte_range:
      return "N exactly, +N more, -N less, A..B from A to B, A.. and ..B; N may have a fraction and a unit: "
             "k M G "
             "T P E or KiB MiB ... (1024), KB MB ... (1000).";
    case Operand::age_range:
      return "+SPAN longer, -SPAN not so long, A..B from A to B, A.. and ..B; a span is numbers with their "
             "units, "
             "summed: ns us ms s m h d w mo y and their names.";
    case Operand::regex_type: return "A name; -regextype help lists them.";
    case Operand::type_list:
      return "Letters with commas between them: f file, d directory, l symbolic link, p named pipe, s "
             "socket, b block device, c character device, D door, w whiteout.";
    case Operand::count:
    case Operand::depth: return "N exactly, +N more, -N less.";
    case Operand::size:
      return "N exactly, +N more, -N less, in units of 512 bytes or of c (bytes), w (2 bytes), b (512), k "
             "(1024), M, G, T, P.";
    case Operand::days:
      return "N exactly, +N more, -N less, in days; or, with units, a span such as -1h30m: s, m (minutes), "
             "h, d, w.";
    case Operand::minutes: return "N exactly, +N more, -N less.";
    case Operand::user: return "A name of the password database, or a number.";
    case Operand::group: return "A name of the group database, or a number.";
    case Operand::mode:
      return "Octal (644), or symbolic as chmod takes it (u=rw,go=r). - before it: all of these bits; /: any "
             "of them.";
    case Operand::file: return "A path. A symbolic link stands for itself unless -H or -L is given.";
    case Operand::date: return "A date: 2026-01-31, '2026-01-31 10:30', yesterday, '2 days ago', @SECONDS.";
    case Operand::date_or_file:
      return "The path of a file; where Y is t a date: 2026-01-31, yesterday, '2 days ago', @SECONDS.";
    case Operand::file_system: return "A type such as ext4, tmpfs or nfs, as /proc/self/mountinfo has it.";
    case Operand::attribute: return "A name with its namespace, such as user.mime_type.";
    case Operand::inode_flags:
      return "Names with commas between them, as chattr(1) or chflags(1) has them; no before a name: absent.";
    case Operand::content_pattern: return "A regular expression of RE2's syntax. Quote it.";
    case Operand::mime_type: return "A MIME type, or a shell pattern for some: 'text/*'. Quote it.";
    case Operand::depth_limit:
    case Operand::limit: return "A number without a sign.";
    case Operand::list_file: return "A path, or - for standard input.";
    case Operand::output_file: return "A path; /dev/stdout and /dev/stderr are what they say.";
    case Operand::format: return "Text with directives (%p) and escapes (\\n). Quote it.";
    case Operand::output_file_and_format: return "A path, and text with directives (%p) and escapes (\\n).";
    case Operand::directory: return "The path of a directory that is there.";
    case Operand::command:
      return "The words of a command, and then the word ;, which the shell wants quoted: \\;.";
    case Operand::fields:
      return "Names with commas between them: path name type size blocks mode nlink uid gid user group "
             "device inode depth mtime_ns atime_ns ctime_ns btime_ns target; for people mtime atime ctime "
             "btime perms human.";
    case Operand::sort_keys:
      return "Keys with commas between them, a - before those that descend: path, name, natural (9 before "
             "10), size, mtime, atime, ctime, btime, depth, ext.";
    case Operand::top: return "A number without a sign, and a key as -sort takes it.";
    case Operand::keep:
      return "A number without a sign; newest, oldest, largest or smallest; and, if each directory or "
             "extension is to count for itself, per dir or per ext.";
    case Operand::exit_status: return "A number from 0 to 255, which may be left out.";
  }
  return "";
}

std::string usage_of(const PrimaryRow& row, std::string_view word) {
  std::string usage = "usage: " + std::string(word) + ' ' + std::string(row.synopsis);
  const std::string_view example = help_of(row).example;
  if (!example.empty()) usage += ", as in: " + std::string(example);
  return usage;
}

bool is_help_topic(std::string_view word) {
  constexpr std::array<std::string_view, 10> kTopics{"flags",    "operators", "options", "tests", "actions",
                                                     "barriers", "!",         "(",       ")",     ","};
  if (std::find(kTopics.begin(), kTopics.end(), word) != kTopics.end()) return true;
  if (word.size() > 1 && word[0] == '-') return word != "--";
  return !word.empty() && find_primary('-' + std::string(word)) != nullptr;
}

}  // namespace findo::language
