#include "differential/ignore_rule_maker.hpp"

#include <algorithm>
#include <cctype>

namespace findo::differential {
namespace {

constexpr std::string_view kNames[] = {
    "a",     "b",   "foo",   "bar",  "foobar",     "foo.c", "bar.o",    "x.tar.gz", "build",  "src",
    "A",     "Foo", "FOO.C", "aB",   ".hidden",    ".c",    "a b",      "a ",       " a",     "#x",
    "!x",    "\\x", "[a]",   "*",    "?",          "a\tb",  "\xC3\xA9", "\xFF.c",   "a\vb",   "a\fb",
    "foo\r", "-x",  ":x",    "a\nb", "a-b",        "a]b",   "~x",       "^a",       "0",      "9z",
    "x.",    "..x", "...",   "foo~", "lib_foo.so", "m",     "Makefile", "a\x01z",   "a\x7Fz", "ab"};

constexpr std::string_view kOddPatterns[] = {"",
                                             "/",
                                             "//",
                                             "///",
                                             "*",
                                             "**",
                                             "***",
                                             "/*",
                                             "/**",
                                             "**/",
                                             "*/",
                                             "/*/",
                                             "**/**",
                                             "*/*",
                                             "**/*",
                                             "*/**",
                                             "!",
                                             "!!",
                                             "!/",
                                             "\\",
                                             "\\\\",
                                             "foo\\",
                                             "\\!x",
                                             "\\#x",
                                             "#x",
                                             "!#x",
                                             "foo**",
                                             "/foo**",
                                             "**foo",
                                             "foo**/bar",
                                             "/fo**/*",
                                             "foo**/**/bar",
                                             "foo**//bar",
                                             "foo**\\/b*",
                                             "f?o**/bar",
                                             "a/**",
                                             "a/**/b",
                                             "a/**/",
                                             "a/**//",
                                             "a/**/**/b",
                                             "a/***/b",
                                             "a**\\/b",
                                             "a/**\\/b",
                                             "a/**\\/**",
                                             "**\\/b",
                                             "**/**\\/a",
                                             "**\\/**\\/b",
                                             "a/**b",
                                             "[",
                                             "[]",
                                             "[!",
                                             "[a",
                                             "[a-",
                                             "[a-]",
                                             "[]-]",
                                             "[]a]b",
                                             "[!]a]*",
                                             "[^a]",
                                             "[!^a]",
                                             "[a\\]b]",
                                             "[\\-x]x",
                                             "a[/]b",
                                             "a[!b]b",
                                             "[[:alpha:]]",
                                             "[[:foo:]]",
                                             "[[:]",
                                             "[[::]]",
                                             "[[:alpha:",
                                             "[[:alpha]",
                                             "[a[:digit:]z]",
                                             "[z-a]",
                                             "[a-c-z]",
                                             "[--x]x",
                                             "[+--]x",
                                             "[\\a-\\c]",
                                             "[!-~]",
                                             "[%--]x",
                                             "*[[:space:]]*",
                                             "?[[:cntrl:]]?",
                                             "[[:upper:]]*",
                                             "[A-Z]oo",
                                             "[A]",
                                             "\\A",
                                             "\\a",
                                             "FOO",
                                             "*.C",
                                             "foo/",
                                             "foo//",
                                             "/foo//",
                                             "//foo",
                                             "./foo",
                                             "../foo",
                                             "foo/.",
                                             "foo/..",
                                             " foo",
                                             "\tfoo",
                                             "a*/",
                                             "\\*",
                                             "\\?",
                                             "\\[a]",
                                             "[[]a]",
                                             "[*]",
                                             "[?]",
                                             "[\\\\]x",
                                             "*.*",
                                             "*.",
                                             ".*",
                                             "*..*",
                                             "*.tar.*",
                                             "*.tar.gz",
                                             "**/foo",
                                             "**/foo/bar",
                                             "foo/**/*.c",
                                             "/**/b",
                                             "/**/foo/**",
                                             "**/a/**/b",
                                             "**/a/**/a",
                                             "a/*/**/b",
                                             "a/**/*/b",
                                             "a/?/b"};

constexpr std::string_view kClasses[] = {"alnum", "alpha", "blank", "cntrl", "digit", "graph",
                                         "lower", "print", "punct", "space", "upper", "xdigit"};

constexpr std::string_view kSoup = "*?[]!^-\\/ab.F:c~x*/[";

class RuleMaker {
 public:
  RuleMaker(Random& random, const std::vector<std::string>& paths) : random_(random), paths_(paths) {}

  std::string file() {
    std::string text = random_.chance(4) ? "\xEF\xBB\xBF" : "";
    const bool ends_in_return = random_.chance(8);
    for (std::size_t left = random_.below(7); left > 0; --left) {
      text += line();
      if (ends_in_return || random_.chance(2)) text += '\r';
      text += '\n';
    }
    if (!text.empty() && random_.chance(10)) text.pop_back();
    return text;
  }

