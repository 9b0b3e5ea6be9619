// A command line is a list of words in any order: flags, roots, options and an expression are thrown together
// as bfs and findo allow, the roots in between as well as in front.
//   list = conjunction { ("-o" | ",") conjunction };  conjunction = factor { ["-a"] factor };
//   factor = ["!"] (primary | "(" list ")") | "-exclude" test
#include "differential/bfs_expression.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unistd.h>
#include <utility>

#include "differential/operands.hpp"

namespace findo::differential {
namespace {

using namespace std::string_view_literals;

constexpr unsigned kDeepestNesting = 2;

class BfsComposer {
 public:
  BfsComposer(Random& random, const Scope& scope) : random_(random), scope_(scope) {}

  CommandLine compose() {
    line_.destructive = scope_.destructive;
    line_.unprivileged = geteuid() == 0 && random_.chance(20);
    line_.clustered = random_.chance(50);
    line_.zone =
        std::string(random_.pick(std::array{"UTC0"sv, "UTC0"sv, "America/New_York"sv, "Asia/Kolkata"sv}));
    const std::vector<Unit> flags = choose_flags();
    const std::vector<Unit> roots = choose_roots();
    scatter(flags, 70);
    scatter(roots, 80);
    choose_options();
    if (random_.chance(95)) grow_list(0);
    if (line_.destructive) add_destruction();
    append(late_);
    if (needs_order_) fix_order();
    if (random_.chance(5)) spoil();
    return std::move(line_);
  }

 private:
  using Maker = Unit (BfsComposer::*)();
  struct Row {
    unsigned weight;
    Maker make;
    bool unstable =
        false;  // depends on what differs between two copies of a tree, or on the order of deletions
  };

  static const std::array<Row, 19> kTests;
  static const std::array<Row, 10> kActions;

  void add(Unit unit) { line_.units.push_back(std::move(unit)); }
  void add(std::string_view word) { line_.units.push_back({std::string(word)}); }
  void append(const std::vector<Unit>& units) {
    line_.units.insert(line_.units.end(), units.begin(), units.end());
  }

  /// Most of them go in front, the others behind everything.
  void scatter(const std::vector<Unit>& units, unsigned percent_in_front) {
    for (const Unit& unit : units) {
      if (random_.chance(percent_in_front)) {
        add(unit);
      } else {
        late_.push_back(unit);
        std::string& word = late_.back().front();
        if (word.front() != '-') word.insert(0, "./");  // "-Btime 1 d": findo asks whether 1d was meant
      }
    }
  }

  /// Where the search may end early, or shows a file under its first name only, what is shown depends on the
  /// order.
  void fix_order() {
    std::erase_if(line_.units, [](const Unit& unit) { return unit.front() == "-S"; });
    line_.units.insert(line_.units.begin(), {{"-S", "dfs"}, {"-s"}});
  }

  /// Something that both refuse.
  void spoil() {
    static const std::array kRefused = {
        Unit{"-Bmin", "x"},        Unit{"-Btime", "1q"},    Unit{"-mtime", "1h30"},
        Unit{"-since", "never"},   Unit{"-newerBt", "x y"}, Unit{"-newerBx", "."},
        Unit{"-newertB", "."},     Unit{"-mnewer", "nope"}, Unit{"-Bnewer", "nope"},
        Unit{"-perm", "+8"},       Unit{"-size", "1Q"},     Unit{"-exclude", "-print"},
        Unit{"-exclude", "-quit"}, Unit{"-xattrname"},      Unit{"-exclude"},
        Unit{"-S", "sideways"},    Unit{"-hiden"},          Unit{"-regextype", "nope"}};
    line_.malformed = true;
    add(random_.pick(kRefused));
  }

  /// Colours that both know.
  void choose_colours() {
    static constexpr std::array kColours = {""sv,
                                            "di=01;34:ln=01;36:*.c=33:ex=32"sv,
                                            "no=1:fi=2:di=3:ln=4:or=5:mi=6:pi=7:so=8:bd=9:cd=10:ex=11"sv,
                                            "su=37;41:sg=30;43:ca=30;41:tw=30;42:ow=34;42:st=37;44:mh=7"sv,
                                            "lc=<:rc=>:ec=|:rs=0:di=1:fi=2"sv,
                                            "*.txt=1:*.TXT=2:*.o=3:*a=4:*=5"sv,
                                            "ln=target:di=7:fi=8:or=9"sv,
                                            "di=0:fi=0:ln=0:*.c=1"sv};
    add(Unit{"-color", "-exclude", "-path", "*[! -~]*"});  // findo writes what is not printable as $'...'
    line_.environment.push_back("LS_COLORS=" + std::string(random_.pick(kColours)));
  }

