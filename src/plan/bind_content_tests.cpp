// -contains, -icontains, -text, -binary, -mime: what a regular file holds. No other file is ever opened.

#include <array>
#include <string_view>

#include "base/messages.hpp"
#include "files/content.hpp"
#include "files/mime.hpp"
#include "plan/binder.hpp"
#include "plan/content_pattern.hpp"
#include "plan/content_search.hpp"
#include "plan/glob.hpp"
#include "plan/loaded.hpp"

namespace findo::plan {
namespace {

using files::FileType;
using language::Primary;

/// Asks `question` of the open file; false, and reported, where it cannot be opened or the answer is an
/// error.
template <class Question>
bool ask_content(files::Visit& visit, Question&& question) {
  const auto file = files::open_content(visit.entry.location());
  if (!file) {
    visit.report(file.error());
    return false;
  }
  const base::Result<bool, base::Errno> answer = question(*file);
  if (answer) return *answer;
  visit.report(answer.error());
  return false;
}

class ContainsTest : public Test {
 public:
  explicit ContainsTest(ContentPattern pattern) : pattern_(std::move(pattern)) {}
  bool holds(files::Visit& visit) const override {
    if (ask_type(visit) != FileType::regular) return false;
    return ask_content(visit,
                       [this](const base::Descriptor& file) { return search_content(file, pattern_); });
  }

 private:
  ContentPattern pattern_;
};

/// Git and others take a NUL near the beginning for the mark of what is no text; so an empty file is text.
class TextTest : public Test {
 public:
  explicit TextTest(bool wants_text) : wants_text_(wants_text) {}
  bool holds(files::Visit& visit) const override {
    if (ask_type(visit) != FileType::regular) return false;
    return ask_content(visit, [this](const base::Descriptor& file) -> base::Result<bool, base::Errno> {
      std::array<char, kBytesLookedAt> bytes;
      const auto count = files::read_content(file, bytes.data(), bytes.size());
      if (!count) return base::Failure{count.error()};
      const bool is_text = std::string_view(bytes.data(), *count).find('\0') == std::string_view::npos;
      return is_text == wants_text_;
    });
  }

 private:
  static constexpr std::size_t kBytesLookedAt = 8192;

  bool wants_text_;
};

class MimeTest : public Test {
 public:
  explicit MimeTest(Glob glob) : glob_(std::move(glob)) {}
  bool holds(files::Visit& visit) const override {
    const FileType type = ask_type(visit);
    if (type == FileType::unknown) return false;
    if (type != FileType::regular) return accepts(files::mime_type_of(type));
    return ask_content(visit, [&](const base::Descriptor& file) -> base::Result<bool, base::Errno> {
      const auto told = files::load_mime_type(file);
      if (told) return accepts(*told);
      visit.add_failure(base::path_message(visit.entry.path(), told.error()));
      return false;
    });
  }

 private:
  bool accepts(const std::string& type) const { return glob_.matches(type.c_str(), type.size()); }

  Glob glob_;
};

LeafResult bind_contains(const language::SyntaxNode& node, std::string_view pattern, CaseRule rule) {
  auto compiled = ContentPattern::compile(pattern, rule);
  if (!compiled) return operand_failure(node, std::move(compiled.error()));
  return make_leaf<ContainsTest>(files::Fact::type, std::move(*compiled));
}

LeafResult bind_mime(Binder& binder, const language::SyntaxNode& node) {
  const std::string_view pattern = binder.operand(node);
  if (pattern.find('/') == std::string_view::npos && pattern.find('*') == std::string_view::npos) {
    return operand_failure(node,
                           {"this is no MIME type", 0, 0,
                            "types are such as image/png, 'image/*', text/x-c, '*zip*', inode/directory"});
  }
  if (const auto status = files::prepare_mime_types(); !status) {
    return base::Failure{language::Diagnostic{status.error(), {{node.words.first, 1}}}};
  }
  return make_leaf<MimeTest>(files::Fact::type, Glob::make(pattern, CaseRule::fold));
}

}  // namespace

LeafResult bind_content_test(Binder& binder, const language::SyntaxNode& node) {
  switch (node.row->primary) {
    case Primary::contains: return bind_contains(node, binder.operand(node), CaseRule::exact);
    case Primary::icontains: return bind_contains(node, binder.operand(node), CaseRule::fold);
    case Primary::mime: return bind_mime(binder, node);
    default: return make_leaf<TextTest>(files::Fact::type, node.row->primary == Primary::text);
  }
}

}  // namespace findo::plan
