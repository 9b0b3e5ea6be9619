// What to look for and where: a command line of findo, read and found to be right.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "findo/export.hpp"
#include "findo/result.hpp"

namespace findo {

/// A query in findo's language (findo(1)): flags, roots, expression. Copies share what they hold, which never
/// changes; moving one copies it. Threads: any.
class FINDO_API Query {
 public:
  /// Reads words as the program does, without its name: `Query::parse({"src", "-name", "*.c"})`. No root:
  /// ".". The configuration file is not read. The system is asked nothing: what the words name (users, files,
  /// patterns, dates) is looked up by search(), which has errors of the same kind.
  /// Long options: --dry-run, --halt, --ignore, --ignore-file, --jobs, --journal, --no-guard, --order,
  /// --overwrite, --parents, --reader, --skip and --tag are taken. The others are refused: those that bear on
  /// how the program shows what it finds, and those by which somebody looks at what is going to be done,
  /// --confirm, --max-actions, --max-bytes and --plan. To look first, search without the action, or with
  /// --dry-run, which writes to standard output what would be done.
  /// Errors: what the program would refuse, with position and remedy; words that ask for text and no search
  /// (--help, -S help); -D, which would show something past the caller; -q, which would hand nothing over.
  static Result<Query> parse(std::vector<std::string> words);

  /// The words, as given.
  const std::vector<std::string>& words() const;
  /// The expression as a tree in text: `or(name:x, and(type:f, print))`; empty where there is none.
  std::string describe() const;

  Query(const Query&) = default;
  Query& operator=(const Query&) = default;
  ~Query() = default;

  struct FINDO_INNER State;  ///< the library's own

 private:
  friend struct QueryAccess;
  FINDO_INNER explicit Query(std::shared_ptr<const State> state);
  std::shared_ptr<const State> state_;
};

}  // namespace findo
