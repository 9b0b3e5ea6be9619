// The yardstick of the benchmark: walks a tree by nothing but openat, getdents64 and close, and in the mode
// "stat" one statx for each entry. No paths, no order, no output, no allocation for an entry.
//   findo_floor [-jN] visit|stat ROOT…     prints how many entries it has seen; exit 1 when a call has failed
//
// Work is shared as simply as is fast: each worker has a stack of directories that are still to be opened,
// takes its newest, and where it has none the oldest of somebody else, which is likely the greatest. A job is
// the open parent and a name, so that opening is relative and a pending job holds no descriptor of its own.
// One large directory becomes several jobs: who has filled a buffer passes the reading on before it looks at
// what it has got. Threads start when there is work for them; a tree of ten directories never has any.

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <mutex>
#include <sched.h>
#include <string_view>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;
constexpr std::size_t kNameBytes = 256;       // a name of 255 bytes and its zero
constexpr std::size_t kRecordBytes = 288;     // more than the largest record of getdents64
constexpr std::size_t kJobsWorthAThread = 8;  // below this a thread costs more than it takes over
constexpr int kSpins = 64;                    // looks for work before an idle worker sleeps
constexpr auto kNap = std::chrono::microseconds(50);

enum class Mode { visit, stat };

/// An open directory; closed by whoever ends its last use.
struct Directory {
  int descriptor;
  std::atomic<std::uint32_t> uses{1};
};

void release(Directory* directory) {
  if (directory->uses.fetch_sub(1, std::memory_order_acq_rel) > 1) return;
  close(directory->descriptor);
  delete directory;
}

/// "Open this name below that directory", or with an empty name "read on in that directory". Owns one use of
/// it.
struct Job {
  Directory* directory;
  char name[kNameBytes];
};

/// The jobs of one worker. Any thread may call anything.
class JobStack {
 public:
  /// The number of jobs that there are now.
  std::size_t push(Directory* directory, const char* name) {
    const std::lock_guard lock(mutex_);
    Job& job = jobs_.emplace_back();
    job.directory = directory;
    std::memcpy(job.name, name, std::strlen(name) + 1);
    return jobs_.size() - first_;
  }

  bool try_newest(Job& job) {
    const std::lock_guard lock(mutex_);
    if (jobs_.size() == first_) return false;
    job = jobs_.back();
    jobs_.pop_back();
    return true;
  }

  bool try_oldest(Job& job) {
    const std::lock_guard lock(mutex_);
    if (jobs_.size() == first_) return false;
    job = jobs_[first_++];
    if (first_ * 2 > jobs_.size()) forget_taken();
    return true;
  }

