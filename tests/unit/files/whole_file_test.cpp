#include "files/whole_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "base/descriptor.hpp"
#include "support/temporary_directory.hpp"

namespace findo::files {
namespace {

using support::TemporaryDirectory;
using support::write_file;

/// A place by its path; files there are opened relative to nothing.
FileBase by_path(const TemporaryDirectory& folder) { return {AT_FDCWD, folder.path() + '/'}; }

int code_of(const base::Result<std::string, base::Errno>& content) {
  return content ? 0 : content.error().code;
}

TEST_CASE("whole file: every byte of it, whatever its size", "[files][whole-file]") {
  const TemporaryDirectory folder("findo-whole-file");
  for (const std::size_t size : {0U, 1U, 4095U, 4096U, 4097U, 100'000U}) {
    std::string text(size, '\0');
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>(i * 7);
    write_file(folder.path() + "/file", text);
    const auto content = load_whole_file(by_path(folder), "file", FollowLinks::no);
    REQUIRE(content);
    CHECK(*content == text);
    const auto stream = load_whole_stream(by_path(folder), "file");
    REQUIRE(stream);
    CHECK(*stream == text);
  }
}

TEST_CASE("whole file: names are relative to a descriptor, absolute ones to nothing", "[files][whole-file]") {
  const TemporaryDirectory folder("findo-whole-file");
  REQUIRE(mkdir((folder.path() + "/below").c_str(), 0755) == 0);
  write_file(folder.path() + "/below/file", "text");
  const base::Descriptor opened(open(folder.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  CHECK(load_whole_file({opened.number(), ""}, "below/file", FollowLinks::no));
  CHECK(load_whole_file({opened.number(), "below/"}, "file", FollowLinks::no));
  CHECK(load_whole_file({-1, "elsewhere/"}, folder.path() + "/below/file", FollowLinks::no));
  CHECK(code_of(load_whole_file({opened.number(), ""}, "file", FollowLinks::no)) == ENOENT);
}

TEST_CASE("whole file: a link is followed only where it may be", "[files][whole-file]") {
  const TemporaryDirectory folder("findo-whole-file");
  write_file(folder.path() + "/file", "text");
  REQUIRE(symlink("file", (folder.path() + "/link").c_str()) == 0);
  CHECK(code_of(load_whole_file(by_path(folder), "link", FollowLinks::no)) == ELOOP);
  const auto content = load_whole_file(by_path(folder), "link", FollowLinks::yes);
  REQUIRE(content);
  CHECK(*content == "text");
}

TEST_CASE("whole file: what is no regular file is not there, and is not waited for", "[files][whole-file]") {
  const TemporaryDirectory folder("findo-whole-file");
  REQUIRE(mkfifo((folder.path() + "/pipe").c_str(), 0600) == 0);
  REQUIRE(mkdir((folder.path() + "/directory").c_str(), 0755) == 0);
  CHECK(code_of(load_whole_file(by_path(folder), "pipe", FollowLinks::yes)) == ENOENT);
  CHECK(code_of(load_whole_file(by_path(folder), "directory", FollowLinks::yes)) == ENOENT);
  CHECK(code_of(load_whole_stream(by_path(folder), "directory")) == EISDIR);
}

TEST_CASE("whole file: a file that is too large is refused, and a stream once it shows",
          "[files][whole-file]") {
  const TemporaryDirectory folder("findo-whole-file");
  const std::string path = folder.path() + "/file";
  write_file(path, "");
  REQUIRE(truncate(path.c_str(), static_cast<off_t>(kMostFileBytes)) == 0);
  CHECK(load_whole_file(by_path(folder), "file", FollowLinks::no));
  REQUIRE(truncate(path.c_str(), static_cast<off_t>(kMostFileBytes + 1)) == 0);
  CHECK(code_of(load_whole_file(by_path(folder), "file", FollowLinks::no)) == EFBIG);
  CHECK(code_of(load_whole_stream(by_path(folder), "file")) == EFBIG);
}

TEST_CASE("whole file: a pipe is read to its end", "[files][whole-file]") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const base::Descriptor reading(ends[0]);
  base::Descriptor writing(ends[1]);
  REQUIRE(write(writing.number(), "*.o\n", 4) == 4);
  writing.reset();
  const auto content = load_whole_stream({AT_FDCWD, "/dev/fd/"}, std::to_string(reading.number()));
  REQUIRE(content);
  CHECK(*content == "*.o\n");
}

}  // namespace
}  // namespace findo::files
