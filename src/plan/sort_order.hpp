// Keys to sort by, rendered as bytes whose order is the order asked for.
#pragma once

#include <string>
#include <vector>

#include "files/visit.hpp"
#include "language/barrier_operands.hpp"

namespace findo::plan {

/// An order of entries. Threads: any.
class SortOrder {
 public:
  explicit SortOrder(const std::vector<language::KeyOrder>& keys);

  /// What has to be loaded of an entry before it can be rendered.
  files::FactSet facts() const { return facts_; }

  /// Appends what of two entries says by its bytes which comes first; nothing where their paths will say it,
  /// which whoever sorts puts behind it. `known` holds facts(), as far as they could be told.
  void append(std::string& out, const files::Entry& entry, const files::Facts& known) const;

 private:
  std::vector<language::KeyOrder> keys_;
  files::FactSet facts_;
};

/// The extension of a name, without its dot and in lower case: behind the last dot, which is not the first
/// byte of the name. Empty where there is none.
std::string extension_of(std::string_view name);

}  // namespace findo::plan