 private:
  void forget_taken() {
    jobs_.erase(jobs_.begin(), jobs_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }

  std::mutex mutex_;
  std::vector<Job> jobs_;
  std::size_t first_ = 0;  // those before it have been taken
};

struct alignas(64) Worker {
  JobStack stack;
  std::uint64_t entries = 0;
  std::uint64_t failures = 0;
  std::unique_ptr<char[]> buffer;
};

/// The kernel's own layout of an entry; glibc has no name for it.
struct KernelEntry {
  std::uint64_t inode;
  std::int64_t offset;
  std::uint16_t record_bytes;
  std::uint8_t type;
  char name[1];
};

bool is_dot_or_dotdot(const char* name) {
  return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

class Walk {
 public:
  Walk(Mode mode, std::size_t threads) : mode_(mode), workers_(threads) {}

  void run(char** roots) {
    Worker& main = workers_.front();
    for (; *roots != nullptr; ++roots) {
      const int descriptor = open_directory(main, AT_FDCWD, *roots);
      if (descriptor < 0) continue;
      see(main, AT_FDCWD, *roots);
      read(main, new Directory{descriptor});
    }
    unfinished_.fetch_sub(1, std::memory_order_acq_rel);
    work(0);
    for (std::thread& thread : threads_) thread.join();
  }

  std::uint64_t entries() const { return sum(&Worker::entries); }
  std::uint64_t failures() const { return sum(&Worker::failures); }

 private:
  void work(std::size_t self) {
    Job job;
    for (int spins = 0; unfinished_.load(std::memory_order_acquire) > 0;) {
      if (try_job(self, job)) {
        spins = 0;
        perform(workers_[self], job);
        unfinished_.fetch_sub(1, std::memory_order_acq_rel);
      } else if (++spins < kSpins) {
        std::this_thread::yield();
      } else {
        std::this_thread::sleep_for(kNap);
      }
    }
  }

  bool try_job(std::size_t self, Job& job) {
    if (workers_[self].stack.try_newest(job)) return true;
    for (std::size_t step = 1; step < workers_.size(); ++step) {
      if (workers_[(self + step) % workers_.size()].stack.try_oldest(job)) return true;
    }
    return false;
  }

  void perform(Worker& worker, const Job& job) {
    if (job.name[0] == '\0') {
      read(worker, job.directory);
    } else {
      const int descriptor = open_directory(worker, job.directory->descriptor, job.name);
      release(job.directory);
      if (descriptor >= 0) read(worker, new Directory{descriptor});
    }
  }

  int open_directory(Worker& worker, int parent, const char* name) {
    const int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    // A file system that names no types is asked by opening.
    if (descriptor < 0 && errno != ENOTDIR) ++worker.failures;
    return descriptor;
  }

  /// Ends the use of the directory that it is given.
  void read(Worker& worker, Directory* directory) {
    if (!worker.buffer) worker.buffer = std::make_unique_for_overwrite<char[]>(kBufferBytes);
    for (bool more = true; more;) {
      const long bytes = syscall(SYS_getdents64, directory->descriptor, worker.buffer.get(), kBufferBytes);
      if (bytes < 0) ++worker.failures;
      if (bytes <= 0) break;
      if (static_cast<std::size_t>(bytes) + kRecordBytes > kBufferBytes) {
        add_job(worker, directory, "");
        more = false;
      }
      see_all(worker, directory, static_cast<std::size_t>(bytes));
    }
    release(directory);
  }

  void see_all(Worker& worker, Directory* directory, std::size_t bytes) {
    for (std::size_t at = 0; at < bytes;) {
      const auto* entry = reinterpret_cast<const KernelEntry*>(worker.buffer.get() + at);
      at += entry->record_bytes;
      if (is_dot_or_dotdot(entry->name)) continue;
      see(worker, directory->descriptor, entry->name);
      if (entry->type == DT_DIR || entry->type == DT_UNKNOWN) add_job(worker, directory, entry->name);
    }
  }

  void see(Worker& worker, int parent, const char* name) {
    ++worker.entries;
    if (mode_ == Mode::visit) return;
    struct statx status;
    if (statx(parent, name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, STATX_TYPE | STATX_SIZE, &status) != 0) {
      ++worker.failures;
    }
  }

  void add_job(Worker& worker, Directory* directory, const char* name) {
    directory->uses.fetch_add(1, std::memory_order_relaxed);
    unfinished_.fetch_add(1, std::memory_order_relaxed);
    const std::size_t jobs = worker.stack.push(directory, name);
    const bool enough = jobs >= kJobsWorthAThread || name[0] == '\0';
    if (enough && !started_.load(std::memory_order_relaxed)) start_threads();
  }

  /// Called by the first worker, which until then is the only one.
  void start_threads() {
    started_.store(true, std::memory_order_relaxed);
    threads_.reserve(workers_.size() - 1);
    for (std::size_t i = 1; i < workers_.size(); ++i) threads_.emplace_back([this, i] { work(i); });
  }

  std::uint64_t sum(std::uint64_t Worker::*count) const {
    std::uint64_t total = 0;
    for (const Worker& worker : workers_) total += worker.*count;
    return total;
  }

  Mode mode_;
  std::vector<Worker> workers_;
  std::vector<std::thread> threads_;
  std::atomic<bool> started_{false};
  std::atomic<std::uint64_t> unfinished_{1};  // jobs, and the roots
};

std::size_t usable_processors() {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return static_cast<std::size_t>(std::max(1, CPU_COUNT(&set)));
}

int usage() {
  std::fputs("usage: findo_floor [-jN] visit|stat ROOT...\n", stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t threads = usable_processors();
  int next = 1;
  if (next < argc && std::strncmp(argv[next], "-j", 2) == 0) {
    threads = std::max(1UL, std::strtoul(argv[next++] + 2, nullptr, 10));
  }
  if (argc - next < 2) return usage();
  const std::string_view mode = argv[next++];
  if (mode != "visit" && mode != "stat") return usage();

  Walk walk(mode == "visit" ? Mode::visit : Mode::stat, threads);
  walk.run(argv + next);
  std::printf("%llu\n", static_cast<unsigned long long>(walk.entries()));
  if (walk.failures() == 0) return 0;
  std::fprintf(stderr, "findo_floor: %llu calls failed\n", static_cast<unsigned long long>(walk.failures()));
  return 1;
}
