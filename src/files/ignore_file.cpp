// A big file of rules names hundreds of files and extensions, and nearly every name that is looked up has
// none of them. So the rules whose pattern is a text, and those of the form `*.ext`, are found by hashing the
// name and its extension, once for all files; what a table keeps for a text is the number of the last rule
// that has it. The few patterns of another form are gone through one by one, the last first and no further
// than to the rule found already; most of them need a byte that the name does not have.

#include "files/ignore_file.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace findo::files {
namespace {

// FNV-1a of the folded bytes.
constexpr std::uint32_t kHashBasis = 2166136261U;
constexpr std::uint32_t add_to_hash(std::uint32_t hash, char byte) {
  constexpr std::uint32_t kPrime = 16777619U;
  return (hash ^ static_cast<std::uint8_t>(folded(byte))) * kPrime;
}

bool equal(std::string_view text, std::string_view written, NameCase names) {
  if (names == NameCase::exact) return text == written;
  return std::equal(text.begin(), text.end(), written.begin(), written.end(),
                    [](char a, char b) { return folded(a) == b; });
}

/// Without the blanks at the end that no backslash protects.
std::string_view without_trailing_blanks(std::string_view line) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool is_protected = line[at] == '\\' && at + 1 < line.size();
    if (is_protected) ++at;
    if (is_protected || line[at] != ' ') end = at + 1;
  }
  return line.substr(0, end);
}

}  // namespace

IgnoreName::IgnoreName(std::string_view text)
    : name(text), name_hash(kHashBasis), extension_hash(kHashBasis) {
  std::size_t dot = text.size();
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '.') {
      dot = at;
      extension_hash = kHashBasis;
    }
    bits |= bits_of(text[at]);
    name_hash = add_to_hash(name_hash, text[at]);
    extension_hash = add_to_hash(extension_hash, text[at]);
  }
  extension = text.substr(dot);
}

bool IgnoreVerdict::is_ignored() const { return file_ != nullptr && !file_->rules_[rule_ - 1].is_negated; }
std::size_t IgnoreVerdict::line() const { return file_->rules_[rule_ - 1].line; }
std::string_view IgnoreVerdict::text() const {
  const IgnoreFile::Rule& rule = file_->rules_[rule_ - 1];
  return std::string_view(file_->texts_).substr(rule.text_begin, rule.text_bytes);
}

// ---- Lines

std::shared_ptr<const IgnoreFile> IgnoreFile::make(std::string path, std::string_view text,
                                                   IgnoreFileKind kind, NameCase names) {
  return std::make_shared<IgnoreFile>(Private{}, std::move(path), text, kind, names);
}

IgnoreFile::IgnoreFile(Private, std::string path, std::string_view text, IgnoreFileKind kind, NameCase names)
    : path_(std::move(path)), kind_(kind), names_(names) {
  parse_lines(text);
  build_index();
}

/// Whether no name at all matches; that is so only of what git finds malformed.
static bool is_hopeless(const IgnorePattern& pattern) {
  constexpr auto kNever = NamePattern::Strategy::never;
  const auto fails = [](const IgnorePattern::Component& component) {
    return !component.spans_directories && component.name.strategy() == kNever;
  };
  return std::all_of(pattern.ways().begin(), pattern.ways().end(), [&](const IgnorePattern::Way& way) {
    return way.tail.strategy() == kNever || std::any_of(way.head.begin(), way.head.end(), fails);
  });
}

std::size_t IgnoreFile::size_bytes() const {
  constexpr std::size_t kPatternBytes = 160;  // what hangs on a rule, on average over the Linux sources
  return sizeof(*this) + texts_.size() + rules_.size() * (sizeof(Rule) + kPatternBytes);
}

void IgnoreFile::parse_lines(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t length = std::min(text.find('\n'), text.size());
    parse_line(text.substr(0, length), number);
    text.remove_prefix(std::min(length + 1, text.size()));
  }
}

void IgnoreFile::parse_line(std::string_view line, std::size_t number) {
  if (line.empty() || line[0] == '#') return;
  if (line.ends_with('\r')) line.remove_suffix(1);
  line = line.substr(0, line.find('\0'));  // git's lines are C strings
  line = without_trailing_blanks(line);
  const bool is_negated = line.starts_with('!');
  std::string_view pattern = line.substr(is_negated ? 1 : 0);
  const bool is_for_directories = pattern.ends_with('/');
  if (is_for_directories) pattern.remove_suffix(1);
  IgnorePattern compiled = IgnorePattern::make(pattern, names_);
  if (is_hopeless(compiled) && !pattern.empty() && malformed_line_ == 0) malformed_line_ = number;
  if (compiled.ways().empty()) return;
  rules_.push_back({number, texts_.size(), line.size(), is_negated, is_for_directories, std::move(compiled)});
  texts_ += line;
}

