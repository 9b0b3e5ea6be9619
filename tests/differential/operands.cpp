// Operands are made by bending something real (a name of the tree, a boundary), as pure noise would never
// match.
#include "differential/operands.hpp"

#include <array>
#include <cctype>

namespace findo::differential {
namespace {

using namespace std::string_view_literals;

bool is_ascii_letter(char byte) { return std::isalpha(static_cast<unsigned char>(byte)) != 0; }

std::string escape_for_glob(char byte) {
  return ("*?[\\"sv.find(byte) != std::string_view::npos ? "\\" : "") + std::string(1, byte);
}

std::string make_glob_bracket(Random& random, char byte) {
  static constexpr std::array kOdd = {"[a-c]"sv,
                                      "[!a]"sv,
                                      "[^a]"sv,
                                      "[]a]"sv,
                                      "[a-]"sv,
                                      "[!]]"sv,
                                      "[c-a]"sv,
                                      "[[:alpha:]]"sv,
                                      "[[:upper:][:digit:]]"sv,
                                      "[![:space:]]"sv,
                                      "[[=a=]]"sv,
                                      "[[.a.]]"sv,
                                      "[\\]]"sv,
                                      "[[:nope:]]"sv,
                                      "[--0]"sv,
                                      "[.]"sv,
                                      "[a/b]"sv,
                                      "["sv,
                                      "[a"sv};
  if (is_ascii_letter(byte) && random.chance(50)) return std::string("[x") + byte + "]";
  return std::string(random.pick(kOdd));
}

std::string bend_glob_byte(Random& random, char byte) {
  const std::size_t dice = random.below(100);
  if (dice < 60) return escape_for_glob(byte);
  if (dice < 72) return "?";
  if (dice < 84) return "*";
  if (dice < 95) return make_glob_bracket(random, byte);
  return std::string(1, byte);
}

constexpr std::array kPlainGlobs = {
    "*"sv, "?"sv,   "*.*"sv,  "*.c"sv,      ".*"sv, "[a-z]*"sv,     "[!.]*"sv,  "*[0-9]*"sv,     "\\"sv,
    ""sv,  "**"sv,  "?*"sv,   "a*"sv,       "*a"sv, "*a*b*"sv,      "[["sv,     "[]"sv,          "\\*"sv,
    "."sv, "..."sv, "*\n*"sv, "\xc3\xa9"sv, "??"sv, "[\xc3\xa9]"sv, "*\xff*"sv, "[[:alpha:]]*"sv};

std::string escape_for_regex(char byte) {
  return (".*[\\^$+?{}|()"sv.find(byte) != std::string_view::npos ? "\\" : "") + std::string(1, byte);
}

constexpr std::array kRegexAtoms = {
    ".*"sv,           "."sv,      ".+"sv,         ".\\+"sv,        "[a-z]*"sv, "[^/]*"sv, "[^/]+"sv,
    "[[:alpha:]]+"sv, "\\w"sv,    "\\W"sv,        "\\(a\\|b\\)"sv, "(a|b)"sv,  "a?"sv,    "a\\?"sv,
    "a*"sv,           "a{1,2}"sv, "a\\{1,2\\}"sv, "\\<"sv,         "\\b"sv,    "\\."sv,   "(.)\\1"sv,
    "\\(.\\)\\1"sv,   "()"sv,     "[]a]"sv,       "[a-]"sv,        "\\s"sv,    "\\S"sv,   "\\`"sv,
    "\\'"sv,          "(ab)+"sv,  "\\(ab\\)*"sv,  "[[:digit:]]"sv, "\\B"sv};
constexpr std::array kOddRegexes = {"*"sv,     "\\"sv,         "("sv,      ")"sv,    "a\\{"sv,     "a{"sv,
                                    "[a"sv,    "a**"sv,        "^*"sv,     "+a"sv,   "\\(*a\\)"sv, "a|*b"sv,
                                    "[z-a]"sv, "[[:nope:]]"sv, "a{2,1}"sv, "x\\|"sv, "|x"sv,       "\\(\\)"sv,
                                    "$a"sv,    "a^b"sv,        "(*a)"sv,   "{1}"sv,  "a{,2}"sv,    "\\1"sv,
                                    ""sv,      "a\\{1"sv,      "a{1"sv,    "[\\]"sv};

std::string bend_regex_byte(Random& random, char byte) {
  const std::size_t dice = random.below(100);
  if (dice < 70) return escape_for_regex(byte);
  if (dice < 82) return std::string(random.pick(kRegexAtoms));
  if (dice < 92) return ".*";
  return std::string(1, byte);
}

std::string make_flags(Random& random, bool number) {
  std::string flags;
  if (random.chance(15)) flags += "-";
  if (number && random.chance(10)) flags += "0";
  if (number && random.chance(8)) flags += "+";
  if (number && random.chance(8)) flags += " ";
  if (number && random.chance(8)) flags += "#";
  if (random.chance(20)) flags += std::to_string(1 + random.below(14));
  if (random.chance(10)) flags += "." + (random.chance(80) ? std::to_string(random.below(6)) : std::string());
  return flags;
}

std::string make_time_directive(Random& random) {
  static constexpr auto kFields = "@+aAbBcCdDeFgGhHIjklmMnpPrRsSTtuUVwWxXyYzZ"sv;
  if (random.chance(15)) return std::string("%") + random.pick("tac"sv);
  return "%" + make_flags(random, false) + random.pick("TTTAC"sv) + random.pick(kFields);
}

// Deleting what is in a directory changes its times, and two copies of a tree have other inode numbers.
std::string make_directive(Random& random, bool reproducible) {
  static constexpr auto kTexts = "pPfhHylugUGMFY"sv;
  static constexpr auto kNumbers = "dmsSkb"sv;
  const std::size_t dice = random.below(100);
  if (dice < 2) return "%%";
  if (dice < 27) return "%" + make_flags(random, true) + random.pick(kNumbers);
  if (dice < 34 && !reproducible) return "%" + make_flags(random, random.chance(4)) + random.pick("iDn"sv);
  if (dice < 55 && !reproducible) return make_time_directive(random);
  return "%" + make_flags(random, random.chance(4)) + random.pick(kTexts);
}

std::string make_escape(Random& random) {
  static constexpr std::array kEscapes = {"\\n"sv, "\\n"sv,    "\\n"sv,   "\\t"sv,  "\\0"sv,  "\\a"sv,
                                          "\\b"sv, "\\f"sv,    "\\r"sv,   "\\v"sv,  "\\\\"sv, "\\101"sv,
                                          "\\7"sv, "\\1234"sv, "\\377"sv, "\\08"sv, "\\q"sv,  "\\c"sv};
  return std::string(random.pick(kEscapes));
}

std::string make_clause(Random& random) {
  std::string clause;
  do clause += random.pick("ugoa"sv);
  while (random.chance(25));
  do {
    clause += random.pick("+-="sv);
    if (random.chance(15)) {
      clause += random.pick("ugo"sv);
      continue;
    }
    for (std::size_t left = random.below(4); left > 0; --left) clause += random.pick("rwxXst"sv);
  } while (random.chance(15));
  return clause;
}

}  // namespace

std::string make_glob(Random& random, std::string_view name) {
  if (random.chance(30)) return std::string(random.pick(kPlainGlobs));
  std::string glob;
  for (const char byte : name) glob += bend_glob_byte(random, byte);
  return random.chance(20) ? "*" + glob : glob;
}

std::string make_regex(Random& random, std::string_view path) {
  if (random.chance(8)) return std::string(random.pick(kOddRegexes));
  if (random.chance(25)) return ".*" + std::string(random.pick(kRegexAtoms)) + ".*";
  if (random.chance(10))
    return ".*" + std::string(random.pick(kRegexAtoms)) + std::string(random.pick(kRegexAtoms));
  std::string regex;
  for (const char byte : path) regex += bend_regex_byte(random, byte);
  return random.chance(20) ? ".*" + regex : regex;
}

std::string make_format(Random& random, bool reproducible) {
  std::string format;
  for (std::size_t left = 1 + random.below(5); left > 0; --left) {
    format += make_directive(random, reproducible);
    if (random.chance(40)) format += random.pick(" :|,x"sv);
    if (random.chance(20)) format += make_escape(random);
  }
  return random.chance(85) ? format + "\\n" : format;
}

std::string make_mode(Random& random) {
  static constexpr std::array kOctal = {"644"sv, "755"sv,  "0"sv,     "000"sv, "4000"sv, "111"sv,
                                        "222"sv, "0777"sv, "07777"sv, "600"sv, "7000"sv, "1000"sv,
                                        "20"sv,  "6000"sv, "00644"sv, "400"sv};
  std::string mode(random.pick(std::array{""sv, "-"sv, "/"sv}));
  if (random.chance(50)) return mode + std::string(random.pick(kOctal));
  const auto add_part = [&] {
    mode += make_clause(random);
    // A clause for nobody in particular may be or end in a number.
    if (random.chance(15))
      mode += "," + std::string(random.pick(std::array{"="sv, "+"sv, "-"sv, "+x="sv})) +
              std::string(random.pick(kOctal));
  };
  if (random.chance(15)) {
    // Of +222 alone findo makes what BSD find does.
    mode += mode.empty() ? "="sv : random.pick(std::array{"="sv, "+"sv, "-"sv});
    mode += random.pick(kOctal);
  } else {
    add_part();
  }
  while (random.chance(30)) mode += ",", add_part();
  return mode;
}

std::string make_number(Random& random, std::size_t limit) {
  return std::string(random.pick(std::array{""sv, "+"sv, "-"sv})) + std::to_string(random.below(limit));
}

std::string make_size(Random& random) {
  static constexpr std::array kCounts = {
      "0"sv,       "1"sv,       "2"sv,    "3"sv,    "10"sv,   "511"sv,
      "512"sv,     "513"sv,     "1023"sv, "1024"sv, "1025"sv, "2048"sv,
      "1048576"sv, "1048577"sv, "5"sv,    "64"sv,   "8"sv,    "9223372036854775807"sv};
  static constexpr std::array kUnits = {""sv, "c"sv, "c"sv, "w"sv, "b"sv, "k"sv, "k"sv, "M"sv, "G"sv};
  return std::string(random.pick(std::array{""sv, "+"sv, "-"sv})) + std::string(random.pick(kCounts)) +
         std::string(random.pick(kUnits));
}

std::string make_date(Random& random) {
  static constexpr std::array kDates = {"2020-01-01"sv,
                                        "yesterday"sv,
                                        "2 days ago"sv,
                                        "@0"sv,
                                        "@1600000000.5"sv,
                                        "1 hour ago"sv,
                                        "last monday"sv,
                                        "2021-06-01 12:00:00 +0200"sv,
                                        "2021-06-01T12:00:00Z"sv,
                                        "tomorrow"sv,
                                        "next month"sv,
                                        "10:30"sv,
                                        "20260101"sv,
                                        "now"sv,
                                        "5 minutes ago"sv,
                                        "1970-01-01"sv,
                                        "today"sv,
                                        "6 months ago"sv,
                                        "@-86400"sv,
                                        "Jan 1 2025"sv,
                                        "2100-01-01"sv,
                                        "3 days"sv};
  return std::string(random.pick(kDates));
}

std::string make_types(Random& random) {
  static constexpr std::array kSets = {"f"sv,   "f"sv,   "d"sv,     "d"sv,       "l"sv,
                                       "l"sv,   "p"sv,   "s"sv,     "c"sv,       "b"sv,
                                       "f,d"sv, "d,l"sv, "l,f,d"sv, "p,s,b,c"sv, "f,l,p,s"sv};
  return std::string(random.pick(kSets));
}

}  // namespace findo::differential