  // ---- flags, roots, options

  std::vector<Unit> choose_flags() {
    static constexpr std::array kPlain = {"-H"sv, "-L"sv, "-P"sv, "-E"sv, "-X"sv, "-d"sv, "-s"sv, "-x"sv};
    static constexpr std::array kOrders = {"bfs"sv, "dfs"sv, "ids"sv, "eds"sv};
    static constexpr std::array kTopics = {"opt"sv, "stat"sv, "search,rates"sv, "tree"sv, "cost"sv, "all"sv};
    static constexpr std::array kLevels = {"-O0"sv, "-O1"sv, "-O2"sv, "-O3"sv};
    std::vector<Unit> flags;
    while (random_.chance(40)) flags.push_back({std::string(random_.pick(kPlain))});
    if (random_.chance(20)) flags.push_back({"-S", std::string(random_.pick(kOrders))});
    if (random_.chance(4)) {
      flags.push_back({"-D", std::string(random_.pick(kTopics))});
      line_.compare_messages = false;
    }
    if (random_.chance(10)) flags.insert(flags.begin(), {std::string(random_.pick(kLevels))});
    return flags;
  }

  std::vector<Unit> choose_roots() {
    std::vector<Unit> roots;
    if (random_.chance(25)) return roots;
    do {
      const std::string path = random_.chance(40) ? "." : some_path();
      const bool by_flag = random_.chance(25);
      if (by_flag) roots.push_back({"-f", path});
      if (!by_flag) roots.push_back({is_plain(path) ? path : "./" + path});
    } while (!scope_.destructive && random_.chance(30));  // in overlapping roots the order of deletions shows
    return roots;
  }

  static bool is_plain(const std::string& path) {
    return "-(!,)"sv.find(path.front()) == std::string_view::npos && path != ";";
  }

  void choose_options() {
    static constexpr std::array kPlain = {"-unique"sv,  "-nohidden"sv, "-nohidden"sv, "-status"sv,
                                          "-nocolor"sv, "-daystart"sv, "-depth"sv,    "-mount"sv,
                                          "-xdev"sv,    "-follow"sv};
    if (random_.chance(10)) add(Unit{"-maxdepth", std::to_string(random_.below(4))});
    if (random_.chance(10)) add(Unit{"-mindepth", std::to_string(random_.below(3))});
    while (random_.chance(20)) {
      const std::string_view word = random_.pick(kPlain);
      if (word == "-unique") needs_order_ = true;
      add(word);
    }
    while (random_.chance(12)) add_exclusion();
    if (random_.chance(6)) choose_colours();
  }

  /// -exclude takes one factor that only looks.
  void add_exclusion() {
    add("-exclude");
    is_inside_ = true;
    add_excluded();
    is_inside_ = false;
  }

  void add_excluded() {
    if (random_.chance(15)) add("!");
    if (random_.chance(70)) return add(pick_plain_test());
    add("(");
    add(pick_plain_test());
    if (random_.chance(50)) add("-o");
    add(pick_plain_test());
    add(")");
  }

  /// A test that is one factor.
  Unit pick_plain_test() {
    for (;;) {
      if (Unit test = pick_row(kTests); test.front() != "-regextype") return test;
    }
  }

  // ---- the expression

  void grow_list(unsigned depth) {
    grow_conjunction(depth);
    while (random_.chance(25)) {
      add(random_.pick(std::array{"-o"sv, "-o"sv, "-or"sv, ","sv}));
      grow_conjunction(depth);
    }
  }

  void grow_conjunction(unsigned depth) {
    grow_factor(depth);
    while (random_.chance(45)) {
      if (random_.chance(15)) add(random_.pick(std::array{"-a"sv, "-and"sv}));
      grow_factor(depth);
    }
  }

