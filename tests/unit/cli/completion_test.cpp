#include "cli/completion.hpp"

#include <algorithm>
#include <sstream>
#include <vector>

#include <catch2/catch.hpp>

#include "cli/help.hpp"

namespace findo::cli {
namespace {

/// The lines for the words, of which the last is typed so far; a last blank: nothing is.
std::vector<std::string> lines(const std::string& typed) {
  std::vector<std::string> strings;
  std::istringstream stream(typed);
  for (std::string word; stream >> word;) strings.push_back(word);
  if (typed.ends_with(' ')) strings.emplace_back();
  const std::vector<std::string_view> words(strings.begin(), strings.end());
  std::istringstream text(completions_of(words));
  std::vector<std::string> found;
  for (std::string line; std::getline(text, line);) found.push_back(line.substr(0, line.find('\t')));
  return found;
}

bool offers(const std::string& typed, const std::string& line) {
  const auto found = lines(typed);
  return std::find(found.begin(), found.end(), line) != found.end();
}

}  // namespace

TEST_CASE("completion: every primary is offered, and what its operand may be", "[cli][completion]") {
  for (const language::PrimaryRow& row : language::primary_rows()) {
    INFO(row.word);
    if (row.primary != language::Primary::newer_xy) CHECK(offers("-", std::string(row.word)));
    std::string kind(completion_of(row.operand));
    if (kind.ends_with(",...")) kind.resize(kind.size() - 4);
    const std::vector<std::string> own{"none",  "file",    "directory", "user",
                                       "group", "command", "text",      "numbers"};
    const bool is_own = std::find(own.begin(), own.end(), kind) != own.end();
    CHECK((is_own || try_list(kind).has_value()));
  }
}

TEST_CASE("completion: an operand is no place for a primary", "[cli][completion]") {
  CHECK(lines(". -name -").empty());
  CHECK(lines(". -printf ").empty());
  CHECK(offers(". -newer ", "@files"));
  CHECK(offers(". -fprintf ", "@files"));
  CHECK_FALSE(offers(". -fprintf x ", "@files"));
  CHECK(offers(". -fprintf x y -", "-name"));
}

TEST_CASE("completion: lists go on behind each comma", "[cli][completion]") {
  CHECK(offers("-type f,", "f,d"));
  CHECK(offers("-type f,", "@open"));
  CHECK(offers("-D tree,", "tree,stat"));
}

TEST_CASE("completion: units stand behind numbers", "[cli][completion]") {
  CHECK(offers("-size +10", "+10k"));
  CHECK(offers("-size ", "+"));
  CHECK(offers("-mtime 2", "2w"));
  CHECK_FALSE(offers("-size 10k", "10kk"));
  CHECK(lines("-links 1").empty());
}

TEST_CASE("completion: what is typed is no instruction to the shell's script", "[cli][completion]") {
  CHECK(completions_of(std::vector<std::string_view>{"-sort", "@users,"}) == "@open\n");
  CHECK(completions_of(std::vector<std::string_view>{"-bytes", "@files5"}) == "");
}

TEST_CASE("completion: a newline or tab that is typed begins no line", "[cli][completion]") {
  const auto of = [](std::string_view primary, std::string_view typed) {
    return completions_of(std::vector{primary, typed});
  };
  CHECK(of("-bytes", "x\n5") == "");
  CHECK(of("-bytes", "@users\t5") == "");
  CHECK(of("-type", "@users\n,") == "@open\n");
  CHECK(of(".", "--ignore=@users\n,").find("users") == std::string::npos);
}

TEST_CASE("completion: a command ends where ; or + says so, and is offered that", "[cli][completion]") {
  CHECK(lines(". -exec ") == std::vector<std::string>{"@command 2"});
  CHECK(offers(". -exec ls ", ";"));
  CHECK_FALSE(offers(". -exec ls ", "+"));
  CHECK(offers(". -exec ls {} ", "+"));
  CHECK_FALSE(offers(". -ok ls {} ", "+"));
  CHECK(offers(". -exec ls + -", "@command 2"));
  CHECK(offers(". -exec ls {} + -", "-name"));
  CHECK(offers(". -exec ls ; -", "-name"));
  CHECK(offers(". -exec ls \\; -type ", "d"));
}

TEST_CASE("completion: flags and long options have their values", "[cli][completion]") {
  CHECK(offers("-S ", "ids"));
  CHECK(offers("-LD ", "stat"));
  CHECK_FALSE(offers("-Dstat -", "stat"));
  CHECK(offers("-f ", "@files"));
  CHECK(offers("--color=", "--color=always"));
  CHECK(lines("--why=a") == std::vector<std::string>{"@from 6", "@files"});
  CHECK(offers("--why ", "@files"));
  CHECK(offers("--reader ", "std"));
  CHECK(offers("--", "--explain=run"));
}

TEST_CASE("completion: anything else is a root", "[cli][completion]") {
  CHECK(lines("") == lines("-"));
  CHECK(lines(" ") == std::vector<std::string>{"@files"});
  CHECK(lines("-name x a") == std::vector<std::string>{"@files"});
  CHECK(lines("--no-such-option=").empty());
}

}  // namespace findo::cli
