// An evaluation that has come to a barrier, as bytes that outlive the walk: the entry, what is known of it
// and is still wanted, and the step at which it stopped.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "files/visit.hpp"

namespace findo::plan {

/// An entry between the walk and its resumption. The views are into the bytes that it was read from.
struct Suspended {
  std::string_view path;       ///< as printed
  std::size_t root_bytes = 0;  ///< how much of the path its root is
  int depth = 0;
  std::uint32_t step = 0;                           ///< of the barrier
  files::FileType type = files::FileType::unknown;  ///< as far as it was known
  std::uint64_t listed_inode = 0;
  int reported = 0;           ///< files::Visit::reported
  bool is_searchable = true;  ///< files::Place::searchable
  bool is_touched = false;    ///< files::Visit::is_touched
  bool is_match = false;      ///< files::Visit::has_matched
  files::Facts facts{};       ///< those that were kept
  files::FactSet known{};     ///< of these, those that the evaluation goes on with

  std::string_view root() const { return path.substr(0, root_bytes); }
};

/// Records stand one behind the other on the stream of their barrier: the sizes of key and rest, the key, at
/// whose end the path is, and the rest.
struct SuspendedRecord {
  std::string_view key;
  std::string_view rest;
};

/// Appends a record of the entry. Its key is `order` and then the path. Of the facts that are loaded those in
/// `kept` are kept, and the evaluation goes on with those of them that are in `known`.
void append_suspended(std::string& out, std::string_view order, files::Visit& visit, std::uint32_t step,
                      files::FactSet kept, files::FactSet known);

/// Takes the first record off the bytes.
SuspendedRecord take_suspended(std::string_view& bytes);

/// What append_suspended() has written.
Suspended read_suspended(const SuspendedRecord& record);

}  // namespace findo::plan
