#include "cli/test_file.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <utility>

#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/trees.hpp"
#include "support/trouble.hpp"

namespace findo::cli_tests {
namespace {

constexpr std::string_view kTitle = "== ";
constexpr std::string_view kCommand = "$ ";
constexpr std::string_view kContinuation = "> ";
constexpr std::string_view kUnfinishedLine = "|\\";
constexpr std::string_view kUnknown = "?";

/// What follows the prefix, or nothing.
std::optional<std::string> try_after(std::string_view line, std::string_view prefix) {
  if (!line.starts_with(prefix)) return std::nullopt;
  return std::string(line.substr(prefix.size()));
}

/// `mark` and a blank before a text, or the mark alone where the text is empty.
std::optional<std::string> try_marked(std::string_view line, char mark) {
  if (line.empty() || line[0] != mark || (line.size() > 1 && line[1] != ' ')) return std::nullopt;
  return std::string(line.size() > 1 ? line.substr(2) : "");
}

class FileReader {
 public:
  explicit FileReader(const std::string& path) { file_.path = path; }

  TestFile read() {
    for (const std::string& line : support::split_lines(support::read_file(file_.path))) {
      ++number_;
      if (line.empty() || line[0] == '#') continue;
      if (const auto title = try_after(line, kTitle)) {
        start_test(*title);
      } else if (!read_setting(line) && !(in_test_ && (read_command(line) || read_expectation(line)))) {
        complain("cannot make sense of: " + line);
      }
    }
    finish_test();
    return std::move(file_);
  }

 private:
  [[noreturn]] void complain(const std::string& what) const {
    errno = 0;
    support::die(file_.path + ':' + std::to_string(number_) + ": " + what);
  }

  void start_test(const std::string& title) {
    finish_test();
    in_test_ = true;
    test_ = common_;
    test_.name = title;
    test_.line = number_;
    expectation_ = {};
    is_unknown_ = false;
  }

  void finish_test() {
    if (!in_test_) return;
    if (test_.command.empty()) complain("the test before this line has no command");
    if (!is_unknown_) test_.expectation = expectation_;
    file_.tests.push_back(test_);
  }

  bool read_setting(const std::string& line) {
    Test& test = in_test_ ? test_ : common_;
    if (const auto tree = try_after(line, "tree: ")) {
      const auto& names = support::tree_names();
      if (std::find(names.begin(), names.end(), *tree) == names.end()) complain("no tree is named " + *tree);
      test.tree = *tree;
    } else if (const auto reason = try_after(line, "only-findo: ")) {
      test.departure = *reason;
    } else if (const auto condition = try_after(line, "only-if: ")) {
      test.condition = *condition;
    } else {
      return read_word(line, test);
    }
    return true;
  }

  static bool read_word(const std::string& line, Test& test) {
    if (line == "sorted") {
      test.is_sorted = true;
    } else if (line == "scratch") {
      test.changes_tree = true;
    } else if (line == "attributes") {
      test.needs_attributes = test.needs_linux = true;
    } else if (line == "linux") {
      test.needs_linux = true;
    } else if (line == "mounts") {
      test.mounts = true;
      test.runner = Runner::root;
    } else if (line == "root") {
      test.runner = Runner::root;
    } else if (line == "user") {
      test.runner = Runner::user;
    } else {
      return false;
    }
    return true;
  }

  bool read_command(const std::string& line) {
    const auto start = try_after(line, kCommand);
    const auto more = try_after(line, kContinuation);
    if (start && !test_.command.empty()) complain("a test has one command");
    if (more && test_.command.empty()) complain("nothing goes on here");
    if (start) test_.command = *start;
    if (more) test_.command += '\n' + *more;
    return start || more;
  }

  bool read_expectation(const std::string& line) {
    if (line == kUnknown) {
      is_unknown_ = true;
    } else if (const auto unfinished = try_after(line, kUnfinishedLine)) {
      expectation_.output += *unfinished;
    } else if (const auto output = try_marked(line, '|')) {
      expectation_.output += *output + '\n';
    } else if (const auto error = try_marked(line, '!')) {
      expectation_.errors = Errors::exact;
      expectation_.error_text += *error + '\n';
    } else {
      return read_ending(line);
    }
    return true;
  }

  bool read_ending(const std::string& line) {
    if (line == "stderr: any" || line == "stderr: none") {
      expectation_.errors = line == "stderr: any" ? Errors::any : Errors::none;
      return true;
    }
    const auto status = try_after(line, "exit: ");
    if (!status) return false;
    const auto [stop, error] =
        std::from_chars(status->data(), status->data() + status->size(), expectation_.status);
    if (error != std::errc() || *stop != '\0') complain("an exit status is a number");
    return true;
  }

  TestFile file_;
  Test common_;
  Test test_;
  Expectation expectation_;
  bool in_test_ = false;
  bool is_unknown_ = false;
  int number_ = 0;
};

std::string marked_lines(std::string_view text, char mark) {
  std::string result;
  for (const std::string& line : support::split_lines(text))
    result += std::string(1, mark) + (line.empty() ? "" : " ") + line + '\n';
  return result;
}

}  // namespace

TestFile read_test_file(const std::string& path) { return FileReader(path).read(); }

std::string render_expectation(const Test& test, const support::Outcome& outcome) {
  const std::string output = test.is_sorted ? support::sorted_lines(outcome.output) : outcome.output;
  const std::size_t whole = output.rfind('\n') == std::string::npos ? 0 : output.rfind('\n') + 1;
  std::string result = marked_lines(std::string_view(output).substr(0, whole), '|');
  if (whole < output.size()) result += std::string(kUnfinishedLine) + output.substr(whole) + '\n';
  if (outcome.status != 0) result += "exit: " + std::to_string(outcome.status) + '\n';
  if (!outcome.errors.empty()) result += "stderr: any\n";
  return result;
}

void fill_expectations(const std::string& path, const std::vector<Filling>& fillings) {
  std::string text;
  std::string pending;
  int number = 0;
  for (const std::string& line : support::split_lines(support::read_file(path))) {
    ++number;
    for (const Filling& filling : fillings) {
      if (filling.test_line == number) pending = filling.text;
    }
    text += line == kUnknown ? std::exchange(pending, {}) : line + '\n';
  }
  support::write_file(path, text);
}

}  // namespace findo::cli_tests
