// Compares our date language with GNU's: random texts under random zones, each also read by `date -f`.
//   dates_differential [--seed N] [--cases N]
// date(1) takes the current time by itself, so ours is asked twice, with the time before and after date ran:
// a text that ignores the current time must agree exactly, a relative one must lie between the two answers.
// Under faketime(1) with a stopped clock both are the same and every answer is checked exactly.
// Exit status: 0 when nothing differs without an explanation, 1 otherwise, 2 on a wrong command line.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

#include "language/date_zones.hpp"
#include "language/dates.hpp"

namespace {

using findo::base::Timestamp;
using findo::language::parse_date;

constexpr const char* kZones[] = {"UTC",
                                  "",
                                  "America/New_York",
                                  "America/Sao_Paulo",
                                  "America/St_Johns",
                                  "Europe/London",
                                  "Europe/Paris",
                                  "Europe/Dublin",
                                  "Europe/Moscow",
                                  "Africa/Casablanca",
                                  "Asia/Kolkata",
                                  "Asia/Kathmandu",
                                  "Asia/Tokyo",
                                  "Asia/Tehran",
                                  "Australia/Sydney",
                                  "Australia/Lord_Howe",
                                  "Pacific/Apia",
                                  "Pacific/Chatham",
                                  "Pacific/Auckland",
                                  "Antarctica/Troll",
                                  "America/Los_Angeles",
                                  "America/Havana",
                                  "Asia/Jerusalem",
                                  "EST5EDT",
                                  "XYZ-1ABC,J60/2,J300/3",
                                  "<-03>3",
                                  "ONE2ONE,M3.2.0,M11.1.0",
                                  "right/UTC",
                                  "right/Europe/Berlin",
                                  "No/Such"};

constexpr const char* kWords[] = {
    "jan",     "feb",       "Mar.",   "APRIL",   "may",      "june",       "jul",      "august",    "sept",
    "sep.",    "october",   "nov",    "dec",     "december", "sun",        "monday",   "tue",       "tues",
    "wednes",  "wed.",      "thur",   "thurs",   "fri",      "saturday",   "year",     "years",     "month",
    "months",  "fortnight", "week",   "weeks",   "day",      "days",       "hour",     "hours",     "minute",
    "min",     "mins",      "second", "seconds", "sec",      "secs",       "tomorrow", "yesterday", "today",
    "now",     "last",      "this",   "next",    "first",    "third",      "fourth",   "fifth",     "sixth",
    "seventh", "eighth",    "ninth",  "tenth",   "eleventh", "twelfth",    "ago",      "hence",     "am",
    "pm",      "a.m.",      "p.m.",   "A.M",     "dst",      "utc",        "gmt",      "ut",        "u.t.c.",
    "est",     "edt",       "cst",    "cdt",     "pst",      "pdt",        "wet",      "west",      "bst",
    "cet",     "cest",      "met",    "mest",    "eet",      "eest",       "msk",      "msd",       "ist",
    "jst",     "nzst",      "nzdt",   "ndt",     "nst",      "art",        "brst",     "hst",       "hadt",
    "sst",     "gst",       "sgt",    "kst",     "sast",     "eat",        "cat",      "wat",       "adt",
    "akdt",    "e.s.t.",    "z",      "t",       "a",        "j",          "m",        "n",         "y",
    "i",       "s",         "x",      "xyz",     "abc",      "one",        "foo",      "daze",      "thirds",
    "now.",    "dayss",     "idt",    "jan1",    "t.",       "acst",       "aedt",     "chst",      "cest.",
    "(",       ")",         "(x)",    "(a(b)c)", "@",        ",",          ":",        "/",         "-",
    "+",       ".",         "\\",     "\"",      "=",        "TZ=\"UTC\"", "\t",       "--",        "+-",
    "\xc3\xa9"};

constexpr const char* kNumbers[] = {"0",
                                    "00",
                                    "1",
                                    "01",
                                    "2",
                                    "3",
                                    "5",
                                    "7",
                                    "9",
                                    "10",
                                    "11",
                                    "12",
                                    "13",
                                    "14",
                                    "23",
                                    "24",
                                    "25",
                                    "28",
                                    "29",
                                    "30",
                                    "31",
                                    "32",
                                    "59",
                                    "60",
                                    "61",
                                    "68",
                                    "69",
                                    "70",
                                    "99",
                                    "100",
                                    "130",
                                    "230",
                                    "0230",
                                    "1030",
                                    "1260",
                                    "1969",
                                    "1970",
                                    "1999",
                                    "2000",
                                    "2024",
                                    "2026",
                                    "2359",
                                    "2400",
                                    "2401",
                                    "9999",
                                    "10000",
                                    "010203",
                                    "20260131",
                                    "20240229",
                                    "20230229",
                                    "20261301",
                                    "20260308",
                                    "260131",
                                    "1234567",
                                    "2147483647",
                                    "2147485547",
                                    "2147485548",
                                    "4294967296",
                                    "99999999999",
                                    "9223372036854775807",
                                    "9223372036854775808",
                                    "106751991167300",
                                    "153722867280912930",
                                    "1.5",
                                    "0.000000001",
                                    "0.9999999999",
                                    "1,25",
                                    "00.5",
                                    "5.",
                                    "2147483647.999999999",
                                    "9223372036854775807.5"};

// Days on which some zone's clocks change, or that are special to a calendar.
constexpr const char* kDays[] = {"2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25", "2026-04-05",
                                 "2026-10-04", "2024-02-29", "2026-02-29", "2026-04-31", "2011-12-30",
                                 "2018-11-04", "1970-01-01", "1969-12-31", "2016-12-31", "2038-01-19",
                                 "1901-12-13", "1582-10-10", "0001-01-01", "26-1-31",    "1883-11-18"};
constexpr const char* kClocks[] = {"00:00",    "00:30", "01:30",    "02:00",  "02:30",
                                   "02:59:59", "03:00", "23:59:60", "1:00am", "12:30 pm"};
constexpr const char* kUnits[] = {"year", "month", "fortnight", "week", "day", "hour", "min", "sec"};
constexpr const char* kMonths[] = {"jan", "Feb.", "MAR", "april", "may", "june", "Jul", "sept", "dec"};

class Texts {
 public:
  explicit Texts(std::uint64_t seed) : random_(seed) {}

