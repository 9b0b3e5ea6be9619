// Whom a search hands over what it finds, and tells what has failed.
#pragma once

#include <exception>

#include "files/entry.hpp"
#include "findo/search.hpp"
#include "output/streams.hpp"

namespace findo::library {

/// Calls the caller's functions, until one of them wants no more or throws. Takes the messages of `streams`,
/// which must outlive it, as the functions must. Threads: the retiring one.
class Recipient {
 public:
  Recipient(const OnEntry& on_entry, const OnError& on_error, output::Streams& streams);
  Recipient(const Recipient&) = delete;
  Recipient& operator=(const Recipient&) = delete;

  /// False: that was the last one.
  bool take(files::Entry& entry);

  /// Throws what a function has thrown, now that the search is over.
  void rethrow() const;
  const Summary& summary() const { return summary_; }

 private:
  template <class Function, class... Arguments>
  void call(const Function& function, const Arguments&... arguments);
  output::Wish take_error(std::string_view message, int code);

  const OnEntry& on_entry_;
  const OnError& on_error_;
  output::Streams& streams_;
  Summary summary_{};
  std::exception_ptr thrown_{};
};

}  // namespace findo::library
