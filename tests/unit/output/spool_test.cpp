#include "output/spool.hpp"

#include <cstdlib>

#include <catch2/catch.hpp>

namespace findo::output {
namespace {

std::string text_of(const Spool& spool) {
  std::string text;
  REQUIRE(spool.read([&](std::string_view bytes) {
    text += bytes;
    return true;
  }));
  return text;
}

TEST_CASE("spool: little stays in memory", "[output][spool]") {
  SpoolUse use;
  {
    Spool spool(use);
    CHECK(spool.empty());
    REQUIRE(spool.append("one "));
    REQUIRE(spool.append("two"));
    CHECK(text_of(spool) == "one two");
    CHECK(use.memory_bytes == 7);
    CHECK(use.files == 0);
  }
  CHECK(use.memory_bytes == 0);
}

TEST_CASE("spool: much goes through a file, in order, and can be read twice", "[output][spool]") {
  SpoolUse use;
  {
    Spool spool(use);
    std::string all;
    for (int i = 0; i < 100; ++i) {
      const std::string piece(10'007, static_cast<char>('a' + i % 26));
      REQUIRE(spool.append(piece));
      all += piece;
    }
    CHECK(use.files == 1);
    CHECK(use.memory_bytes <= Spool::kMostBytes);
    CHECK(text_of(spool) == all);
    CHECK(text_of(spool) == all);
  }
  CHECK(use.files == 0);
}

TEST_CASE("spool: many together have no more memory than all may have", "[output][spool]") {
  SpoolUse use;
  std::vector<Spool> spools;
  const std::string piece(Spool::kMostBytes, 'x');
  for (int i = 0; i < 40; ++i) {
    spools.emplace_back(use);
    REQUIRE(spools.back().append(piece));
  }
  CHECK(use.memory_bytes <= Spool::kMostBytesOfAll);
  CHECK(use.files > 0);
  for (const Spool& spool : spools) CHECK(text_of(spool) == piece);
}

TEST_CASE("spool: what has been moved away is counted once", "[output][spool]") {
  SpoolUse use;
  {
    Spool first(use);
    REQUIRE(first.append("abc"));
    const Spool second(std::move(first));
    CHECK(text_of(second) == "abc");
    CHECK(use.memory_bytes == 3);
  }
  CHECK(use.memory_bytes == 0);
}

TEST_CASE("spool: reading ends when nobody wants more", "[output][spool]") {
  SpoolUse use;
  Spool spool(use);
  REQUIRE(spool.append(std::string(Spool::kMostBytes, 'x')));
  REQUIRE(spool.append(std::string(Spool::kMostBytes, 'y')));
  int pieces = 0;
  REQUIRE(spool.read([&](std::string_view) { return ++pieces < 1; }));
  CHECK(pieces == 1);
}

TEST_CASE("spool: without a place for the file what memory holds is kept", "[output][spool]") {
  const char* const before = std::getenv("TMPDIR");
  const std::string kept = before ? before : "";
  setenv("TMPDIR", "/nonexistent", 1);
  SpoolUse use;
  Spool spool(use);
  REQUIRE(spool.append("first"));
  const auto status = spool.append(std::string(Spool::kMostBytes, 'x'));
  before ? setenv("TMPDIR", kept.c_str(), 1) : unsetenv("TMPDIR");
  REQUIRE_FALSE(status);
  CHECK(status.error() == base::Errno{ENOENT});
  CHECK(text_of(spool) == "first");
}

}  // namespace
}  // namespace findo::output