  template <class Table>
  auto pick(const Table& table) {
    return table[below(std::size(table))];
  }

  std::string next() {
    const auto kind = below(10);
    std::string text = kind < 6 ? items() : kind < 8 ? soup() : one_form();
    if (below(4) == 0) mutate(text);
    if (below(12) == 0) text = std::string("TZ=\"") + pick(kZones) + "\"" + space() + text;
    if (below(6) == 0) change_case(text);
    return text;
  }

 private:
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  std::string number(std::uint64_t limit) { return std::to_string(below(limit)); }
  std::string space() { return below(8) == 0 ? "" : below(8) == 0 ? " \t " : " "; }
  std::string sign() { return below(2) == 0 ? "-" : "+"; }

  std::string padded(std::uint64_t limit) {
    std::string text = number(limit);
    return text.size() < 2 && below(2) == 0 ? "0" + text : text;
  }

  std::string year() { return below(3) == 0 ? padded(100) : std::to_string(1890 + below(200)); }

  std::string date() {
    switch (below(11)) {
      case 0: return pick(kDays);
      case 1: return year() + "-" + padded(14) + "-" + padded(33);
      case 2: return padded(14) + "/" + padded(33) + "/" + year();
      case 3: return padded(14) + "/" + padded(33);
      case 4: return padded(33) + space() + pick(kMonths) + space() + (below(2) == 0 ? year() : "");
      case 5: return pick(kMonths) + space() + padded(33) + (below(2) == 0 ? "," + space() + year() : "");
      case 6: return padded(33) + "-" + pick(kMonths) + "-" + year();
      case 7: return std::string(pick(kMonths)) + "-" + padded(33) + "-" + year();
      case 8: return std::to_string(20000101 + below(10000) * 101);
      case 9: return year() + "/" + padded(14) + "/" + padded(33);
      default: return pick(kDays);
    }
  }

  std::string fraction() {
    std::string digits = below(2) == 0 ? "." : ",";
    for (auto left = 1 + below(12); left > 0; --left) digits += number(10);
    return digits;
  }

  std::string time() {
    if (below(4) == 0) return pick(kClocks);
    std::string text = padded(25);
    if (below(5) == 0) return text + space() + (below(2) == 0 ? "am" : "p.m.");
    text += ":" + padded(61);
    if (below(2) == 0) text += ":" + padded(61) + (below(2) == 0 ? fraction() : "");
    if (below(4) == 0) text += space() + (below(2) == 0 ? "AM" : "pm");
    if (below(4) == 0) text += space() + offset();
    return text;
  }

  std::string offset() {
    std::string text = sign() + (below(2) == 0 ? padded(26) : std::to_string(below(2600)));
    return below(3) == 0 ? text + ":" + padded(70) : text;
  }

