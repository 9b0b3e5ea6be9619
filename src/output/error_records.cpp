#include "output/error_records.hpp"

#include "base/messages.hpp"

namespace findo::output {

void append_error_record(std::string& out, std::string_view message) {
  const base::MessageParts parts = base::read_message(message);
  out += parts.sentence;
  out += '\t';
  if (parts.has_path) out += parts.path;
  out += '\0';
}

}  // namespace findo::output
