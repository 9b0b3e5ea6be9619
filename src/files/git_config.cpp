// Grammar (git-config(1)); blanks and comments, from # or ; to the end of the line, may stand between parts:
//   file    = { section | setting } ;
//   section = "[" name [ blanks '"' { character | "\" character } '"' ] "]" ;
//   setting = key [ "=" value ] newline ;
//   value   = { character | '"' quoted '"' | escape } ;
//   escape  = "\" ( "n" | "t" | "b" | "\" | '"' | newline ) ;
// A setting may follow its section's bracket on the same line. Names of sections and keys know no case.

#include "files/git_config.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace findo::files {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_key_character(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; }

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

class ConfigParser {
 public:
  ConfigParser(std::string_view text, GitConfig& config, const IncludeGitConfig& include)
      : text_(text), config_(config), include_(include) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  void parse() {
    while (skip_to_item()) {
      const bool is_good = peek() == '[' ? parse_section() : parse_setting();
      if (!is_good) return;
    }
  }

 private:
  /// The next character; behind the last line comes one more newline. CR LF counts as one newline.
  char peek() const {
    if (at_ >= text_.size()) return '\n';
    const bool is_line_end = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
    return is_line_end ? '\n' : text_[at_];
  }
  char take() {
    const char c = peek();
    at_ += c == '\n' && at_ < text_.size() && text_[at_] == '\r' ? 2 : 1;
    return c;
  }
  bool is_at_end() const { return at_ >= text_.size(); }

  void skip_line() {
    while (!is_at_end() && peek() != '\n') take();
  }

  bool skip_to_item() {
    while (!is_at_end()) {
      if (peek() == '#' || peek() == ';') {
        skip_line();
      } else if (is_blank(peek())) {
        take();
      } else {
        return true;
      }
    }
    return false;
  }

  bool parse_section() {
    take();
    section_.clear();
    while (!is_at_end()) {
      const char c = take();
      if (c == ']') return true;
      if (c == ' ' || c == '\t') return parse_subsection();
      if (!is_key_character(c) && c != '.') return false;
      section_ += c;
    }
    return false;
  }

  /// No setting that is looked for stands in a subsection: the name becomes one that nothing has.
  bool parse_subsection() {
    while (peek() == ' ' || peek() == '\t') take();
    if (take() != '"') return false;
    section_ += '"';
    for (char c = take(); c != '"'; c = take()) {
      if (c == '\\') c = take();
      if (c == '\n') return false;
    }
    return take() == ']';
  }

  bool parse_setting() {
    if (!is_letter(peek())) return false;
    std::string key;
    while (is_key_character(peek())) key += take();
    while (peek() == ' ' || peek() == '\t') take();
    if (peek() == '\n') return apply(key, std::nullopt);
    if (take() != '=') return false;
    const auto value = parse_value();
    return value && apply(key, *value);
  }

  /// Up to the end of the line, without blanks around it.
  std::optional<std::string> parse_value() {
    std::string value;
    bool is_quoted = false;
    std::size_t kept = 0;  // how much of the value stays should only blanks follow
    for (;;) {
      char c = take();
      if (c == '\n') break;
      if (!is_quoted && (c == '#' || c == ';')) {
        skip_line();
        break;
      }
      if (!is_quoted && is_blank(c)) {
        if (!value.empty()) value += ' ';
        continue;
      }
      if (c == '"') {
        is_quoted = !is_quoted;
      } else if (c != '\\') {
        value += c;
      } else if (!append_escaped(value)) {
        return std::nullopt;
      }
      kept = value.size();
    }
    if (is_quoted) return std::nullopt;
    value.resize(kept);
    return value;
  }

  bool append_escaped(std::string& value) {
    constexpr std::string_view kLetters = "tbn\\\"";
    constexpr std::string_view kMeanings = "\t\b\n\\\"";
    const char c = take();
    if (c == '\n') return true;
    const std::size_t letter = kLetters.find(c);
    if (letter == std::string_view::npos) return false;
    value += kMeanings[letter];
    return true;
  }

  /// `value` is missing where there is no equals sign, which makes a boolean true. False: nothing more is to
  /// be read.
  bool apply(std::string_view key, const std::optional<std::string>& value) {
    const std::string name = lower_case(section_) + '.' + lower_case(key);
    const auto boolean = value ? try_git_boolean(*value) : true;
    if (name == "include.path" && value && include_) return include_(*value);
    if (name == "core.excludesfile" && value) config_.excludes_file = value;
    if (name == "core.ignorecase" && boolean) {
      config_.names = *boolean ? NameCase::folded : NameCase::exact;
    }
    if (name == "extensions.worktreeconfig" && boolean) config_.has_worktree_config = *boolean;
    return true;
  }

  std::string_view text_;
  GitConfig& config_;
  const IncludeGitConfig& include_;
  std::size_t at_ = 0;
  std::string section_;
};

/// Reads files and what they include.
class ConfigFiles {
 public:
  ConfigFiles(const FileBase& base, const std::optional<std::string>& home, GitConfig& config)
      : base_(base), home_(home), config_(config) {}

  /// False: they go too deep or are too many, so that nothing more is to be read.
  bool apply(const std::string& path) {
    constexpr int kMostLevels = 10;   // git's own
    constexpr int kMostFiles = 1000;  // each of ten may include the next one again and again
    if (level_ > kMostLevels || ++files_ > kMostFiles) return false;
    const auto content = load_whole_file(base_, path, FollowLinks::yes);
    if (!content) return true;
    bool goes_on = true;
    ++level_;
    apply_git_config(*content, config_, [&](const std::string& named) {
      // Whether there is a file of the work tree's own the repository's file itself must say.
      const bool has_worktree_config = config_.has_worktree_config;
      const auto included = try_resolved(path, named);
      goes_on = !included || apply(*included);
      config_.has_worktree_config = has_worktree_config;
      return goes_on;
    });
    --level_;
    return goes_on;
  }

 private:
  std::optional<std::string> try_resolved(std::string_view from, const std::string& named) const {
    if (named.starts_with('/')) return named;
    if (named.starts_with("~/")) return home_ ? std::optional(*home_ + named.substr(1)) : std::nullopt;
    if (named.starts_with('~')) return std::nullopt;                  // somebody else's
    return std::string(from.substr(0, from.rfind('/') + 1)) + named;  // npos + 1 is 0
  }

  const FileBase& base_;
  const std::optional<std::string>& home_;
  GitConfig& config_;
  int level_ = 0;
  int files_ = 0;
};

/// 0, 1, -17, 2k, 3M, 1G.
std::optional<bool> try_number(std::string_view text) {
  long long number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc()) return std::nullopt;
  const std::string unit = lower_case({end, static_cast<std::size_t>(text.data() + text.size() - end)});
  if (!unit.empty() && unit != "k" && unit != "m" && unit != "g") return std::nullopt;
  return number != 0;
}

}  // namespace

void apply_git_config(std::string_view text, GitConfig& config, const IncludeGitConfig& include) {
  ConfigParser(text, config, include).parse();
}

void apply_git_config_file(const FileBase& base, const std::string& path,
                           const std::optional<std::string>& home, GitConfig& config) {
  (void)ConfigFiles(base, home, config).apply(path);
}

std::optional<bool> try_git_boolean(std::string_view text) {
  const std::string word = lower_case(text);
  if (word == "true" || word == "yes" || word == "on") return true;
  if (word.empty() || word == "false" || word == "no" || word == "off") return false;
  return try_number(word);
}

}  // namespace findo::files
