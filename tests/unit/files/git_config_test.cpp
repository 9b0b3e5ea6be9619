#include "files/git_config.hpp"

#include <string>

#include <catch2/catch.hpp>

namespace findo::files {
namespace {

GitConfig config_of(std::string_view text) {
  GitConfig config;
  apply_git_config(text, config);
  return config;
}

/// core.excludesFile, or "unset".
std::string excludes(std::string_view text) { return config_of(text).excludes_file.value_or("unset"); }

bool folds(std::string_view text) { return config_of(text).names == NameCase::folded; }

TEST_CASE("git config: settings count in their section only", "[files][git-config]") {
  CHECK(excludes("[core]\n\texcludesFile = ~/x\n") == "~/x");
  CHECK(excludes("excludesFile = x\n") == "unset");
  CHECK(excludes("[user]\nexcludesFile = x\n") == "unset");
  CHECK(excludes("[core \"sub\"]\nexcludesFile = x\n") == "unset");
  CHECK(excludes("[core.sub]\nexcludesFile = x\n") == "unset");
  CHECK(excludes("[user]\nname = x\n[core]\nexcludesFile = y\n[user]\nexcludesFile = z\n") == "y");
}

TEST_CASE("git config: names know no case, and a section's line may hold a setting", "[files][git-config]") {
  CHECK(excludes("[CORE]EXCLUDESFILE=x") == "x");
  CHECK(excludes("[Core] ExcludesFile=x\n") == "x");
  CHECK(excludes("[core]\n  excludes-file = x\n") == "unset");
}

TEST_CASE("git config: of two settings the last counts, in one file and over several",
          "[files][git-config]") {
  CHECK(excludes("[core]\nexcludesFile = a\nexcludesFile = b\n") == "b");
  GitConfig config = config_of("[core]\nexcludesFile = a\nignoreCase\n");
  apply_git_config("[core]\nexcludesFile = b\n", config);
  CHECK(config.excludes_file == "b");
  CHECK(config.names == NameCase::folded);
  apply_git_config("[core]\nignoreCase = false\n", config);
  CHECK(config.names == NameCase::exact);
}

TEST_CASE("git config: blanks around a value go, those within stay, quotes keep all", "[files][git-config]") {
  CHECK(excludes("[core]\nexcludesFile =   a b \t \n") == "a b");
  CHECK(excludes("[core]\nexcludesFile = \" a \"\n") == " a ");
  CHECK(excludes("[core]\nexcludesFile = a\" ; # \"b\n") == "a ; # b");
  CHECK(excludes("[core]\nexcludesFile = a\" \" \n") == "a ");
}

TEST_CASE("git config: comments end lines, but not within quotes", "[files][git-config]") {
  CHECK(excludes("# x\n; y\n[core] # z\nexcludesFile = a # b\n") == "a");
  CHECK(excludes("[core]\nexcludesFile = a;b\n") == "a");
  CHECK(excludes("[core]\n# excludesFile = a\n") == "unset");
}

TEST_CASE("git config: escapes, and lines that go on", "[files][git-config]") {
  CHECK(excludes("[core]\nexcludesFile = a\\\\b\\\"c\\td\\ne\\bf\n") == "a\\b\"c\td\ne\bf");
  CHECK(excludes("[core]\nexcludesFile = a\\\nb\n") == "ab");
  CHECK(excludes("[core]\r\nexcludesFile = a\\\r\nb\r\n") == "ab");
}

TEST_CASE("git config: a byte order mark, CR LF and a missing last newline are no matter",
          "[files][git-config]") {
  CHECK(excludes("\xEF\xBB\xBF[core]\r\nexcludesFile = a\r\n") == "a");
  CHECK(excludes("[core]\nexcludesFile = a") == "a");
}

TEST_CASE("git config: no value is no path, an empty one is one", "[files][git-config]") {
  CHECK(excludes("[core]\nexcludesFile\n") == "unset");
  CHECK(excludes("[core]\nexcludesFile =\n") == "");
}

TEST_CASE("git config: nothing is read from a line on that git would refuse", "[files][git-config]") {
  for (const char* bad : {"[core", "[co re]", "[a \"b]\n", "[a \"b\n\"]", "=x", "9a = b", "a b", "a = \"b\n",
                          "a = \\x", "a : b", "]", "[a \"b\"c]"}) {
    CAPTURE(bad);
    const std::string good = "[core]\nexcludesFile = before\n";
    CHECK(excludes(good + bad + "\n[core]\nexcludesFile = after\n") == "before");
  }
}

TEST_CASE("git config: booleans", "[files][git-config]") {
  for (const char* text : {"true", "TRUE", "yes", "On", "1", "-1", "2k", "3M", "1g"}) {
    CAPTURE(text);
    CHECK(try_git_boolean(text) == true);
    CHECK(folds("[core]\nignoreCase = " + std::string(text) + '\n'));
  }
  for (const char* text : {"false", "no", "OFF", "0", "0k", ""}) {
    CAPTURE(text);
    CHECK(try_git_boolean(text) == false);
  }
  for (const char* text : {"maybe", "1x", "1kk", "k", "--1", "99999999999999999999"}) {
    CAPTURE(text);
    CHECK(try_git_boolean(text) == std::nullopt);
  }
  CHECK(folds("[core]\nignoreCase\n"));
  CHECK_FALSE(folds("[core]\nignoreCase =\n"));
  CHECK_FALSE(folds("[core]\nignoreCase = maybe\n"));
}

TEST_CASE("git config: whether work trees have a configuration of their own", "[files][git-config]") {
  CHECK(config_of("[extensions]\nworktreeConfig = true\n").has_worktree_config);
  CHECK_FALSE(config_of("[extension]\nworktreeConfig = true\n").has_worktree_config);
}

}  // namespace
}  // namespace findo::files
