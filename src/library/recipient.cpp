#include "library/recipient.hpp"

#include <cxxabi.h>

#include "library/entry_access.hpp"
#include "library/errors.hpp"

namespace findo::library {

Recipient::Recipient(const OnEntry& on_entry, const OnError& on_error, output::Streams& streams)
    : on_entry_(on_entry), on_error_(on_error), streams_(streams) {
  streams.divert_messages([this](std::string_view message, int code) { return take_error(message, code); });
}

/// What is thrown does not go through the walk, which has threads to end first. libstdc++ has no object for
/// its reference to a forced unwinding, which UBSan would take amiss.
template <class Function, class... Arguments>
__attribute__((no_sanitize("null"))) void Recipient::call(const Function& function,
                                                          const Arguments&... arguments) {
  if (!function) return;
  try {
    summary_.was_stopped |= function(arguments...) == Next::stop;
#ifdef __GLIBCXX__
  } catch (abi::__forced_unwind&) {  // the end of the thread, which cannot be put off
    streams_.abandon();
    throw;
#endif
  } catch (...) {
    thrown_ = std::current_exception();
    streams_.abandon();
  }
}

bool Recipient::take(files::Entry& entry) {
  if (summary_.was_stopped || thrown_) return false;
  ++summary_.entries;
  call(on_entry_, EntryAccess::make(entry));
  return !summary_.was_stopped && !thrown_;
}

output::Wish Recipient::take_error(std::string_view message, int code) {
  ++summary_.errors;
  call(on_error_, make_error(message, code));
  if (thrown_) return output::Wish::abandon;
  return summary_.was_stopped ? output::Wish::stop : output::Wish::more;
}

void Recipient::rethrow() const {
  if (thrown_) std::rethrow_exception(thrown_);
}

}  // namespace findo::library
