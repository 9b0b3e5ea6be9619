// An entry that waits at a barrier comes back as it was.
#include "plan/suspended.hpp"

#include <catch2/catch.hpp>

namespace findo::plan {
namespace {

using files::Fact;

TEST_CASE("suspended: entry, step and facts come back", "[plan][barrier]") {
  const files::Root root{"top/"};
  const files::Place place{.root = &root, .depth = 2, .searchable = false};
  files::PathBuffer path;
  path.descend("top/a");
  files::Entry entry(place, path);
  entry.move_to({"n\xFFm", 3, files::FileType::regular, 77});
  files::Facts facts{};
  facts.loaded = files::kStatFacts;
  facts.type = files::FileType::character_device;
  facts.size_bytes = 1LL << 40;
  facts.modify_time = {-5, 6};
  facts.special_device = 9;
  entry.restore_facts(facts);
  base::Rendered rendered;
  files::Visit visit{.entry = entry, .rendered = rendered, .is_touched = true, .reported = 13};
  std::string bytes;
  append_suspended(bytes, "order", visit, 42, Fact::size | Fact::modify_time, Fact::size);
  append_suspended(bytes, "", visit, 43, {}, {});

  std::string_view rest = bytes;
  const SuspendedRecord first = take_suspended(rest);
  CHECK(first.key == "ordertop/a/n\xFFm");
  const Suspended back = read_suspended(first);
  CHECK(back.path == "top/a/n\xFFm");
  CHECK(back.root() == "top/");
  CHECK(back.depth == 2);
  CHECK(back.step == 42);
  CHECK(back.type == files::FileType::character_device);
  CHECK(back.listed_inode == 77);
  CHECK(back.reported == 13);
  CHECK_FALSE(back.is_searchable);
  CHECK(back.is_touched);
  CHECK(back.facts.loaded == (Fact::size | Fact::modify_time));
  CHECK(back.known == files::FactSet(Fact::size));
  CHECK(back.facts.size_bytes == 1LL << 40);
  CHECK(back.facts.modify_time == base::Timestamp{-5, 6});
  CHECK(back.facts.special_device == 9);

  const Suspended second = read_suspended(take_suspended(rest));
  CHECK(second.step == 43);
  CHECK(second.facts.loaded.empty());
  CHECK(rest.empty());
}

}  // namespace
}  // namespace findo::plan
