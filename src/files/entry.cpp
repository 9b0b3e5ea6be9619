#include "files/entry.hpp"

namespace findo::files {

void Entry::move_to(const Listed& listed) {
  listed_ = listed;
  type_ = listed.type;
  type_refused_ = false;
  path_is_current_ = false;
  own_.loaded = {};
  other_.loaded = {};
}

std::string_view Entry::path() const {
  if (!path_is_current_) path_->join(name());
  path_is_current_ = true;
  return {path_->c_str(), path_->prefix().size() + listed_.length};
}

const char* Entry::path_c_str() const { return path().data(); }

std::string_view Entry::base_name() const {
  std::string_view base = name();
  if (depth() > 0) return base;
  const std::size_t last = base.find_last_not_of('/');
  if (last == std::string_view::npos) return base.substr(0, 1);
  base = base.substr(0, last + 1);
  return base.substr(base.rfind('/') + 1);  // npos + 1 is 0
}

std::string_view Entry::path_below_root() const {
  if (depth() == 0) return {};
  std::string_view below = path().substr(place_->root->path.size());
  if (!below.empty() && below[0] == '/') below.remove_prefix(1);
  return below;
}

base::Result<FileType, base::Errno> Entry::type() {
  const bool is_settled = type_ != FileType::unknown &&
                          (type_ != FileType::symbolic_link || place_->follow() == FollowLinks::no || !own_.loaded.empty());
  if (is_settled && !type_refused_) return type_;
  const auto loaded = facts(Fact::type);
  if (!loaded) return base::Failure{loaded.error()};
  return (*loaded)->type;
}

base::Result<const Facts*, base::Errno> Entry::load(FollowLinks follow, FactSet wanted, Facts& into) {
  if (into.loaded.holds(wanted)) return &into;
  wanted |= into.loaded;
  const auto status = place_->reader->load_facts(place_->parent, listed_.name, follow, wanted, into);
  if (!status) return base::Failure{status.error()};
  into.loaded |= wanted.without_birth_time();  // never asked for twice, known or not
  return &into;
}

base::Result<const Facts*, base::Errno> Entry::facts(FactSet wanted) {
  wanted |= Fact::type;
  auto loaded = load(place_->follow(), wanted, own_);
  if (!loaded && place_->follow() == FollowLinks::yes) {
    // GNU find 4.9: where following leads nowhere, the link stands for itself.
    const int code = loaded.error().code;
    if (code == ENOENT || code == ENOTDIR) loaded = load(FollowLinks::no, wanted, own_);
  }
  if (loaded) type_ = own_.type;
  return loaded;
}

base::Result<const Facts*, base::Errno> Entry::unfollowed_facts(FactSet wanted) {
  if (place_->follow() == FollowLinks::no) return facts(wanted);
  if (other_follow_ != FollowLinks::no) other_.loaded = {};
  other_follow_ = FollowLinks::no;
  return load(FollowLinks::no, wanted, other_);
}

base::Result<const Facts*, base::Errno> Entry::followed_facts(FactSet wanted) {
  if (other_follow_ != FollowLinks::yes) other_.loaded = {};
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
  own_ = facts;
  if (own_.loaded.holds(Fact::type)) type_ = own_.type;
}

}  // namespace findo::files
