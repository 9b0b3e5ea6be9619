// Compares the colours that files get with those of GNU ls: random values of LS_COLORS on one directory that
// has every type of file and every class of permissions, and random damage to such values.
//   colours_differential --ls PATH [--seed N] [--cases N]
// A seed gives the same values on every machine. Exit status: 0 when nothing differs, 1 otherwise, 2 on a
// wrong command line or where it cannot work.
//
// ls writes its colours a little differently: before the first one it switches colours off, it writes "no"
// before and not instead of a colour, and a code of zeros as any other. So what is compared is the code.
// Not compared, since ls knows them otherwise or not at all: ca (ls may be built without), suffixes in two
// spellings (a later ls than 9.1), targets of links while "no" is set or where neither what is missing nor
// orphans have a colour (ls then looks at none), and what a link to a file with several names looks like (ls
// counts the link's own).
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "files/readers.hpp"
#include "output/coloured_path.hpp"
#include "output/numbers.hpp"
#include "support/process.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/tree_spec.hpp"

namespace {

namespace files = findo::files;
namespace output = findo::output;
namespace support = findo::support;
using output::ColourKey;
using output::kColourKeyNames;
using support::Random;

constexpr int kCannotWork = 2;

// ---- the files

const char* const kSuffixes[] = {"", ".c", ".tar.gz", ".GZ", "~", ".Txt"};

support::Node make_node(std::string name, support::Kind kind, std::string text = "") {
  support::Node node;
  node.path = std::move(name);
  node.kind = kind;
  node.text = std::move(text);
  return node;
}

/// A file of this kind and mode, and a link to it.
void add_pair(support::TreeSpec& tree, const std::string& name, support::Kind kind,
              std::optional<mode_t> mode = std::nullopt) {
  constexpr dev_t kDevice = 0x0103;  // major 1, minor 3, for what is a device
  support::Node node = make_node(name, kind);
  node.mode = mode;
  node.device = kDevice;
  tree.push_back(std::move(node));
  tree.push_back(make_node("to_" + name, support::Kind::symbolic_link, name));
}

std::string octal(mode_t mode) {
  std::string digits;
  output::append_octal(digits, mode);
  return digits;
}

void add_files(support::TreeSpec& tree) {
  constexpr mode_t kSpecial[] = {0, 04000, 02000, 06000, 01000};
  constexpr mode_t kOrdinary[] = {0644, 0755, 0100, 0010, 0001, 0666};
  for (const mode_t special : kSpecial) {
    for (const mode_t ordinary : kOrdinary) {
      for (const std::string suffix : kSuffixes) {
        add_pair(tree, "file" + octal(special | ordinary) + suffix, support::Kind::file, special | ordinary);
      }
    }
  }
}

void add_directories(support::TreeSpec& tree) {
  constexpr mode_t kModes[] = {0755, 0757, 0777, 0700, 01755, 01757, 01777, 02755, 04755, 03777};
  for (const mode_t mode : kModes) {
    add_pair(tree, "directory" + octal(mode) + ".c", support::Kind::directory, mode);
  }
}

void add_others(support::TreeSpec& tree) {
  using support::Kind;
  add_pair(tree, "fifo", Kind::fifo);
  add_pair(tree, "socket.c", Kind::socket);
  if (support::is_root()) {
    add_pair(tree, "character_device", Kind::character_device);
    add_pair(tree, "block_device", Kind::block_device);
  }
  tree.push_back(make_node("twice.c", Kind::file));
  tree.push_back(make_node("twice", Kind::hard_link, "twice.c"));
  tree.push_back(make_node("runnable_twice", Kind::file));
  tree.back().mode = 0755;
  tree.push_back(make_node("runnable_twice~", Kind::hard_link, "runnable_twice"));
  const char* const links[][2] = {
      {"broken", "nowhere"},   {"broken.c", "nowhere.c"}, {"circle", "circle"}, {"through_file", "fifo/x"},
      {"to_broken", "broken"}, {"to_link", "to_fifo"},    {"here", "."},        {"above", ".."}};
  for (const auto& [name, target] : links) tree.push_back(make_node(name, Kind::symbolic_link, target));
}

support::TreeSpec all_files() {
  support::TreeSpec tree;
  add_files(tree);
  add_directories(tree);
  add_others(tree);
  return tree;
}

// ---- values of LS_COLORS

/// Bytes, and one way to write them.
struct Written {
  std::string_view text;
  std::string_view bytes;
};

constexpr Written kCodes[] = {
    {"1", "1"},         {"01;31", "01;31"}, {"38;5;200", "38;5;200"}, {"\\e7", "\0337"},  {"^A2", "\0012"},
    {"\\_x", " x"},     {"\\x41;4", "A;4"}, {"\\101;2", "A;2"},       {"4\\:5", "4:5"},   {"a=b", "a=b"},
    {"7\\?", "7\177"},  {"^[8", "\0338"},   {"3\\\\", "3\\"},         {"\\a\\b", "\a\b"}, {"\\f\\r", "\f\r"},
    {"\\t\\v", "\t\v"}, {"\\^\\=", "^="},   {"\\Xfe", "\xFE"}};
constexpr Written kZeros[] = {{"0", "0"}, {"00", "00"}, {"", ""}, {"\\060", "0"}};
constexpr Written kLefts[] = {{"\\e[", "\033["}, {"<", "<"}, {"\\074", "<"}, {"^[[", "\033["}};
constexpr Written kRights[] = {{"m", "m"}, {">", ">"}, {"\\x3E", ">"}};
constexpr Written kResets[] = {{"0", "0"}, {"", ""}, {"off", "off"}};
constexpr Written kEnds[] = {{"</>", "</>"}, {"", ""}, {"\\e[K", "\033[K"}};
const char* const kSuffixRules[] = {".c", ".gz", ".tar.gz", "", "e", ".TXT", "~", "1.c", "file", "k"};

/// A value, and what the parts of it mean that stand around colours.
struct Value {
  std::string text;
  std::string left = "\033[";
  std::string right = "m";
  std::string reset = "0";
  std::optional<std::string> end{};
  std::string normal{};  ///< empty: none
  bool has_orphan = false;
  bool has_missing = false;