IgnoreVerdict IgnoreFile::verdict(std::string_view path, bool is_directory) const {
  for (std::size_t number = rules_.size(); number > 0; --number) {
    const Rule& rule = rules_[number - 1];
    if ((is_directory || !rule.is_for_directories) && rule.pattern.matches(path)) {
      return {*this, static_cast<RuleNumber>(number)};
    }
  }
  return {};
}

// ---- Index

IgnoreFile::Form IgnoreFile::form_of(const IgnorePattern::Way& way) {
  using Strategy = NamePattern::Strategy;
  if (way.tail.strategy() == Strategy::never) return Form::hopeless;
  if (!way.is_anywhere) return Form::placed;
  if (way.tail.strategy() == Strategy::literal) return Form::literal;
  const bool is_extension = way.tail.strategy() == Strategy::suffix && way.tail.text().rfind('.') == 0;
  return is_extension ? Form::extension : Form::other;
}

void IgnoreFile::build_index() {
  std::array<std::size_t, kForms> counts{};
  for (const Rule& rule : rules_) {
    for (const IgnorePattern::Way& way : rule.pattern.ways())
      ++counts[static_cast<std::size_t>(form_of(way))];
  }
  literals_.reserve(counts[static_cast<std::size_t>(Form::literal)]);
  extensions_.reserve(counts[static_cast<std::size_t>(Form::extension)]);
  for (std::size_t number = rules_.size(); number > 0; --number) {
    for (const IgnorePattern::Way& way : rules_[number - 1].pattern.ways()) {
      index(static_cast<RuleNumber>(number), rules_[number - 1].is_for_directories, way);
    }
  }
}

void IgnoreFile::index(RuleNumber rule, bool is_for_directories, const IgnorePattern::Way& way) {
  const std::string_view text = way.tail.text();
  switch (form_of(way)) {
    case Form::hopeless: break;
    case Form::literal: literals_.add(text, IgnoreName(text).name_hash, rule, is_for_directories); break;
    case Form::extension: extensions_.add(text, IgnoreName(text).name_hash, rule, is_for_directories); break;
    case Form::other: others_.push_back({way.tail.needed_bits(), rule, is_for_directories, &way.tail}); break;
    case Form::placed: placed_.push_back({rule, is_for_directories, &way}); break;
  }
}

RuleNumber IgnoreFile::last_rule_anywhere(const IgnoreName& name, bool is_directory) const {
  RuleNumber last = std::max(literals_.find(name.name, name.name_hash, names_, is_directory),
                             extensions_.find(name.extension, name.extension_hash, names_, is_directory));
  for (const OtherRule& other : others_) {
    if (other.rule <= last) break;
    if ((other.needed_bits & ~name.bits) != 0) continue;
    if ((is_directory || !other.is_for_directories) && other.name->matches(name.name)) last = other.rule;
  }
  return last;
}

void IgnoreFile::Table::reserve(std::size_t texts) {
  if (texts > 0) slots_.resize(std::bit_ceil(texts * 2));
}

void IgnoreFile::Table::add(std::string_view text, std::uint32_t hash, RuleNumber rule,
                            bool is_for_directories) {
  std::size_t at = hash & (slots_.size() - 1);
  while (!slots_[at].text.empty() && slots_[at].text != text) at = (at + 1) & (slots_.size() - 1);
  Slot& slot = slots_[at];
  slot.text = text;
  slot.hash = hash;
  slot.rules.for_directories = std::max(slot.rules.for_directories, rule);
  if (!is_for_directories) slot.rules.for_all = std::max(slot.rules.for_all, rule);
}

RuleNumber IgnoreFile::Table::find(std::string_view text, std::uint32_t hash, NameCase names,
                                   bool is_directory) const {
  if (slots_.empty()) return 0;
  for (std::size_t at = hash & (slots_.size() - 1); !slots_[at].text.empty();
       at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.hash != hash || !equal(text, slot.text, names)) continue;
    return is_directory ? slot.rules.for_directories : slot.rules.for_all;
  }
  return 0;
}

base::Result<std::shared_ptr<const IgnoreFile>, base::Errno> open_ignore_file(
    const FileBase& base, std::string_view path, std::string shown_path, FollowLinks follow,
    IgnoreFileKind kind, NameCase names) {
  const auto content = load_whole_file(base, path, follow);
  if (!content) return base::Failure{content.error()};
  return IgnoreFile::make(std::move(shown_path), *content, kind, names);
}

}  // namespace findo::files
