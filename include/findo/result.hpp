// A value, or the Error that says why there is none. The library's functions return these and throw nothing
// of their own; std::bad_alloc may come from anywhere.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <variant>

namespace findo {

/// Why something is not so. What does not apply is empty.
struct Error {
  /// A stretch of the words given to Query::parse, counted from 0: word number `word`, and where `length` is
  /// not 0, only so many bytes of it from `offset` on.
  struct Position {
    std::size_t word = kNowhere;
    std::size_t offset = 0;
    std::size_t length = 0;
  };
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  std::string message;   ///< a sentence without a full stop
  std::string remedy{};  ///< how to mend it: "did you mean -name?"
  Position position{};   ///< of a wrong query
  std::string shown{};   ///< of a wrong query: all of this as lines for a terminal, the words underlined
  int code = 0;          ///< of a failed system call: its errno
  std::string path{};    ///< the file that the message is about, byte for byte; of a command that cannot be
                         ///< started, its name; empty where it is about none, and in the answers of an Entry
};

/// Holds a T, or an Error. Reading the side that is not there is a programming error.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }

  T& operator*() & { return *std::get_if<0>(&state_); }
  const T& operator*() const& { return *std::get_if<0>(&state_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }

  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace findo
