#include "files/security_context.hpp"

#include <unistd.h>

#include "files/extended_attributes.hpp"

namespace findo::files {

bool uses_security_contexts() { return access("/sys/fs/selinux/enforce", F_OK) == 0; }

base::Result<std::string, base::Errno> load_security_context(const Entry& entry) {
  auto context = load_attribute(entry.location(), "security.selinux");
  if (context && !context->empty() && context->back() == '\0') context->pop_back();  // the kernel counts it
  return context;
}

}  // namespace findo::files
