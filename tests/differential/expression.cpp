// A command line is flags, roots, options and an expression that is grown as a tree:
//   list = conjunction { ("-o" | "-or" | ",") conjunction };  conjunction = factor { ["-a" | "-and"] factor
//   }; factor = ["!" | "-not"] (primary | "(" list ")").
// Each kind of primary is a row of a table: how often it comes, where it may not, and the function that
// invents it.
#include "differential/expression.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unistd.h>

#include "differential/malformed.hpp"
#include "differential/operands.hpp"

namespace findo::differential {
namespace {

using namespace std::string_view_literals;

constexpr unsigned kDeepestNesting = 3;

constexpr std::array kActionWords = {"-print"sv,   "-print0"sv,  "-printf"sv, "-ls"sv,   "-fprint"sv,
                                     "-fprint0"sv, "-fprintf"sv, "-fls"sv,    "-exec"sv, "-execdir"sv,
                                     "-ok"sv,      "-okdir"sv,   "-prune"sv,  "-quit"sv, "-delete"sv};

class Composer {
 public:
  Composer(Random& random, const Scope& scope) : random_(random), scope_(scope) {}

  CommandLine compose() {
    choose_surroundings();
    choose_flags();
    if (random_.chance(6)) {
      list_roots();
    } else {
      choose_roots();
    }
    choose_options();
    if (random_.chance(96)) grow_list(0);
    if (line_.destructive) add_destruction();
    if (random_.chance(6)) spoil(random_, line_);
    return std::move(line_);
  }

 private:
  using Maker = Unit (Composer::*)();
  struct Row {
    unsigned weight;
    Maker make;
    bool unstable = false;  // depends on what differs between two copies of a tree
  };

  static const std::array<Row, 20> kTests;
  static const std::array<Row, 12> kActions;

  void add(Unit unit) { line_.units.push_back(std::move(unit)); }
  void add(std::string_view word) { line_.units.push_back({std::string(word)}); }

  // ---- around the expression

  void choose_surroundings() {
    static constexpr std::array kZones = {"UTC0"sv, "UTC0"sv, "America/New_York"sv, "Asia/Kolkata"sv,
                                          "Pacific/Auckland"sv};
    line_.destructive = scope_.destructive;
    line_.unprivileged = geteuid() == 0 && random_.chance(25);
    line_.locale = random_.chance(50) ? "C" : "C.UTF-8";
    line_.zone = std::string(random_.pick(kZones));
  }

  // findo takes a link that fails with ENOTDIR for a broken one, so it is followed in no mode here.
  bool may_follow() const { return !scope_.tree.has_not_directory_links; }

  void choose_flags() {
    static constexpr std::array kFollowing = {"-L"sv, "-L"sv, "-H"sv, "-P"sv};
    static constexpr std::array kLevels = {"-O0"sv, "-O1"sv, "-O2"sv, "-O3"sv};
    if (random_.chance(20)) add(random_.pick(kLevels));
    if (random_.chance(35)) add(may_follow() ? random_.pick(kFollowing) : "-P"sv);
    if (random_.chance(5)) add(may_follow() ? random_.pick(kFollowing) : "-P"sv);
    if (random_.chance(3)) add("--");
  }

  void choose_roots() {
    if (random_.chance(25)) return;
    do add(make_root());
    while (random_.chance(30));
  }

  std::string make_root() {
    static constexpr std::array kFixed = {"."sv,   "."sv,   "."sv,       "."sv,       "./"sv,
                                          ".//"sv, "./."sv, "../tree"sv, "../tree/"sv};
    const std::size_t dice = random_.below(100);
    if (dice < 45 || scope_.tree.nodes.empty()) return std::string(random_.pick(kFixed));
    if (dice < 48) return "nope";
    if (dice < 50) return "nope/";
    const Node& node = random_.pick(scope_.tree.nodes);
    if (dice < 55) return scope_.top + "/" + node.path;
    if (dice < 60 && node.kind == Kind::kDirectory) return "./" + node.path + "/../" + node.path;
    // GNU find 4.9 loses a slash behind an empty directory when it follows links and comes back to it.
    const std::string_view doubled = may_follow() ? "/"sv : "//"sv;
    return protect(node.path) +
           std::string(random_.pick(std::array{""sv, ""sv, ""sv, "/"sv, doubled, "/."sv}));
  }