  std::string switched_on(std::string_view code) const { return left + std::string(code) + right; }
  std::string switched_off() const { return end.value_or(switched_on(reset)); }
};

class Values {
 public:
  explicit Values(Random& random) : random_(random) {}

  Value next() {
    add_kinds();
    for (auto left = random_.below(8); left > 0; --left) add_suffix();
    if (random_.chance(25)) add_link_target();
    if (random_.chance(25)) add_around();
    return std::move(value_);
  }

 private:
  void add(std::string_view key, const Written& written) {
    if (random_.chance(10)) value_.text += ':';
    value_.text += std::string(key) + '=' + std::string(written.text) + ':';
  }

  void add_kinds() {
    for (auto left = random_.below(30); left > 0; --left) {
      const auto key = static_cast<ColourKey>(random_.below(static_cast<std::size_t>(ColourKey::left)));
      if (key == ColourKey::capability) continue;
      const bool is_zero = random_.chance(25);
      const Written& code = is_zero ? random_.pick(kZeros) : random_.pick(kCodes);
      add(kColourKeyNames[static_cast<std::size_t>(key)], code);
      if (key == ColourKey::normal) value_.normal = is_zero ? "" : code.bytes;
      if (key == ColourKey::orphan) value_.has_orphan = !is_zero;
      if (key == ColourKey::missing) value_.has_missing = !is_zero;
    }
  }

  void add_suffix() { add("*" + std::string(random_.pick(kSuffixRules)), random_.pick(kCodes)); }

  /// ls looks at what links lead to only if runnable files, or orphans, have a colour.
  void add_link_target() {
    add("ex", random_.pick(kCodes));
    add("ln", {"target", "target"});
  }

  void add_around() {
    const Written& left = random_.pick(kLefts);
    const Written& right = random_.pick(kRights);
    const Written& reset = random_.pick(kResets);
    add("lc", left);
    add("rc", right);
    add("rs", reset);
    value_.left = left.bytes;
    value_.right = right.bytes;
    value_.reset = reset.bytes;
    if (random_.chance(50)) return;
    const Written& end = random_.pick(kEnds);
    add("ec", end);
    value_.end = std::string(end.bytes);
  }

