// Names of any bytes through -json and -csv and back: jq reads the one, Python's csv module the other, and
// what they say of every name and every link is what was made. And the counts of the closing record where
// directories cannot be read and files vanish meanwhile.
//   records_differential --findo PATH [--jq PATH] [--python PATH] [--seed N] [--cases N]
// A seed gives the same names on every machine; --cases is how many. Exit status: 0 when nothing differs, 1
// otherwise, 2 on a wrong command line. A reader that is not named is left out.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/base64.hpp"
#include "base/utf8.hpp"
#include "support/process.hpp"
#include "support/random.hpp"
#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/tree_spec.hpp"

namespace {

namespace support = findo::support;
using support::Random;

constexpr int kCannotWork = 2;

struct Options {
  std::string findo;
  std::string jq;
  std::string python;
  std::uint64_t seed = std::random_device{}();
  std::uint64_t cases = 10'000;
};

// ---- names

/// Any bytes that a name may have.
std::string any_bytes(Random& random, std::size_t length) {
  std::string name;
  while (name.size() < length) {
    const char byte = static_cast<char>(1 + random.below(255));
    if (byte != '/') name += byte;
  }
  return name;
}

/// Characters from every length of UTF-8, controls and separators of lines among them.
std::string any_text(Random& random, std::size_t length) {
  constexpr char32_t kEdges[] = {0x01,   0x1F,    0x7F,     0x80,    0x9F,   0xA0,   0x7FF,
                                 0x800,  0x2028,  0x2029,   0xD7FF,  0xE000, 0xFEFF, 0xFFFD,
                                 0xFFFF, 0x10000, 0x10FFFF, 0x1F600, 0x202E};
  std::string name;
  for (std::size_t i = 0; i < length; ++i) findo::base::append_utf8(name, random.pick(kEdges));
  return name;
}

/// What means something to one of the readers.
std::string any_syntax(Random& random, std::size_t length) {
  constexpr std::string_view kPieces[] = {"\"",
                                          "\\",
                                          "{",
                                          "}",
                                          "[",
                                          "]",
                                          ",",
                                          ":",
                                          "\n",
                                          "\r",
                                          "\t",
                                          "'",
                                          " ",
                                          ";",
                                          "=",
                                          "\\n",
                                          "\\u",
                                          "null",
                                          "base64",
                                          "\xff",
                                          "\xc3",
                                          "\xed\xa0\x80",
                                          "{\"base64\":\"eA==\"}"};
  std::string name;
  for (std::size_t i = 0; i < length; ++i) name += random.pick(kPieces);
  return name;
}

std::string any_name(Random& random) {
  const std::size_t length = 1 + random.below(12);
  switch (random.below(3)) {
    case 0: return any_bytes(random, length);
    case 1: return any_text(random, length);
    default: return any_syntax(random, length);
  }
}

std::set<std::string> make_names(std::uint64_t seed, std::uint64_t count) {
  Random random(seed);
  std::set<std::string> names;
  while (names.size() < count) {
    const std::string name = any_name(random);
    if (name != "." && name != ".." && name.size() < 200) names.insert(name);
  }
  return names;
}

/// Every tenth is a link to the name before it in some order.
support::TreeSpec make_tree(const std::set<std::string>& names) {
  support::TreeSpec tree;
  std::string before = "nowhere";
  for (const std::string& name : names) {
    support::Node node;
    node.path = name;
    if (tree.size() % 10 == 9) {
      node.kind = support::Kind::symbolic_link;
      node.text = before;
    }
    before = name;
    tree.push_back(std::move(node));
  }
  return tree;
}

// ---- comparing

std::string base64(std::string_view bytes) {
  std::string text;
  findo::base::append_base64(text, bytes);
  return text;
}

class Comparison {
 public:
  explicit Comparison(Options options) : options_(std::move(options)) {}

  void compare_names() {
    const support::TreeSpec tree = make_tree(make_names(options_.seed, options_.cases));
    const std::string directory = top_.path() + "/names";
    support::build_tree(tree, directory);
    std::vector<std::string> wanted;
    for (const support::Node& node : tree) {
      const bool is_link = node.kind == support::Kind::symbolic_link;
      wanted.push_back(base64("names/" + node.path) + ' ' + base64(node.path) + ' ' +
                       (is_link ? base64(node.text) : ""));
    }
    std::sort(wanted.begin(), wanted.end());
    if (!options_.jq.empty()) compare("jq", read_json(), wanted);
    if (!options_.python.empty()) compare("csv", read_csv(), wanted);
    compare_closing("names", "", {tree.size() + 1, tree.size() + 1, 0});
  }

  /// Directories that cannot be read, files that vanish once their names are known, roots that are not there.
  void compare_errors(Random random) {
    const std::size_t closed = random.below(5);
    const std::size_t open = 1 + random.below(5);
    const std::size_t vanishing = random.below(40);
    const std::string name = "errors" + std::to_string(++rounds_);
    support::TreeSpec tree;
    const auto add = [&](std::string path, support::Kind kind, mode_t mode) {
      support::Node node;
      node.path = std::move(path);
      node.kind = kind;
      node.mode = mode;
      if (support::is_root()) node.owner = support::nobody();
      tree.push_back(std::move(node));
    };
    for (std::size_t i = 0; i < closed; ++i) add("closed" + std::to_string(i), support::Kind::directory, 0);
    for (std::size_t i = 0; i < open; ++i) add("open" + std::to_string(i), support::Kind::directory, 0755);
    add("vanishing", support::Kind::directory, 0777);
    add("vanishing/a", support::Kind::file, 0644);
    for (std::size_t i = 0; i < vanishing; ++i) {
      add("vanishing/b" + std::to_string(i), support::Kind::file, 0644);
    }
    support::build_tree(tree, top_.path() + '/' + name);
    const std::size_t missing = random.below(3);
    std::string roots;
    for (std::size_t i = 0; i < missing; ++i) roots += " missing" + std::to_string(i);
    const std::size_t visited = missing + 1 + tree.size();
    const std::size_t errors = missing + closed + vanishing;
    // The first in its directory takes the others away when all names have been read. It is a match by that.
    compare_closing(name, roots + " -name a -exec sh -c 'rm -f \"${1%/*}\"/b*' sh {} \\; -o",
                    {visited, visited - missing - vanishing, errors});
  }