  static std::string protect(const std::string& path) {
    return "-(!,)"sv.find(path.front()) == std::string_view::npos ? path : "./" + path;
  }

  void list_roots() {
    const bool from_input = random_.chance(40);
    for (std::size_t left = random_.below(4); left > 0; --left) line_.root_list += make_root() + '\0';
    if (random_.chance(10) && !line_.root_list.empty()) line_.root_list.pop_back();
    if (from_input) line_.standard_input = line_.root_list;
    reads_input_ = from_input;
    add(Unit{"-files0-from", from_input ? "-" : "../lists/roots"});
  }

  void choose_options() {
    static constexpr std::array kPlain = {"-depth"sv,
                                          "-d"sv,
                                          "-xdev"sv,
                                          "-noleaf"sv,
                                          "-nowarn"sv,
                                          "-warn"sv,
                                          "-daystart"sv,
                                          "-ignore_readdir_race"sv,
                                          "-noignore_readdir_race"sv,
                                          "-follow"sv};
    if (random_.chance(15)) add(Unit{"-maxdepth", std::to_string(random_.below(5))});
    if (random_.chance(10)) add(Unit{"-mindepth", std::to_string(random_.below(4))});
    while (random_.chance(15)) {
      const std::string_view word = random_.pick(kPlain);
      if (word == "-follow" && !may_follow()) continue;
      if (word == "-warn") line_.compare_messages = false;
      add(word);
    }
  }

  // ---- the expression

  void grow_list(unsigned depth) {
    std::size_t first_unit = line_.units.size();
    grow_conjunction(depth);
    while (random_.chance(25)) {
      const std::string_view word = random_.pick(std::array{"-o"sv, "-o"sv, "-or"sv, ","sv});
      if (word == ",") {
        grow_behind_comma(depth);
        continue;
      }
      end_with_action(first_unit);
      add(word);
      first_unit = line_.units.size();
      grow_conjunction(depth);
    }
  }

  // GNU find 4.9 sorts what stands around a comma as if it were an -o, and so takes the truth of the wrong
  // side; an action on both keeps it from doing so.
  void grow_behind_comma(unsigned depth) {
    add("-print");
    add(",");
    grow_conjunction(depth);
    add("-print");
  }

  // GNU find 4.9 may evaluate what is behind an -o first if the other side has an action, but not as its last
  // factor.
  void end_with_action(std::size_t first_unit) {
    const auto acts = [](const Unit& unit) {
      return std::any_of(std::begin(kActionWords), std::end(kActionWords),
                         [&](std::string_view word) { return unit.front() == word; });
    };
    const auto begin = line_.units.begin() + static_cast<std::ptrdiff_t>(first_unit);
    if (std::any_of(begin, line_.units.end(), acts)) add("-print");
  }

  void grow_conjunction(unsigned depth) {
    grow_factor(depth);
    while (random_.chance(45)) {
      if (random_.chance(15)) add(random_.pick(std::array{"-a"sv, "-and"sv}));
      grow_factor(depth);
    }
  }

  void grow_factor(unsigned depth) {
    while (random_.chance(12)) add(random_.pick(std::array{"!"sv, "!"sv, "-not"sv}));
    if (depth < kDeepestNesting && random_.chance(12)) {
      const std::size_t first_unit = line_.units.size();
      add("(");
      grow_list(depth + 1);
      add(")");
      return end_with_action(first_unit);  // nor does it see the actions in parentheses when it sorts
    }
    add(random_.chance(68) ? pick_row(kTests) : pick_row(kActions));
  }

  template <class Table>
  Unit pick_row(const Table& table) {
    unsigned total = 0;
    for (const Row& row : table) total += row.weight;
    for (;;) {
      auto dice = static_cast<unsigned>(random_.below(total));
      for (const Row& row : table) {
        if (dice >= row.weight) {
          dice -= row.weight;
          continue;
        }
        if (row.unstable && scope_.destructive) break;
        return (this->*row.make)();
      }
    }
  }

  // ---- tests

  std::string some_path() { return scope_.tree.nodes.empty() ? "." : random_.pick(scope_.tree.nodes).path; }
  std::string some_name() {
    const std::string path = some_path();
    return path.substr(path.rfind('/') + 1);
  }

