#include "why/judge.hpp"

#include <cstdlib>
#include <dirent.h>
#include <fnmatch.h>
#include <unistd.h>

namespace findo::why_tests {
namespace {

using Kind = Expression::Kind;

bool has_print(const Expression& expression) {
  if (expression.kind == Kind::leaf) return expression.words[0] == "-print";
  for (const Expression& operand : expression.operands) {
    if (has_print(operand)) return true;
  }
  return false;
}

std::string_view operator_word(Kind kind) {
  return kind == Kind::or_ ? "-o" : kind == Kind::comma ? "," : "-a";
}

/// N, +N, -N.
bool compares(const std::string& text, std::uint64_t value) {
  const bool is_signed = text[0] == '+' || text[0] == '-';
  const std::uint64_t number = std::strtoull(text.c_str() + (is_signed ? 1 : 0), nullptr, 10);
  return text[0] == '+' ? value > number : text[0] == '-' ? value < number : value == number;
}

char letter_of(mode_t mode) {
  return S_ISDIR(mode) ? 'd' : S_ISLNK(mode) ? 'l' : S_ISFIFO(mode) ? 'p' : S_ISSOCK(mode) ? 's' : 'f';
}

std::uint64_t unit_of(const std::string& text) {
  switch (text.back()) {
    case 'c': return 1;
    case 'w': return 2;
    case 'k': return 1024;
    case 'M': return 1024 * 1024;
    default: return 512;
  }
}

bool has_mode(const std::string& text, mode_t mode) {
  const bool is_marked = text[0] == '-' || text[0] == '/';
  const auto wanted = static_cast<mode_t>(std::strtoul(text.c_str() + (is_marked ? 1 : 0), nullptr, 8));
  mode &= 07777;
  if (text[0] == '-') return (mode & wanted) == wanted;
  if (text[0] == '/') return wanted == 0 || (mode & wanted) != 0;
  return mode == wanted;
}

bool is_empty(const std::string& path, const struct stat& status) {
  if (S_ISREG(status.st_mode)) return status.st_size == 0;
  if (!S_ISDIR(status.st_mode)) return false;
  DIR* const directory = opendir(path.c_str());
  if (!directory) return false;
  int names = 0;
  while (readdir(directory)) ++names;
  closedir(directory);
  return names == 2;
}

bool link_matches(const std::string& path, const std::string& pattern, const struct stat& status) {
  char target[4096];
  if (!S_ISLNK(status.st_mode)) return false;
  const ssize_t length = readlink(path.c_str(), target, sizeof target - 1);
  if (length < 0) return false;
  target[length] = '\0';
  return fnmatch(pattern.c_str(), target, 0) == 0;
}

bool is_newer(const std::string& file, const struct stat& status) {
  struct stat reference {};
  lstat(file.c_str(), &reference);
  const timespec own = status.st_mtim;
  const timespec other = reference.st_mtim;
  return own.tv_sec != other.tv_sec ? own.tv_sec > other.tv_sec : own.tv_nsec > other.tv_nsec;
}

/// True, false or not known.
using Maybe = std::optional<bool>;

/// What is known of an expression of which some tests are known: its truth, and whether it reaches a -print.
struct Known {
  Maybe truth;
  Maybe printed = false;
};

Known decide(const Expression& expression, const Truths& truths);

Known decide_leaf(const Expression& leaf, const Truths& truths) {
  if (leaf.words[0] == "-print") return {true, true};
  if (leaf.words[0] == "-true") return {true};
  if (leaf.words[0] == "-false") return {false};
  const auto found = truths.find(shown(leaf.words));
  return {found == truths.end() ? Maybe() : Maybe(found->second)};
}

/// Another way to a -print, which is gone as far as `reach` says.
void add_print(Maybe& printed, Maybe other, Maybe reach) {
  if (reach == false || other == false || printed == true) return;
  printed = reach == true && other == true ? Maybe(true) : Maybe();
}

/// -a and -o: an operand that is known to end it is enough, whatever came before.
Known decide_chain(const Expression& chain, const Truths& truths) {
  const bool goes_on = chain.kind == Kind::and_;
  Known all{goes_on};
  Maybe reach = true;
  for (const Expression& operand : chain.operands) {
    const Known own = decide(operand, truths);
    add_print(all.printed, own.printed, reach);
    if (own.truth == !goes_on) {
      all.truth = !goes_on;
      return all;
    }
    if (!own.truth) reach = all.truth = Maybe();
  }
  return all;
}

Known decide(const Expression& expression, const Truths& truths) {
  if (expression.kind == Kind::leaf) return decide_leaf(expression, truths);
  if (expression.kind == Kind::and_ || expression.kind == Kind::or_) return decide_chain(expression, truths);
  Known all;
  for (const Expression& operand : expression.operands) {
    const Known own = decide(operand, truths);
    add_print(all.printed, own.printed, true);
    all.truth = expression.kind == Kind::not_ && own.truth ? Maybe(!*own.truth) : own.truth;
  }
  return all;
}

}  // namespace

bool Search::has_action() const { return has_print(expression); }

void append_words(const Expression& expression, std::vector<std::string>& words) {
  if (expression.kind == Kind::leaf) {
    words.insert(words.end(), expression.words.begin(), expression.words.end());
    return;
  }
  words.emplace_back("(");
  if (expression.kind == Kind::not_) words.emplace_back("!");
  for (std::size_t i = 0; i < expression.operands.size(); ++i) {
    if (i > 0) words.emplace_back(operator_word(expression.kind));
    append_words(expression.operands[i], words);
  }
  words.emplace_back(")");
}

std::vector<std::string> Search::words() const {
  std::vector<std::string> words;
  if (follows) words.emplace_back("-L");
  words.push_back(root);
  if (depth_first) words.emplace_back("-depth");
  if (min_depth > 0) words.insert(words.end(), {"-mindepth", std::to_string(min_depth)});
  if (max_depth < 1000) words.insert(words.end(), {"-maxdepth", std::to_string(max_depth)});
  if (exclusion) {
    words.emplace_back("-exclude");
    append_words(*exclusion, words);
  }
  append_words(expression, words);
  return words;
}

std::string shown(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    const bool is_plain = word.find_first_of("*?[ ") == std::string::npos;
    text += (text.empty() ? "" : " ") + (is_plain ? word : '\'' + word + '\'');
  }
  return text;
}

