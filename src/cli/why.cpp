#include "cli/why.hpp"

#include "base/quoting.hpp"
#include "cli/search.hpp"
#include "cli/why_report.hpp"
#include "files/ignore_rules.hpp"
#include "plan/effects.hpp"

namespace findo::cli {
namespace {

class OneRoot : public walk::RootSource {
 public:
  explicit OneRoot(files::Root root) : root_(std::move(root)) {}
  std::optional<files::Root> next(base::Rendered&) override { return std::exchange(root_, std::nullopt); }

 private:
  std::optional<files::Root> root_;
};

/// Evaluates by hand, and writes down how.
class Witness : public walk::Visitor {
 public:
  Witness(const Way& way, GuidedReader& reader, const plan::Bound& bound, std::span<const char* const> argv,
          WayFindings& findings)
      : way_(way),
        reader_(reader),
        bound_(bound),
        program_(bound.tree, plan::Effects{}),
        exclusions_(bound.exclusions, plan::Effects{}),
        argv_(argv),
        findings_(findings) {}

  std::uint32_t evaluate(files::Visit& visit, std::uint32_t, bool) override {
    StepFindings& step = step_of(visit);
    reader_.stand_aside(true);
    step.trace = plan::trace(bound_.tree, program_, visit, argv_);
    reader_.stand_aside(false);
    step.is_pruned = visit.pruned;
    step.ends_search = visit.stop;
    step.is_reached = visit.has_matched;
    return kEnd;
  }

  bool excludes(files::Visit& visit) override {
    if (!is_on_way(visit.entry)) return true;
    StepFindings& step = step_of(visit);
    reader_.stand_aside(true);
    step.exclusion = plan::trace(bound_.exclusions, exclusions_, visit, argv_);
    if (step.exclusion->truth) step.ignore_rule = ignore_rule(visit);
    reader_.stand_aside(false);
    return step.is_excluded = step.exclusion->truth;
  }

  bool write(const base::Rendered& rendered, std::size_t first, std::size_t end) override {
    for (std::size_t run = first; run < end; ++run) {
      if (rendered.runs()[run].is_failure) findings_.messages.emplace_back(rendered.bytes_of(run));
    }
    return true;
  }

  void change_directory() override {}

 private:
  bool is_on_way(const files::Entry& entry) const {
    return entry.depth() == 0 || entry.name() == way_.names[static_cast<std::size_t>(entry.depth()) - 1];
  }

  /// "x/.gitignore, line 3: *.o"; empty where no rule has left it out.
  static std::string ignore_rule(files::Visit& visit) {
    const files::IgnoreRules* const rules = visit.entry.place().ignore_rules;
    if (!rules || visit.entry.depth() == 0) return "";
    const auto facts = visit.entry.facts(files::Fact::type);
    const bool is_directory = facts && (*facts)->type == files::FileType::directory;
    const files::IgnoreVerdict verdict = rules->verdict(visit.entry.name(), is_directory);
    if (!verdict.is_ignored()) return "";
    return base::escaped(verdict.file().path()) + ", line " + std::to_string(verdict.line()) + ": " +
           base::name_quoted(verdict.text());
  }

  StepFindings& step_of(const files::Visit& visit) {
    return findings_.steps[static_cast<std::size_t>(visit.entry.depth())];
  }

  const Way& way_;
  GuidedReader& reader_;
  const plan::Bound& bound_;
  plan::Program program_;
  plan::Program exclusions_;
  std::span<const char* const> argv_;
  WayFindings& findings_;
};

}  // namespace

WayFindings follow(const Way& way, files::Reader& reader, const plan::Bound& bound,
                   std::span<const char* const> argv) {
  WayFindings findings;
  findings.steps.resize(way.names.size() + 1);
  GuidedReader guided(reader, way.names, bound.ignoring != nullptr);
  Witness witness(way, guided, bound, argv, findings);
  walk::WalkSettings settings = walk_settings_of(bound, plan::effects_of(bound.tree, bound.settings));
  settings.threads = 1;
  settings.waits = settings.squashes = false;  // nothing is performed that others would have to wait for
  settings.hide_errors = false;
  settings.excludes |= bound.ignoring != nullptr;
  OneRoot root(way.root);
  walk::walk(root, guided, witness, settings);
  for (std::size_t i = 0; i < findings.steps.size(); ++i) findings.steps[i].directory = guided.steps()[i];
  return findings;
}

std::string explain_path(std::string_view path, const std::vector<std::string>& roots, files::Reader& reader,
                         const plan::Bound& bound, std::span<const char* const> argv) {
  const std::vector<Way> ways = ways_to(path, roots, bound.settings.links);
  if (ways.empty()) return report_no_way(path, roots);
  std::string text;
  for (const Way& way : ways) {
    if (!text.empty()) text += '\n';
    text += report_way(way, follow(way, reader, bound, argv), reader, bound, argv);
  }
  return text;
}

}  // namespace findo::cli
