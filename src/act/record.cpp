#include "act/record.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/json_reader.hpp"
#include "base/json_writer.hpp"
#include "output/type_letters.hpp"

namespace findo::act {
namespace {

using base::Failure;
using base::JsonValue;
using base::JsonWriter;

constexpr std::uint64_t kFormat = 1;

constexpr std::string_view kDeedNames[] = {"trash", "move", "mkdir", "untrash", "rmdir", "delete", "run"};

constexpr files::FileType kTypes[] = {files::FileType::regular,       files::FileType::directory,
                                      files::FileType::symbolic_link, files::FileType::fifo,
                                      files::FileType::socket,        files::FileType::character_device,
                                      files::FileType::block_device,  files::FileType::door,
                                      files::FileType::whiteout,      files::FileType::unknown};

std::string letter_of(files::FileType type) { return {output::type_letter(type)}; }

// ---- writing

void write_time(JsonWriter& writer, base::Timestamp time) {
  writer.begin_array().number(time.seconds).number(time.nanoseconds).end_array();
}

void write_words(JsonWriter& writer, const std::vector<std::string>& words) {
  writer.begin_array();
  for (const std::string& word : words) writer.bytes(word);
  writer.end_array();
}

void write_identity(JsonWriter& writer, const FileIdentity& identity) {
  writer.begin_object();
  writer.key("device").number(identity.file.device).key("inode").number(identity.file.inode);
  writer.key("type").bytes(letter_of(identity.type)).key("size").number(identity.size_bytes);
  write_time(writer.key("mtime"), identity.modify_time);
  write_time(writer.key("ctime"), identity.change_time);
  writer.end_object();
}

/// Calls `write` with a writer in an object that makes up the line.
template <class Write>
std::string line_of(Write&& write) {
  std::string line;
  JsonWriter writer(line);
  writer.begin_object();
  write(writer);
  writer.end_object();
  return line;
}

// ---- reading

/// Reads members into variables, and keeps whether all were as they should be.
class Members {
 public:
  explicit Members(const JsonValue& object) : object_(object) {}

  bool are_right() const { return are_right_; }
  bool has(std::string_view name) const { return object_.try_member(name).has_value(); }

  void read(std::string_view name, std::uint64_t& into) { take(into, member(name, &JsonValue::try_uint64)); }
  void read(std::string_view name, std::int64_t& into) { take(into, member(name, &JsonValue::try_int64)); }
  void read(std::string_view name, std::string& into) { take(into, member(name, &JsonValue::try_bytes)); }
  void read(std::string_view name, base::Timestamp& into) { take(into, try_time(object_.try_member(name))); }
  void read(std::string_view name, std::vector<std::string>& into) {
    take(into, try_words(object_.try_member(name)));
  }
  void read(std::string_view name, FileIdentity& into) { take(into, try_identity(object_.try_member(name))); }
  void read(std::string_view name, Deed& into) { take(into, try_deed(object_.try_member(name))); }

  /// Reads a member that may be missing.
  template <class T>
  void read_if_there(std::string_view name, T& into) {
    if (has(name)) read(name, into);
  }
  template <class T>
  void read_if_there(std::string_view name, std::optional<T>& into) {
    if (has(name)) read(name, into.emplace());
  }
  template <class T>
  void read_number_if_there(std::string_view name, T& into) {
    std::int64_t number = 0;
    read_if_there(name, number);
    into = static_cast<T>(number);
  }

 private:
  template <class T>
  void take(T& into, std::optional<T> value) {
    are_right_ &= value.has_value();
    if (value) into = std::move(*value);
  }

  template <class T>
  std::optional<T> member(std::string_view name, std::optional<T> (JsonValue::*ask)() const) const {
    const auto value = object_.try_member(name);
    return value ? ((*value).*ask)() : std::nullopt;
  }

  static std::optional<base::Timestamp> try_time(const std::optional<JsonValue>& value) {
    if (!value || value->kind() != base::JsonKind::array) return std::nullopt;
    const auto parts = value->values();
    const auto seconds = parts.size() == 2 ? parts[0].try_int64() : std::nullopt;
    const auto nanoseconds = parts.size() == 2 ? parts[1].try_int64() : std::nullopt;
    if (!seconds || !nanoseconds || *nanoseconds < 0 || *nanoseconds >= base::kNanosecondsPerSecond) {
      return std::nullopt;
    }
    return base::Timestamp{*seconds, static_cast<std::int32_t>(*nanoseconds)};
  }

  static std::optional<std::vector<std::string>> try_words(const std::optional<JsonValue>& value) {
    if (!value || value->kind() != base::JsonKind::array) return std::nullopt;
    std::vector<std::string> words;
    for (const JsonValue& word : value->values()) {
      auto bytes = word.try_bytes();
      if (!bytes) return std::nullopt;
      words.push_back(std::move(*bytes));
    }
    return words;
  }

  static std::optional<FileIdentity> try_identity(const std::optional<JsonValue>& value) {
    if (!value) return std::nullopt;
    Members members(*value);
    FileIdentity identity;
    std::uint64_t device = 0;
    std::string letter;
    members.read("device", device);
    members.read("inode", identity.file.inode);
    members.read("type", letter);
    members.read("size", identity.size_bytes);
    members.read("mtime", identity.modify_time);
    members.read("ctime", identity.change_time);
    identity.file.device = static_cast<dev_t>(device);
    const auto type = std::find_if(std::begin(kTypes), std::end(kTypes),
                                   [&](files::FileType known) { return letter_of(known) == letter; });
    if (type == std::end(kTypes) || !members.are_right()) return std::nullopt;
    identity.type = *type;
    return identity;
  }

  static std::optional<Deed> try_deed(const std::optional<JsonValue>& value) {
    const auto name = value ? value->try_text() : std::nullopt;
    for (std::size_t i = 0; name && i < std::size(kDeedNames); ++i) {
      if (kDeedNames[i] == *name) return static_cast<Deed>(i);
    }
    return std::nullopt;
  }

  const JsonValue& object_;
  bool are_right_ = true;
};

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
    members.read("deed", announcement.deed);
    members.read_if_there("path", announcement.path);
    members.read_if_there("to", announcement.to);
    members.read_if_there("identity", announcement.identity);
    members.read_if_there("directory_mtime", announcement.directory_time);
    members.read_if_there("undoes", announcement.undoes);
    members.read_number_if_there("mode", announcement.mode);
    members.read_if_there("command", announcement.command);
    const bool is_next = announcement.number == record_.deeds.size() + 1;
    record_.deeds.push_back({std::move(announcement)});
    return members.are_right() && is_next;
  }

  bool take_completion(Members& members) {
    Completion completion;
    completion.has_failed = members.has("failed");
    members.read(completion.has_failed ? "failed" : "done", completion.number);
    members.read_number_if_there("code", completion.code);
    members.read_if_there("to", completion.to);
    completion.has_replaced = members.has("replaced");
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
    if (announcement.identity.file.inode != 0) write_identity(writer.key("identity"), announcement.identity);
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