  std::uint64_t compared() const { return compared_; }
  std::uint64_t different() const { return different_; }

 private:
  struct Counts {
    std::size_t visited;
    std::size_t matched;
    std::size_t errors;
  };

  enum class As { myself, nobody };

  /// Root reads every directory, nobody does not; but it may not reach every reader.
  std::string shell(const std::string& line, As as) const {
    support::Command command;
    command.program = "/bin/sh";
    command.arguments = {"sh", "-c", line};
    command.environment = {"LC_ALL=C", std::string("PATH=") + std::getenv("PATH"), "HOME=" + top_.path(),
                           "PYTHONPATH=", "FINDO=" + program_};
    command.directory = top_.path();
    if (as == As::nobody && support::is_root()) command.identity = support::nobody();
    return support::run(command).output;
  }

  std::vector<std::string> read_json() const {
    const std::string filter =
        "def bytes: if type == \"object\" then .base64 elif . == null then \"\" else @base64 end; "
        "select(has(\"path\")) | (.path | bytes) + \" \" + (.name | bytes) + \" \" + (.target | bytes)";
    return support::split_lines(
        shell("\"$FINDO\" names -mindepth 1 -json | " + options_.jq + " -r '" + filter + "'", As::myself));
  }

  std::vector<std::string> read_csv() const {
    const std::string script =
        "import base64, csv, io, sys\n"
        "text = io.TextIOWrapper(sys.stdin.buffer, encoding=\"utf-8\", errors=\"surrogateescape\", "
        "newline=\"\")\n"
        "b = lambda s: base64.b64encode(s.encode(\"utf-8\", \"surrogateescape\")).decode()\n"
        "for row in csv.DictReader(text): print(b(row[\"path\"]), b(row[\"name\"]), b(row[\"target\"]))\n";
    return support::split_lines(shell("\"$FINDO\" names -mindepth 1 -csv name,size,target,path | " +
                                          options_.python + " -c '" + script + "'",
                                      As::myself));
  }

  void compare(const char* reader, std::vector<std::string> read, const std::vector<std::string>& wanted) {
    std::sort(read.begin(), read.end());
    std::vector<std::string> differences;
    std::set_symmetric_difference(read.begin(), read.end(), wanted.begin(), wanted.end(),
                                  std::back_inserter(differences));
    compared_ += wanted.size();
    different_ += differences.size();
    constexpr std::size_t kShown = 10;
    for (std::size_t i = 0; i < std::min(differences.size(), kShown); ++i) {
      const bool is_wanted = std::binary_search(wanted.begin(), wanted.end(), differences[i]);
      std::cout << reader << (is_wanted ? " has not " : " has ") << differences[i] << '\n';
    }
  }

  /// At any number of threads; and as many records and messages as it says.
  void compare_closing(const std::string& root, const std::string& expression, const Counts& wanted) {
    const std::string line = "\"$FINDO\" -s " + root + expression + " -json 2>/dev/null | tail -n 1";
    const std::string expected = "{\"complete\":true,\"visited\":" + std::to_string(wanted.visited) +
                                 ",\"matched\":" + std::to_string(wanted.matched) +
                                 ",\"errors\":" + std::to_string(wanted.errors) + "}\n";
    const std::string closing = shell(line, As::nobody);
    ++compared_;
    if (closing == expected) return;
    ++different_;
    std::cout << line << "\n  says " << closing << "  not  " << expected;
  }

  Options options_;
  support::TemporaryDirectory top_{"records"};
  std::string program_ = copy_of_program();
  std::size_t rounds_ = 0;
  std::uint64_t compared_ = 0;
  std::uint64_t different_ = 0;

  std::string copy_of_program() const {
    std::string to = top_.path() + "/findo";
    support::copy_program(options_.findo, to);
    return to;
  }
};

std::optional<Options> read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    if (i + 1 == argc) return std::nullopt;
    const std::string value = argv[i + 1];
    if (name == "--findo") {
      options.findo = value;
    } else if (name == "--jq") {
      options.jq = value;
    } else if (name == "--python") {
      options.python = value;
    } else if (name == "--seed" || name == "--cases") {
      (name == "--seed" ? options.seed : options.cases) = std::strtoull(value.c_str(), nullptr, 10);
    } else {
      return std::nullopt;
    }
  }
  if (options.findo.empty() || options.cases == 0) return std::nullopt;
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) {
    std::cerr
        << "usage: records_differential --findo PATH [--jq PATH] [--python PATH] [--seed N] [--cases N]\n";
    return kCannotWork;
  }
  constexpr std::uint64_t kErrorRounds = 40;
  Comparison comparison(*options);
  comparison.compare_names();
  for (std::uint64_t round = 0; round < kErrorRounds; ++round) {
    comparison.compare_errors(Random(options->seed, 1, round));
  }
  std::cout << "seed " << options->seed << ": " << options->cases << " names, " << kErrorRounds
            << " trees with errors, " << comparison.compared() << " comparisons, " << comparison.different()
            << " differences\n";
  return comparison.different() == 0 ? 0 : 1;
}
