// The only door to libmagic.

#include "files/mime.hpp"

#ifdef FINDO_HAVE_MAGIC
#include <dlfcn.h>
#include <magic.h>
#endif

namespace findo::files {

#ifdef FINDO_HAVE_MAGIC
namespace {

/// The library's functions, found at run time: linked in, it would make every start slower, and findo
/// impossible to start where it is not installed.
struct Library {
  decltype(&magic_open) open = nullptr;
  decltype(&magic_close) close = nullptr;
  decltype(&magic_load) load = nullptr;
  decltype(&magic_descriptor) descriptor = nullptr;
  decltype(&magic_error) error = nullptr;

  // cppcheck-suppress knownConditionTrueFalse ; what find_symbol() does by reference is not seen
  bool is_complete() const { return open && close && load && descriptor && error; }
};

template <class Function>
void find_symbol(void* handle, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(handle, name));
}

Library find_library() {
  Library library;
  void* handle = nullptr;
  for (const char* name : {"libmagic.so.1", "libmagic.so", "libmagic.1.dylib", "libmagic.dylib"}) {
    if (!handle) handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  }
  if (!handle) return library;
  find_symbol(handle, "magic_open", library.open);
  find_symbol(handle, "magic_close", library.close);
  find_symbol(handle, "magic_load", library.load);
  find_symbol(handle, "magic_descriptor", library.descriptor);
  find_symbol(handle, "magic_error", library.error);
  return library;
}

const Library& library() {
  static const Library found = find_library();
  return found;
}

/// A database, opened; of one thread.
class Database {
 public:
  Database() {
    if (!library().is_complete()) {
      trouble_ = "libmagic, which knows the MIME types, is not installed";
      return;
    }
    cookie_ = library().open(MAGIC_MIME_TYPE | MAGIC_ERROR);
    if (!cookie_) {
      trouble_ = "libmagic does not start";
    } else if (library().load(cookie_, nullptr) != 0) {
      trouble_ = "libmagic does not find its database: " + error();
    }
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() {
    // NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): without the function there is no cookie
    if (cookie_) library().close(cookie_);
  }

  const std::string& trouble() const { return trouble_; }
  base::Result<std::string, std::string> type_of(const base::Descriptor& file) const {
    if (!trouble_.empty()) return base::Failure{trouble_};
    // NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): without the function there is trouble
    const char* type = library().descriptor(cookie_, file.number());
    if (!type) return base::Failure{"its type cannot be told: " + error()};
    return std::string(type);
  }

 private:
  std::string error() const {
    const char* text = library().error(cookie_);
    return text ? text : "it does not say why";
  }

  magic_t cookie_ = nullptr;
  std::string trouble_;
};

const Database& database_of_thread() {
  thread_local const Database database;
  return database;
}

}  // namespace

base::Status<std::string> prepare_mime_types() {
  const std::string& trouble = database_of_thread().trouble();
  if (!trouble.empty()) return base::Failure{trouble};
  return {};
}

base::Result<std::string, std::string> load_mime_type(const base::Descriptor& file) {
  return database_of_thread().type_of(file);
}

#else

base::Status<std::string> prepare_mime_types() {
  return base::Failure{std::string("this findo was built without libmagic, which knows the MIME types")};
}

base::Result<std::string, std::string> load_mime_type(const base::Descriptor& /*file*/) {
  return base::Failure{std::string("this findo was built without libmagic")};
}

#endif

const char* mime_type_of(FileType type) {
  switch (type) {
    case FileType::directory: return "inode/directory";
    case FileType::symbolic_link: return "inode/symlink";
    case FileType::fifo: return "inode/fifo";
    case FileType::socket: return "inode/socket";
    case FileType::character_device: return "inode/chardevice";
    case FileType::block_device: return "inode/blockdevice";
    default: return "application/octet-stream";
  }
}

}  // namespace findo::files
