// Both programs get the same tree under the same path, so that absolute names agree as well. They run at the
// same time, except where they write files; a case that changes the tree has it made anew for each. What
// differs is tried again, as both read the clock.
#include "differential/comparison.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

#include "differential/report.hpp"

namespace findo::differential {
namespace {

constexpr std::size_t kCasesPerTree = 50;
constexpr int kTries = 3;
constexpr int kSignalBase = 128;
constexpr int kShrinkingRuns = 400;
constexpr std::uint64_t kTreePurpose = 1;
constexpr std::uint64_t kCasePurpose = 2;
constexpr std::array kOutputs = {"0", "1", "2"};

const std::vector<std::string>& common_environment() {
  static const std::vector<std::string> kEnvironment = {"PATH=/usr/bin:/bin", "HOME=/", "USER=nobody"};
  return kEnvironment;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_file(const std::string& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
  chmod(path.c_str(), 0644);
}

std::string replace_all(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// `link` is another name of `0`: writing to both must be one stream.
void clear_outputs(const std::string& base) {
  for (const char* name : kOutputs) unlink((base + "/out/" + name).c_str());
  (void)!symlink("0", (base + "/out/link").c_str());
}

void collect_outputs(const std::string& base, Observation& seen) {
  for (const std::string name : kOutputs) {
    const std::string path = base + "/out/" + name;
    if (access(path.c_str(), F_OK) != 0) continue;
    const std::string content = read_file(path);
    if (content.empty()) seen.empty_files += name + "\n";
    if (!content.empty()) seen.files += "[" + name + "]\n" + content + "\n";
  }
}

void make_base(const std::string& base) {
  for (const char* name : {"/out", "/lists"}) mkdir((base + name).c_str(), 0755);
  chmod((base + "/out").c_str(), 0777);
  write_file(base + "/outside", "outside\n");
}

std::string make_scratch_directory() {
  const char* parent = std::getenv("TMPDIR");
  std::string path = std::string(parent == nullptr ? "/tmp" : parent) + "/findo-differential-XXXXXX";
  if (mkdtemp(path.data()) == nullptr) return std::perror(path.c_str()), "";
  chmod(path.c_str(), 0755);
  return path;
}

bool is_error(const Outcome& outcome) { return outcome.status != 0; }

/// The records, which a newline or a NUL ends, in byte order: what is left of an output whose order does not
/// count.
std::string sorted_records(const std::string& text) {
  std::vector<std::string> records(1);
  for (const char byte : text) {
    records.back() += byte;
    if (byte == '\n' || byte == '\0') records.emplace_back();
  }
  std::sort(records.begin(), records.end());
  std::string sorted;
  for (const std::string& record : records) sorted += record;
  return sorted;
}

}  // namespace

Comparison::Comparison(Settings settings, const Oracle& oracle)
    : settings_(std::move(settings)), oracle_(oracle), base_(make_scratch_directory()) {
  clock_gettime(CLOCK_REALTIME, &start_);
  if (base_.empty()) return;
  make_base(base_);
  can_drop_privileges_ =
      geteuid() == 0 && nobody_can_run(settings_.findo) && nobody_can_run(settings_.oracle);
  if (geteuid() == 0 && !can_drop_privileges_)
    std::printf("note: nobody cannot run the programs; all cases run as root\n");
}

Comparison::~Comparison() {
  if (!base_.empty()) remove_tree(base_);
}

bool Comparison::nobody_can_run(const std::string& program) const {
  const Job job{program, {program, base_, "-maxdepth", "0"}, common_environment(), "/", "", true};
  return finish(start(job)).status == 0;
}

std::optional<std::size_t> Comparison::run_all() {
  if (base_.empty()) return std::nullopt;
  const std::size_t trees =
      settings_.trees != 0 ? settings_.trees : (settings_.cases + kCasesPerTree - 1) / kCasesPerTree;
  const std::size_t per_tree =
      std::max<std::size_t>(1, (settings_.cases + trees - 1) / std::max<std::size_t>(1, trees));
  for (std::size_t first = 0; first < settings_.cases; first += per_tree) {
    if (!run_tree(first / per_tree, first, std::min(first + per_tree, settings_.cases))) return std::nullopt;
  }
  return failures_;
}

// The cases that change the tree come last, so that it is made as seldom as can be.
bool Comparison::run_tree(std::size_t number, std::size_t first, std::size_t last) {
  if (settings_.only_case && (*settings_.only_case < first || *settings_.only_case >= last)) return true;
  Random random(settings_.seed, kTreePurpose, number);
  tree_ = make_tree(random, start_);
  dirty_ = true;
  const std::size_t gentle = (last - first) - (last - first) * settings_.destructive_percent / 100;
  for (std::size_t i = first; i < last; ++i) {
    if (settings_.only_case && *settings_.only_case != i) continue;
    if (!run_case(i, i - first >= gentle)) return false;
  }
  return true;
}

bool Comparison::prepare_tree() {
  const std::string top = base_ + "/tree";
  remove_tree(top);
  dirty_ = !build_tree(tree_, base_, top);
  if (!dirty_) oracle_.dress(tree_, top);
  if (!dirty_) settle_access_times(tree_, top);
  return !dirty_;
}

bool Comparison::uses_portable_reader() const {
  const auto& words = settings_.findo_words;
  return std::find(words.begin(), words.end(), "--reader=std") != words.end();
}

bool Comparison::run_case(std::size_t number, bool destructive) {
  if (dirty_ && !prepare_tree()) return false;
  Random random(settings_.seed, kCasePurpose, number);
  CommandLine line;
  do {
    line = oracle_.make_command_line(random, scope(destructive));
    line.unprivileged = line.unprivileged && can_drop_privileges_;
  } while (!line.malformed && oracle_.departs(line, scope(destructive), uses_portable_reader()));
  if (lasting_difference(line).empty()) return true;
  ++failures_;
  report(number, settings_.shrink ? shrunk(line) : line);
  return true;
}

Job Comparison::make_job(const CommandLine& line, bool oracle) const {
  Job job;
  job.program = oracle ? settings_.oracle : settings_.findo;
  job.words = {job.program};
  if (!oracle) job.words.emplace_back("--no-guard");  // what they refuse the oracle does
  if (!oracle) job.words.insert(job.words.end(), settings_.findo_words.begin(), settings_.findo_words.end());
  const auto words = oracle ? line.words() : line.findo_words();
  job.words.insert(job.words.end(), words.begin(), words.end());
  job.environment = common_environment();
  job.environment.push_back("LC_ALL=" + line.locale);
  job.environment.push_back("TZ=" + line.zone);
  job.environment.insert(job.environment.end(), line.environment.begin(), line.environment.end());
  job.directory = base_ + "/tree";
  job.standard_input = line.standard_input;
  job.unprivileged = line.unprivileged;
  return job;
}

void Comparison::prepare_run(const CommandLine& line) {
  if (line.destructive || dirty_) (void)prepare_tree();
  clear_outputs(base_);
  write_file(base_ + "/lists/roots", line.root_list);
}

Observation Comparison::observe(const CommandLine& line, bool oracle) {
  prepare_run(line);
  Observation seen;
  seen.outcome = finish(start(make_job(line, oracle)));
  collect_outputs(base_, seen);
  if (!line.destructive) return seen;
  seen.tree = describe_tree(base_ + "/tree");
  dirty_ = true;
  return seen;
}

Observations Comparison::observe_both(const CommandLine& line) {
  if (!line.can_share_tree()) {
    Observation expected = observe(line, true);
    return {std::move(expected), observe(line, false)};
  }
  prepare_run(line);
  const Child oracle = start(make_job(line, true));
  const Child findo = start(make_job(line, false));
  Observations seen;
  seen.expected.outcome = finish(oracle);
  seen.found.outcome = finish(findo);
  return seen;
}

std::string Comparison::describe_status(const char* what, const std::string& expected,
                                        const std::string& found) const {
  return std::string("    ") + what + ": " + std::string(oracle_.name()) + ' ' + expected + ", findo " +
         found + '\n';
}

std::string Comparison::outline_difference(const Outcome& expected, const Outcome& found,
                                           bool compare_messages) const {
  const auto say = [](bool yes) { return std::string(yes ? "something" : "nothing"); };
  std::string text;
  if (expected.timed_out || found.timed_out) text += "    took too long\n";
  if (is_error(expected) != is_error(found) || found.status >= kSignalBase) {
    text += describe_status("exit status", std::to_string(expected.status), std::to_string(found.status));
  }
  if (compare_messages && expected.messages.empty() != found.messages.empty()) {
    text += describe_status("stderr", say(!expected.messages.empty()), say(!found.messages.empty()));
    text += short_difference(expected.messages, found.messages);
  }
  return text;
}

std::string Comparison::difference(const CommandLine& line, const Observations& seen) const {
  const auto& [expected, found] = seen;
  std::string text = outline_difference(expected.outcome, found.outcome, line.compare_messages);
  const bool in_order = oracle_.has_same_order(line);
  const auto add = [&](const char* what, const std::string& before, const std::string& after) {
    if (before == after || (!in_order && sorted_records(before) == sorted_records(after))) return;
    text += std::string("    ") + what + ":\n";
    text += in_order ? short_difference(before, after)
                     : short_difference(sorted_records(before), sorted_records(after));
  };
  if (line.malformed && expected.outcome.output.empty() == found.outcome.output.empty()) return text;
  add("stdout", expected.outcome.output, found.outcome.output);
  if (line.malformed) return text;
  add("files written", expected.files, found.files);
  // What is refused later on the line has made GNU find's files already.
  if (!is_error(expected.outcome)) add("files made", expected.empty_files, found.empty_files);
  add("tree afterwards", expected.tree, found.tree);
  return text;
}

std::string Comparison::lasting_difference(const CommandLine& line) {
  std::string text;
  for (int i = 0; i <= kTries; ++i) {
    text = difference(line, observe_both(line));
    if (text.empty()) break;
  }
  return text;
}

// A smaller line must not become one that the oracle refuses: that would be another case.
bool Comparison::still_differs(const CommandLine& line) {
  if (!line.malformed && oracle_.departs(line, scope(line.destructive), uses_portable_reader())) return false;
  const Observations seen = observe_both(line);
  const Outcome& oracle = seen.expected.outcome;
  const bool refused = is_error(oracle) && oracle.output.empty() && seen.expected.files.empty();
  if (refused != line.malformed) return false;
  return !difference(line, seen).empty() && !lasting_difference(line).empty();
}

// Leaves out runs of units, long ones first, for as long as the programs still differ.
CommandLine Comparison::shrunk(CommandLine line) {
  int runs = 0;
  for (std::size_t length = line.units.size(); length > 0; --length) {
    for (std::size_t at = 0; at + length <= line.units.size() && runs < kShrinkingRuns;) {
      CommandLine smaller = line;
      const auto first = smaller.units.begin() + static_cast<std::ptrdiff_t>(at);
      smaller.units.erase(first, first + static_cast<std::ptrdiff_t>(length));
      ++runs;
      if (still_differs(smaller)) {
        line = std::move(smaller);
      } else {
        ++at;
      }
    }
  }
  return line;
}

void Comparison::report(std::size_t number, const CommandLine& line) {
  const std::string text = lasting_difference(line);
  std::string base = base_;
  if (!settings_.keep_failures.empty()) base = keep(number, line);
  std::printf("FAILED seed %llu case %zu  (again: --seed %llu --cases %zu --trees %zu --only %zu)\n",
              static_cast<unsigned long long>(settings_.seed), number,
              static_cast<unsigned long long>(settings_.seed), settings_.cases, settings_.trees, number);
  std::printf("  %s\n%s\n", shell_command(line, false, base).c_str(),
              text.empty() ? "    (it came and went)\n" : text.c_str());
  std::fflush(stdout);
}

std::string Comparison::shell_command(const CommandLine& line, bool oracle, const std::string& base) const {
  const Job job = make_job(line, oracle);
  std::string text = "cd " + quote_for_shell(base + "/tree") + " && ";
  if (!line.standard_input.empty()) text += "printf %b " + quote_for_shell(line.standard_input) + " | ";
  text += "env -i " + quote_for_shell(job.environment) + " ";
  if (line.unprivileged) text += "setpriv --reuid=65534 --regid=65534 --clear-groups ";
  text += replace_all(quote_for_shell(job.words), base_, base);
  return line.standard_input.empty() ? text + " </dev/null" : text;
}

// The case's directory holds a tree of its own, the command and what both programs said.
std::string Comparison::keep(std::size_t number, const CommandLine& line) {
  std::error_code ignored;
  const std::filesystem::path directory =
      std::filesystem::absolute(settings_.keep_failures, ignored) / ("case-" + std::to_string(number));
  std::filesystem::create_directories(directory, ignored);
  remove_tree(directory.string() + "/tree");
  make_base(directory.string());
  (void)build_tree(tree_, directory.string(), directory.string() + "/tree");
  oracle_.dress(tree_, directory.string() + "/tree");
  write_file(directory.string() + "/lists/roots", replace_all(line.root_list, base_, directory.string()));
  for (const bool oracle : {true, false}) {
    const Observation seen = observe(line, oracle);
    const std::string prefix = directory.string() + '/' + (oracle ? std::string(oracle_.name()) : "findo");
    write_file(prefix + ".out", seen.outcome.output + seen.files + seen.tree);
    write_file(prefix + ".err", seen.outcome.messages);
    write_file(prefix + ".sh", shell_command(line, oracle, directory.string()) + "\n");
  }
  return directory.string();
}

}  // namespace findo::differential
