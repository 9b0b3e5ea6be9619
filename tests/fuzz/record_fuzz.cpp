// Feeds the reader of records any bytes: what it takes must say the same when written and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "act/record.hpp"

namespace {

using namespace findo::act;

void check(bool holds) {
  if (!holds) std::abort();
}

/// The record as it would have been written, had all been announced at once.
std::string rewritten(const Record& record) {
  std::string text = render(record.header) + '\n';
  for (const RecordedDeed& deed : record.deeds) text += render(deed.announcement) + '\n';
  for (const std::uint64_t number : record.completed) {
    text += render(*record.deeds[number - 1].completion) + '\n';
  }
  if (record.has_ended) text += render_end({}) + '\n';
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto record = parse_record({reinterpret_cast<const char*>(data), size});
  if (!record) {
    check(!record.error().empty());
    return 0;
  }
  const std::string once = rewritten(*record);
  const auto again = parse_record(once);
  check(again && rewritten(*again) == once);
  return 0;
}
