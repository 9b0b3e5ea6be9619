// The pieces of a walk in progress: batches of entries with what their evaluation has rendered, and the
// directories on the way from the root to where the walk is.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/rendered.hpp"
#include "files/entry.hpp"
#include "files/reader.hpp"

namespace findo::walk {

/// A place in a batch where retirement has something else to do than to write bytes.
struct Mark {
  enum class Kind : std::uint8_t {
    child,    ///< walk the directory of this name
    waiting,  ///< the entry of this name is to be looked at now, not before
  };
  Kind kind;
  std::size_t run;             ///< runs of rendered bytes before it
  std::size_t name;            ///< index in the batch
  files::Identity identity{};  ///< of a child, where links are followed
};

/// Entries of one directory that were read and looked at together.
struct Batch {
  files::NameBatch names;
  base::Rendered rendered;
  std::vector<Mark> marks;
  std::size_t next_mark = 0;
  std::size_t next_run = 0;
};

/// An entry whose turn comes after what is below it.
struct PostVisit {
  std::size_t name;  ///< index in the batch of the parent's frame
  files::Facts facts;
};

/// A directory between a root and the present position. The outermost frame holds a root as its only entry.
struct Frame {
  std::unique_ptr<files::OpenDirectory>
      handle{};                           ///< null: the working directory, or closed for want of descriptors
  bool is_closed = false;                 ///< must be reopened before it is used
  std::string name{};                     ///< in its parent
  files::Identity identity{};             ///< known where links are followed, or once closed
  files::Place place{};                   ///< of its entries
  std::size_t parent_prefix = 0;          ///< what the path buffer ascends to
  std::deque<files::NameBatch> unread{};  ///< read ahead of their turn
  Batch batch{};
  bool all_read = false;
  bool had_entries = false;
  bool search_checked = false;
  std::optional<PostVisit> post_visit{};  ///< of the directory itself, in its parent
};

}  // namespace findo::walk
