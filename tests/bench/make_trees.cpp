// Makes the trees that the benchmark walks, quickly: directories, symbolic links and files that have a size
// but no contents (holes), so that a million of them take inodes and no blocks.
//   findo_make_trees shape                          a listing like that of the Linux sources, on standard
//   output findo_make_trees copies LISTING FOLDER COUNT    FOLDER/00, FOLDER/01 …, each as the listing says
//   findo_make_trees flat FOLDER COUNT              one directory of so many files, one in 16 of them 128 KiB
//   long findo_make_trees chain FOLDER LEVELS            d/d/d…, a file "bottom" in the last
// FOLDER must not exist yet. Everything is written out to the disk before it ends, so that what runs next is
// not slowed down by it. Exit 1 with a message where something cannot be made, 2 on a wrong command line.
//
// listing = { line "\n" }, parents first; line = "d" TAB TAB path | "f" TAB size TAB path | "l" TAB target
// TAB path. Paths have no tab and no newline in them and are relative to the copy.

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

constexpr mode_t kDirectoryMode = 0755;
constexpr mode_t kFileMode = 0644;
constexpr std::uint64_t kLargeEvery = 16;
constexpr std::uint64_t kLargeBytes = 128 * 1024;

[[noreturn]] void die(const std::string& what) {
  std::fprintf(stderr, "findo_make_trees: %s: %s\n", what.c_str(), std::strerror(errno));
  std::exit(1);
}

void make_directory(int parent, const std::string& path) {
  if (mkdirat(parent, path.c_str(), kDirectoryMode) != 0) die(path);
}

int open_folder(int parent, const std::string& path) {
  const int descriptor = openat(parent, path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) die(path);
  return descriptor;
}

int make_and_open(int parent, const std::string& path) {
  make_directory(parent, path);
  return open_folder(parent, path);
}

void make_file(int parent, const std::string& path, std::uint64_t size_bytes) {
  const int descriptor = openat(parent, path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kFileMode);
  if (descriptor < 0) die(path);
  if (size_bytes > 0 && ftruncate(descriptor, static_cast<off_t>(size_bytes)) != 0) die(path);
  close(descriptor);
}

void write_out(int folder) {
#ifdef __linux__
  if (syncfs(folder) != 0) die("cannot write out");
#else
  fsync(folder);
#endif
}

// ---- Copies of a listing
// --------------------------------------------------------------------------------------------
struct Line {
  char type;  // d, f, l
  std::uint64_t size_bytes;
  std::string target;
  std::string path;
};

[[noreturn]] void refuse(std::string_view line) {
  errno = EINVAL;
  die("not a line of a listing: " + std::string(line));
}

Line parse_line(std::string_view text) {
  const std::size_t first = text.find('\t');
  const std::size_t second = text.find('\t', first + 1);
  if (first != 1 || second == std::string_view::npos || second + 1 == text.size()) refuse(text);
  Line line{text[0], 0, std::string(text.substr(2, second - 2)), std::string(text.substr(second + 1))};
  if (line.type == 'f') {
    const char* end = line.target.data() + line.target.size();
    if (std::from_chars(line.target.data(), end, line.size_bytes).ptr != end) refuse(text);
  } else if (line.type != 'd' && line.type != 'l') {
    refuse(text);
  }
  return line;
}

std::vector<Line> read_listing(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::vector<Line> lines;
  for (std::string text; std::getline(stream, text);) lines.push_back(parse_line(text));
  if (!stream.eof() || lines.empty()) die(file);
  return lines;
}

void make_line(int top, const Line& line) {
  switch (line.type) {
    case 'd': return make_directory(top, line.path);
    case 'f': return make_file(top, line.path, line.size_bytes);
    default:
      if (symlinkat(line.target.c_str(), top, line.path.c_str()) != 0) die(line.path);
  }
}

std::string two_digits(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

void make_copies(const std::string& listing, const std::string& folder, std::size_t count) {
  const std::vector<Line> lines = read_listing(listing);
  const int parent = make_and_open(AT_FDCWD, folder);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t copy = next++; copy < count; copy = next++) {
      const int top = make_and_open(parent, two_digits(copy));
      for (const Line& line : lines) make_line(top, line);
      close(top);
    }
  };
  std::vector<std::thread> threads;
  const std::size_t wanted = std::min<std::size_t>(count, std::max(1U, std::thread::hardware_concurrency()));
  for (std::size_t i = 1; i < wanted; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  write_out(parent);
}

// ---- One directory; one chain
// ---------------------------------------------------------------------------------------
void make_flat(const std::string& folder, std::size_t count) {
  const int top = make_and_open(AT_FDCWD, folder);
  for (std::size_t i = 0; i < count; ++i) {
    make_file(top, "entry-" + std::to_string(i) + ".c", i % kLargeEvery == 0 ? kLargeBytes : 0);
  }
  write_out(top);
}

