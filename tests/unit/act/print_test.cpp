// What printing asks of the system, with colours and without, and what the maker says of that.
#include "act/print.hpp"

#include <catch2/catch.hpp>

#include "act/actions.hpp"
#include "support/fixed_entry.hpp"

using findo::base::StreamId;
using findo::files::Fact;
using findo::files::FactSet;
using findo::files::FileType;
using findo::output::Colours;
using findo::output::parse_colours;
using findo::output::parse_printf_template;
using findo::tests::FixedEntry;

namespace {

namespace act = findo::act;
namespace files = findo::files;

constexpr StreamId kOutput = StreamId::standard_output;

Colours colours_of(const std::string& rules) {
  auto parsed = parse_colours(("lc=<:rc=\\::ec=>:" + rules).c_str(), nullptr);
  if (!parsed) FAIL(parsed.error().message);
  return std::move(*parsed);
}

/// Colours of every kind, for which something has to be known of most files.
Colours all_colours() { return colours_of("di=di:ln=ln:or=or:mi=mi:ex=ex:mh=mh:ow=ow:fi=fi"); }
/// Colours that the type and the name decide.
Colours plain_colours() { return colours_of("di=di:ln=ln:or=0:ex=0:su=0:sg=0:tw=0:ow=0:st=0:*.c=c"); }

struct Outcome {
  std::string text;
  int loads;
};

/// What the action writes of a file whose type the directory has told, and how often it asks for facts.
Outcome performed(act::Action& action, FileType type, const char* name = "file.c") {
  FixedEntry entry("dir", name, type);
  entry.reader.own->type = type;
  entry.reader.target = "dir/x";
  auto visit = entry.visit();
  CHECK(action.perform(visit));
  return {std::string(entry.rendered.bytes()), entry.reader.loads};
}

Outcome printed(FileType type, const Colours* colours) {
  return performed(*act::make_print_action(kOutput, '\n', {.colours = colours}), type);
}

Outcome formatted(std::string_view format, FileType type, const Colours* colours) {
  auto parsed = parse_printf_template(format);
  REQUIRE(parsed);
  return performed(*act::make_printf_action(kOutput, std::move(*parsed), {.colours = colours}), type);
}

constexpr FileType kTypes[] = {FileType::regular, FileType::directory, FileType::symbolic_link,
                               FileType::fifo};

}  // namespace

TEST_CASE("print: without colours no file is looked at", "[act][colours]") {
  for (const FileType type : kTypes) {
    CHECK(printed(type, nullptr).loads == 0);
    CHECK(formatted("%p %P %f %h %H", type, nullptr).loads == 0);
  }
}

TEST_CASE("print: colours that the name and the type decide look at no file", "[act][colours]") {
  const Colours colours = plain_colours();
  for (const FileType type : kTypes) CHECK(printed(type, &colours).loads == 0);
  CHECK(printed(FileType::regular, &colours).text == "<di:dir/><c:file.c>\n");
  CHECK(formatted("%f %h", FileType::regular, &colours).text == "<c:file.c> <di:dir>");
}

TEST_CASE("print: other colours take one look", "[act][colours]") {
  const Colours colours = all_colours();
  CHECK(printed(FileType::regular, &colours).loads == 1);
  CHECK(printed(FileType::directory, &colours).loads == 1);
  CHECK(printed(FileType::symbolic_link, &colours).loads == 1);
  CHECK(printed(FileType::fifo, &colours).loads == 0);
}

TEST_CASE("print: what ends in NUL has no colours", "[act][colours]") {
  const Colours colours = all_colours();
  const auto action = act::make_print_action(kOutput, '\0', {.colours = &colours});
  CHECK(performed(*action, FileType::regular).text == std::string("dir/file.c\0", 11));
}

TEST_CASE("printf: names in colour and the other directives share one look", "[act][colours]") {
  const Colours colours = all_colours();
  CHECK(formatted("%p %s %n", FileType::regular, &colours).loads == 1);
  CHECK(formatted("%p %f %P", FileType::regular, &colours).loads == 1);
}

TEST_CASE("printf: a format without names in colour does not look for them", "[act][colours]") {
  const Colours colours = all_colours();
  CHECK(formatted("%20p %-f", FileType::regular, &colours).loads == 0);
  CHECK(formatted("%h", FileType::regular, &colours).loads == 0);
}

TEST_CASE("ls: colours take no look of their own, save behind links", "[act][colours]") {
  const Colours colours = all_colours();
  const auto coloured = act::make_list_action(kOutput, {.colours = &colours}, 0);
  const auto plain = act::make_list_action(kOutput, {}, 0);
  for (const FileType type : {FileType::regular, FileType::directory, FileType::fifo}) {
    CHECK(performed(*coloured, type).loads == 1);
  }
  CHECK(performed(*plain, FileType::symbolic_link).loads == 1);
  CHECK(performed(*coloured, FileType::symbolic_link).loads > 1);
}

TEST_CASE("actions: what colours want is among the facts of the action", "[act][colours]") {
  findo::output::Streams streams;
  const Colours colours = all_colours();
  act::Actions plain(streams);
  act::Actions coloured(streams, &colours);
  const FactSet wanted = Fact::type | Fact::mode | Fact::links;
  const auto facts_of = [](const act::ActionResult& made) {
    REQUIRE(made);
    return made->facts;
  };
  CHECK(facts_of(plain.bind_print(std::nullopt, '\n')).empty());
  CHECK(facts_of(coloured.bind_print(std::nullopt, '\n')) == wanted);
  CHECK(facts_of(coloured.bind_print(std::nullopt, '\0')).empty());
  CHECK(facts_of(coloured.bind_print_for_xargs()).empty());
  CHECK(facts_of(plain.bind_format(std::nullopt, "%p%s")) == FactSet(Fact::size));
  CHECK(facts_of(coloured.bind_format(std::nullopt, "%p%s")) == (wanted | Fact::size));
  CHECK(facts_of(coloured.bind_format(std::nullopt, "%5p%s")) == FactSet(Fact::size));
  CHECK(facts_of(coloured.bind_print("/dev/null", '\n')).empty());
}

TEST_CASE("actions: who looks behind links says so", "[act][colours]") {
  findo::output::Streams streams;
  const Colours all = all_colours();
  const Colours few = plain_colours();
  act::Actions plain(streams);
  act::Actions coloured(streams, &all);
  act::Actions by_name(streams, &few);
  CHECK_FALSE(plain.bind_print(std::nullopt, '\n')->follows_links);
  CHECK(coloured.bind_print(std::nullopt, '\n')->follows_links);
  CHECK_FALSE(by_name.bind_print(std::nullopt, '\n')->follows_links);
  CHECK_FALSE(plain.bind_format(std::nullopt, "%p%l%y")->follows_links);
  CHECK(plain.bind_format(std::nullopt, "%Y")->follows_links);
  CHECK(coloured.bind_format(std::nullopt, "%p")->follows_links);
  CHECK_FALSE(plain.bind_list(std::nullopt)->follows_links);
  CHECK(coloured.bind_list(std::nullopt)->follows_links);
}
