// Feeds the reader of plans any bytes, as they are and with a last line that fits: what it takes must be,
// byte for byte, what would have been written.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "act/plan_file.hpp"

namespace {

using namespace findo::act;

void check(bool holds) {
  if (!holds) std::abort();
}

void try_text(const std::string& text) {
  auto plan = Plan::read(text);
  if (!plan) {
    check(plan.error().line > 0 && !plan.error().sentence.empty());
    return;
  }
  std::string again = render(plan->header()) + '\n';
  const PlanLines lines(plan->header().actions);
  std::uint64_t number = 0;
  while (const auto deed = plan->next()) {
    check(deed->action < plan->header().actions.size() && !deed->path.empty());
    again += lines.render(++number, *deed) + '\n';
  }
  check(number == plan->size());
  again += render_plan_end(number, findo::base::sha256_hex(again)) + '\n';
  check(again == text);
}

/// The bytes as the lines of deeds of a plan that is right but for them.
std::string as_deeds(std::string_view bytes) {
  const PlanHeader header{.actions = {{.kind = PlannedKind::remove},
                                      {.kind = PlannedKind::move, .to = "d"},
                                      {.kind = PlannedKind::each, .words = {"x{.}", "{/}"}}}};
  std::string text = render(header) + '\n';
  text += bytes;
  if (!text.ends_with('\n')) text += '\n';
  std::uint64_t deeds = 0;
  for (const char c : text) deeds += c == '\n' ? 1U : 0U;
  return text + render_plan_end(deeds - 1, findo::base::sha256_hex(text)) + '\n';
}

std::string sealed(std::string_view bytes) {
  std::string text(bytes);
  std::uint64_t lines = 0;
  for (const char c : text) lines += c == '\n' ? 1U : 0U;
  return text + render_plan_end(lines > 0 ? lines - 1 : 0, findo::base::sha256_hex(text)) + '\n';
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try_text(std::string(bytes));
  try_text(sealed(bytes));
  try_text(as_deeds(bytes));
  return 0;
}
