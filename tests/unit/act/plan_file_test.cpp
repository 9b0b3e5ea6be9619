#include "act/plan_file.hpp"

#include <random>

#include <catch2/catch.hpp>

namespace findo::act {
namespace {

constexpr int kNames = 2000;

FileIdentity some_identity() {
  return {.file = {64768, 18446744073709551615U},
          .type = files::FileType::regular,
          .size_bytes = 9'223'372'036'854'775'807,
          .modify_time = {-5, 999'999'999},
          .change_time = {253'402'300'800, 1},
          .links = 2};
}

PlanHeader some_header() {
  return {.version = "1.2",
          .host = {"ho\xffst", "0123"},
          .directory = "/w\n",
          .command = {"findo", "\xfe", "-delete"},
          .links = files::LinkPolicy::roots_only,
          .overwrite = true,
          .actions = {{.kind = PlannedKind::remove},
                      {.kind = PlannedKind::trash},
                      {.kind = PlannedKind::move, .to = "to \"x\"", .target = {3, 4}},
                      {.kind = PlannedKind::copy, .to = "\x80", .target = {5, 6}},
                      {.kind = PlannedKind::link, .to = "l", .target = {7, 8}},
                      {.kind = PlannedKind::exec, .words = {"sh", "\xff{}", "a{}{}"}},
                      {.kind = PlannedKind::exec, .words = {"sh", "{}"}, .is_batch = true},
                      {.kind = PlannedKind::execdir, .words = {"cat", "{}"}},
                      {.kind = PlannedKind::each, .words = {"cp", "{}", "{/.}"}}}};
}

PlannedDeed deed_of(std::size_t action, std::string path, std::size_t root_bytes) {
  return {.action = action, .path = std::move(path), .root_bytes = root_bytes, .identity = some_identity()};
}

std::string text_of(const PlanHeader& header, const std::vector<PlannedDeed>& deeds) {
  std::string text = render(header) + '\n';
  const PlanLines lines(header.actions);
  for (std::size_t i = 0; i < deeds.size(); ++i) text += lines.render(i + 1, deeds[i]) + '\n';
  return text + render_plan_end(deeds.size(), base::sha256_hex(text)) + '\n';
}

/// The plan with a last line that fits, whatever has been done to the others.
std::string sealed(std::string_view lines, std::size_t deeds) {
  return std::string(lines) + render_plan_end(deeds, base::sha256_hex(lines)) + '\n';
}

std::string small_plan() {
  return text_of(some_header(), {deed_of(0, "a\nb", 3), deed_of(6, "r/\xff", 1), deed_of(8, "/x/-y", 1)});
}

/// The sentence why it is refused; empty where it is not.
std::string fault_of(const std::string& text, std::size_t line = 0) {
  const auto plan = Plan::read(text);
  if (plan) return {};
  if (line != 0) CHECK(plan.error().line == line);
  return plan.error().sentence;
}

TEST_CASE("plan file: the header keeps all that it is told", "[act][plan]") {
  const PlanHeader expected = some_header();
  const auto plan = Plan::read(text_of(expected, {}));
  REQUIRE(plan);
  const PlanHeader& header = plan->header();
  CHECK(render(header) == render(expected));
  CHECK(header.host.name == "ho\xffst");
  CHECK(header.directory == "/w\n");
  CHECK(header.links == files::LinkPolicy::roots_only);
  CHECK(header.overwrite);
  CHECK_FALSE(header.keeps_shape);
  CHECK(header.actions.at(2).target == files::Identity{3, 4});
  CHECK(header.actions.at(6).is_batch);
  CHECK(header.actions.at(5).words == std::vector<std::string>{"sh", "\xff{}", "a{}{}"});
}

TEST_CASE("plan file: names of any bytes come back, in every kind of line", "[act][plan]") {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> byte(1, 255);
  std::uniform_int_distribution<int> length(1, 40);
  const PlanHeader header = some_header();
  std::vector<PlannedDeed> deeds;
  for (int i = 0; i < kNames; ++i) {
    std::string name;
    for (int left = length(random); left > 0; --left) name += static_cast<char>(byte(random));
    for (char& c : name) c = c == '/' || c == '.' ? '\n' : c;
    const bool is_root = i % 5 == 0;
    deeds.push_back(deed_of(static_cast<std::size_t>(i) % header.actions.size(),
                            is_root ? name : "root/" + name, is_root ? name.size() : 4));
  }
  deeds.front().birth_time = base::Timestamp{1, 2};
  auto plan = Plan::read(text_of(header, deeds));
  REQUIRE(plan);
  REQUIRE(plan->size() == deeds.size());
  for (const PlannedDeed& deed : deeds) {
    const auto read = plan->next();
    REQUIRE(read);
    CHECK(read->path == deed.path);
    CHECK(read->action == deed.action);
    CHECK(read->root_bytes == deed.root_bytes);
    CHECK(read->depth == (deed.root_bytes == deed.path.size() ? 0 : 1));
    CHECK(is_alike(read->identity, deed.identity, Likeness::status));
    CHECK(read->identity.links == 2);
    CHECK(read->birth_time == deed.birth_time);
  }
  CHECK_FALSE(plan->next());
}

TEST_CASE("plan file: a plan that ends too soon is refused, with the line", "[act][plan]") {
  const std::string whole = small_plan();
  for (std::size_t cut = 0; cut < whole.size(); ++cut) CHECK_FALSE(fault_of(whole.substr(0, cut)).empty());
  const std::size_t second = whole.find('\n') + 1;
  CHECK(fault_of(whole.substr(0, second), 2) == "the plan is cut short");
  CHECK(fault_of(whole.substr(0, second + 9), 2) == "the plan is cut short");
}

TEST_CASE("plan file: no byte can be changed, put in or taken out", "[act][plan]") {
  const std::string whole = small_plan();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    CHECK_FALSE(fault_of(changed).empty());
    CHECK_FALSE(fault_of(std::string(whole).insert(at, " ")).empty());
    CHECK_FALSE(fault_of(std::string(whole).erase(at, 1)).empty());
  }
  CHECK(fault_of(whole + '\n', 6) == "something stands behind the end of the plan");
}

TEST_CASE("plan file: a whole line less or another order is noticed", "[act][plan]") {
  std::string lines[5];
  std::size_t at = 0;
  const std::string whole = small_plan();
  for (std::string& line : lines) {
    line = whole.substr(at, whole.find('\n', at) + 1 - at);
    at += line.size();
  }
  CHECK_FALSE(fault_of(lines[0] + lines[1] + lines[2] + lines[4], 4).empty());
  CHECK_FALSE(fault_of(lines[0] + lines[2] + lines[1] + lines[3] + lines[4], 2).empty());
}

TEST_CASE("plan file: another format is named as such", "[act][plan]") {
  std::string whole = small_plan();
  whole.replace(whole.find(":1,"), 3, ":2,");
  CHECK(fault_of(whole, 1) == "the plan is in format 2, and this findo reads 1");
  CHECK(fault_of("", 1) == "it does not begin as a plan does");
  CHECK(fault_of("{}\n", 1) == "it does not begin as a plan does");
}

TEST_CASE("plan file: what no search would write is refused, whoever has sealed it", "[act][plan]") {
  const PlanHeader header = some_header();
  const auto refuses = [&](const PlannedDeed& deed) {
    const std::string text = render(header) + '\n' + PlanLines(header.actions).render(1, deed) + '\n';
    return !fault_of(sealed(text, 1), 2).empty();
  };
  CHECK_FALSE(refuses(deed_of(0, "r/a", 1)));
  CHECK_FALSE(refuses(deed_of(0, "r//a", 3)));
  CHECK(refuses(deed_of(0, "r/../a", 1)));
  CHECK(refuses(deed_of(0, "r/..", 1)));
  CHECK(refuses(deed_of(0, "r/./a", 1)));
  CHECK(refuses(deed_of(0, "r//a", 1)));
  CHECK(refuses(deed_of(0, "r/a/", 1)));
  CHECK(refuses(deed_of(0, "ra", 1)));
  CHECK(refuses(deed_of(0, "r/a", 0)));
  CHECK(refuses(deed_of(0, "r", 2)));
  CHECK(refuses(deed_of(0, std::string("r/a\0b", 5), 1)));
}

TEST_CASE("plan file: a command other than that of its action is refused", "[act][plan]") {
  const PlanHeader header = some_header();
  std::string line = PlanLines(header.actions).render(1, deed_of(6, "x", 1));
  line.replace(line.rfind("\"x\""), 3, "\"y\"");
  CHECK_FALSE(fault_of(sealed(render(header) + '\n' + line + '\n', 1), 2).empty());
}

TEST_CASE("plan file: actions without what they need are refused", "[act][plan]") {
  const auto refuses = [](PlannedAction action) {
    PlanHeader header = some_header();
    header.actions = {std::move(action)};
    return !fault_of(sealed(render(header) + '\n', 0), 1).empty();
  };
  CHECK_FALSE(refuses({.kind = PlannedKind::exec, .words = {"true"}}));
  CHECK(refuses({.kind = PlannedKind::exec}));
  CHECK(refuses({.kind = PlannedKind::exec, .words = {"{}"}, .is_batch = true}));
  CHECK(refuses({.kind = PlannedKind::exec, .words = {std::string("a\0", 2)}}));
  CHECK(refuses({.kind = PlannedKind::move, .to = std::string("a\0", 2)}));
}

}  // namespace
}  // namespace findo::act
