#include "findo/query.hpp"

#include <catch2/catch.hpp>

namespace findo {
namespace {

using Words = std::vector<std::string>;

Error error_of(const Words& words) {
  const auto query = Query::parse(words);
  REQUIRE_FALSE(query);
  return query.error();
}

TEST_CASE("query: words are read by the program's own grammar", "[library]") {
  const auto query = Query::parse({"src", "-name", "x", "-o", "-type", "f", "-print"});
  REQUIRE(query);
  CHECK(query->describe() == "or(name:x, and(type:f, print))");
  CHECK(query->words() == Words{"src", "-name", "x", "-o", "-type", "f", "-print"});
}

TEST_CASE("query: without words it is a search of everything below here", "[library]") {
  const auto query = Query::parse({});
  REQUIRE(query);
  CHECK(query->describe().empty());
}

TEST_CASE("query: a mistake has a position among the words given, and a remedy", "[library]") {
  const Error error = error_of({".", "-nmae", "x"});
  CHECK(error.message == "unknown primary or operator \"-nmae\"");
  CHECK(error.remedy == "did you mean -name?");
  CHECK(error.position.word == 1);
  CHECK(error.shown ==
        "findo: unknown primary or operator \"-nmae\"\n"
        "  findo . -nmae x\n"
        "          ^~~~~\n"
        "  did you mean -name?\n");
}

TEST_CASE("query: the first word is word 0, and what is missing is behind the last", "[library]") {
  CHECK(error_of({"-name"}).position.word == 0);
  CHECK(error_of({"(", "-true"}).position.word == 0);
}

TEST_CASE("query: a word with a zero byte is refused, since the system would see another", "[library]") {
  const Error error = error_of({".", "-name", std::string("a\0b", 3)});
  CHECK(error.message == "a word cannot hold a zero byte");
  CHECK(error.position.word == 2);
}

TEST_CASE("query: what asks for text is no query", "[library]") {
  for (const char* word :
       {"-help", "-version", "--help", "--version", "--list=flags", "--color", "--status"}) {
    CAPTURE(word);
    CHECK(error_of({".", word}).position.word == 1);
  }
  CHECK(error_of({".", "-regextype", "help"}).position.word == 1);
  CHECK(Query::parse({".", "-regextype", "awk"}));
}

TEST_CASE("query: a flag that asks for text is refused, wherever it stands", "[library]") {
  CHECK(error_of({"-S", "help", ".", "-delete"}).position.word == 0);
  CHECK(error_of({"-Shelp", "."}).position.word == 0);
  CHECK(error_of({"-L", "-D", "help", ".", "-delete"}).position.word == 1);
  CHECK(Query::parse({"-S", "bfs", "."}));
}

TEST_CASE("query: what is shown past the caller is refused", "[library]") {
  for (const char* word : {"-Dstat", "-Dhelp", "-Dnosuch", "-q"}) {
    CAPTURE(word);
    CHECK(error_of({word, "."}).message == "this flag is for the program, not for a query");
  }
}

TEST_CASE("query: options by which somebody looks at what is going to be done are refused", "[library]") {
  for (const char* word : {"--confirm", "--max-actions=1", "--max-bytes=1", "--plan=p"}) {
    CAPTURE(word);
    CHECK(error_of({".", word, "-delete"}).message == "this option is for the program, not for a query");
  }
}

TEST_CASE("query: long options that bear on what is done are taken", "[library]") {
  CHECK(Query::parse({".", "--reader=std"}));
  CHECK(Query::parse({".", "-name", "x", "--overwrite", "-move-to", "d"}));
  CHECK(error_of({".", "--reader=nosuch"}).remedy == "readers are: auto linux posix std");
}

}  // namespace
}  // namespace findo