  std::string relative() {
    std::string text = below(4) == 0   ? pick({"last ", "this ", "next ", "third ", "twelfth ", ""})
                       : below(3) == 0 ? sign() + space() + number(400)
                                       : number(400);
    const bool fractional = below(10) == 0;
    if (fractional) text = (below(2) == 0 ? sign() : "") + number(100) + fraction();
    text += space() + (fractional ? "sec" : pick(kUnits)) + (below(2) == 0 ? "s" : "");
    return below(3) == 0 ? text + " ago" : text;
  }

  const char* pick(std::initializer_list<const char*> choices) {
    return choices.begin()[below(choices.size())];
  }

  std::string zone() {
    const std::string name =
        pick({"UTC", "Z", "EST", "EDT", "cet", "BST", "IST", "GMT", "ACST", "T", "A", "NZDT", "XYZ"});
    return below(3) == 0 ? name + space() + pick({"DST", "+1", "-0530", "+5:30", "+1 day", "-2 hours ago"})
                         : name;
  }

  std::string weekday() {
    const std::string day = pick({"monday", "tue", "wednes", "thurs.", "fri,", "SAT", "sunday ,"});
    return below(3) == 0 ? pick({"last ", "next ", "this ", "third ", "2 ", "0 ", "12 "}) + day : day;
  }