  Random& random_;
  Value value_;
};

void damage(std::string& text, Random& random) {
  constexpr std::string_view kBytes = ":=*\\^x0123di \x7F";
  for (auto left = 1 + random.below(3); left > 0 && !text.empty(); --left) {
    const std::size_t at = random.below(text.size());
    switch (random.below(4)) {
      case 0: text.erase(at, 1 + random.below(4)); break;
      case 1: text.insert(at, 1, random.pick(kBytes)); break;
      case 2: text[at] = random.pick(kBytes); break;
      default: text.resize(at); break;
    }
  }
}

// ---- both sides

/// The code of a colour; nothing where a text is not coloured.
using Code = std::optional<std::string>;

/// A file, and the codes of its name and of its target, if it is a link; no code where it is unreadable.
struct Seen {
  std::string name;
  std::optional<Code> code;
  std::optional<std::string> target{};
  std::optional<Code> target_code{};
};

void drop_prefix(std::string& text, const std::string& prefix) {
  if (text.starts_with(prefix)) text.erase(0, prefix.size());
}

/// The code of `coloured`, in which `text` stands, without "no"; nothing where it is none of ls's or ours.
std::optional<Code> try_code(std::string_view coloured, std::string_view text, const Value& value) {
  if (coloured == text) return Code();
  const std::string tail = std::string(text) + value.switched_off();
  if (!coloured.ends_with(tail)) return std::nullopt;
  std::string head(coloured.substr(0, coloured.size() - tail.size()));
  const std::string off = value.switched_off();
  if (head != off) drop_prefix(head, off);  // ls, before its first colour
  if (!value.normal.empty() && head != value.switched_on(value.normal)) {
    drop_prefix(head, value.switched_on(value.normal) + value.switched_on(""));
  }
  if (!head.starts_with(value.left) || !head.ends_with(value.right)) return std::nullopt;
  return Code(head.substr(value.left.size(), head.size() - value.left.size() - value.right.size()));
}

std::string show(const std::optional<Code>& code) {
  if (!code) return "unreadable";
  return *code ? support::shell_quoted(**code) : "none";
}

/// The files of the directory as findo shows them.
class Ours {
 public:
  explicit Ours(const std::string& directory) : root_{directory} {
    directory_ = std::move(*reader_->open_directory(nullptr, directory.c_str(), files::FollowLinks::yes));
    place_ = {reader_.get(), directory_.get(), &root_, 1};
    path_.descend(directory);
    files::NameBatch batch;
    while (reader_->read_batch(*directory_, batch) && !batch.names.empty()) {
      for (const files::Listed& listed : batch.names) listed_.push_back({listed.name, listed.type});
    }
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& [name, type] : listed_) names.push_back(name);
    return names;
  }

  std::vector<Seen> look(const output::Colours& colours, const Value& value) {
    std::vector<Seen> all;
    for (const auto& [name, type] : listed_) {
      files::Entry entry(place_, path_);
      entry.move_to({name.c_str(), static_cast<std::uint32_t>(name.size()), type, 0});
      std::string shown;
      output::append_coloured_path(shown, entry, name, colours);
      Seen& seen = all.emplace_back(Seen{.name = name, .code = try_code(shown, name, value)});
      const auto target = entry.link_target();
      if (!target) continue;
      shown.clear();
      output::append_coloured_link_target(shown, entry, *target, colours);
      seen.target = *target;
      seen.target_code = try_code(shown, *target, value);
    }
    return all;
  }

 private:
  struct File {
    std::string name;
    files::FileType type;
  };

  std::unique_ptr<files::Reader> reader_ = files::make_reader(files::ReaderKind::automatic);
  files::Root root_;
  std::unique_ptr<files::OpenDirectory> directory_;
  files::Place place_;
  files::PathBuffer path_;
  std::vector<File> listed_;
};

/// GNU ls, asked for the same files in the same order.
class Theirs {
 public:
  Theirs(std::string program, std::string directory, std::vector<std::string> names)
      : program_(std::move(program)), directory_(std::move(directory)), names_(std::move(names)) {}

  support::Outcome run(const std::string& value, const std::string& format) const {
    support::Command command;
    command.program = program_;
    command.arguments = {"ls", "--color=always", "-U", "-d", "-w0", format, "--"};
    command.arguments.insert(command.arguments.end(), names_.begin(), names_.end());
    command.environment = {"LC_ALL=C", "TERM=xterm", "LS_COLORS=" + value};
    command.directory = directory_;
    return support::run(command);
  }

 private:
  std::string program_;
  std::string directory_;
  std::vector<std::string> names_;
};

// ---- the comparison

struct Count {
  std::uint64_t values = 0, refused = 0, explained = 0, compared = 0, coloured = 0, different = 0;
};

/// Whether ls refuses a value for a key of two letters that findo lets pass.
bool is_about_unknown_key(const std::string& complaint) {
  constexpr std::string_view kBefore = "unrecognized prefix: '";
  const std::size_t found = complaint.find(kBefore);
  if (found == std::string::npos) return false;
  const std::string key = complaint.substr(found + kBefore.size(), 2);
  const bool is_known =
      std::find(std::begin(kColourKeyNames), std::end(kColourKeyNames), key) != std::end(kColourKeyNames);
  return !is_known && std::all_of(key.begin(), key.end(), [](unsigned char c) { return std::isalpha(c); });
}