  void grow_factor(unsigned depth) {
    if (!is_inside_ && random_.chance(5)) return add_exclusion();
    while (random_.chance(10)) add(random_.pick(std::array{"!"sv, "-not"sv}));
    if (depth < kDeepestNesting && random_.chance(10)) {
      const bool was_inside = std::exchange(is_inside_, true);
      add("(");
      grow_list(depth + 1);
      add(")");
      is_inside_ = was_inside;
      return;
    }
    add(random_.chance(72) ? pick_row(kTests) : pick_row(kActions));
    has_begun_ = true;
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

  Unit name_test() { return {"-name", make_glob(random_, some_name())}; }
  Unit type_test() { return {"-type", make_types(random_)}; }
  Unit hidden_test() { return {"-hidden"}; }
  Unit depth_test() { return {"-depth", make_number(random_, 4)}; }
  Unit sparse_test() { return {"-sparse"}; }
  Unit list_test() { return {"-acl"}; }
  Unit capable_test() { return {"-capable"}; }
  Unit attributes_test() { return {"-xattr"}; }
  Unit attribute_test() {
    static constexpr std::array kNames = {"user.findo"sv,          "user.other"sv, "trusted.findo"sv,
                                          "security.capability"sv, "nope"sv,       "user."sv};
    return {"-xattrname", std::string(random_.pick(kNames))};
  }

  Unit mode_test() {
    static constexpr std::array kModes = {"+111"sv, "+222"sv, "+4000"sv, "+7000"sv, "+644"sv, "+1"sv};
    return {"-perm", std::string(random_.pick(kModes))};
  }

  Unit size_test() {
    static constexpr std::array kSizes = {"1T"sv,  "-1T"sv, "+0T"sv, "0P"sv,
                                          "-2P"sv, "+1P"sv, "1P"sv,  "-9000P"sv};
    return {"-size", std::string(random_.pick(kSizes))};
  }

  Unit age_test() {
    static constexpr std::array kWords = {"-mtime"sv, "-mtime"sv, "-atime"sv, "-ctime"sv, "-Btime"sv};
    static constexpr std::array kUnits = {"30s"sv,   "5m"sv,   "1h"sv,       "2d"sv,  "1w"sv, "1d12h"sv,
                                          "1h30m"sv, "2w3d"sv, "1d1h1m1s"sv, "90m"sv, "4w"sv};
    return {std::string(random_.pick(kWords)),
            std::string(random_.pick(std::array{""sv, "+"sv, "-"sv})) + std::string(random_.pick(kUnits))};
  }

  /// Birth times are a moment old. Those ages for which bfs rounds as GNU find rounds other times.
  Unit birth_age_test() {
    static constexpr std::array kDays = {"0"sv, "+0"sv, "-1"sv, "1"sv, "+1"sv, "-3"sv};
    static constexpr std::array kMinutes = {"+5"sv, "-5"sv, "3"sv, "+2"sv, "-9"sv};
    if (random_.chance(50)) return {"-Btime", std::string(random_.pick(kDays))};
    return {"-Bmin", std::string(random_.pick(kMinutes))};
  }

  std::string some_date() {
    static constexpr std::array kDates = {"2020-01-01"sv,
                                          "2021-06-01T12:00:00"sv,
                                          "2021-06-01T12:00:00Z"sv,
                                          "2021-06-01T12:00:00+02:00"sv,
                                          "2021-06-01T12:00:00-0330"sv,
                                          "20200229"sv,
                                          "1970-01-01"sv,
                                          "1970-01-01T00:00:01Z"sv,
                                          "2038-01-19T03:14:07Z"sv,
                                          "2026-01-01T10:30"sv,
                                          "2100-01-01"sv,
                                          "2025-12-31T23:59:59Z"sv,
                                          "2025-03-30T02:30:00"sv,
                                          "2025-11-02T01:30:00"sv};
    return std::string(random_.pick(kDates));
  }

  Unit since_test() {
    static constexpr std::array kWords = {"-since"sv, "-asince"sv, "-csince"sv, "-msince"sv, "-Bsince"sv};
    return {std::string(random_.pick(kWords)), some_date()};
  }

  Unit newer_test() {
    switch (random_.below(5)) {
      case 0: return {"-mnewer", some_path()};
      case 1: return {"-Bnewer", some_path()};
      case 2: return {"-newerBt", some_date()};
      case 3: return {std::string("-newerB") + random_.pick("aBcm"sv), some_path()};
      default: return {std::string("-newer") + random_.pick("acm"sv) + 'B', some_path()};
    }
  }

  /// bfs takes basic regular expressions unless told otherwise, GNU find and findo those of Emacs.
  Unit regex_test() {
    static constexpr std::array kDialects = {"posix-basic"sv, "posix-extended"sv, "ed"sv, "sed"sv};
    static constexpr std::array kPatterns = {
        ".*"sv,        ".*[ab].*"sv,       ".*\\(ab*\\)"sv, ".*(a|b)"sv,     "./[a-z]*"sv, ".*/.\\{1,2\\}"sv,
        ".*/.{1,2}"sv, ".*/a+"sv,          "\\./\\..*"sv,   "[^/]*/[^/]*"sv, ".*\\.c"sv,   "(.*/)?[A-Z].*"sv,
        "a"sv,         ".*[[:digit:]].*"sv};
    return {"-regextype", std::string(random_.pick(kDialects)), random_.chance(70) ? "-regex" : "-iregex",
            std::string(random_.pick(kPatterns))};
  }

  Unit constant() { return {random_.chance(70) ? "-true" : "-false"}; }
  /// A flag in the midst of the expression is always true.
  Unit inner_flag() {
    static constexpr std::array kFlags = {"-L"sv, "-P"sv, "-H"sv, "-s"sv, "-x"sv, "-d"sv, "-X"sv, "-E"sv};
    if (is_inside_ || !has_begun_) return {"-true"};
    return {std::string(random_.pick(kFlags))};
  }
  Unit access_test() {
    return {std::string(random_.pick(std::array{"-readable"sv, "-writable"sv, "-executable"sv, "-empty"sv}))};
  }

  // ---- actions

  Unit print_action() { return {"-print"}; }
  Unit print_nul_action() { return {"-print0"}; }
  Unit print_safe_action() { return {"-printx"}; }
  Unit format_action() {
    static constexpr std::array kFormats = {"%p %y\\n"sv, "%f %d %s\\n"sv, "%P %m\\n"sv,
                                            "%h|%H\\n"sv, "%w %p\\n"sv,    "%Wk %WM %WY-%Wm-%Wd %p\\n"sv,
                                            "%W@ %p\\n"sv};
    return {"-printf", std::string(random_.pick(kFormats))};
  }
  Unit stable_format_action() { return {"-printf", "%p %y\\n"}; }
  Unit file_action() { return {random_.chance(60) ? "-fprint" : "-fprint0", "../out/0"}; }
  Unit prune_action() { return {scope_.destructive ? "-true" : "-prune"}; }

  Unit exit_action() {
    needs_order_ = true;
    static constexpr std::array kStatuses = {"0"sv, "1"sv, "2"sv, "42"sv, "99"sv};
    if (random_.chance(30)) return {"-exit"};
    return {"-exit", std::string(random_.pick(kStatuses))};
  }

  Unit quit_action() {
    needs_order_ = true;
    return {"-quit"};
  }

  Unit run_action() { return {"-exec", "echo", "{}", ";"}; }

  void add_destruction() {
    if (random_.chance(50)) add(pick_row(kTests));
    if (random_.chance(40)) add(Unit{"-name", make_glob(random_, some_name())});
    add(random_.chance(70) ? "-rm" : "-delete");
    if (random_.chance(30)) add("-print");
  }

  Random& random_;
  const Scope& scope_;
  CommandLine line_;
  std::vector<Unit> late_;  // what comes behind the expression
  bool needs_order_ = false;
  bool has_begun_ = false;  // before its first word flags are no part of the expression for findo
  bool is_inside_ = false;  // parentheses, or an -exclude
};

const std::array<BfsComposer::Row, 19> BfsComposer::kTests = {{
    {8, &BfsComposer::name_test},
    {8, &BfsComposer::type_test},
    {9, &BfsComposer::hidden_test},
    {9, &BfsComposer::depth_test},
    {6, &BfsComposer::sparse_test},
    {6, &BfsComposer::list_test},
    {4, &BfsComposer::capable_test},
    {6, &BfsComposer::attributes_test},
    {6, &BfsComposer::attribute_test},
    {8, &BfsComposer::mode_test},
    {5, &BfsComposer::size_test},
    {9, &BfsComposer::age_test, true},
    {4, &BfsComposer::birth_age_test, true},
    {9, &BfsComposer::since_test, true},
    {8, &BfsComposer::newer_test, true},
    {5, &BfsComposer::regex_test},
    {2, &BfsComposer::constant},
    {3, &BfsComposer::inner_flag},
    {3, &BfsComposer::access_test, true},  // what a link leads to may be gone by then
}};

const std::array<BfsComposer::Row, 10> BfsComposer::kActions = {{
    {14, &BfsComposer::print_action},
    {2, &BfsComposer::print_nul_action},
    {14, &BfsComposer::print_safe_action},
    {10, &BfsComposer::format_action, true},
    {6, &BfsComposer::stable_format_action},
    {4, &BfsComposer::file_action},
    {7, &BfsComposer::prune_action},
    {6, &BfsComposer::exit_action},
    {4, &BfsComposer::quit_action},
    {2, &BfsComposer::run_action},
}};

}  // namespace

CommandLine make_bfs_command_line(Random& random, const Scope& scope) {
  return BfsComposer(random, scope).compose();
}

}  // namespace findo::differential
