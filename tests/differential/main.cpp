// Compares findo, as a black box, with GNU find, or with bfs: random trees, random command lines.
//   findo_differential --findo PATH [--find PATH | --bfs PATH] [--seed N] [--cases N] [--trees N] [--only
//   CASE]
//                      [--destructive PERCENT] [--keep-failures DIR] [--findo-args "WORDS"] [--no-shrink]
// --program and --oracle are other names of --findo and --find. A seed gives the same trees and command lines
// on every machine. Exit status: 0 when nothing differs, 1 otherwise, 2 on a wrong command line or where it
// cannot work.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/stat.h>

#include "differential/comparison.hpp"

namespace {

using findo::differential::Comparison;
using findo::differential::make_bfs;
using findo::differential::make_gnu_find;
using findo::differential::Settings;

constexpr int kCannotWork = 2;

std::vector<std::string> split_words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

bool apply_option(Settings& settings, std::string_view name, const std::string& value) {
  if (name == "--findo" || name == "--program") return settings.findo = value, true;
  if (name == "--find" || name == "--oracle") return settings.oracle = value, true;
  if (name == "--bfs") return settings.oracle = value, settings.asks_bfs = true;
  if (name == "--keep-failures") return settings.keep_failures = value, true;
  if (name == "--findo-args") return settings.findo_words = split_words(value), true;
  char* end = nullptr;
  const unsigned long long number = std::strtoull(value.c_str(), &end, 10);
  if (value.empty() || *end != '\0') return false;
  if (name == "--seed") return settings.seed = number, true;
  if (name == "--cases") return settings.cases = number, true;
  if (name == "--trees") return settings.trees = number, true;
  if (name == "--destructive") return settings.destructive_percent = number, true;
  if (name == "--only") return settings.only_case = number, true;
  return false;
}

std::optional<Settings> read_command_line(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--no-shrink") {
      settings.shrink = false;
    } else if (i + 1 >= argc || !apply_option(settings, name, argv[++i])) {
      return std::nullopt;
    }
  }
  if (settings.findo.empty()) return std::nullopt;
  return settings;
}

// The programs run in another directory.
std::string absolute(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::absolute(path, ignored).string();
}

int usage() {
  std::fputs(
      "usage: findo_differential --findo PATH [--find PATH | --bfs PATH] [--seed N] [--cases N] [--trees N]\n"
      "                          [--only CASE]\n"
      "                          [--destructive PERCENT] [--keep-failures DIR] [--findo-args \"WORDS\"]\n"
      "                          [--no-shrink]\n",
      stderr);
  return kCannotWork;
}

}  // namespace

int main(int argc, char** argv) {
  auto settings = read_command_line(argc, argv);
  if (!settings) return usage();
  umask(0);
  settings->findo = absolute(settings->findo);
  settings->oracle = absolute(settings->oracle);
  const auto oracle = settings->asks_bfs ? make_bfs() : make_gnu_find();
  const auto failures = Comparison(*settings, *oracle).run_all();
  if (!failures) return kCannotWork;
  const std::size_t cases = settings->only_case ? 1 : settings->cases;
  std::printf("%zu passed, %zu failed\n", cases - *failures, *failures);
  return *failures == 0 ? 0 : 1;
}