  Unit name_test() { return {random_.chance(70) ? "-name" : "-iname", make_glob(random_, some_name())}; }

  Unit path_test() {
    static constexpr std::array kWords = {"-path"sv, "-wholename"sv, "-ipath"sv, "-iwholename"sv};
    return {std::string(random_.pick(kWords)), make_glob(random_, "./" + some_path())};
  }

  // findo matches names that are not valid UTF-8 byte by byte, which GNU find does in the C locale only.
  Unit regex_test() {
    static constexpr std::array kTypes = {"findutils-default"sv,
                                          "emacs"sv,
                                          "posix-basic"sv,
                                          "posix-minimal-basic"sv,
                                          "ed"sv,
                                          "sed"sv,
                                          "grep"sv,
                                          "posix-extended"sv,
                                          "egrep"sv,
                                          "posix-egrep"sv,
                                          "awk"sv,
                                          "gnu-awk"sv,
                                          "posix-awk"sv};
    if (scope_.tree.has_undecodable_names) line_.locale = "C";
    if (random_.chance(60)) add(Unit{"-regextype", std::string(random_.pick(kTypes))});
    return {random_.chance(70) ? "-regex" : "-iregex", make_regex(random_, "./" + some_path())};
  }

  Unit link_name_test() {
    static constexpr std::array kTargets = {"nope"sv, "."sv, "../a"sv, "no/such/file"sv, "/tmp/outside"sv};
    return {random_.chance(70) ? "-lname" : "-ilname", make_glob(random_, random_.pick(kTargets))};
  }

  Unit type_test() { return {"-type", make_types(random_)}; }

  Unit target_type_test() {
    const bool departs = scope_.tree.has_not_directory_links || scope_.tree.has_looping_links;
    return {departs ? "-type" : "-xtype", make_types(random_)};
  }

  Unit size_test() { return {"-size", make_size(random_)}; }
  Unit links_test() { return {"-links", make_number(random_, 5)}; }

  Unit inode_test() {
    struct stat status {};
    if (lstat((scope_.top + "/" + some_path()).c_str(), &status) != 0) return {"-inum", "2"};
    return {"-inum",
            std::string(random_.pick(std::array{""sv, "+"sv, "-"sv})) + std::to_string(status.st_ino)};
  }

  Unit owner_test() {
    static constexpr std::array kOwners = {"0"sv, "root"sv, "65534"sv, "4242"sv, "1"sv};
    static constexpr std::array kNumbers = {"0"sv,    "+0"sv,    "65534"sv,     "-65534"sv,
                                            "4242"sv, "+4242"sv, "4294967295"sv};
    switch (random_.below(4)) {
      case 0: return {"-user", random_.chance(20) ? "nobody" : std::string(random_.pick(kOwners))};
      case 1: return {"-group", random_.chance(20) ? "nogroup" : std::string(random_.pick(kOwners))};
      case 2: return {"-uid", std::string(random_.pick(kNumbers))};
      default: return {"-gid", std::string(random_.pick(kNumbers))};
    }
  }

  Unit plain_test() {
    static constexpr std::array kWords = {"-empty"sv,      "-readable"sv, "-writable"sv,
                                          "-executable"sv, "-nouser"sv,   "-nogroup"sv,
                                          "-true"sv,       "-false"sv,    "-empty"sv};
    return {std::string(random_.pick(kWords))};
  }

  Unit mode_test() { return {"-perm", make_mode(random_)}; }

  std::string make_age() { return make_number(random_, 7) + (random_.chance(6) ? ".5" : ""); }
  Unit modified_test() { return {random_.chance(50) ? "-mtime" : "-mmin", make_age()}; }
  Unit age_test() {
    static constexpr std::array kWords = {"-atime"sv, "-amin"sv, "-ctime"sv, "-cmin"sv};
    return {std::string(random_.pick(kWords)), make_age()};
  }
  Unit used_test() { return {"-used", make_number(random_, 6)}; }

  Unit newer_test() {
    return random_.chance(50) ? Unit{"-newer", some_path()} : Unit{"-newermt", make_date(random_)};
  }
  Unit newer_any_test() {
    const std::size_t dice = random_.below(10);
    if (dice < 2) return {"-anewer", some_path()};
    if (dice < 4) return {"-cnewer", some_path()};
    const char compared = random_.pick("acm"sv);
    const char reference = random_.pick("acmt"sv);
    return {std::string("-newer") + compared + reference,
            reference == 't' ? make_date(random_) : some_path()};
  }

