#include "plan/suspended.hpp"

#include <array>
#include <cstring>

namespace findo::plan {
namespace {

using files::Fact;
using files::Facts;
using files::FactSet;
using files::FileType;

using Sizes = std::array<std::uint32_t, 2>;

/// What every record holds beside path and facts.
struct Fixed {
  std::uint64_t listed_inode;
  std::uint32_t path_bytes;
  std::uint32_t root_bytes;
  std::uint32_t step;
  std::int32_t depth;
  std::int32_t reported;
  FactSet facts;
  FactSet known;
  FileType type;
  bool is_searchable;
  bool is_touched;
  bool is_match;
};

bool is_device(FileType type) { return type == FileType::character_device || type == FileType::block_device; }

/// Calls `each` with the fields that stand for the facts of the set, always in the same order.
template <class SomeFacts, class Each>
void for_each_field(SomeFacts& facts, FactSet set, FileType type, Each&& each) {
  if (set.holds(Fact::type)) each(facts.type);
  if (set.holds(Fact::mode)) each(facts.permissions);
  if (set.holds(Fact::links)) each(facts.links);
  if (set.holds(Fact::user)) each(facts.user);
  if (set.holds(Fact::group)) each(facts.group);
  if (set.holds(Fact::inode)) each(facts.inode);
  if (set.holds(Fact::size)) each(facts.size_bytes);
  if (set.holds(Fact::blocks)) each(facts.blocks);
  if (set.holds(Fact::blocks)) each(facts.block_bytes);
  if (set.holds(Fact::access_time)) each(facts.access_time);
  if (set.holds(Fact::modify_time)) each(facts.modify_time);
  if (set.holds(Fact::change_time)) each(facts.change_time);
  if (set.holds(Fact::birth_time)) each(facts.birth_time);
  if (set.holds(Fact::device)) each(facts.device);
  if (set.holds(Fact::mount)) each(facts.mount);
  if (is_device(type)) each(facts.special_device);
}

template <class T>
void append_value(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
void take_value(std::string_view& bytes, T& value) {
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
}

FactSet in_both(FactSet a, FactSet b) {
  FactSet both;
  for (unsigned bit = 0; bit <= 13; ++bit) {
    const auto fact = static_cast<Fact>(1U << bit);
    if (a.holds(fact) && b.holds(fact)) both |= fact;
  }
  return both;
}

}  // namespace

void append_suspended(std::string& out, std::string_view order, files::Visit& visit, std::uint32_t step,
                      files::FactSet kept, files::FactSet known) {
  const files::Entry& entry = visit.entry;
  const std::string_view path = entry.path();
  const Facts& facts = entry.kept_facts();
  const Fixed fixed{.listed_inode = entry.listed_inode(),
                    .path_bytes = static_cast<std::uint32_t>(path.size()),
                    .root_bytes = static_cast<std::uint32_t>(entry.root().path.size()),
                    .step = step,
                    .depth = entry.depth(),
                    .reported = visit.reported,
                    .facts = in_both(facts.loaded, kept),
                    .known = in_both(in_both(facts.loaded, kept), known),
                    .type = entry.known_type(),
                    .is_searchable = entry.place().searchable,
                    .is_touched = visit.is_touched,
                    .is_match = visit.has_matched};
  const std::size_t begin = out.size();
  append_value(out, Sizes{});
  out += order;
  out += path;
  Sizes sizes{static_cast<std::uint32_t>(order.size() + path.size())};
  append_value(out, fixed);
  for_each_field(facts, fixed.facts, fixed.type, [&](const auto& field) { append_value(out, field); });
  sizes[1] = static_cast<std::uint32_t>(out.size() - begin - sizeof sizes - sizes[0]);
  std::memcpy(out.data() + begin, sizes.data(), sizeof sizes);
}

SuspendedRecord take_suspended(std::string_view& bytes) {
  Sizes sizes;
  take_value(bytes, sizes);
  const SuspendedRecord record{bytes.substr(0, sizes[0]), bytes.substr(sizes[0], sizes[1])};
  bytes.remove_prefix(sizes[0] + std::size_t{sizes[1]});
  return record;
}

Suspended read_suspended(const SuspendedRecord& record) {
  std::string_view rest = record.rest;
  Fixed fixed;
  take_value(rest, fixed);
  Suspended suspended{.path = record.key.substr(record.key.size() - fixed.path_bytes),
                      .root_bytes = fixed.root_bytes,
                      .depth = fixed.depth,
                      .step = fixed.step,
                      .type = fixed.type,
                      .listed_inode = fixed.listed_inode,
                      .reported = fixed.reported,
                      .is_searchable = fixed.is_searchable,
                      .is_touched = fixed.is_touched,
                      .is_match = fixed.is_match};
  suspended.facts.loaded = fixed.facts;
  suspended.known = fixed.known;
  for_each_field(suspended.facts, fixed.facts, fixed.type, [&](auto& field) { take_value(rest, field); });
  return suspended;
}

}  // namespace findo::plan
