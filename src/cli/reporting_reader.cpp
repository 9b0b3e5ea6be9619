// A reader knows names in open directories, but people want to see paths; so each open directory remembers
// the path by which it was reached.

#include "cli/reporting_reader.hpp"

#include <string>

#include "base/log_topics.hpp"
#include "base/quoting.hpp"

namespace findo::cli {
namespace {

using base::LogTopic;
using files::OpenDirectory;

thread_local int looks = 0;  // how many OnlyLooking this thread has

class ReportingDirectory : public OpenDirectory {
 public:
  ReportingDirectory(std::unique_ptr<OpenDirectory> inner, std::string path)
      : inner_(std::move(inner)), path_(std::move(path)) {}
  OpenDirectory& inner() { return *inner_; }
  const OpenDirectory& inner() const { return *inner_; }
  const std::string& path() const { return path_; }

 private:
  std::unique_ptr<OpenDirectory> inner_;
  std::string path_;
};

const OpenDirectory* inner_of(const OpenDirectory* directory) {
  return directory ? &static_cast<const ReportingDirectory*>(directory)->inner() : nullptr;
}

std::string path_of(const OpenDirectory* parent, const char* name) {
  if (!parent) return name;
  std::string path = static_cast<const ReportingDirectory*>(parent)->path();
  if (!path.ends_with('/')) path += '/';
  return path + name;
}

class ReportingReader : public files::Reader {
 public:
  explicit ReportingReader(std::unique_ptr<files::Reader> inner) : inner_(std::move(inner)) {}

  base::Result<std::unique_ptr<OpenDirectory>, base::Errno> open_directory(
      const OpenDirectory* parent, const char* name, files::FollowLinks follow) override {
    auto opened = inner_->open_directory(inner_of(parent), name, follow);
    if (!opened) return opened;
    std::string path = path_of(parent, name);
    if (reports_search_ && looks == 0) base::log(LogTopic::search, base::shell_quoted(path));
    return std::unique_ptr<OpenDirectory>(
        std::make_unique<ReportingDirectory>(std::move(*opened), std::move(path)));
  }

  base::Status<base::Errno> read_batch(OpenDirectory& directory, files::NameBatch& batch) override {
    return inner_->read_batch(static_cast<ReportingDirectory&>(directory).inner(), batch);
  }

  base::Status<base::Errno> load_facts(const OpenDirectory* parent, const char* name,
                                       files::FollowLinks follow, files::FactSet wanted,
                                       files::Facts& facts) override {
    auto status = inner_->load_facts(inner_of(parent), name, follow, wanted, facts);
    if (reports_stat_) report_status_call(path_of(parent, name), follow, status);
    return status;
  }

  base::Result<files::Identity, base::Errno> load_identity(const OpenDirectory& directory) override {
    return inner_->load_identity(*inner_of(&directory));
  }

  base::Result<std::string, base::Errno> load_link_target(const OpenDirectory* parent,
                                                          const char* name) override {
    return inner_->load_link_target(inner_of(parent), name);
  }

  base::Status<base::Errno> check_access(const OpenDirectory* parent, const char* name,
                                         files::Access access) override {
    return inner_->check_access(inner_of(parent), name, access);
  }

  base::Result<int, base::Errno> open_descriptor(const OpenDirectory* directory) override {
    return inner_->open_descriptor(inner_of(directory));
  }

 private:
  static void report_status_call(const std::string& path, files::FollowLinks follow,
                                 const base::Status<base::Errno>& status) {
    std::string text = base::shell_quoted(path);
    if (follow == files::FollowLinks::yes) text += ", followed";
    if (!status) text += ": " + base::describe(status.error());
    base::log(LogTopic::stat, text);
  }

  std::unique_ptr<files::Reader> inner_;
  const bool reports_search_ = base::is_logged(LogTopic::search);
  const bool reports_stat_ = base::is_logged(LogTopic::stat);
};

}  // namespace

OnlyLooking::OnlyLooking() { ++looks; }
OnlyLooking::~OnlyLooking() { --looks; }

std::unique_ptr<files::Reader> make_reporting_reader(std::unique_ptr<files::Reader> reader) {
  return std::make_unique<ReportingReader>(std::move(reader));
}

}  // namespace findo::cli
