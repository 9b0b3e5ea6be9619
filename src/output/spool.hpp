// Bytes that wait for their turn to be written: in memory as long as there are few of them, in a temporary
// file beyond that.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/descriptor.hpp"
#include "base/errno_code.hpp"
#include "base/result.hpp"

namespace findo::output {

/// What all spools together take up. It must outlive them.
struct SpoolUse {
  std::size_t memory_bytes = 0;
  std::size_t files = 0;
};

/// Threads: one.
class Spool {
 public:
  /// So much of one spool, and of all of them, stays in memory.
  static constexpr std::size_t kMostBytes = 256 * 1024;
  static constexpr std::size_t kMostBytesOfAll = 4 * 1024 * 1024;

  explicit Spool(SpoolUse& use) : use_(&use) {}
  Spool(Spool&& other) noexcept;
  Spool& operator=(Spool&&) = delete;
  ~Spool();

  bool empty() const { return bytes_.empty() && !file_; }
  /// Errors: there is no room, or no file to be had. What was appended before stays.
  base::Status<base::Errno> append(std::string_view bytes);
  /// Hands out everything in order, in pieces, until there is no more or `take` says false. Errors: the file
  /// cannot be read.
  base::Status<base::Errno> read(const std::function<bool(std::string_view)>& take) const;

 private:
  base::Status<base::Errno> open_file();
  base::Status<base::Errno> append_to_file(std::string_view bytes);

  SpoolUse* use_;
  std::string bytes_;      ///< the first of them
  base::Descriptor file_;  ///< the others
};

}  // namespace findo::output
