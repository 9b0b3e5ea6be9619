#include "act/record.hpp"

#include <iterator>
#include <utility>

#include "act/record_members.hpp"
#include "base/json_reader.hpp"
#include "base/json_writer.hpp"

namespace findo::act {
namespace {

using base::Failure;
using base::JsonValue;
using base::JsonWriter;

constexpr std::uint64_t kFormat = 1;

constexpr std::string_view kDeedNames[] = {"trash", "move", "mkdir", "untrash", "rmdir", "delete", "run"};

std::optional<Deed> try_deed(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kDeedNames); ++i) {
    if (kDeedNames[i] == name) return static_cast<Deed>(i);
  }
  return std::nullopt;
}

void write_whole_identity(JsonWriter& writer, const FileIdentity& identity) {
  write_identity(writer.key("identity"), identity);
  const files::DirectoryOrigin& origin = identity.origin;
  if (origin.birth_time) write_time(writer.key("btime"), *origin.birth_time);
  if (origin.generation) writer.key("generation").number(*origin.generation);
}

void read_identity(Members& members, FileIdentity& identity) {
  members.read_if_there("identity", identity);
  members.read_if_there("btime", identity.origin.birth_time);
  members.read_if_there("generation", identity.origin.generation);
}

/// Takes one line after the other.
class RecordReader {
 public:
  /// False: it is no line of a record, or stands at the wrong place.
  bool take(const JsonValue& line) {
    if (line.kind() != base::JsonKind::object) return false;
    Members members(line);
    const bool is_first = !std::exchange(has_begun_, true);
    if (members.has("findo") != is_first || record_.has_ended) return false;
    if (is_first) return take_header(members);
    if (members.has("n")) return take_announcement(members);
    if (members.has("done") || members.has("failed")) return take_completion(members);
    record_.has_ended = members.has("ended");
    return record_.has_ended;
  }

  bool has_begun() const { return has_begun_; }
  Record result() { return std::move(record_); }

 private:
  bool take_header(Members& members) {
    RunHeader& header = record_.header;
    std::uint64_t format = 0;
    members.read("findo", header.version);
    members.read("format", format);
    members.read("started", header.started);
    members.read("argv", header.argv);
    members.read("cwd", header.directory);
    members.read_if_there("undoes", header.undoes);
    return members.are_right() && format == kFormat;
  }

  bool take_announcement(Members& members) {
    Announcement announcement;
    members.read("n", announcement.number);
    std::string deed;
    members.read("deed", deed);
    members.read_if_there("path", announcement.path);
    members.read_if_there("to", announcement.to);
    read_identity(members, announcement.identity);
    members.read_if_there("directory_mtime", announcement.directory_time);
    members.read_if_there("undoes", announcement.undoes);
    members.read_number_if_there("mode", announcement.mode);
    members.read_if_there("command", announcement.command);
    const auto known = try_deed(deed);
    if (known) announcement.deed = *known;
    const bool is_next = announcement.number == record_.deeds.size() + 1;
    record_.deeds.push_back({std::move(announcement)});
    return members.are_right() && known && is_next;
  }

  bool take_completion(Members& members) {
    Completion completion;
    completion.has_failed = members.has("failed");
    members.read(completion.has_failed ? "failed" : "done", completion.number);
    members.read_number_if_there("code", completion.code);
    members.read_if_there("to", completion.to);
    completion.has_replaced = members.has("replaced");
    if (members.has("identity")) read_identity(members, completion.other.emplace());
    members.read_if_there("directory_mtime", completion.directory_time);
    const std::uint64_t number = completion.number;
    if (!members.are_right() || number == 0 || number > record_.deeds.size()) return false;
    auto& known = record_.deeds[number - 1].completion;
    if (known) return false;
    known = std::move(completion);
    record_.completed.push_back(number);
    return true;
  }

  Record record_;
  bool has_begun_ = false;
};

}  // namespace

std::string render(const RunHeader& header) {
  return line_of([&](JsonWriter& writer) {
    writer.key("findo").bytes(header.version).key("format").number(kFormat);
    write_time(writer.key("started"), header.started);
    write_words(writer.key("argv"), header.argv);
    writer.key("cwd").bytes(header.directory);
    if (header.undoes) writer.key("undoes").number(*header.undoes);
  });
}

std::string render(const Announcement& announcement) {
  return line_of([&](JsonWriter& writer) {
    writer.key("n").number(announcement.number);
    writer.key("deed").bytes(kDeedNames[static_cast<std::size_t>(announcement.deed)]);
    if (!announcement.path.empty()) writer.key("path").bytes(announcement.path);
    if (!announcement.to.empty()) writer.key("to").bytes(announcement.to);
    if (announcement.identity.file.inode != 0) write_whole_identity(writer, announcement.identity);
    if (announcement.directory_time) {
      write_time(writer.key("directory_mtime"), *announcement.directory_time);
    }
    if (announcement.undoes) writer.key("undoes").number(*announcement.undoes);
    if (announcement.mode != 0) writer.key("mode").number(announcement.mode);
    if (!announcement.command.empty()) write_words(writer.key("command"), announcement.command);
  });
}

std::string render(const Completion& completion) {
  return line_of([&](JsonWriter& writer) {
    writer.key(completion.has_failed ? "failed" : "done").number(completion.number);
    if (completion.code != 0) writer.key("code").number(completion.code);
    if (!completion.to.empty()) writer.key("to").bytes(completion.to);
    if (completion.has_replaced) writer.key("replaced").boolean(true);
    if (completion.other) write_whole_identity(writer, *completion.other);
    if (completion.directory_time) write_time(writer.key("directory_mtime"), *completion.directory_time);
  });
}

std::string render_end(base::Timestamp ended) {
  return line_of([&](JsonWriter& writer) { write_time(writer.key("ended"), ended); });
}

base::Result<Record, std::string> parse_record(std::string_view text) {
  RecordReader reader;
  std::size_t number = 0;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    ++number;
    const auto line = base::parse_json(text.substr(0, end));
    if (!line || !reader.take(*line)) {
      return Failure{"line " + std::to_string(number) + " is none of a record"};
    }
    text.remove_prefix(end + 1);
  }
  if (!reader.has_begun()) return Failure{std::string("it is empty")};
  return reader.result();
}

}  // namespace findo::act
