#include "act/record_members.hpp"

#include <algorithm>
#include <iterator>

#include "output/type_letters.hpp"

namespace findo::act {
namespace {

using base::JsonValue;
using base::JsonWriter;

constexpr files::FileType kTypes[] = {files::FileType::regular,       files::FileType::directory,
                                      files::FileType::symbolic_link, files::FileType::fifo,
                                      files::FileType::socket,        files::FileType::character_device,
                                      files::FileType::block_device,  files::FileType::door,
                                      files::FileType::whiteout,      files::FileType::unknown};

std::string letter_of(files::FileType type) { return {output::type_letter(type)}; }

std::optional<base::Timestamp> try_time(const std::optional<JsonValue>& value) {
  if (!value || value->kind() != base::JsonKind::array) return std::nullopt;
  const auto parts = value->values();
  const auto seconds = parts.size() == 2 ? parts[0].try_int64() : std::nullopt;
  const auto nanoseconds = parts.size() == 2 ? parts[1].try_int64() : std::nullopt;
  if (!seconds || !nanoseconds || *nanoseconds < 0 || *nanoseconds >= base::kNanosecondsPerSecond) {
    return std::nullopt;
  }
  return base::Timestamp{*seconds, static_cast<std::int32_t>(*nanoseconds)};
}

std::optional<std::vector<std::string>> try_words(const std::optional<JsonValue>& value) {
  if (!value || value->kind() != base::JsonKind::array) return std::nullopt;
  std::vector<std::string> words;
  for (const JsonValue& word : value->values()) {
    auto bytes = word.try_bytes();
    if (!bytes) return std::nullopt;
    words.push_back(std::move(*bytes));
  }
  return words;
}

std::optional<FileIdentity> try_identity(const std::optional<JsonValue>& value) {
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

}  // namespace

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

void Members::read(std::string_view name, bool& into) { take(into, member(name, &JsonValue::try_boolean)); }

void Members::read(std::string_view name, std::uint64_t& into) {
  take(into, member(name, &JsonValue::try_uint64));
}

void Members::read(std::string_view name, std::int64_t& into) {
  take(into, member(name, &JsonValue::try_int64));
}

void Members::read(std::string_view name, std::string& into) {
  take(into, member(name, &JsonValue::try_bytes));
}

void Members::read(std::string_view name, base::Timestamp& into) {
  take(into, try_time(object_.try_member(name)));
}

void Members::read(std::string_view name, std::vector<std::string>& into) {
  take(into, try_words(object_.try_member(name)));
}

void Members::read(std::string_view name, FileIdentity& into) {
  take(into, try_identity(object_.try_member(name)));
}

}  // namespace findo::act