 private:
  std::string line() {
    if (random_.chance(5)) return random_.chance(50) ? "# a comment" : "";
    std::string text = pattern();
    if (random_.chance(25)) text = '/' + text;
    if (random_.chance(20)) text += '/';
    if (random_.chance(28)) text = '!' + text;
    if (random_.chance(5)) text += random_.chance(50) ? "  " : "\\ ";
    if (random_.chance(2)) text += "\t";
    std::replace(text.begin(), text.end(), '\n', '?');
    return text;
  }

  std::string pattern() {
    switch (random_.below(10)) {
      case 0: return std::string(random_.pick(kOddPatterns));
      case 1: return soup();
      case 2: return joined();
      case 3: return piece();
      case 4: return changed(escaped(std::string(random_ignore_name(random_))));
      default: return aimed();
    }
  }

  /// At something that there is.
  std::string aimed() {
    if (paths_.empty()) return piece();
    std::string path = escaped(random_.pick(paths_));
    if (random_.chance(30)) path = path.substr(path.rfind('/') + 1);
    if (random_.chance(10)) path = path.substr(0, path.find('/'));
    return random_.chance(60) ? changed(path) : path;
  }

  std::string escaped(const std::string& name) {
    std::string text;
    const bool escapes = random_.chance(70);
    for (char c : name) {
      if (escapes && std::string_view("*?[]\\!# ").find(c) != std::string_view::npos) text += '\\';
      text += c;
    }
    return text;
  }

  /// One component.
  std::string piece() {
    std::string name(random_ignore_name(random_));
    const std::size_t cut = random_.below(name.size() + 1);
    const std::size_t dot = name.rfind('.');
    switch (random_.below(7)) {
      case 0: return "*" + (dot == std::string::npos ? ".c" : name.substr(dot));
      case 1: return name.substr(0, cut) + '*';
      case 2: return '*' + name.substr(cut);
      case 3: return name.substr(0, cut) + '*' + name.substr(cut);
      case 4: return bracket();
      case 5: return "*";
      default: return name;
    }
  }

  std::string joined() {
    std::string text = random_.chance(30) ? "**" : piece();
    for (std::size_t left = 1 + random_.below(3); left > 0; --left) {
      text += random_.chance(5) ? "\\/" : "/";
      text += random_.chance(30) ? "**" : piece();
    }
    return text;
  }

  std::string bracket() {
    std::string text = "[";
    if (random_.chance(30)) text += random_.chance(50) ? '!' : '^';
    for (std::size_t left = 1 + random_.below(4); left > 0; --left) {
      switch (random_.below(4)) {
        case 0: text += "[:" + std::string(random_.pick(kClasses)) + ":]"; break;
        case 1: text += std::string("a-") + random_.pick(kSoup); break;
        case 2: text += random_.pick(kSoup); break;
        default: text += random_.pick(random_ignore_name(random_)); break;
      }
    }
    return text + "]" + (random_.chance(50) ? "*" : "");
  }

  std::string soup() {
    std::string text;
    for (std::size_t left = 1 + random_.below(8); left > 0; --left) text += random_.pick(kSoup);
    return text;
  }

  std::string changed(std::string text) {
    for (std::size_t left = 1 + random_.below(3); left > 0 && !text.empty(); --left) {
      change(text, random_.below(text.size()));
    }
    return text;
  }

  void change(std::string& text, std::size_t at) {
    const std::string c(1, text[at]);
    const bool is_slash = text[at] == '/';
    switch (random_.below(13)) {
      case 0: text.replace(at, 1, is_slash ? "/**/" : "?"); break;
      case 1: text.replace(at, 1, is_slash ? "/*/" : "*"); break;
      case 2: text.replace(at, 1, is_slash ? "**/" : "[" + c + "]"); break;
      case 3: text.replace(at, 1, "[!" + c + "]"); break;
      case 4: text.replace(at, 1, "[^x" + c + "-" + c + "]"); break;
      case 5: text.replace(at, 1, "[a-z]"); break;
      case 6: text.replace(at, 1, "[[:" + std::string(random_.pick(kClasses)) + ":]]"); break;
      case 7: text.insert(at, is_slash ? "\\" : "*"); break;
      case 8: text.insert(at, "\\"); break;
      case 9:
        text.erase(at);
        text += is_slash ? "/**" : "*";
        break;
      case 10: text.insert(at, "**"); break;
      case 11: text[at] = swapped_case(text[at]); break;
      default: text.erase(at, 1); break;
    }
  }

  static char swapped_case(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return static_cast<char>(std::isupper(byte) ? std::tolower(byte) : std::toupper(byte));
  }

  Random& random_;
  const std::vector<std::string>& paths_;
};

}  // namespace

std::string_view random_ignore_name(Random& random) {
  // The first ten often, so that what rules are made of is met.
  constexpr std::size_t kCommon = 10;
  return random.chance(50) ? kNames[random.below(kCommon)] : random.pick(kNames);
}

std::string random_ignore_rules(Random& random, const std::vector<std::string>& paths) {
  return RuleMaker(random, paths).file();
}

}  // namespace findo::differential
