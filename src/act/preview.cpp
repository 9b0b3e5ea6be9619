#include "act/preview.hpp"

#include <string_view>
#include <vector>

#include "act/command_template.hpp"
#include "act/held_entry.hpp"
#include "base/quoting.hpp"

namespace findo::act {
namespace {

struct KindWords {
  std::string_view verb;
  std::string_view one;
  std::string_view many;
};
constexpr KindWords kKindWords[] = {{"run", "command", "commands"}, {"delete", "file", "files"},
                                    {"trash", "file", "files"},     {"move", "file", "files"},
                                    {"copy", "file", "files"},      {"link", "file", "files"}};

/// Where a command that runs beside the file would run: for a shell.
std::string directory_of(const files::Entry& entry) {
  const std::string_view path = entry.path();
  if (entry.depth() == 0) return directory_of_root(path);
  const std::string_view directory = path.substr(0, path.size() - entry.name().size());
  return std::string(directory.size() > 1 ? directory.substr(0, directory.size() - 1) : directory);
}

class CommandPreview : public Action {
 public:
  CommandPreview(const CommandRequest& request, output::Streams& streams, PreviewCounts& counts)
      : words_(request.words, request.takes_parts ? Places::parts : Places::path),
        in_directory_(request.in_directory),
        is_batch_(request.batch),
        batch_words_(request.words.begin(), request.words.end()),
        streams_(streams),
        counts_(counts) {
    if (is_batch_) batch_words_.pop_back();
  }

  Influence influence() const override { return Influence::order; }

  bool perform(files::Visit& visit) override {
    const std::string_view whole = visit.entry.path();
    const std::string path = in_directory_ ? name_beside(whole) : std::string(whole);
    if (is_batch_) {
      if (batch_.empty()) directory_ = directory_of(visit.entry);
      (batch_ += ' ') += base::shell_quoted(path);
      return true;
    }
    std::string line;
    for (const std::string& word : words_.filled(path)) add_word(line, word);
    show(visit.rendered, line, directory_of(visit.entry));
    return true;
  }

  void change_directory() override {
    if (in_directory_) show_batch();
  }
  void finish() override { show_batch(); }

 private:
  static void add_word(std::string& line, const std::string& word) {
    if (!line.empty()) line += ' ';
    line += base::shell_quoted(word);
  }

  void show(base::Rendered& rendered, const std::string& line, const std::string& directory) {
    std::string& out = rendered.to(base::StreamId::standard_output);
    out += in_directory_ ? "(cd " + base::shell_quoted(directory) + " && " + line + ")\n" : line + '\n';
    ++counts_[static_cast<std::size_t>(PreviewKind::command)];
  }

  void show_batch() {
    if (batch_.empty()) return;
    std::string line;
    for (const std::string& word : batch_words_) add_word(line, word);
    base::Rendered rendered;
    show(rendered, line + batch_, directory_);
    streams_.settle(rendered);
    batch_.clear();
  }

  CommandTemplate words_;
  bool in_directory_;
  bool is_batch_;
  std::vector<std::string> batch_words_;  ///< without the {}
  output::Streams& streams_;
  PreviewCounts& counts_;
  std::string batch_;      ///< the files that wait, each with a blank before it
  std::string directory_;  ///< of these
};

class FilePreview : public Action {
 public:
  FilePreview(PreviewKind kind, std::unique_ptr<Action> action, std::string directory, PreviewCounts& counts)
      : kind_(kind), action_(std::move(action)), directory_(std::move(directory)), counts_(counts) {}

  Influence influence() const override {
    return kind_ == PreviewKind::removal ? Influence::order : Influence::transfer;
  }

  bool owns(files::Visit& visit) const override { return action_->owns(visit); }

  bool perform(files::Visit& visit) override {
    if (visit.entry.base_name() == ".") return true;
    if (kind_ != PreviewKind::removal) visit.pruned = true;
    std::string& out = visit.rendered.to(base::StreamId::standard_output);
    (out += kKindWords[static_cast<std::size_t>(kind_)].verb) += ' ';
    out += base::shell_quoted(visit.entry.path());
    if (!directory_.empty()) (out += ' ') += base::shell_quoted(directory_);
    out += '\n';
    ++counts_[static_cast<std::size_t>(kind_)];
    return true;
  }

 private:
  PreviewKind kind_;
  std::unique_ptr<Action> action_;
  std::string directory_;
  PreviewCounts& counts_;
};

}  // namespace

std::string describe(const PreviewCounts& counts) {
  std::string text;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const KindWords& words = kKindWords[i];
    if (!text.empty()) text += ", ";
    (text += words.verb) += ' ';
    (text += std::to_string(counts[i]) + ' ') += counts[i] == 1 ? words.one : words.many;
  }
  return text.empty() ? "do nothing" : text;
}

std::unique_ptr<Action> make_command_preview(const CommandRequest& request, output::Streams& streams,
                                             PreviewCounts& counts) {
  return std::make_unique<CommandPreview>(request, streams, counts);
}

std::unique_ptr<Action> make_preview(PreviewKind kind, std::unique_ptr<Action> action, std::string directory,
                                     PreviewCounts& counts) {
  return std::make_unique<FilePreview>(kind, std::move(action), std::move(directory), counts);
}

}  // namespace findo::act
