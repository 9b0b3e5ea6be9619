#include "act/record.hpp"

#include <catch2/catch.hpp>

namespace findo::act {
namespace {

FileIdentity some_identity() {
  return {.file = {64768, 18446744073709551615U},
          .type = files::FileType::directory,
          .size_bytes = -1,
          .modify_time = {-5, 999'999'999},
          .change_time = {253'402'300'800, 0}};
}

Announcement some_announcement(std::uint64_t number) {
  return {.number = number,
          .deed = Deed::take_from_trash,
          .path = "/a\n\xff",
          .to = "/b\"\\",
          .identity = some_identity(),
          .directory_time = base::Timestamp{7, 8},
          .undoes = 12,
          .mode = 0750,
          .command = {"sh", "-c", "\x80"}};
}

std::string header_line() { return render(RunHeader{"1.2", {3, 4}, {"findo", "\xfe"}, "/cwd", 17}) + '\n'; }

TEST_CASE("record: what is written is read again", "[act][record]") {
  std::string text = header_line();
  text += render(some_announcement(1)) + '\n';
  text += render(Announcement{.number = 2, .deed = Deed::run, .command = {"true"}}) + '\n';
  text += render(Completion{.number = 2, .has_failed = true, .code = 13}) + '\n';
  text += render(Completion{.number = 1,
                            .code = 3,
                            .to = "/c",
                            .has_replaced = true,
                            .other = FileIdentity{.file = {7, 8}, .type = files::FileType::fifo},
                            .directory_time = base::Timestamp{9, 1}}) +
          '\n';
  text += render_end({5, 6}) + '\n';
  const auto record = parse_record(text);
  REQUIRE(record);
  CHECK(record->header.version == "1.2");
  CHECK(record->header.started == base::Timestamp{3, 4});
  CHECK(record->header.argv == std::vector<std::string>{"findo", "\xfe"});
  CHECK(record->header.directory == "/cwd");
  CHECK(record->header.undoes == 17);
  CHECK(record->has_ended);
  CHECK(record->completed == std::vector<std::uint64_t>{2, 1});

  const RecordedDeed& deed = record->deeds.at(0);
  const Announcement expected = some_announcement(1);
  CHECK(deed.announcement.deed == expected.deed);
  CHECK(deed.announcement.path == expected.path);
  CHECK(deed.announcement.to == expected.to);
  CHECK(is_alike(deed.announcement.identity, expected.identity, Likeness::file));
  CHECK(deed.announcement.identity.size_bytes == -1);
  CHECK(deed.announcement.identity.modify_time == expected.identity.modify_time);
  CHECK(deed.announcement.identity.change_time == expected.identity.change_time);
  CHECK(deed.announcement.directory_time == expected.directory_time);
  CHECK(deed.announcement.undoes == 12);
  CHECK(deed.announcement.mode == 0750);
  CHECK(deed.announcement.command == expected.command);
  REQUIRE(deed.completion);
  CHECK_FALSE(deed.completion->has_failed);
  CHECK(deed.completion->code == 3);
  CHECK(deed.completion->to == "/c");
  CHECK(deed.completion->has_replaced);
  CHECK(deed.identity().file == files::Identity{7, 8});
  CHECK(deed.identity().type == files::FileType::fifo);
  CHECK(record->deeds.at(1).identity().file == record->deeds.at(1).announcement.identity.file);
  CHECK(deed.completion->directory_time == base::Timestamp{9, 1});
  CHECK(record->deeds.at(1).completion->has_failed);
  CHECK(record->deeds.at(1).completion->code == 13);
}

TEST_CASE("record: each kind of deed and of file keeps its name", "[act][record]") {
  using files::FileType;
  std::string text = header_line();
  std::uint64_t number = 0;
  const auto types = {FileType::regular, FileType::directory,        FileType::symbolic_link, FileType::fifo,
                      FileType::socket,  FileType::character_device, FileType::block_device};
  for (int deed = 0; deed <= static_cast<int>(Deed::run); ++deed) {
    for (const FileType type : types) {
      Announcement announcement{.number = ++number, .deed = static_cast<Deed>(deed), .path = "/x"};
      announcement.identity = some_identity();
      announcement.identity.type = type;
      text += render(announcement) + '\n';
    }
  }
  const auto record = parse_record(text);
  REQUIRE(record);
  number = 0;
  for (int deed = 0; deed <= static_cast<int>(Deed::run); ++deed) {
    for (const FileType type : types) {
      CHECK(record->deeds.at(number).announcement.deed == static_cast<Deed>(deed));
      CHECK(record->deeds.at(number++).announcement.identity.type == type);
    }
  }
}

TEST_CASE("record: where a directory comes from is kept, and may be missing", "[act][record]") {
  const auto identity = [](files::DirectoryOrigin origin) {
    FileIdentity directory = some_identity();
    directory.origin = origin;
    return directory;
  };
  const files::DirectoryOrigin born{.birth_time = base::Timestamp{-3, 4}};
  const files::DirectoryOrigin generated{.generation = 4'294'967'295U};
  const auto announced = [&](std::uint64_t number, files::DirectoryOrigin origin) {
    return render(Announcement{.number = number, .path = "/d", .identity = identity(origin)}) + '\n';
  };
  const auto record =
      parse_record(header_line() + announced(1, born) + announced(2, generated) + announced(3, {}) +
                   render(Completion{.number = 3, .other = identity(generated)}) + '\n');
  REQUIRE(record);
  CHECK(record->deeds.at(0).identity().origin == born);
  CHECK(record->deeds.at(1).identity().origin == generated);
  CHECK(record->deeds.at(2).announcement.identity.origin == files::DirectoryOrigin{});
  CHECK(record->deeds.at(2).identity().origin == generated);
}

TEST_CASE("record: half a line at the end is what a crash has left", "[act][record]") {
  const std::string whole = header_line() + render(some_announcement(1)) + '\n';
  for (std::size_t cut = header_line().size(); cut < whole.size(); ++cut) {
    const auto record = parse_record(whole.substr(0, cut));
    REQUIRE(record);
    CHECK(record->deeds.empty());
    CHECK_FALSE(record->has_ended);
  }
}

TEST_CASE("record: lines that are none, or stand where they cannot, are refused", "[act][record]") {
  const std::string announced = header_line() + render(some_announcement(1)) + '\n';
  const std::string done = render(Completion{.number = 1}) + '\n';
  CHECK_FALSE(parse_record(""));
  CHECK_FALSE(parse_record(done));
  CHECK_FALSE(parse_record(header_line() + header_line()));
  CHECK_FALSE(parse_record(header_line() + done));                             // of nothing announced
  CHECK_FALSE(parse_record(announced + done + done));                          // twice
  CHECK_FALSE(parse_record(announced + render(some_announcement(3)) + '\n'));  // a number is missing
  CHECK_FALSE(parse_record(announced + render_end({1, 1}) + '\n' + done));     // behind the end
  CHECK_FALSE(parse_record(announced + "\n"));
  CHECK_FALSE(parse_record(announced + "[]\n"));
  CHECK_FALSE(parse_record(announced + "{}\n"));
  CHECK_FALSE(parse_record(announced + "{\"n\":2,\"deed\":\"eat\"}\n"));
  CHECK_FALSE(parse_record(announced + "{\"n\":2,\"deed\":\"move\",\"path\":1}\n"));
  CHECK_FALSE(parse_record(announced + "{\"done\":0}\n"));
  CHECK_FALSE(parse_record("{\"findo\":\"1\",\"format\":2,\"started\":[0,0],\"argv\":[],\"cwd\":\"\"}\n"));
  CHECK(parse_record("{\"findo\":\"1\",\"format\":1,\"started\":[0,0],\"argv\":[],\"cwd\":\"\"}\n"));
}

}  // namespace
}  // namespace findo::act