class Comparison {
 public:
  Comparison(const std::string& ls, std::uint64_t seed)
      : seed_(seed),
        directory_(top_.path() + "/files"),
        ours_((support::build_tree(all_files(), directory_), directory_)),
        theirs_(ls, directory_, ours_.names()) {}

  void compare_case(std::uint64_t number) {
    Random random(seed_, 1, number);
    Value value = Values(random).next();
    ++count_.values;
    const auto colours = output::parse_colours(value.text.c_str(), nullptr);
    if (!colours) return report(value.text, "value", "refused", colours.error().message);
    const std::vector<Seen> seen = ours_.look(*colours, value);
    compare_names(value, seen);
    const bool colours_targets = value.has_orphan || value.has_missing;
    if (colours_targets && value.normal.empty()) compare_targets(value, seen);
    damage(value.text, random);
    compare_acceptance(value.text);
  }

  const Count& count() const { return count_; }

 private:
  void compare_names(const Value& value, const std::vector<Seen>& seen) {
    const auto lines = support::split_lines(theirs_.run(value.text, "-1").output);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const std::string line = i < lines.size() ? lines[i] : "";
      compare(value, seen[i].name, seen[i].code, try_code(line, seen[i].name, value));
    }
  }

  void compare_targets(const Value& value, const std::vector<Seen>& seen) {
    constexpr std::string_view kArrow = " -> ";
    const auto lines = support::split_lines(theirs_.run(value.text, "-l").output);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      // ls colours the whole target as one, so those of several components are another matter.
      if (!seen[i].target || seen[i].target->find('/') != std::string::npos) continue;
      const std::string line = i < lines.size() ? lines[i] : "";
      const std::size_t arrow = std::min(line.find(kArrow), line.size() - kArrow.size());
      compare(value, seen[i].name + " -> " + *seen[i].target, seen[i].target_code,
              try_code(line.substr(arrow + kArrow.size()), *seen[i].target, value));
    }
  }

  void compare(const Value& value, const std::string& name, const std::optional<Code>& our,
               std::optional<Code> their) {
    const bool is_zero = their && *their && (*their)->find_first_not_of('0') == std::string::npos;
    if (is_zero) their = value.normal.empty() ? Code() : Code(value.normal);
    ++count_.compared;
    if (our && *our) ++count_.coloured;
    if (!our || their != our) report(value.text, name, show(their), show(our));
  }

  void compare_acceptance(const std::string& text) {
    const support::Outcome outcome = theirs_.run(text, "-1");
    const bool their = outcome.errors.empty();
    const bool our = static_cast<bool>(output::parse_ls_colors(text));
    if (!their) ++count_.refused;
    if (their == our) return;
    if (our && is_about_unknown_key(outcome.errors)) {
      ++count_.explained;
    } else {
      report(text, "value", their ? "accepted" : outcome.errors, our ? "accepted" : "refused");
    }
  }

  void report(const std::string& value, const std::string& what, const std::string& their,
              const std::string& our) {
    ++count_.different;
    std::cout << "LS_COLORS=" << support::shell_quoted(value) << ' ' << what << ": ls " << their << ", ours "
              << our << '\n';
  }

  std::uint64_t seed_;
  support::TemporaryDirectory top_{"colours"};
  std::string directory_;
  Ours ours_;
  Theirs theirs_;
  Count count_;
};

struct Options {
  std::string ls;
  std::uint64_t seed = std::random_device{}();
  std::uint64_t cases = 2000;
};

std::optional<Options> read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    if (i + 1 == argc) return std::nullopt;
    if (name == "--ls") {
      options.ls = argv[i + 1];
    } else if (name == "--seed" || name == "--cases") {
      (name == "--seed" ? options.seed : options.cases) = std::strtoull(argv[i + 1], nullptr, 10);
    } else {
      return std::nullopt;
    }
  }
  if (options.ls.empty()) return std::nullopt;
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) {
    std::cerr << "usage: colours_differential --ls PATH [--seed N] [--cases N]\n";
    return kCannotWork;
  }
  Comparison comparison(options->ls, options->seed);
  for (std::uint64_t number = 0; number < options->cases; ++number) comparison.compare_case(number);
  const Count& count = comparison.count();
  std::cout << "seed " << options->seed << ": " << count.values << " values, " << count.compared
            << " texts of which " << count.coloured << " have a colour, " << count.refused
            << " damaged values refused, " << count.explained << " for a key unknown to ls, "
            << count.different << " differences\n";
  return count.different == 0 && count.coloured > 0 && count.refused > 0 ? 0 : 1;
}