  std::string one_form() {
    switch (below(5)) {
      case 0: return "@" + (below(2) == 0 ? sign() : "") + pick(kNumbers);
      case 1: return "@" + sign() + number(4'000'000'000) + fraction();
      case 2: return date() + "T" + time();
      case 3: return date() + space() + time() + space() + zone();
      default: return date() + " " + time();
    }
  }

  std::string item() {
    switch (below(10)) {
      case 0: return date();
      case 1: return date();
      case 2: return time();
      case 3: return time();
      case 4: return zone();
      case 5: return weekday();
      case 6: return pick(kNumbers);
      case 7: return pick({"now", "today", "yesterday", "tomorrow", "(a comment)"});
      default: return relative();
    }
  }

  std::string items() {
    std::string text;
    for (auto left = 1 + below(4); left > 0; --left) text += item() + space();
    return text;
  }

  std::string soup() {
    std::string text;
    for (auto left = 1 + below(6); left > 0; --left) {
      text += below(2) == 0 ? std::string(pick(kWords)) : (below(3) == 0 ? sign() : "") + pick(kNumbers);
      text += below(4) == 0 ? "" : " ";
    }
    return text;
  }

  void mutate(std::string& text) {
    constexpr std::string_view kBytes = "0123456789 :/+-.,()TZazm@\"\\";
    for (auto left = 1 + below(3); left > 0 && !text.empty(); --left) {
      const auto at = below(text.size());
      switch (below(4)) {
        case 0: text.erase(at, 1 + below(3)); break;
        case 1: text.insert(at, 1, pick(kBytes)); break;
        case 2: text[at] = pick(kBytes); break;
        default: text.insert(at, pick(kWords)); break;
      }
    }
  }

  void change_case(std::string& text) {
    for (char& c : text) {
      if (below(2) == 0 && 'a' <= c && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
  }

  std::mt19937_64 random_;
};

using Answer = std::optional<Timestamp>;

Timestamp clock_now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(since_epoch).count();
  constexpr auto kPerSecond = findo::base::kNanosecondsPerSecond;
  return {ns / kPerSecond, static_cast<std::int32_t>(ns % kPerSecond)};
}

Answer ours(const std::string& text, Timestamp now) {
  const auto when = parse_date(text, now);
  return when ? Answer{*when} : Answer{};
}

std::string show(const Answer& answer) {
  if (!answer) return "error";
  std::string fraction = std::to_string(answer->nanoseconds);
  return std::to_string(answer->seconds) + "." + std::string(9 - fraction.size(), '0') + fraction;
}

Answer read_answer(const std::string& line) {
  const auto dot = line.find('.');
  return Timestamp{std::stoll(line.substr(0, dot)), std::stoi(line.substr(dot + 1))};
}

class Oracle {
 public:
  Oracle()
      : folder_(std::filesystem::temp_directory_path() / ("dates_differential." + std::to_string(getpid()))) {
    std::filesystem::create_directory(folder_);
  }
  ~Oracle() { std::filesystem::remove_all(folder_); }
  Oracle(const Oracle&) = delete;
  Oracle& operator=(const Oracle&) = delete;

  // date prints nothing on stdout for an error, so that each text is followed by a mark that says whose
  // line came before.
  std::vector<Answer> ask(const std::vector<std::string>& texts) {
    write(texts);
    const std::string command =
        "LC_ALL=C date -f '" + path("in") + "' +%s.%N >'" + path("out") + "' 2>/dev/null";
    [[maybe_unused]] const int status = std::system(command.c_str());
    return read(texts.size());
  }

 private:
  std::string path(const char* name) const { return (folder_ / name).string(); }
  static std::string mark(std::size_t index) { return std::to_string(7'000'000'000 + index) + ".123454321"; }

  void write(const std::vector<std::string>& texts) {
    std::ofstream file(path("in"));
    for (std::size_t i = 0; i < texts.size(); ++i) file << texts[i] << "\n@" << mark(i) << "\n";
  }

  std::vector<Answer> read(std::size_t count) {
    std::ifstream file(path("out"));
    std::vector<Answer> answers(count);
    std::string line;
    for (std::size_t i = 0; i < count; ++i) {
      while (std::getline(file, line) && line != mark(i)) answers[i] = read_answer(line);
    }
    return answers;
  }

  std::filesystem::path folder_;
};

bool agrees(const Answer& gnu, const Answer& before, const Answer& after) {
  if (gnu == before || gnu == after) return true;
  return gnu && before && after && *before <= *gnu && *gnu <= *after;
}

// Where the clock shows a time twice, mktime(3) prefers the offset of the dates before; ours never does.
bool agrees_alone(Oracle& oracle, const std::string& text) {
  const Timestamp before = clock_now();
  const Answer answer = oracle.ask({text})[0];
  return agrees(answer, ours(text, before), ours(text, clock_now()));
}

// Why a difference is meant; nothing where there is no explanation.
std::optional<std::string> explanation(Oracle& oracle, const std::string& text, const Answer& gnu,
                                       Timestamp now) {
  const auto when = parse_date(text, now);
  if (when && !gnu && !findo::language::local_calendar(when->seconds)) return "date cannot print the year";
  const std::string message = when ? "" : when.error().message;
  if (gnu && (message.starts_with("minute not") || message.starts_with("second not"))) {
    return "GNU looks at the low 32 bits of minutes and seconds only";
  }
  if (agrees_alone(oracle, text)) return "date agrees when it is asked this only";
  return std::nullopt;
}

struct Count {
  std::uint64_t cases = 0, accepted = 0, different = 0;
  std::map<std::string, std::uint64_t> explained;
};

void compare_batch(Texts& texts, Oracle& oracle, std::size_t size, Count& count) {
  const char* zone = texts.pick(kZones);
  setenv("TZ", zone, 1);
  std::vector<std::string> batch(size);
  for (std::string& text : batch) text = texts.next();
  const Timestamp before = clock_now();
  const std::vector<Answer> answers = oracle.ask(batch);
  const Timestamp after = clock_now();
  for (std::size_t i = 0; i < size; ++i) {
    ++count.cases;
    if (answers[i]) ++count.accepted;
    const Answer first = ours(batch[i], before);
    if (agrees(answers[i], first, ours(batch[i], after))) continue;
    if (const auto reason = explanation(oracle, batch[i], answers[i], before)) {
      ++count.explained[*reason];
      continue;
    }
    ++count.different;
    std::cout << "TZ='" << zone << "' text [" << batch[i] << "]: GNU " << show(answers[i]) << ", ours "
              << show(first) << "\n";
  }
}

struct Options {
  std::uint64_t seed = std::random_device{}();
  std::uint64_t cases = 20'000;
};

std::optional<Options> read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    if (i + 1 == argc || (name != "--seed" && name != "--cases")) return std::nullopt;
    (name == "--seed" ? options.seed : options.cases) = std::strtoull(argv[i + 1], nullptr, 10);
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) {
    std::cerr << "usage: dates_differential [--seed N] [--cases N]\n";
    return 2;
  }
  constexpr std::uint64_t kBatch = 500;
  Texts texts(options->seed);
  Oracle oracle;
  Count count;
  while (count.cases < options->cases) {
    compare_batch(texts, oracle, std::min(kBatch, options->cases - count.cases), count);
  }
  for (const auto& [reason, times] : count.explained) std::cout << times << " times: " << reason << "\n";
  std::cout << "seed " << options->seed << ": " << count.cases << " texts, " << count.accepted << " valid, "
            << count.different << " unexplained differences\n";
  return count.different == 0 && count.accepted > 0 ? 0 : 1;
}
