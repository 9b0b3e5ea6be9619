// What is put around the actions of an expression once it is bound: the one that does nothing where nobody
// wrote any, what has to be known before an action changes the file, and the end of the search at the first
// match.
#pragma once

#include <functional>

#include "files/facts.hpp"
#include "plan/matcher.hpp"

namespace findo::plan {

/// The expression is ( expression ) and an action that does nothing: an entry for which it holds is a match.
void add_mere_match(MatcherTree& matcher);

/// Before each action that may change or remove the file these facts are loaded, so that they are known
/// afterwards as they were.
void keep_facts(MatcherTree& matcher, files::FactSet facts);

/// Puts a leaf before each action that has an effect: A becomes ( leaf A ).
void put_before_effects(MatcherTree& matcher, const std::function<MatcherNode()>& make_leaf);

/// Ends the search after the first entry for which an action was performed and true. That entry is evaluated
/// to its end. Nobody waits for anybody until something has matched.
void end_at_first_match(MatcherTree& matcher);

}  // namespace findo::plan
