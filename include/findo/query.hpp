// What to look for and where: a command line of findo, read and found to be right.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "findo/export.hpp"
#include "findo/result.hpp"

namespace findo {

/// A query in findo's language (findo(1)): flags, roots, expression. Copies share what they hold, which never
/// changes. Threads: any.
class FINDO_API Query {
 public:
  /// Reads words as the program does, without its name: `Query::parse({"src", "-name", "*.c"})`. No root:
  /// ".". Of the long options those are taken that bear on what is found and done, none that bear on how the
  /// program shows it. The system is asked nothing: what the words name (users, files, patterns, dates) is
  /// looked up by search(), which has errors of the same kind.
  /// Errors: what the program would refuse, with position and remedy; words that ask for text and no search
  /// (--help, -S help); -D, since what it shows would go past the caller.
  static Result<Query> parse(std::vector<std::string> words);

  /// The words, as given.
  const std::vector<std::string>& words() const;
  /// The expression as a tree in text: `or(name:x, and(type:f, print))`; empty where there is none.
  std::string describe() const;

  struct State;  ///< the library's own

 private:
  friend struct QueryAccess;
  explicit Query(std::shared_ptr<const State> state);
  std::shared_ptr<const State> state_;
};

}  // namespace findo
