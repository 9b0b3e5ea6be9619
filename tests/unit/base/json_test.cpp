#include <cstdint>
#include <string>

#include <catch2/catch.hpp>

#include "base/json_reader.hpp"
#include "base/json_writer.hpp"

namespace findo::base {
namespace {

/// What the parser says of a text: "" where it takes it, else where it stops and why.
std::string complaint(std::string_view text) {
  const auto value = parse_json(text);
  return value ? "" : std::to_string(value.error().offset) + ": " + value.error().message;
}

std::string written(std::string_view bytes) {
  std::string out;
  JsonWriter(out).bytes(bytes);
  return out;
}

TEST_CASE("json: objects and arrays nest, commas and colons come by themselves", "[base][json]") {
  std::string out = "before\n";
  JsonWriter writer(out);
  writer.begin_object().key("a").number(-1).key("b").begin_array();
  writer.bytes("x").boolean(true).null().begin_array().end_array().begin_object().end_object().end_array();
  writer.key("c").number(std::uint64_t{18446744073709551615U}).end_object();
  CHECK(out ==
        "before\n"
        R"({"a":-1,"b":["x",true,null,[],{}],"c":18446744073709551615})");
}

TEST_CASE("json: several values go into one string, each a text of its own", "[base][json]") {
  std::string out;
  JsonWriter(out).number(1);
  JsonWriter(out).number(2);
  CHECK(out == "12");
}

TEST_CASE("json: what would break a line or drive a terminal is escaped", "[base][json]") {
  CHECK(written("a\"b\\c/d") == R"("a\"b\\c/d")");
  CHECK(written("\b\f\n\r\t") == R"("\b\f\n\r\t")");
  CHECK(written(std::string_view("\0\x1b\x7f", 3)) == R"("\u0000\u001b\u007f")");
  CHECK(written("\xC2\x9B") == R"("\u009b")");
  CHECK(written("\xE2\x80\xA8\xE2\x80\xA9") == R"("\u2028\u2029")");
  CHECK(written("\xC3\xA4\xF0\x9F\x98\x80") == "\"\xC3\xA4\xF0\x9F\x98\x80\"");
}

TEST_CASE("json: bytes that are no text are written in base64", "[base][json]") {
  CHECK(written("\xFF") == R"({"base64":"/w=="})");
  CHECK(written("a\xFFz") == R"({"base64":"Yf96"})");
  CHECK(written("\xED\xA0\x80") == R"({"base64":"7aCA"})");  // a surrogate
  CHECK(written("\xC0\x80") == R"({"base64":"wIA="})");      // overlong
}

TEST_CASE("json: any bytes come back as they were", "[base][json]") {
  for (std::string bytes : {"", "plain", "\n\\\"", "\xFF\xFE", "\xC3\xA4\x80", "\xE2\x80\xA8", "\x01"}) {
    for (int i = 0; i < 5; ++i, bytes += '\0') {
      const auto value = parse_json(written(bytes));
      REQUIRE(value);
      CHECK(value->try_bytes() == bytes);
    }
  }
}

TEST_CASE("json: a text is read into values of the right kind", "[base][json]") {
  const auto value = parse_json(R"( {"n":null,"t":true,"f":false,"i":-12,"d":1.5e3,"s":"x\u00e4\ud83d\ude00",
                                     "a":[1,[2,3],{}],"o":{"k":[]}} )");
  REQUIRE(value);
  CHECK(value->kind() == JsonKind::object);
  CHECK(value->values().size() == 8);
  CHECK(value->try_member("n")->kind() == JsonKind::null);
  CHECK(value->try_member("t")->try_boolean() == true);
  CHECK(value->try_member("f")->try_boolean() == false);
  CHECK(value->try_member("i")->try_int64() == -12);
  CHECK(value->try_member("d")->kind() == JsonKind::number);
  CHECK_FALSE(value->try_member("d")->try_int64());
  CHECK(value->try_member("s")->try_text() == "x\xC3\xA4\xF0\x9F\x98\x80");
  const auto array = value->try_member("a")->values();
  REQUIRE(array.size() == 3);
  CHECK(array[1].values().at(1).try_int64() == 3);
  CHECK(array[2].values().empty());
  CHECK(value->try_member("o")->values().at(0).name() == "k");
  CHECK_FALSE(value->try_member("missing"));
  CHECK_FALSE(value->try_member("k"));
}

TEST_CASE("json: a number that the type cannot hold is none", "[base][json]") {
  CHECK(parse_json("18446744073709551615")->try_uint64() == 18446744073709551615U);
  CHECK_FALSE(parse_json("18446744073709551616")->try_uint64());
  CHECK_FALSE(parse_json("18446744073709551615")->try_int64());
  CHECK_FALSE(parse_json("-1")->try_uint64());
  CHECK_FALSE(parse_json("1.0")->try_int64());
  CHECK_FALSE(parse_json("1e2")->try_int64());
  CHECK_FALSE(parse_json("\"1\"")->try_int64());
  CHECK_FALSE(parse_json("1")->try_text());
}

TEST_CASE("json: a value lives as long as somebody has it", "[base][json]") {
  auto inner = parse_json(R"([["deep"]])")->values().at(0);
  CHECK(inner.values().at(0).try_text() == "deep");
}

TEST_CASE("json: numbers are what the standard calls numbers", "[base][json]") {
  for (const char* number : {"0", "-0", "10", "1.5", "1e5", "1E+5", "1.25e-10", "-0.0"}) {
    CHECK(complaint(number) == "");
  }
  for (const char* none :
       {"01", "+1", ".5", "1.", "1e", "1e+", "-", "--1", "0x1", "1_0", "Infinity", "NaN"}) {
    CHECK(complaint(none) != "");
  }
}

TEST_CASE("json: whatever is no JSON is refused where it stops being JSON", "[base][json]") {
  CHECK(complaint("") == "0: not a value");
  CHECK(complaint("1 2") == "2: something follows the value");
  CHECK(complaint("[1,]") == "3: not a value");
  CHECK(complaint("[,1]") == "1: not a value");
  CHECK(complaint("[1 2]") == "3: a comma or the end of the array or object is missing");
  CHECK(complaint("[1") == "2: a comma or the end of the array or object is missing");
  CHECK(complaint("[1}") == "2: a comma or the end of the array or object is missing");
  CHECK(complaint("]") == "0: not a value");
  CHECK(complaint("{\"a\"}") == "4: a colon is missing");
  CHECK(complaint("{a:1}") == "1: a name in double quotes is missing");
  CHECK(complaint("{\"a\":1,}") == "7: a name in double quotes is missing");
  CHECK(complaint("{\"a\":1,\"a\":2}") == "13: a name stands twice in one object");
  CHECK(complaint("{\"a\":1,\"\\u0061\":2}") != "");
  CHECK(complaint("tru") == "0: not a value");
  CHECK(complaint("truex") == "4: something follows the value");
}

TEST_CASE("json: strings are checked byte by byte", "[base][json]") {
  CHECK(complaint("\"a") == "2: a string has no end");
  CHECK(complaint("\"a\nb\"") == "2: a control character in a string");
  CHECK(complaint("\"\x80\"") == "1: not UTF-8");
  CHECK(complaint(R"("\x41")") == "2: not an escape");
  CHECK(complaint(R"("\u12")") == "2: four hexadecimal digits are missing");
  CHECK(complaint(R"("\u12g4")") == "2: four hexadecimal digits are missing");
  CHECK(complaint(R"("\ud800")") == "7: half a pair of surrogates");
  CHECK(complaint(R"("\udc00")") == "7: half a pair of surrogates");
  CHECK(complaint(R"("\ud800\u0041")") == "13: half a pair of surrogates");
  CHECK(complaint(std::string_view("\"\0\"", 3)) == "1: a control character in a string");
  CHECK(complaint(std::string_view("1\0", 2)) == "1: something follows the value");
}

TEST_CASE("json: base64 that nobody would write is refused", "[base][json]") {
  const auto read = [](std::string_view text) {
    return parse_json("{\"base64\":\"" + std::string(text) + "\"}")->try_bytes();
  };
  CHECK(read("") == "");
  CHECK(read("/w==") == "\xFF");
  for (const char* wrong : {"/w", "/w=", "/x==", "=/==", "/w==/w==", "a b=", "____", "===="}) {
    CHECK_FALSE(read(wrong));
  }
  CHECK_FALSE(parse_json(R"({"base64":"","more":1})")->try_bytes());
  CHECK_FALSE(parse_json(R"({"base64":1})")->try_bytes());
  CHECK_FALSE(parse_json(R"(["base64"])")->try_bytes());
}

TEST_CASE("json: a million brackets take no stack", "[base][json]") {
  constexpr std::size_t kDepth = 1'000'000;
  const std::string deep = std::string(kDepth, '[') + std::string(kDepth, ']');
  CHECK(complaint(deep) == "");
  CHECK(complaint(std::string(kDepth, '[')) != "");
  std::string objects;
  for (std::size_t i = 0; i < kDepth; ++i) objects += "{\"a\":";
  CHECK(complaint(objects + "1" + std::string(kDepth, '}')) == "");
}

}  // namespace
}  // namespace findo::base
