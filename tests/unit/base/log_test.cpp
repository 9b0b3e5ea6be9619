#include "base/log.hpp"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "support/temporary_directory.hpp"

namespace findo::base {
namespace {

/// A log, and the file that it writes.
struct Scene {
  support::TemporaryDirectory directory{"log"};
  std::string path = directory.path() + "/record";
  LineLog log{Descriptor(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600))};

  std::string content() const { return support::read_file(path); }
};

/// No file of the process may grow beyond this, for as long as it lives.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST_CASE("log: lines come as they are, each with its end", "[base][log]") {
  Scene scene;
  REQUIRE(scene.log.append("{\"a\":\"%v {} \\n\"}"));
  REQUIRE(scene.log.append("two\nthree"));
  REQUIRE(scene.log.append(""));
  CHECK(scene.content() == "{\"a\":\"%v {} \\n\"}\ntwo\nthree\n\n");
  CHECK(scene.log.sync());
}

TEST_CASE("log: of a line that cannot be written whole nothing stays, and later ones still can be",
          "[base][log]") {
  Scene scene;
  REQUIRE(scene.log.append("first"));
  std::string content_between;
  base::Status<Errno> too_long;
  base::Status<Errno> short_enough;
  {
    const FileSizeLimit limit(100);  // for what Catch prints as well
    too_long = scene.log.append(std::string(200, 'x'));
    content_between = scene.content();
    short_enough = scene.log.append("short");
  }
  REQUIRE_FALSE(too_long);
  CHECK(too_long.error().code == EFBIG);
  CHECK(content_between == "first\n");
  CHECK(short_enough);
  CHECK(scene.log.append("last"));
  CHECK(scene.content() == "first\nshort\nlast\n");
}

TEST_CASE("log: a file that cannot be written says so each time", "[base][log]") {
  const support::TemporaryDirectory directory("log");
  const std::string path = directory.path() + "/record";
  support::write_file(path, "");
  LineLog log{Descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC))};
  for (int i = 0; i < 2; ++i) CHECK_FALSE(log.append("line"));
}

}  // namespace
}  // namespace findo::base
