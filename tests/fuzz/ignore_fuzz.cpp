// Ignore rules against a plain reading of them: a recursive matcher that tries everything, rule by rule.
// Input: a byte of choices, the text of a file of rules, then after each NUL a path. The same verdicts must
// also come from rules that descend component by component. The text is read as one of git's configurations
// too.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "files/git_config.hpp"
#include "files/ignore_bracket.hpp"
#include "files/ignore_rules.hpp"

using namespace findo::files;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

/// Whether a text matches a pattern as git's matcher takes it, which knows nothing of what came before.
class PlainMatcher {
 public:
  PlainMatcher(std::string_view pattern, std::string_view text, bool is_path, NameCase names)
      : pattern_(pattern),
        text_(text),
        is_path_(is_path),
        names_(names),
        failed_((pattern.size() + 1) * (text.size() + 1)) {}

  bool matches(std::size_t p = 0, std::size_t t = 0) {
    const std::size_t place = p * (text_.size() + 1) + t;
    if (failed_[place]) return false;
    const bool is_match = try_match(p, t);
    failed_[place] = !is_match;
    return is_match;
  }

 private:
  bool try_match(std::size_t p, std::size_t t) {
    if (p == pattern_.size()) return t == text_.size();
    if (pattern_[p] == '*') return matches_stars(p, t);
    if (t == text_.size()) return false;
    const bool is_slash = is_path_ && text_[t] == '/';
    switch (pattern_[p]) {
      case '?': return !is_slash && matches(p + 1, t + 1);
      case '[': {
        const auto bracket = parse_ignore_bracket(pattern_.substr(p), names_);
        return bracket && !is_slash && bracket->set[static_cast<std::uint8_t>(text_[t])] &&
               matches(p + bracket->length, t + 1);
      }
      case '\\': return p + 1 < pattern_.size() && seen(text_[t]) == pattern_[p + 1] && matches(p + 2, t + 1);
      default: return seen(text_[t]) == seen(pattern_[p]) && matches(p + 1, t + 1);
    }
  }

  bool matches_stars(std::size_t p, std::size_t t) {
    std::size_t q = p;
    while (q < pattern_.size() && pattern_[q] == '*') ++q;
    const std::string_view rest = pattern_.substr(q);
    const bool is_spanning = q - p > 1 && (p == 0 || pattern_[p - 1] == '/') &&
                             (rest.empty() || rest.starts_with('/') || rest.starts_with("\\/"));
    if (is_spanning && rest.starts_with('/') && matches(q + 1, t)) return true;
    for (;; ++t) {
      if (matches(q, t)) return true;
      if (t == text_.size() || (is_path_ && !is_spanning && text_[t] == '/')) return false;
    }
  }

  char seen(char byte) const { return names_ == NameCase::folded ? folded(byte) : byte; }

  std::string_view pattern_;
  std::string_view text_;
  bool is_path_;
  NameCase names_;
  std::vector<bool> failed_;
};

bool plainly_matches(std::string_view pattern, std::string_view path, NameCase names) {
  if (pattern.find('/') == pattern.npos) {
    return PlainMatcher(pattern, path.substr(path.rfind('/') + 1), false, names).matches();
  }
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  const std::size_t plain = std::min(pattern.find_first_of("*?[\\"), pattern.size());
  const std::string_view prefix = path.substr(0, plain);
  if (!PlainMatcher(pattern.substr(0, plain), prefix, true, names).matches()) return false;
  return PlainMatcher(pattern.substr(plain), path.substr(prefix.size()), true, names).matches();
}

/// The pattern of a rule as it stands in the file.
bool plainly_matches_rule(std::string_view rule, std::string_view path, bool is_directory, NameCase names) {
  if (rule.starts_with('!')) rule.remove_prefix(1);
  if (rule.ends_with('/')) {
    if (!is_directory) return false;
    rule.remove_suffix(1);
  }
  return plainly_matches(rule, path, names);
}

/// Without empty components.
std::vector<std::string_view> components_of(std::string_view path) {
  std::vector<std::string_view> components;
  while (!path.empty()) {
    const std::size_t length = std::min(path.find('/'), path.size());
    if (length > 0) components.push_back(path.substr(0, length));
    path.remove_prefix(std::min(length + 1, path.size()));
  }
  return components;
}

std::string joined(const std::vector<std::string_view>& components) {
  std::string path;
  for (std::string_view component : components) path.append(path.empty() ? "" : "/").append(component);
  return path;
}

IgnoreVerdict descended(const std::shared_ptr<const IgnoreFile>& file,
                        const std::vector<std::string_view>& components, bool is_directory) {
  IgnoreRequest request;
  request.files.push_back(file);
  std::vector<IgnoreProblem> problems;
  const auto sources = IgnoreSources::bind(std::move(request), problems);
  auto rules = IgnoreRules::make_requested(IgnoreRules::make_outermost(sources));
  for (std::size_t i = 0; i + 1 < components.size(); ++i) rules = IgnoreRules::descend(rules, components[i]);
  return rules->verdict(components.back(), is_directory);
}

void check_path(const std::shared_ptr<const IgnoreFile>& file, std::string_view text, bool is_directory,
                NameCase names) {
  const auto components = components_of(text);
  if (components.empty()) return;
  const std::string path = joined(components);
  const IgnoreVerdict verdict = file->verdict(path, is_directory);
  require(verdict == descended(file, components, is_directory));
  // The rule that decides matches, and none behind it does.
  for (RuleNumber number = file->size(); number > 0; --number) {
    const IgnoreVerdict candidate(*file, number);
    const bool is_match = plainly_matches_rule(candidate.text(), path, is_directory, names);
    require(is_match == (candidate == verdict));
    if (is_match) return;
  }
  require(!verdict);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kLongest = 1024;
  if (size < 1 || size > kLongest) return 0;
  const NameCase names = (data[0] & 1U) != 0 ? NameCase::folded : NameCase::exact;
  const bool is_directory = (data[0] & 2U) != 0;
  std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string_view rules = input.substr(0, input.find('\0'));
  GitConfig config;
  apply_git_config(rules, config);
  const auto file = IgnoreFile::make("rules", rules, IgnoreFileKind::general, names);
  while (input.find('\0') != input.npos) {
    input.remove_prefix(input.find('\0') + 1);
    check_path(file, input.substr(0, input.find('\0')), is_directory, names);
  }
  return 0;
}
