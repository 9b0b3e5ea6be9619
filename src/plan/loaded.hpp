// Tests need facts that may fail to load; here the failure is reported and the answer becomes "no".
#pragma once

#include <cerrno>
#include <utility>

#include "files/visit.hpp"

namespace findo::plan {

/// Asks `question` of the entry's own facts; false, and reported, where they cannot be loaded.
template <class Question>
bool ask_facts(files::Visit& visit, files::FactSet wanted, Question&& question) {
  const auto facts = visit.entry.facts(wanted);
  if (!facts) {
    visit.report(facts.error());
    return false;
  }
  return std::forward<Question>(question)(**facts);
}

/// GNU find 4.9 asks for the status of every file before -empty, -lname, -xtype and -prune, needed or not;
/// where the directory may not be searched, or an earlier command has removed the file, that is refused, and
/// they do not hold. Nothing is asked here where it would be granted.
inline bool is_reachable(files::Visit& visit) {
  if (visit.entry.place().is_listing_reliable()) return true;
  return ask_facts(visit, files::Fact::type, [](const files::Facts&) { return true; });
}

/// The entry's own type; `unknown`, and reported, where it cannot be told.
inline files::FileType ask_type(files::Visit& visit) {
  const auto type = visit.entry.type();
  if (type) return *type;
  visit.report(type.error());
  return files::FileType::unknown;
}

}  // namespace findo::plan
