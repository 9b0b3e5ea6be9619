// The programs that findo is held against: what each may be asked, and what findo does otherwise on purpose.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "differential/expression.hpp"
#include "differential/tree.hpp"

namespace findo::differential {

/// One program. Its objects hold no state; one thread.
class Oracle {
 public:
  virtual ~Oracle() = default;

  /// Its name in reports.
  virtual std::string_view name() const = 0;

  /// Invents a command line that both understand.
  virtual CommandLine make_command_line(Random& random, const Scope& scope) const = 0;

  /// Whether a difference is expected and says nothing. `portable_reader`: findo runs with --reader=std.
  virtual bool departs(const CommandLine& line, const Scope& scope, bool portable_reader) const = 0;

  /// Whether findo shows its results in the same order.
  virtual bool has_same_order(const CommandLine& line) const = 0;

  /// Gives the files of a tree on disk what no Node tells of.
  virtual void dress(const Tree& tree, const std::string& top) const = 0;
};

/// GNU find 4.9: the whole language that it has, to the byte and in its order.
std::unique_ptr<Oracle> make_gnu_find();

/// bfs 2.6.1: what GNU find lacks.
std::unique_ptr<Oracle> make_bfs();

}  // namespace findo::differential
