// All of findo's library. In short:
//
//   const auto query = findo::Query::parse({"src", "-name", "*.c", "-size", "+8k"});
//   if (!query) return complain(query.error().shown);
//   const auto summary = findo::search(*query, [](const findo::Entry& entry) {
//     std::cout << entry.path() << '\n';
//     return findo::Next::more;
//   });
//   if (!summary) return complain(summary.error().shown);
#pragma once

#include "findo/entry.hpp"   // IWYU pragma: export
#include "findo/export.hpp"  // IWYU pragma: export
#include "findo/query.hpp"   // IWYU pragma: export
#include "findo/result.hpp"  // IWYU pragma: export
#include "findo/run.hpp"     // IWYU pragma: export
#include "findo/search.hpp"  // IWYU pragma: export