  // GNU find opens the reference, which would wait for somebody to write to a fifo.
  Unit same_file_test() {
    const std::string path = some_path();
    struct stat status {};
    const bool waits = stat((scope_.top + "/" + path).c_str(), &status) == 0 && S_ISFIFO(status.st_mode);
    return {"-samefile", waits ? "." : path};
  }
  Unit file_system_test() {
    return {"-fstype", std::string(random_.pick(std::array{"proc"sv, "tmpfs"sv, "ext4"sv}))};
  }

  // Not -daystart, which GNU find 4.9 takes for an option but not for an expression.
  Unit inner_option() {
    static constexpr std::array kWords = {"-depth"sv, "-noleaf"sv, "-xdev"sv};
    if (random_.chance(20)) return {"-maxdepth", std::to_string(random_.below(5))};
    return {std::string(random_.pick(kWords))};
  }

  // ---- actions

  std::string some_output() {
    static constexpr std::array kOutputs = {"../out/0"sv,    "../out/0"sv,  "../out/1"sv,   "../out/2"sv,
                                            "/dev/stdout"sv, "/dev/null"sv, "../out/link"sv};
    return std::string(random_.pick(kOutputs));
  }

  Unit print_action() { return {"-print"}; }
  Unit print0_action() { return {"-print0"}; }
  Unit format_action() { return {"-printf", make_format(random_, scope_.destructive)}; }
  Unit list_action() { return {"-ls"}; }
  Unit file_print_action() { return {random_.chance(60) ? "-fprint" : "-fprint0", some_output()}; }
  Unit file_format_action() { return {"-fprintf", some_output(), make_format(random_, scope_.destructive)}; }
  Unit file_list_action() { return {"-fls", some_output()}; }
  Unit quit_action() { return {"-quit"}; }
  // -delete turns -depth on, and GNU find then refuses -prune.
  Unit prune_action() { return {scope_.destructive ? "-true" : "-prune"}; }

  Unit run_action() {
    static const std::array<Unit, 8> kCommands = {
        Unit{"echo", "{}"}, Unit{"echo", "{}"}, Unit{"echo", "x{}y", "{}"}, Unit{"echo", "z"},
        Unit{"true"},       Unit{"false"},      Unit{"test", "-d", "{}"},   Unit{"test", "-e", "{}"}};
    return join(command_word(), random_.pick(kCommands), ";");
  }

  Unit run_many_action() {
    static const std::array<Unit, 4> kCommands = {Unit{"echo", "{}"}, Unit{"echo", "a", "b", "{}"},
                                                  Unit{"false", "{}"}, Unit{"true", "{}"}};
    return join(command_word(), random_.pick(kCommands), "+");
  }

  Unit ask_action() {
    static constexpr std::array kAnswers = {"y\n"sv,  "n\n"sv,  "yes\n"sv,    "\n"sv,   "Y\n"sv,
                                            "no\n"sv, " y\n"sv, "yellow\n"sv, "ja\n"sv, "y"sv};
    if (reads_input_) return run_action();
    for (std::size_t left = random_.below(8); left > 0; --left)
      line_.standard_input += random_.pick(kAnswers);
    return join(line_.unprivileged || random_.chance(60) ? "-ok" : "-okdir", {"echo", "{}"}, ";");
  }

  // GNU find gives up the whole search when it cannot go back to a directory; findo goes on with the next
  // file.
  std::string_view command_word() { return line_.unprivileged || random_.chance(65) ? "-exec" : "-execdir"; }

  static Unit join(std::string_view word, const Unit& command, std::string_view end) {
    Unit unit{std::string(word)};
    unit.insert(unit.end(), command.begin(), command.end());
    unit.emplace_back(end);
    return unit;
  }

