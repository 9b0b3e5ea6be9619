// The public face of an entry: what is asked is asked of the walk's own.

#include "findo/entry.hpp"

#include "library/entry_access.hpp"
#include "library/errors.hpp"

namespace findo {
namespace {

using files::Fact;

FileType public_type(files::FileType type) {
  switch (type) {
    case files::FileType::fifo: return FileType::fifo;
    case files::FileType::character_device: return FileType::character_device;
    case files::FileType::directory: return FileType::directory;
    case files::FileType::block_device: return FileType::block_device;
    case files::FileType::regular: return FileType::regular;
    case files::FileType::symbolic_link: return FileType::symbolic_link;
    case files::FileType::socket: return FileType::socket;
    case files::FileType::door: return FileType::door;
    case files::FileType::whiteout: return FileType::whiteout;
    case files::FileType::unknown: break;
  }
  return FileType::unknown;
}

Time public_time(base::Timestamp time) { return {time.seconds, time.nanoseconds}; }

Status public_status(const files::Facts& facts) {
  Status status{.type = public_type(facts.type),
                .permissions = facts.permissions,
                .links = facts.links,
                .user = facts.user,
                .group = facts.group,
                .device = facts.device,
                .inode = facts.inode,
                .size_bytes = static_cast<std::uint64_t>(facts.size_bytes),
                .blocks = static_cast<std::uint64_t>(facts.blocks),
                .accessed = public_time(facts.access_time),
                .modified = public_time(facts.modify_time),
                .changed = public_time(facts.change_time)};
  if (facts.loaded.holds(Fact::birth_time)) status.born = public_time(facts.birth_time);
  return status;
}

/// The outcome of a question as a public Result, its value turned into what is wanted.
template <class Answer, class Turn>
auto public_result(const Answer& answer, Turn turn) -> Result<decltype(turn(*answer))> {
  if (!answer) return library::make_error(answer.error());
  return turn(*answer);
}

}  // namespace

std::string_view Entry::path() const { return inner_->path(); }
std::string_view Entry::name() const { return inner_->base_name(); }
std::string_view Entry::root() const { return inner_->root().path; }
int Entry::depth() const { return inner_->depth(); }

Result<FileType> Entry::type() const { return public_result(inner_->type(), public_type); }

Result<std::uint64_t> Entry::size_bytes() const {
  return public_result(inner_->facts(Fact::size), [](const files::Facts* facts) {
    return static_cast<std::uint64_t>(facts->size_bytes);
  });
}

Result<Time> Entry::modified() const {
  return public_result(inner_->facts(Fact::modify_time),
                       [](const files::Facts* facts) { return public_time(facts->modify_time); });
}

Result<Status> Entry::status() const {
  return public_result(inner_->facts(files::kStatFacts | Fact::birth_time),
                       [](const files::Facts* facts) { return public_status(*facts); });
}

Result<std::string> Entry::link_target() const {
  return public_result(inner_->link_target(), [](const std::string& target) { return target; });
}

Result<int> Entry::directory() const {
  return public_result(inner_->reader().open_descriptor(inner_->place().parent),
                       [](int descriptor) { return descriptor; });
}

const char* Entry::name_in_directory() const { return inner_->name_c_str(); }

}  // namespace findo
