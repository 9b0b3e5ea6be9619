// What no find accepts. Left out: what only GNU find refuses and findo gives a meaning (-size 1T, -mtime 1h,
// -type w …).
#include "differential/malformed.hpp"

#include <array>

namespace findo::differential {
namespace {

const std::array<Unit, 58> kRefused = {{
    {"-nmae", "x"},
    {"-foo"},
    {"-name"},
    {"-size"},
    {"-type", "x"},
    {"-type", "f,"},
    {"-type", "fd"},
    {"-type", "f,f"},
    {"-type", ""},
    {"-type", ",f"},
    {"-size", ""},
    {"-size", "k"},
    {"-size", "5x"},
    {"-size", "5kk"},
    {"-size", "+-5"},
    {"-size", "abc"},
    {"-mtime", "abc"},
    {"-mtime", ""},
    {"-mmin", "+"},
    {"-links", "x"},
    {"-links", ""},
    {"-inum", "x"},
    {"-uid", ""},
    {"-maxdepth", "-1"},
    {"-maxdepth", "x"},
    {"-mindepth", ""},
    {"-mindepth", "+1"},
    {"-perm", "888"},
    {"-perm", "u+q"},
    {"-perm", ""},
    {"-perm", "a=r,"},
    {"-perm", "u"},
    {"-user", "no_such_user"},
    {"-group", "no_such_group"},
    {"-user", ""},
    {"-newer", "no/such/file"},
    {"-samefile", "no/such/file"},
    {"-newermt", "garbage"},
    {"-newerzz", "."},
    {"-newertm", "."},
    {"-regextype", "nope"},
    {"-regex", "\\("},
    {"-printf", "%("},
    {"-printf", "%{"},
    {"-printf", "%["},
    {"-printf", "%"},
    {"-printf"},
    {"-fprint", "/no/such/directory/x"},
    {"-fprintf", "/dev/null"},
    {"-exec", "echo", "{}"},
    {"-exec", ";"},
    {"-exec", "echo", "{}", "{}", "+"},
    {"-exec", "echo", "x{}", "+"},
    {"-ok"},
    {"-execdir", "echo"},
    {"-exec", "+"},
    {"-size", "99999999999999999999"},
    {"-newerXm", "."},
}};

const std::array<Unit, 16> kBadOperators = {{
    {"-o"},
    {"!"},
    {"-not"},
    {"("},
    {")"},
    {"(", ")"},
    {"-a", "-a", "-true"},
    {"-o", "-o", "-true"},
    {"-true", ","},
    {"-true", "-o"},
    {"!", "-o", "-true"},
    {"(", "-true"},
    {"-true", ")"},
    {"(", "-o", ")"},
    {"-true", "-a"},
    {"!", ")"},
}};

bool starts_expression(const Unit& unit) {
  return !unit.empty() && unit.front().size() > 1 && unit.front().front() == '-' &&
         unit.front().find("-O") != 0 && unit.front() != "--" && unit.front() != "-H" &&
         unit.front() != "-L" && unit.front() != "-P";
}

// What lacks its end would swallow the words after it, and what is refused where it stands may be harmless
// elsewhere.
bool belongs_last(const Unit& unit) {
  return unit.size() == 1 || unit.front() == "-exec" || unit.front() == "-execdir" ||
         unit.front() == "-fprintf";
}

}  // namespace

void spoil(Random& random, CommandLine& line) {
  line.malformed = true;
  if (random.chance(30)) return line.units.push_back(random.pick(kBadOperators));
  const Unit& refused = random.pick(kRefused);
  auto place = line.units.end();
  if (!belongs_last(refused)) {
    while (place != line.units.begin() && random.chance(60) && starts_expression(*std::prev(place))) --place;
  }
  line.units.insert(place, refused);
}

}  // namespace findo::differential
