// The expectations are what GNU find 4.9 prints, warns of and refuses.
#include "output/printf_template.hpp"

#include <catch2/catch.hpp>

using findo::files::Fact;
using findo::files::FactSet;
using findo::output::parse_printf_template;
using findo::output::PrintfTemplate;
using findo::output::TemplateError;
using findo::output::TemplatePiece;

namespace {

PrintfTemplate parsed(std::string_view format) {
  auto result = parse_printf_template(format);
  REQUIRE(result);
  return *std::move(result);
}

/// The format taken apart: literals in quotes, directives in angle brackets, ! for \c.
std::string pieces(std::string_view format) {
  std::string text;
  for (const TemplatePiece& piece : parsed(format).pieces) {
    if (piece.kind == TemplatePiece::Kind::literal) text += '"' + piece.literal + '"';
    if (piece.kind == TemplatePiece::Kind::end) text += '!';
    if (piece.kind != TemplatePiece::Kind::directive) continue;
    text += std::string("<") + piece.letter;
    if (piece.time_letter) text += piece.time_letter;
    if (piece.is_left) text += " left";
    if (piece.width != 0) text += " width " + std::to_string(piece.width);
    if (piece.precision != TemplatePiece::kNoPrecision)
      text += " precision " + std::to_string(piece.precision);
    text += '>';
  }
  return text;
}

TemplateError error_of(std::string_view format) {
  auto result = parse_printf_template(format);
  REQUIRE_FALSE(result);
  return result.error();
}

/// What the first warning is about.
std::string_view warned_of(std::string_view format) {
  const auto warnings = parsed(format).warnings;
  REQUIRE(warnings.size() == 1);
  return format.substr(warnings[0].offset, warnings[0].length);
}

}  // namespace

TEST_CASE("printf: a format is literals and directives", "[output][printf]") {
  CHECK(pieces("") == "");
  CHECK(pieces("plain") == "\"plain\"");
  CHECK(pieces("%p\\n") == "<p>\"\n\"");
  CHECK(pieces("a%%b") == "\"a%b\"");
  CHECK(pieces("%TY-%A@") == "<TY>\"-\"<A@>");
}

TEST_CASE("printf: flags, width and precision", "[output][printf]") {
  CHECK(pieces("%-20.3p") == "<p left width 20 precision 3>");
  CHECK(pieces("%010f") == "<f width 10>");
  CHECK(pieces("%.f") == "<f precision 0>");
  CHECK(pieces("%+ #-d") == "<d left>");
  CHECK(parsed("%+#05d").pieces[0].conversion == "%+#05d");
  CHECK(parsed("%#m").pieces[0].conversion == "%#o");
  CHECK(parsed("%.2S").pieces[0].conversion == "%.2g");
  CHECK(parsed("%d%m%S").pieces[0].conversion.empty());
}

TEST_CASE("printf: a zero begins the width, so a flag behind it is an unknown directive",
          "[output][printf]") {
  CHECK(pieces("%0-5d") == "\"%0-5d\"");
  CHECK(warned_of("%0-5d") == "%0-");
}

TEST_CASE("printf: a width that no int holds is kept as such", "[output][printf]") {
  CHECK(parsed("%99999999999p").pieces[0].width == TemplatePiece::kTooWide);
  CHECK(parsed("%.99999999999p").pieces[0].precision == TemplatePiece::kTooWide);
}

TEST_CASE("printf: escapes", "[output][printf]") {
  CHECK(pieces("\\a\\b\\f\\n\\r\\t\\v\\\\") == "\"\a\b\f\n\r\t\v\\\"");
  CHECK(pieces("\\101\\60") == "\"A0\"");
  CHECK(pieces("\\1018\\018") == "\"A8\0018\"");
  CHECK(pieces("\\777") == "\"\xFF\"");
  CHECK(parsed("a\\0b").pieces[0].literal == std::string("a\0b", 3));
}

TEST_CASE("printf: \\c ends the format, errors behind it included", "[output][printf]") {
  CHECK(pieces("a\\cb%p") == "\"a\"!");
  CHECK(pieces("a\\c%(") == "\"a\"!");
  CHECK(pieces("%\\c") == "\"%\\c\"");  // here it is the letter of an unknown directive
}

TEST_CASE("printf: unknown escapes and directives stand for themselves, with a warning", "[output][printf]") {
  CHECK(pieces("\\q\\8") == "\"\\q\\8\"");
  CHECK(pieces("x%5.3q|") == "\"x%5.3q|\"");
  CHECK(warned_of("x%5.3q|") == "%5.3q");
  CHECK(warned_of("ab\\qc") == "\\q");
  CHECK(pieces("x\\") == "\"x\\\"");
  CHECK(warned_of("x\\") == "\\");
  CHECK(parsed("%p\\n").warnings.empty());
}

TEST_CASE("printf: a warning shows no byte that could drive a terminal", "[output][printf]") {
  CHECK(parsed("%\033").warnings[0].message == "unknown directive %\\033 stands for itself");
}

TEST_CASE("printf: a time directive without its letter stands for itself", "[output][printf]") {
  CHECK(pieces("x%-5T") == "\"x%-5T\"");
  CHECK(warned_of("x%-5T") == "%-5T");
  CHECK(pieces("%T%") == "<T%>");
  CHECK(pieces("%T\\n") == "<T\\>\"n\"");
}

TEST_CASE("printf: a shaped percent sign loses the sign itself", "[output][printf]") {
  CHECK(pieces("%5%|") == "\"%5|\"");
  CHECK(pieces("%-5.3%") == "\"%-5.3\"");
  CHECK(pieces("%5%p") == "\"%5p\"");
}

TEST_CASE("printf: what is cut short or kept for later use is an error that points", "[output][printf]") {
  const auto points = [](std::string_view format, std::size_t offset, std::size_t length) {
    const TemplateError error = error_of(format);
    CHECK(error.offset == offset);
    CHECK(error.length == length);
    CHECK_FALSE(error.message.empty());
  };
  points("ab%", 2, 1);
  points("%-5.", 0, 4);
  points("%(", 0, 2);
  points("x%-5{y", 1, 4);
  points("%[", 0, 2);
}

TEST_CASE("printf: a format needs the facts that it shows", "[output][printf]") {
  CHECK(parsed("%p %P %f %h %H %d %%\\n").needs.empty());
  CHECK(parsed("%s").needs == FactSet(Fact::size));
  CHECK(parsed("%y").needs == FactSet(Fact::type));
  CHECK(parsed("%T@%k").needs == (Fact::modify_time | Fact::blocks));
  CHECK(parsed("%w%W@%B@").needs == FactSet(Fact::birth_time));
  CHECK(parsed("%M").needs == (Fact::type | Fact::mode));
  CHECK(parsed("\\c%s").needs.empty());
}

TEST_CASE("printf: a format says what else it asks for", "[output][printf]") {
  CHECK(parsed("%l").needs_link_target);
  CHECK(parsed("%Y").needs_followed_type);
  CHECK(parsed("%F").needs_file_system_type);
  const PrintfTemplate plain = parsed("%p%s");
  CHECK_FALSE((plain.needs_link_target || plain.needs_followed_type || plain.needs_file_system_type));
}
