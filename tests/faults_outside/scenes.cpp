#include "faults_outside/scenes.hpp"

#include "support/snapshot.hpp"
#include "support/temporary_directory.hpp"
#include "support/text.hpp"
#include "support/tree_spec.hpp"

namespace findo::faults_outside {
namespace {

constexpr timespec kLongAgo{1'000'000'000, 123'456'789};

support::Node node(std::string path, support::Kind kind, std::string text = {}) {
  support::Node made;
  made.path = std::move(path);
  made.kind = kind;
  made.text = std::move(text);
  made.times = support::Times{kLongAgo, kLongAgo};
  return made;
}

support::TreeSpec places_spec() {
  using support::Kind;
  support::TreeSpec spec;
  for (const char* place :
       {"home", "target", "temporary", "tree", "tree/alder", "tree/birch", "tree/birch/bare", "tree/cedar",
        "tree/cedar/deep", "tree/cedar/deep/deeper", "tree/.git"})
    spec.push_back(node(place, Kind::directory));
  for (const char* file : {"tree/alder/ash.txt", "tree/alder/aspen.txt", "tree/birch/beech.log",
                           "tree/cedar/cherry.txt", "tree/cedar/deep/cypress.txt",
                           "tree/cedar/deep/deeper/dogwood.txt", "tree/elm fir.txt", "tree/hazel"})
    spec.push_back(node(file, Kind::file, std::string("a needle in ") + file + '\n'));
  spec.push_back(node("tree/void", Kind::file));
  spec.push_back(node("tree/.gitignore", Kind::file, "*.log\n"));
  spec.push_back(node("list", Kind::file, std::string("tree/alder\0tree/birch\0tree/cedar", 32)));
  spec.push_back(node("tree/birch/loop", Kind::symbolic_link, "../../tree"));
  spec.push_back(node("tree/larch", Kind::symbolic_link, "cedar/deep"));
  spec.push_back(node("tree/maple", Kind::symbolic_link, "nowhere"));
  return spec;
}

std::vector<Scene> make_scenes() {
  const auto words = [](const char* text) { return support::split_words(text); };
  const auto with = [](std::vector<std::string> first, const std::vector<std::string>& more) {
    first.insert(first.end(), more.begin(), more.end());
    return first;
  };
  const std::string every =
      "%p|%P|%f|%h|%H|%d|%D|%i|%n|%m|%M|%s|%S|%k|%b|%y|%Y|%l|%u|%U|%g|%G|%F|%t|%c|%C@|%T+\\n";
  return {
      {"print", words("tree")},
      {"ls", words("tree -ls")},
      {"printf", with(words("tree -printf"), {every}), false, {}, true},
      {"size", words("tree -size -2 -print0")},
      {"links", words("-L tree -print"), false, {}, true},
      {"delete", words("tree -type f -delete"), true},
      {"delete-all", words("tree -print -delete"), true},
      {"exec", words("tree -type f -exec /bin/echo {} ;")},
      {"exec-many", words("tree -type f -exec /bin/echo {} +")},
      {"each", words("tree -type f --jobs=4 -each /bin/echo {} ;")},
      {"execdir", words("tree -type f -execdir /bin/echo {} ;")},
      {"ok-stdin", words("tree -type f -ok /bin/echo {} ;")},
      {"trash", words("tree -type f -trash -print"), true},
      {"move-to", words("tree -type f --parents -move-to target -print"), true},
      {"copy-to", words("tree -type f --parents -copy-to target -print"), true},
      {"copy-links", words("tree -type l -copy-to target -print"), true},
      {"link-to", words("tree -type f --parents -link-to target -print"), true},
      {"fprint", words("tree -fprint target/list -type f -fprintf target/files %f\\n"), true},
      {"files0-from", words("-files0-from list -print")},
      {"sort", words("tree -sort -size -print")},
      {"top", words("tree -type f -top 3 path -print")},
      {"contains", words("tree -type f -contains need.e -print")},
      {"ignore", words("tree --ignore=vcs -print")},
      {"json", words("tree -fjson target/json"), true},
      {"journal", words("tree -type f --journal -trash"), true},
      {"undo", words("--undo"), true, words("tree -type f --journal -trash")},
      {"bfs", words("-S bfs tree")},
      {"newer", words("tree -newer tree/hazel -o -print")},
      {"empty-has", words("tree ( -empty -o -has ( -name *.txt ) ) -print")},
      {"attributes", words("tree -not -xattr -not -acl -print")},
      {"summary", words("tree --summary=ext -csv path,size")},
      {"threads", words("-j4 tree -s -links -9 -print")},
      {"errors", words("tree --errors=target/errors -size -9 -fprint0 target/list"), true},
      {"plan", words("tree -type f -delete --plan=target/plan"), true},
  };
}

/// Without what differs from one run to the next: sizes of what has times in it.
std::string plain_line(const std::string& line) {
  const bool is_dated =
      line.find("'home/") != std::string::npos || line.find(" home/") != std::string::npos ||
      line.find("target/json") != std::string::npos || line.find("target/plan") != std::string::npos;
  if (!is_dated) return line;
  return line.substr(0, 6) + line.substr(line.rfind(' '));
}

}  // namespace

const std::vector<Scene>& scenes() {
  static const std::vector<Scene> all = make_scenes();
  return all;
}

void build_places(const std::string& top) {
  support::remove_tree(top);
  support::build_tree(places_spec(), top);
}

Traced traced_in(const std::string& top, const std::string& findo, const std::vector<std::string>& words) {
  Traced traced{{findo}, {}, top};
  traced.words.insert(traced.words.end(), words.begin(), words.end());
  traced.environment = {"HOME=" + top + "/home", "TMPDIR=" + top + "/temporary", "PATH=/usr/bin:/bin",
                        "LC_ALL=C", "TZ=UTC0"};
  return traced;
}

std::string state_of(const std::string& top) {
  std::string state;
  for (const std::string& line : support::split_lines(support::snapshot_of(top)))
    state += plain_line(line) + '\n';
  return state;
}

}  // namespace findo::faults_outside
