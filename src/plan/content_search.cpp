// Most files are read by a single call into a buffer that the thread keeps; a mapping would cost more than
// the copy it saves, and would end the program where a file shrinks meanwhile. What follows the last newline
// of the buffer moves to its front, so that the pattern sees each line whole. The buffer grows for a line
// that does not fit, up to a bound, past which the line is searched in pieces that overlap.

#include "plan/content_search.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>

#include "files/content.hpp"

namespace findo::plan {
namespace {

constexpr std::size_t kFirstBytes = 256 << 10;
constexpr std::size_t kMostBytes = 16 << 20;
constexpr std::size_t kOverlapBytes = 1 << 20;

class Buffer {
 public:
  char* data() { return bytes_.get(); }
  std::size_t capacity() const { return capacity_; }

  /// Keeps the first `used` bytes.
  void grow(std::size_t used) {
    const std::size_t larger = std::max(kFirstBytes, capacity_ * 4);
    std::unique_ptr<char[]> bytes(new char[larger]);  // make_unique would clear it
    std::copy_n(bytes_.get(), used, bytes.get());
    bytes_ = std::move(bytes);
    capacity_ = larger;
  }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
};

/// One file on its way through the buffer.
class Search {
 public:
  Search(const base::Descriptor& file, const ContentPattern& pattern, Buffer& buffer)
      : file_(file), pattern_(pattern), buffer_(buffer) {}

  base::Result<bool, base::Errno> run() {
    for (;;) {
      if (used_ == buffer_.capacity() && make_room()) return true;
      const auto bytes = files::read_content(file_, buffer_.data() + used_, buffer_.capacity() - used_);
      if (!bytes) return base::Failure{bytes.error()};
      if (*bytes == 0) return used_ > from_ && is_in(used_);
      if (take(*bytes)) return true;
    }
  }

 private:
  bool is_in(std::size_t end) const { return pattern_.is_in({buffer_.data(), used_}, from_, end); }

  /// Searches the lines that are whole now.
  bool take(std::size_t bytes) {
    const std::string_view fresh(buffer_.data() + used_, bytes);
    const std::size_t newline = fresh.rfind('\n');
    const std::size_t before = used_;
    used_ += bytes;
    if (newline == std::string_view::npos) return false;
    const std::size_t end = before + newline;
    if (is_in(end)) return true;
    drop(end);
    from_ = 1;  // behind a newline, so that it is not taken for the file's beginning
    return false;
  }

  /// For more of a line that fills the buffer. True where that is beyond bounds, and what is there matches.
  bool make_room() {
    if (buffer_.capacity() < kMostBytes) {
      buffer_.grow(used_);
      return false;
    }
    if (is_in(used_ - 1)) return true;  // the last byte shows that the line does not end there
    drop(used_ - kOverlapBytes);
    from_ = 1;  // the first one shows that it does not begin there
    return false;
  }

  void drop(std::size_t bytes) {
    used_ -= bytes;
    std::memmove(buffer_.data(), buffer_.data() + bytes, used_);
  }

  const base::Descriptor& file_;
  const ContentPattern& pattern_;
  Buffer& buffer_;
  std::size_t used_ = 0;
  std::size_t from_ = 0;
};

}  // namespace

base::Result<bool, base::Errno> search_content(const base::Descriptor& file, const ContentPattern& pattern) {
  thread_local Buffer buffer;
  return Search(file, pattern, buffer).run();
}

}  // namespace findo::plan
