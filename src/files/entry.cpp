// What is known of an entry, and the loads that make more known.

#include "files/entry.hpp"

namespace findo::files {

std::string_view Entry::path() const {
  if (!path_is_current_) path_->join(name());
  path_is_current_ = true;
  return {path_->c_str(), path_->prefix().size() + listed_.length};
}

const char* Entry::path_c_str() const { return path().data(); }

std::string_view Entry::root_base_name() const {
  const std::string_view path = name();
  const std::size_t last = path.find_last_not_of('/');
  if (last == std::string_view::npos) return path.substr(0, 1);
  const std::string_view trimmed = path.substr(0, last + 1);
  return trimmed.substr(trimmed.rfind('/') + 1);  // npos + 1 is 0
}

std::string_view Entry::path_below_root() const {
  if (depth() == 0) return {};
  std::string_view below = path().substr(place_->root->path.size());
  if (!below.empty() && below[0] == '/') below.remove_prefix(1);
  return below;
}

base::Result<FileType, base::Errno> Entry::type() {
  const bool is_hint_enough = type_ != FileType::symbolic_link || place_->follow() == FollowLinks::no;
  const bool is_settled =
      type_ != FileType::unknown && (is_hint_enough || own_.facts.loaded.holds(Fact::type));
  if (is_settled) return type_;
  const auto loaded = facts(Fact::type);
  if (!loaded) return base::Failure{loaded.error()};
  return (*loaded)->type;
}

base::Result<const Facts*, base::Errno> Entry::load(FollowLinks follow, FactSet wanted, Answers& into) {
  if (into.asked.holds(wanted)) return &into.facts;
  wanted |= into.asked;
  if (&into == &own_) wanted |= expected_;
  const auto status = place_->reader->load_facts(place_->parent, listed_.name, follow, wanted, into.facts);
  if (!status) return base::Failure{status.error()};
  into.asked = wanted | into.facts.loaded;
  return &into.facts;
}

base::Result<const Facts*, base::Errno> Entry::facts(FactSet wanted) {
  wanted |= Fact::type;
  auto loaded = load(place_->follow(), wanted, own_);
  if (!loaded && place_->follow() == FollowLinks::yes) {
    // GNU find 4.9: a link that leads nowhere stands for itself; one that leads round in a circle, through a
    // name that is too long or where one may not go is an error.
    const int code = loaded.error().code;
    if (code == ENOENT || code == ENOTDIR) loaded = load(FollowLinks::no, wanted, own_);
  }
  if (loaded) type_ = own_.facts.type;
  return loaded;
}

base::Result<const Facts*, base::Errno> Entry::unfollowed_facts(FactSet wanted) {
  if (place_->follow() == FollowLinks::no) return facts(wanted);
  if (other_follow_ != FollowLinks::no) other_.forget();
  other_follow_ = FollowLinks::no;
  return load(FollowLinks::no, wanted, other_);
}

base::Result<const Facts*, base::Errno> Entry::followed_facts(FactSet wanted) {
  if (other_follow_ != FollowLinks::yes) other_.forget();
  other_follow_ = FollowLinks::yes;
  return load(FollowLinks::yes, wanted, other_);
}

base::Result<std::string, base::Errno> Entry::link_target() const {
  return place_->reader->load_link_target(place_->parent, listed_.name);
}

base::Status<base::Errno> Entry::check_access(Access access) const {
  return place_->reader->check_access(place_->parent, listed_.name, access);
}

void Entry::restore_facts(const Facts& facts) {
  own_ = {facts, facts.loaded};
  if (facts.loaded.holds(Fact::type)) type_ = facts.type;
}

}  // namespace findo::files
