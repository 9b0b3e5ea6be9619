#include "base/quoting.hpp"

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <random>
#include <string>
#include <unistd.h>
#include <vector>

#include <catch2/catch.hpp>

namespace findo::base {
namespace {

/// Another locale for as long as it lives.
class Locale {
 public:
  explicit Locale(const char* name)
      : before_(setlocale(LC_CTYPE, nullptr)), is_there_(setlocale(LC_CTYPE, name)) {}
  Locale(const Locale&) = delete;
  Locale& operator=(const Locale&) = delete;
  ~Locale() { setlocale(LC_CTYPE, before_.c_str()); }
  bool is_there() const { return is_there_; }

 private:
  std::string before_;
  bool is_there_;
};

const char* const kUtf8 = "C.UTF-8";

TEST_CASE("quoting: a word that no shell changes stays bare", "[base][quoting]") {
  for (const char* word : {"src/main.c", "-name", "a=b", "+1", "50%", "user@host:path", "x,y", "_"}) {
    CHECK(shell_quoted(word) == word);
  }
}

TEST_CASE("quoting: a word that a shell would change is quoted", "[base][quoting]") {
  CHECK(shell_quoted("") == "''");
  CHECK(shell_quoted("a b") == "'a b'");
  CHECK(shell_quoted("*.c") == "'*.c'");
  CHECK(shell_quoted("$HOME") == "'$HOME'");
  CHECK(shell_quoted("~") == "'~'");
  CHECK(shell_quoted("#x") == "'#x'");
  CHECK(shell_quoted("{}") == "'{}'");
  CHECK(shell_quoted("!") == "'!'");
  CHECK(shell_quoted("=ls") == "'=ls'");  // zsh: the path of ls
  CHECK(shell_quoted("^a") == "'^a'");
  CHECK(shell_quoted("a\\b") == "'a\\b'");
  CHECK(shell_quoted("it's") == "'it'\\''s'");
}

TEST_CASE("quoting: a name in a message is always in quotes", "[base][quoting]") {
  CHECK(name_quoted("src/main.c") == "'src/main.c'");
  CHECK(name_quoted("") == "''");
}

TEST_CASE("quoting: control bytes are escaped, by their letter where they have one", "[base][quoting]") {
  CHECK(name_quoted("a\nb") == "$'a\\nb'");
  CHECK(name_quoted("\a\b\t\v\f\r") == "$'\\a\\b\\t\\v\\f\\r'");
  CHECK(name_quoted("\033[31m") == "$'\\033[31m'");
  CHECK(name_quoted("\x7F") == "$'\\177'");
  CHECK(name_quoted("\x01"
                    "2") == "$'\\0012'");
  CHECK(name_quoted("it's\n\\") == "$'it\\'s\\n\\\\'");
}

TEST_CASE("quoting: text of a UTF-8 locale stays readable", "[base][quoting]") {
  const Locale locale(kUtf8);
  if (!locale.is_there()) return;
  for (const std::string text : {"é", "日本語", "\U0001F600", "e\u0301", "\u00A0", "Ωмега"}) {
    CHECK(name_quoted(text) == "'" + text + "'");
  }
}

TEST_CASE("quoting: bytes that are no UTF-8 are escaped one by one", "[base][quoting]") {
  const Locale locale(kUtf8);
  if (!locale.is_there()) return;
  CHECK(name_quoted("a\xFFz") == "$'a\\377z'");
  CHECK(name_quoted("\xC3") == "$'\\303'");           // cut short
  CHECK(name_quoted("\xC3(") == "$'\\303('");         // not continued
  CHECK(name_quoted("\xC0\xAF") == "$'\\300\\257'");  // a slash, too long
  CHECK(name_quoted("\xE0\x9F\xBF") == "$'\\340\\237\\277'");
  CHECK(name_quoted("\xED\xA0\x80") == "$'\\355\\240\\200'");           // half of a pair
  CHECK(name_quoted("\xF4\x90\x80\x80") == "$'\\364\\220\\200\\200'");  // past the last character
  CHECK(name_quoted("\xF5\x80\x80\x80") == "$'\\365\\200\\200\\200'");
  CHECK(name_quoted("é\xFF") == "$'é\\377'");
}

TEST_CASE("quoting: characters that deceive the reader are escaped", "[base][quoting]") {
  const Locale locale(kUtf8);
  if (!locale.is_there()) return;
  CHECK(name_quoted("a\u202Egpj.exe") == "$'a\\342\\200\\256gpj.exe'");
  for (const char* text :
       {"\u0085", "\u009B", "\u00AD", "\u061C", "\u180E", "\u200B", "\u200D", "\u2028", "\u2066", "\u3164",
        "\uE000", "\uFEFF", "\uFFA0", "\U0001D173", "\U000E0041", "\u0378", "\U0010FFFF"}) {
    INFO(text);
    CHECK(name_quoted(text).substr(0, 3) == "$'\\");
  }
}

TEST_CASE("quoting: outside a UTF-8 locale all but ASCII is escaped", "[base][quoting]") {
  const Locale locale("C");
  CHECK(name_quoted("é") == "$'\\303\\251'");
  CHECK(name_quoted("e") == "'e'");
}

std::string shown(std::string_view text) {
  std::string out = "before ";
  append_shown(out, text);
  return out.substr(7);
}

TEST_CASE("quoting: text that may be shown is shown as it is", "[base][quoting]") {
  for (const char* text : {"", "a b", "it's", "a\\b", "$'x'", "~!*"}) CHECK(shown(text) == text);
  const Locale locale(kUtf8);
  if (locale.is_there()) CHECK(shown("é 日本語") == "é 日本語");
}

TEST_CASE("quoting: text that may not be shown is escaped in hexadecimal, as bfs does", "[base][quoting]") {
  CHECK(shown("a\nb c") == "$'a\\nb c'");
  CHECK(shown("\a\b\033\f\n\r\t\v") == "$'\\a\\b\\e\\f\\n\\r\\t\\v'");
  CHECK(shown("\x01\x1F\x7F") == "$'\\x01\\x1F\\x7F'");
  CHECK(shown("it's\n\\") == "$'it\\'s\\n\\\\'");
  CHECK(shown("\xC3\xA9") == "$'\\xC3\\xA9'");
  const Locale locale(kUtf8);
  if (!locale.is_there()) return;
  CHECK(shown("é\xFF") == "$'é\\xFF'");
  CHECK(shown("a\u202Eb") == "$'a\\xE2\\x80\\xAEb'");
}

// ---- what a shell reads back

std::vector<std::string> make_random_words(std::size_t count) {
  std::mt19937 random(20260101);
  const auto below = [&](unsigned end) { return static_cast<unsigned>(random() % end); };
  const std::vector<std::string> pieces{"é", "日", "\u202E", "'", "\\", "\n", "$(x)",
                                        "`", "!",  "\"",     " ", "~",  "=",  "0"};
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count; ++i) {
    std::string& word = words.emplace_back();
    for (unsigned length = below(20); length > 0; --length) {
      if (below(3) == 0) {
        word += pieces[below(static_cast<unsigned>(pieces.size()))];
      } else {
        word += static_cast<char>(1 + below(255));
      }
    }
  }
  for (int byte = 1; byte < 256; ++byte) words.emplace_back(1, static_cast<char>(byte));
  return words;
}

/// What the shell makes of these words; nothing where there is no such shell.
std::vector<std::string> read_back(const std::string& shell, const std::string& locale,
                                   const std::vector<std::string>& quoted) {
  char script[] = "/tmp/findo-quoting-XXXXXX";
  const int number = mkstemp(script);
  REQUIRE(number >= 0);
  FILE* file = fdopen(number, "w");
  for (const std::string& word : quoted) std::fprintf(file, "printf '%%s\\0' %s\n", word.c_str());
  std::fclose(file);
  FILE* pipe = popen(("LC_ALL=" + locale + ' ' + shell + ' ' + script + " 2>&1").c_str(), "r");
  REQUIRE(pipe);
  std::string all;
  for (int c; (c = std::getc(pipe)) != EOF;) all += static_cast<char>(c);
  pclose(pipe);
  unlink(script);
  std::vector<std::string> words;
  for (std::size_t begin = 0, end; (end = all.find('\0', begin)) != std::string::npos; begin = end + 1) {
    words.push_back(all.substr(begin, end - begin));
  }
  return words;
}

bool has_shell(const std::string& shell) {
  return std::system(("command -v " + shell + " >/dev/null 2>&1").c_str()) == 0;
}

TEST_CASE("quoting: bash and zsh read back the same bytes, in any locale", "[base][quoting]") {
  const std::vector<std::string> words = make_random_words(3000);
  for (const char* locale_name : {"C", kUtf8}) {
    const Locale locale(locale_name);
    if (!locale.is_there()) continue;
    std::vector<std::string> quoted, named, escaped, escaped_words;
    for (const std::string& word : words) quoted.push_back(shell_quoted(word));
    for (const std::string& word : words) named.push_back(name_quoted(word));
    for (const std::string& word : words) {
      if (shown(word) == word) continue;  // needs quotes of another kind to be read back
      escaped.push_back(shown(word));
      escaped_words.push_back(word);
    }
    for (const std::string shell : {"bash", "zsh -f"}) {
      if (!has_shell(shell.substr(0, shell.find(' ')))) continue;
      for (const char* reading_locale : {"C", kUtf8}) {
        INFO(shell << " in " << reading_locale << ", quoted in " << locale_name);
        CHECK(read_back(shell, reading_locale, quoted) == words);
        CHECK(read_back(shell, reading_locale, named) == words);
        CHECK(read_back(shell, reading_locale, escaped) == escaped_words);
      }
    }
  }
}

TEST_CASE("quoting: a sentence keeps its words and loses only what may not be shown", "[base][quoting]") {
  const Locale locale("C");
  CHECK(base::escaped("no \"-x\" here") == "no \"-x\" here");
  CHECK(base::escaped("a\x1b[31mb\n") == "a\\033[31mb\\n");
  CHECK(base::escaped("\xe2\x80\x93x") == "\\342\\200\\223x");
}

TEST_CASE("quoting: no byte that a terminal obeys comes through", "[base][quoting]") {
  for (const char* locale_name : {"C", kUtf8}) {
    const Locale locale(locale_name);
    const bool is_ascii_only = std::string(locale_name) == "C" || !locale.is_there();
    for (const std::string& word : make_random_words(3000)) {
      const std::string quoted = name_quoted(word) + shown(word) + base::escaped(word);
      const bool obeyed = std::any_of(quoted.begin(), quoted.end(), [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F || (is_ascii_only && byte > 0x7F);
      });
      if (obeyed) FAIL_CHECK(quoted);
    }
  }
}

}  // namespace
}  // namespace findo::base
