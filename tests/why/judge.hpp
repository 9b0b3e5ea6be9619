// A find of its own, as simple as can be: the operands of a few tests are read here once more, files are
// asked by lstat(2), and nothing of findo's sources is used. It says what --why has to say.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <vector>

namespace findo::why_tests {

/// An expression, as it was thrown.
struct Expression {
  enum class Kind { leaf, not_, and_, or_, comma };
  Kind kind = Kind::leaf;
  std::vector<std::string> words;    ///< of a leaf
  std::vector<Expression> operands;  ///< of an operator
};

/// A whole search, with one root.
struct Search {
  std::string root;
  bool follows = false;  ///< -L
  bool depth_first = false;
  int min_depth = 0;
  int max_depth = 1000;
  std::optional<Expression> exclusion;
  Expression expression;

  bool has_action() const;
  std::vector<std::string> words() const;  ///< the command line behind the program's name
};

/// The words of an expression, with parentheses around every operator.
void append_words(const Expression& expression, std::vector<std::string>& words);

/// A file that the search would come to.
struct File {
  std::string path;
  std::string name;
  int depth = 0;
};

/// Truths of tests, by their words; unknown where there is none.
using Truths = std::map<std::string, bool>;

class Judge {
 public:
  explicit Judge(const Search& search) : search_(search) {}

  /// Whether a search shows the file `root/names…`.
  bool is_result(const std::vector<std::string>& names) const;
  /// The truth of one test for a file.
  bool holds(const std::vector<std::string>& words, const File& file) const;
  /// What the tests that were asked, alone, make of the expression: whether it reaches -print. Nothing where
  /// they do not decide it.
  std::optional<bool> decided_by(const Truths& truths) const;
  /// The status of a file as the search sees it.
  std::optional<struct stat> status_of(const std::string& path) const;

 private:
  struct Outcome {
    bool truth = false;
    bool pruned = false;
    bool printed = false;
  };
  Outcome evaluate(const Expression& expression, const File& file) const;
  bool is_shown(const File& file) const { return file.depth >= search_.min_depth; }
  bool lets_through(const File& file) const;

  const Search& search_;
};

/// The words joined by blanks, each as a shell wants it.
std::string shown(const std::vector<std::string>& words);

}  // namespace findo::why_tests