  void add_destruction() {
    if (random_.chance(30)) add(Unit{"-type", make_types(random_)});
    if (random_.chance(30)) add(Unit{"-name", make_glob(random_, some_name())});
    const std::size_t dice = random_.below(14);
    if (dice < 7) add("-delete");
    if (dice == 7) add(join(command_word(), {"rm", "-f", "{}"}, ";"));
    if (dice == 8) add(join("-exec", {"rm", "-rf", "{}"}, random_.chance(50) ? ";" : "+"));
    if (dice == 9) add(join("-exec", {"chmod", "a-w", "{}"}, ";"));
    if (dice > 9) add(disturbance());
    if (random_.chance(30)) add("-print");
  }

  /// A command that changes what is near by: what has been read ahead by then is not true any more.
  Unit disturbance() {
    static constexpr std::array kScripts = {
        "mv \"$1\" \"$1.moved\""sv,
        "d=$(dirname \"$1\"); for f in \"$d\"/*; do rm -rf \"$f\"; break; done"sv,
        "d=$(dirname \"$1\"); : > \"$d/made\"; mkdir -p \"$d/dir/sub\""sv,
        "[ -d \"$1\" ] && rm -rf \"$1\"/*"sv,
        "d=$(dirname \"$1\"); for f in \"$d\"/*; do [ -f \"$f\" ] && echo more >> \"$f\"; done"sv,
        "[ -d \"$1\" ] && mv \"$1\" \"$(dirname \"$1\")/elsewhere\" 2>/dev/null"sv,
    };
    add(Unit{"-name", make_glob(random_, some_name())});
    return join("-exec", {"sh", "-c", std::string(random_.pick(kScripts)), "sh", "{}"}, ";");
  }

  Random& random_;
  const Scope& scope_;
  CommandLine line_;
  bool reads_input_ = false;  // the list of roots comes from stdin: no answers there
};

const std::array<Composer::Row, 20> Composer::kTests = {{
    {12, &Composer::name_test},
    {6, &Composer::path_test},
    {8, &Composer::regex_test},
    {3, &Composer::link_name_test},
    {10, &Composer::type_test},
    {5, &Composer::target_type_test},
    {8, &Composer::size_test},
    {3, &Composer::links_test},
    {2, &Composer::inode_test, true},
    {6, &Composer::owner_test},
    {9, &Composer::plain_test},
    {8, &Composer::mode_test},
    {6, &Composer::modified_test},
    {5, &Composer::age_test, true},
    {2, &Composer::used_test, true},
    {5, &Composer::newer_test},
    {6, &Composer::newer_any_test, true},
    {3, &Composer::same_file_test},
    {2, &Composer::file_system_test},
    {3, &Composer::inner_option},
}};

const std::array<Composer::Row, 12> Composer::kActions = {{
    {18, &Composer::print_action},
    {5, &Composer::print0_action},
    {26, &Composer::format_action},
    {8, &Composer::list_action, true},
    {5, &Composer::file_print_action},
    {5, &Composer::file_format_action},
    {2, &Composer::file_list_action, true},
    {2, &Composer::quit_action},
    {9, &Composer::prune_action},
    {2, &Composer::run_action},
    {3, &Composer::run_many_action},
    {2, &Composer::ask_action},
}};

}  // namespace

std::vector<std::string> CommandLine::words() const {
  std::vector<std::string> all;
  for (const Unit& unit : units) all.insert(all.end(), unit.begin(), unit.end());
  return all;
}

std::vector<std::string> CommandLine::findo_words() const {
  if (!clustered) return words();
  std::vector<std::string> all;
  bool is_open = false;  // the last word is of flags, and more of them may be added to it
  for (const Unit& unit : units) {
    const bool is_flag =
        unit.front().size() == 2 && "HLPEXdsxfDSO"sv.find(unit.front()[1]) != std::string::npos;
    if (is_flag && unit.front()[0] == '-' && is_open) {
      all.back() += unit.front()[1];
      all.insert(all.end(), unit.begin() + 1, unit.end());
    } else {
      all.insert(all.end(), unit.begin(), unit.end());
    }
    is_open = is_flag && unit.front()[0] == '-' && unit.size() == 1;
  }
  return all;
}

bool CommandLine::can_share_tree() const {
  const auto writes = [](const Unit& unit) {
    return unit.front() == "-fls" || unit.front().rfind("-fprint", 0) == 0;
  };
  return !destructive && std::none_of(units.begin(), units.end(), writes);
}

CommandLine make_command_line(Random& random, const Scope& scope) {
  return Composer(random, scope).compose();
}

}  // namespace findo::differential
