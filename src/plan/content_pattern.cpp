// RE2 for what files hold. Where every match holds one of a few literals these are looked for first, much
// faster than RE2 can look for anything, and RE2 is asked of the lines that hold one.
#include "plan/content_pattern.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <re2/re2.h>

#include "plan/literal_finder.hpp"
#include "plan/required_literals.hpp"

namespace findo::plan {
namespace {

// For program and automaton. RE2 forgets states when it runs out, it does not fail.
constexpr std::int64_t kMemoryBytes = 32 << 20;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

RE2::Options options_for(std::string_view pattern, CaseRule rule) {
  RE2::Options options;
  const bool by_characters = locale_encoding() == Encoding::utf8 && is_utf8(pattern);
  options.set_encoding(by_characters ? RE2::Options::EncodingUTF8 : RE2::Options::EncodingLatin1);
  options.set_case_sensitive(rule == CaseRule::exact);
  options.set_log_errors(false);
  options.set_never_capture(true);
  options.set_never_nl(true);
  options.set_max_mem(kMemoryBytes);
  return options;
}

constexpr std::string_view kByLines = "(?m)";

language::OperandError error_of(const RE2& re2, std::string_view pattern) {
  const std::string& argument = re2.error_arg();
  std::string message = re2.error();
  const std::size_t ours = message.find(kByLines);
  const bool is_whole = ours != std::string::npos && argument.starts_with(kByLines);
  if (is_whole) message.erase(ours, kByLines.size());
  const std::size_t offset = argument.empty() || is_whole ? std::string_view::npos : pattern.find(argument);
  const bool is_found = offset != std::string_view::npos;
  return {"this regular expression is malformed: " + message, is_found ? offset : 0,
          is_found ? argument.size() : 0,
          "the syntax is that of RE2; a text that is none: put \\Q before it and \\E behind it"};
}

}  // namespace

class ContentPattern::Engine {
 public:
  Engine(std::string_view pattern, CaseRule rule)
      : re2_(std::string(kByLines) + std::string(pattern), options_for(pattern, rule)) {
    const RequiredLiterals required = required_literals(pattern, rule);
    if (!pays(required)) return;
    finder_.emplace(required.literals, rule);
    literals_suffice_ = required.is_all;
  }

  const RE2& re2() const { return re2_; }

  bool is_in(std::string_view text, std::size_t from, std::size_t end) const {
    if (!finder_) return matches(text, from, end);
    const std::string_view searched = text.substr(0, end);
    for (std::size_t at = from; (at = finder_->find(searched, at)) != std::string_view::npos;) {
      if (literals_suffice_) return true;
      const std::size_t line = searched.rfind('\n', at);
      const std::size_t begin = line == std::string_view::npos || line < from ? from : line + 1;
      const std::size_t line_end = std::min(searched.find('\n', at), end);
      if (matches(text, begin, line_end)) return true;
      at = line_end;
    }
    return false;
  }

 private:
  /// RE2 knows that these are in no line, the finder does not.
  static bool spans_lines(const std::string& literal) { return literal.find('\n') != std::string::npos; }

  /// Short ones stand in most lines, each of which costs RE2 a start.
  static bool pays(const RequiredLiterals& required) {
    constexpr std::size_t kShortest = 3;
    const auto is_short = [](const std::string& literal) { return literal.size() < kShortest; };
    const auto& literals = required.literals;
    if (std::any_of(literals.begin(), literals.end(), spans_lines)) return false;
    return !literals.empty() && (required.is_all || std::none_of(literals.begin(), literals.end(), is_short));
  }

  /// RE2 looks at what stands around the stretch as well, so the ends of a line stay what they are.
  bool matches(std::string_view text, std::size_t from, std::size_t end) const {
    return re2_.Match(piece(text), from, end, RE2::UNANCHORED, nullptr, 0);
  }

  RE2 re2_;
  std::optional<LiteralFinder> finder_;
  bool literals_suffice_ = false;
};

base::Result<ContentPattern, language::OperandError> ContentPattern::compile(std::string_view pattern,
                                                                             CaseRule rule) {
  auto engine = std::make_unique<Engine>(pattern, rule);
  if (!engine->re2().ok()) return base::Failure{error_of(engine->re2(), pattern)};
  return ContentPattern(std::move(engine));
}

ContentPattern::ContentPattern(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
ContentPattern::ContentPattern(ContentPattern&& other) noexcept = default;
ContentPattern& ContentPattern::operator=(ContentPattern&& other) noexcept = default;
ContentPattern::~ContentPattern() = default;

bool ContentPattern::is_in(std::string_view text, std::size_t from, std::size_t end) const {
  return engine_->is_in(text, from, end);
}

}  // namespace findo::plan