std::optional<struct stat> Judge::status_of(const std::string& path) const {
  struct stat status {};
  if (search_.follows && stat(path.c_str(), &status) == 0) return status;
  if (lstat(path.c_str(), &status) == 0) return status;
  return std::nullopt;
}

bool Judge::holds(const std::vector<std::string>& words, const File& file) const {
  const std::string& test = words[0];
  const std::string operand = words.size() > 1 ? words[1] : "";
  if (test == "-true") return true;
  if (test == "-false") return false;
  if (test == "-prune") return true;
  if (test == "-name") return fnmatch(operand.c_str(), file.name.c_str(), 0) == 0;
  if (test == "-iname") return fnmatch(operand.c_str(), file.name.c_str(), FNM_CASEFOLD) == 0;
  if (test == "-path") return fnmatch(operand.c_str(), file.path.c_str(), 0) == 0;
  const struct stat status = *status_of(file.path);
  if (test == "-type") return operand.find(letter_of(status.st_mode)) != std::string::npos;
  if (test == "-links") return compares(operand, status.st_nlink);
  if (test == "-perm") return has_mode(operand, status.st_mode);
  if (test == "-empty") return is_empty(file.path, status);
  if (test == "-lname") return link_matches(file.path, operand, status);
  if (test == "-newer") return is_newer(operand, status);
  const std::uint64_t unit = unit_of(operand);
  return compares(operand, (static_cast<std::uint64_t>(status.st_size) + unit - 1) / unit);
}

Judge::Outcome Judge::evaluate(const Expression& expression, const File& file) const {
  if (expression.kind == Kind::leaf) {
    if (expression.words[0] == "-print") return {.truth = true, .printed = true};
    const bool truth = holds(expression.words, file);
    return {.truth = truth, .pruned = expression.words[0] == "-prune"};
  }
  Outcome all;
  for (const Expression& operand : expression.operands) {
    const Outcome own = evaluate(operand, file);
    all.pruned |= own.pruned;
    all.printed |= own.printed;
    all.truth = expression.kind == Kind::not_ ? !own.truth : own.truth;
    const bool is_settled =
        (expression.kind == Kind::and_ && !own.truth) || (expression.kind == Kind::or_ && own.truth);
    if (is_settled) break;
  }
  return all;
}

/// Whether the search goes on into the directory.
bool Judge::lets_through(const File& file) const {
  const auto status = status_of(file.path);
  if (!status || !S_ISDIR(status->st_mode) || file.depth >= search_.max_depth) return false;
  if (search_.exclusion && evaluate(*search_.exclusion, file).truth) return false;
  if (!is_shown(file) || search_.depth_first) return true;
  return !evaluate(search_.expression, file).pruned;
}

bool Judge::is_result(const std::vector<std::string>& names) const {
  File file{search_.root, search_.root.substr(search_.root.rfind('/') + 1), 0};
  for (const std::string& name : names) {
    if (!lets_through(file)) return false;
    file = {file.path + '/' + name, name, file.depth + 1};
  }
  if (!status_of(file.path) || !is_shown(file)) return false;
  if (search_.exclusion && evaluate(*search_.exclusion, file).truth) return false;
  const Outcome outcome = evaluate(search_.expression, file);
  return search_.has_action() ? outcome.printed : outcome.truth;
}

std::optional<bool> Judge::decided_by(const Truths& truths) const {
  const Known known = decide(search_.expression, truths);
  return search_.has_action() ? known.printed : known.truth;
}

}  // namespace findo::why_tests