void make_chain(const std::string& folder, std::size_t levels) {
  int level = make_and_open(AT_FDCWD, folder);
  for (std::size_t i = 0; i < levels; ++i) {
    const int below = make_and_open(level, "d");
    close(level);
    level = below;
  }
  make_file(level, "bottom", 0);
  write_out(level);
}

// ---- A listing like that of the Linux sources
// ----------------------------------------------------------------------- Measured on Linux 6.1: 5,096
// directories, most of them three to six levels down, a fifth with subdirectories; 78,579 files. Files in a
// directory and bytes in a file both spread as a log-normal does: the medians and the spreads below.
constexpr std::size_t kShapeDirectories = 5000;
constexpr std::size_t kShapeTopDirectories = 24;
constexpr std::size_t kShapeDeepest = 10;
constexpr double kMedianFiles = 7.4;
constexpr double kSpreadOfFiles = 1.28;
constexpr double kMedianBytes = 3900.0;
constexpr double kSpreadOfBytes = 1.5;

constexpr std::string_view kEndings[] = {".c", ".c",   ".c",    ".c",   ".c",    ".c", ".c",
                                         ".c", ".h",   ".h",    ".h",   ".h",    ".h", ".h",
                                         "",   ".rst", ".yaml", ".dts", ".dtsi", ".S"};

/// Numbers that look random and are the same everywhere (Knuth's MMIX generator).
class Numbers {
 public:
  /// 0 … limit - 1.
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>((state_ >> 33) % limit);
  }

  /// Log-normal: half of them below the median.
  std::size_t around(double median, double spread) {
    double normal = -6.0;  // a sum of twelve even ones is nearly normal
    for (int i = 0; i < 12; ++i) normal += static_cast<double>(below(1 << 20)) / (1 << 20);
    return static_cast<std::size_t>(median * std::exp(spread * normal));
  }

 private:
  std::uint64_t state_ = 1;
};

struct Folder {
  std::string path;
  std::size_t depth;
};

/// Earlier folders, which lie higher up, are likelier parents; a parent has several children at once.
const Folder& draw_parent(const std::vector<Folder>& folders, Numbers& numbers) {
  for (;;) {
    const Folder& parent = folders[numbers.below(numbers.below(folders.size()) + 1)];
    if (parent.depth < kShapeDeepest) return parent;
  }
}

std::vector<Folder> draw_folders(Numbers& numbers) {
  std::vector<Folder> folders;
  for (std::size_t i = 0; i < kShapeTopDirectories; ++i) folders.push_back({"part" + std::to_string(i), 1});
  while (folders.size() < kShapeDirectories) {
    const Folder parent = draw_parent(folders, numbers);
    for (std::size_t children = 1 + numbers.around(2.0, 1.1); children > 0; --children) {
      folders.push_back({parent.path + "/sub" + std::to_string(folders.size()), parent.depth + 1});
    }
  }
  return folders;
}

void print_shape() {
  Numbers numbers;
  for (const Folder& folder : draw_folders(numbers)) {
    std::printf("d\t\t%s\n", folder.path.c_str());
    const std::size_t files = numbers.around(kMedianFiles, kSpreadOfFiles);
    for (std::size_t i = 0; i < files; ++i) {
      const std::string_view ending = kEndings[numbers.below(std::size(kEndings))];
      std::printf("f\t%zu\t%s/source-%zu%.*s\n", numbers.around(kMedianBytes, kSpreadOfBytes),
                  folder.path.c_str(), i, static_cast<int>(ending.size()), ending.data());
    }
  }
  if (std::fflush(stdout) != 0) die("standard output");
}

std::size_t parse_count(const char* text) {
  const std::string_view digits = text;
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (error == std::errc() && end == digits.data() + digits.size()) return count;
  errno = EINVAL;
  die("not a number: " + std::string(digits));
}

int usage() {
  std::fputs(
      "usage: findo_make_trees shape | copies LISTING FOLDER COUNT | flat FOLDER COUNT | chain FOLDER "
      "LEVELS\n",
      stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view verb = argc > 1 ? argv[1] : "";
  umask(0);
  if (verb == "shape" && argc == 2) {
    print_shape();
  } else if (verb == "copies" && argc == 5) {
    make_copies(argv[2], argv[3], parse_count(argv[4]));
  } else if (verb == "flat" && argc == 4) {
    make_flat(argv[2], parse_count(argv[3]));
  } else if (verb == "chain" && argc == 4) {
    make_chain(argv[2], parse_count(argv[3]));
  } else {
    return usage();
  }
  return 0;
}
