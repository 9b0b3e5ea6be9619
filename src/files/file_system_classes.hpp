// Whole classes of file systems, which a search may leave out.
#pragma once

#include <cstdint>
#include <string_view>

namespace findo::files {

enum class FileSystemClass : std::uint8_t {
  ordinary,
  remote,  ///< each look may go over a network, or mount something
  pseudo,  ///< the system makes its files up
};

/// The class of a type as the mount table names it ("nfs4", "proc", "fuse.sshfs"); what is not known is
/// ordinary.
FileSystemClass file_system_class(std::string_view type);

}  // namespace findo::files
