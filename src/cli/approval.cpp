#include "cli/approval.hpp"

#include <fcntl.h>
#include <string_view>
#include <unistd.h>

#include "act/answer.hpp"
#include "base/descriptor.hpp"
#include "base/messages.hpp"
#include "base/quoting.hpp"
#include "output/human_size.hpp"
#include "output/write_all.hpp"

namespace findo::cli {
namespace {

using plan::EffectCounts;
using plan::Extent;

struct EffectWords {
  std::string_view before;
  std::string_view one;
  std::string_view many;
};
/// By plan::EffectKind.
constexpr EffectWords kEffectWords[plan::kEffectKinds] = {
    {"delete ", " file", " files"},         {"trash ", " file", " files"}, {"move ", " file", " files"},
    {"copy ", " file", " files"},           {"link ", " file", " files"},  {"run ", " command", " commands"},
    {"run commands on ", " file", " files"}};

std::string number(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + std::string(count == 1 ? one : many);
}

std::string describe(const EffectCounts& counts) {
  std::string text;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    if (!text.empty()) text += ", ";
    text +=
        std::string(kEffectWords[i].before) + number(counts[i], kEffectWords[i].one, kEffectWords[i].many);
  }
  return text;
}

std::string describe_bytes(std::uint64_t bytes) {
  constexpr std::uint64_t kUnit = 1024;
  std::string exact = number(bytes, " byte", " bytes");
  if (bytes < kUnit) return exact;
  std::string text;
  output::append_human_size(text, bytes);
  return text + " (" + exact + ')';
}

/// A line each, for a terminal.
std::string sample_of(const Extent& extent) {
  std::string text;
  for (const std::string& path : extent.sample) text += "  " + base::name_quoted(path) + '\n';
  const std::uint64_t others = extent.files - extent.sample.size();
  if (others > 0) text += "  and " + std::to_string(others) + " more\n";
  return text;
}

std::string too_much(const std::string& what, std::string_view option, std::uint64_t most,
                     std::uint64_t wanted) {
  const std::string name(option);
  return "it would be " + what + ", and " + name + '=' + std::to_string(most) +
         " allows no more; to do it all the same: " + name + '=' + std::to_string(wanted);
}

}  // namespace

std::string describe(const Extent& extent, bool with_bytes) {
  std::string text = describe(extent.first);
  const std::string later = describe(extent.later);
  if (!later.empty()) text += (text.empty() ? "" : ", then ") + later + " at most";
  if (with_bytes) text += "; " + describe_bytes(extent.bytes) + " in all";
  if (extent.may_end_early) text += ", unless the search ends before";
  return text;
}

bool Approval::is_beyond(const Extent& extent) const { return has_too_many(extent) || has_too_large(extent); }

void Approval::refuse(const std::string& why) {
  base::Rendered message;
  message.add_failure(base::plain_message("nothing was done: " + why));
  streams_.settle(message);
}

bool Approval::approves(const Extent& extent) {
  if (has_too_many(extent)) {
    const bool is_certain = describe(extent.later).empty() && !extent.may_end_early;
    refuse(too_much((is_certain ? "" : "as many as ") + number(extent.actions, " action", " actions"),
                    "--max-actions", *restraint_.most_actions, extent.actions));
  }
  if (has_too_large(extent)) {
    refuse(
        too_much(number(extent.files, " file", " files") + " of " + number(extent.bytes, " byte", " bytes"),
                 "--max-bytes", *restraint_.most_bytes, extent.bytes));
  }
  if (is_beyond(extent)) return false;
  return !restraint_.asks || is_agreed_to(extent);
}

bool Approval::is_agreed_to(const Extent& extent) {
  const std::string what = describe(extent, true);
  if (isatty(STDIN_FILENO) != 1) {
    refuse("--confirm asks at a terminal, and standard input is none; it would " + what);
    return false;
  }
  if (!show(base::plain_message("about to " + what) + sample_of(extent) + "go ahead? ")) {
    refuse("--confirm finds no terminal to ask at; it would " + what);
    return false;
  }
  const act::Answer answer = act::read_answer();
  if (answer == act::Answer::yes) return true;
  refuse(answer == act::Answer::no ? "the answer was not yes" : "there was no answer");
  return false;
}

/// Where whoever answers sees it, even if messages go elsewhere. False: there is no such place.
bool Approval::show(const std::string& question) {
  if (isatty(STDERR_FILENO) == 1) {
    base::Rendered rendered;
    rendered.to(base::StreamId::standard_error) += question;
    streams_.settle(rendered);
    return true;
  }
  streams_.flush();
  const base::Descriptor terminal(open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC));
  return terminal && output::write_all(terminal.number(), question) == 0;
}

}  // namespace findo::cli
