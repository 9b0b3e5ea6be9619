#include "output/coloured_path.hpp"

#include "base/quoting.hpp"
#include "files/extended_attributes.hpp"

namespace findo::output {
namespace {

using files::Fact;
using files::Facts;
using files::FileType;
using files::FollowLinks;
using files::Location;

/// Where the last component begins, which keeps the slashes at its end; of slashes only it is the last one.
std::size_t last_component(std::string_view path) {
  const std::size_t last = path.find_last_not_of('/');
  if (last == std::string_view::npos) return path.empty() ? 0 : path.size() - 1;
  return path.substr(0, last + 1).rfind('/') + 1;  // npos + 1 is 0
}

void append_part(std::string& out, std::string_view part, const std::string* colour, const Colours& colours) {
  if (part.empty()) return;
  if (colour) out += *colour;
  base::append_shown(out, part);
  if (colour) out += colours.end();
}

// ---- what a file looks like

Sight sight_of(const Facts& facts) {
  Sight sight{.type = facts.type};
  if (facts.loaded.holds(Fact::mode)) sight.permissions = facts.permissions;
  if (facts.loaded.holds(Fact::links)) sight.links = facts.links;
  return sight;
}

const std::string* colour_at(const Location& location, Sight sight, std::string_view name,
                             const Colours& colours) {
  if (colours.asks_capabilities(sight)) {
    const auto answer = files::has_capabilities(location);
    sight.has_capabilities = answer && *answer;
  }
  return colours.colour_of(sight, name);
}

const std::string* link_colour(files::Entry& entry, std::string_view name, const Colours& colours) {
  const ColourNeeds needs = colours.needs(FileType::symbolic_link);
  Sight link{.type = FileType::symbolic_link};
  // Where links are followed, only those that lead nowhere are still links.
  if (entry.place().follow() == FollowLinks::yes) {
    link.leads_nowhere = true;
    return colours.colour_of(link, name);
  }
  if (!needs.link_end) return colours.colour_of(link, name);
  const auto followed = entry.followed_facts(needs.facts);
  link.leads_nowhere = !followed;
  if (link.leads_nowhere || !colours.links_look_like_targets()) return colours.colour_of(link, name);
  Location target = entry.location();
  target.follow = FollowLinks::yes;
  return colour_at(target, sight_of(**followed), name, colours);
}

const std::string* entry_colour(files::Entry& entry, std::string_view name, const Colours& colours) {
  const auto type = entry.type();
  if (!type) return colours.missing_colour();
  if (*type == FileType::symbolic_link) return link_colour(entry, name, colours);
  Sight sight{.type = *type};
  const ColourNeeds needs = colours.needs(*type);
  if (!needs.facts.empty()) {
    const auto facts = entry.facts(needs.facts);
    // GNU ls: what the directory told of the type is better than nothing.
    if (facts) sight = sight_of(**facts);
  }
  return colour_at(entry.location(), sight, name, colours);
}

// ---- what a link leads to

/// Looks things up as the kernel does for the text of the link that the entry is.
class TargetLookup {
 public:
  explicit TargetLookup(const files::Entry& entry) : reader_(entry.reader()), parent_(entry.place().parent) {
    if (parent_) return;
    const std::string_view path = entry.name();
    directory_ = path.substr(0, last_component(path));
  }

  base::Result<Facts, base::Errno> load(std::string_view path, files::FactSet wanted) {
    Facts facts{};
    const auto status = reader_.load_facts(parent_, reachable(path), FollowLinks::yes, wanted, facts);
    if (!status) return base::Failure{status.error()};
    return facts;
  }

  Location location(std::string_view path) { return {reader_, parent_, reachable(path), FollowLinks::yes}; }

 private:
  const char* reachable(std::string_view path) {
    path_ = path.starts_with('/') ? std::string_view() : directory_;
    path_ += path;
    return path_.c_str();
  }

  files::Reader& reader_;
  const files::OpenDirectory* parent_;
  std::string_view directory_{};  ///< of the link, where `parent_` does not tell
  std::string path_;              ///< the last one that was looked up
};

/// How many bytes at the start of `directories`, which ends in a slash or is empty, are there: whole
/// components with their slashes.
std::size_t existing_bytes(TargetLookup& lookup, std::string_view directories) {
  std::size_t existing = directories.size();
  // The slash behind it makes the system refuse what is no directory.
  while (existing > 0 && !lookup.load(directories.substr(0, existing), Fact::type)) {
    existing = last_component(directories.substr(0, existing));
  }
  return existing;
}

}  // namespace

void append_coloured_path(std::string& out, files::Entry& entry, std::string_view part,
                          const Colours& colours) {
  const std::size_t begin = last_component(part);
  const std::string_view name = part.substr(begin);
  append_part(out, part.substr(0, begin), colours.directory_part_colour(), colours);
  if (!name.empty()) append_part(out, name, entry_colour(entry, name, colours), colours);
}

void append_coloured_path(std::string& out, files::Entry& entry, const Colours& colours) {
  append_coloured_path(out, entry, entry.path(), colours);
}

void append_coloured_directory(std::string& out, std::string_view path, const Colours& colours) {
  append_part(out, path, colours.directory_part_colour(), colours);
}

void append_coloured_link_target(std::string& out, files::Entry& entry, std::string_view target,
                                 const Colours& colours) {
  const std::size_t begin = last_component(target);
  const std::string_view directories = target.substr(0, begin);
  const std::string_view name = target.substr(begin);
  TargetLookup lookup(entry);
  const auto facts = lookup.load(target, colours.needs(FileType::unknown).facts);  // one call finds it whole
  const std::size_t existing = facts ? begin : existing_bytes(lookup, directories);
  append_part(out, directories.substr(0, existing), colours.directory_part_colour(), colours);
  append_part(out, directories.substr(existing), colours.missing_colour(), colours);
  const std::string* const colour =
      facts ? colour_at(lookup.location(target), sight_of(*facts), name, colours) : colours.missing_colour();
  append_part(out, name, colour, colours);
}

}  // namespace findo::output
