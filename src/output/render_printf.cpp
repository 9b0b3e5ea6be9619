// Every directive appends its value to the line first; then the value is cut and padded where it stands, so
// that no directive needs room of its own.

#include "output/render_printf.hpp"

#include <climits>
#include <clocale>
#include <cmath>
#include <cstdio>

#include "base/messages.hpp"
#include "files/mounts.hpp"
#include "files/owners.hpp"
#include "files/security_context.hpp"
#include "output/coloured_path.hpp"
#include "output/numbers.hpp"
#include "output/path_parts.hpp"
#include "output/time_fields.hpp"
#include "output/type_letters.hpp"

namespace findo::output {
namespace {

using files::Fact;
using files::Facts;
using files::FactSet;
using files::FileType;

/// printf(3) gives up somewhat below INT_MAX.
constexpr int kMaximalWidth = INT_MAX - 64;

bool is_too_wide(const TemplatePiece& piece) {
  return piece.width == TemplatePiece::kTooWide || piece.precision == TemplatePiece::kTooWide ||
         piece.width > kMaximalWidth;
}

/// Gives out[begin, end) the precision and width of %s.
void fit(const TemplatePiece& piece, std::size_t begin, std::string& out) {
  if (piece.precision != TemplatePiece::kNoPrecision) {
    const auto limit = static_cast<std::size_t>(piece.precision);
    if (out.size() - begin > limit) out.resize(begin + limit);
  }
  const auto width = static_cast<std::size_t>(piece.width);
  const std::size_t length = out.size() - begin;
  if (length < width) out.insert(piece.is_left ? out.size() : begin, width - length, ' ');
}

template <class Number>
void append_converted(const std::string& conversion, Number number, std::string& out) {
  const int length = std::snprintf(nullptr, 0, conversion.c_str(), number);
  if (length <= 0) return;
  const std::size_t begin = out.size();
  out.resize(begin + static_cast<std::size_t>(length) + 1);
  std::snprintf(out.data() + begin, static_cast<std::size_t>(length) + 1, conversion.c_str(), number);
  out.pop_back();
}

double sparseness(const Facts& facts) {
  constexpr double kBlockBytes = 512;
  if (facts.size_bytes == 0) return facts.blocks == 0 ? 1.0 : HUGE_VAL;
  return kBlockBytes * static_cast<double>(facts.blocks) / static_cast<double>(facts.size_bytes);
}

/// While one lives, printf(3) writes this thread's fractions as $LC_NUMERIC says. Nothing else that findo
/// writes does: numbers for programs have a point.
class NumbersOfLocale {
 public:
  NumbersOfLocale() : before_(uselocale(locale())) {}
  NumbersOfLocale(const NumbersOfLocale&) = delete;
  NumbersOfLocale& operator=(const NumbersOfLocale&) = delete;
  ~NumbersOfLocale() { uselocale(before_); }

 private:
  /// 0, which changes nothing, where the system has no such locale.
  static locale_t locale() {
    static const locale_t made = newlocale(LC_NUMERIC_MASK, "", static_cast<locale_t>(nullptr));
    return made;
  }

  locale_t before_;
};

void append_sparseness(const Facts& facts, std::string& out) {
  const NumbersOfLocale numbers;
  char buffer[32];
  const int length = std::snprintf(buffer, sizeof buffer, "%g", sparseness(facts));
  out.append(buffer, static_cast<std::size_t>(length));
}

void append_owner(std::string_view name, std::uint64_t id, std::string& out) {
  if (name.empty()) {
    append_number(out, id);
  } else {
    out += name;
  }
}

/// The time that a directive is about; null: the file system does not know it.
const base::Timestamp* time_of(char letter, const Facts& facts) {
  switch (letter) {
    case 'a':
    case 'A': return &facts.access_time;
    case 'c':
    case 'C': return &facts.change_time;
    case 't':
    case 'T': return &facts.modify_time;
    default: return facts.loaded.holds(Fact::birth_time) ? &facts.birth_time : nullptr;
  }
}

/// A time of birth that is not known is empty, as GNU find's manual says.
void append_time_of(const TemplatePiece& piece, const Facts& facts, std::string& out) {
  const base::Timestamp* const time = time_of(piece.letter, facts);
  if (!time) return;
  if (piece.time_letter) {
    append_time_field(out, *time, piece.time_letter);
  } else {
    append_full_time(out, *time);
  }
}

/// Renders one format for one entry.
class Renderer {
 public:
  Renderer(files::Visit& visit, const Facts& facts, const NameStyle& style, std::string& out)
      : visit_(visit), entry_(visit.entry), facts_(facts), style_(style), out_(out) {}

  void render(const TemplatePiece& piece) {
    if (is_too_wide(piece)) return visit_.report(base::Errno{EOVERFLOW});  // as printf(3) says
    if (!piece.conversion.empty()) return append_number_directive(piece);
    const std::size_t begin = out_.size();
    append_value(piece);
    if (piece.has_shape()) fit(piece, begin, out_);
  }

 private:
  void append_value(const TemplatePiece& piece);
  void append_fact(const TemplatePiece& piece);
  void append_number_directive(const TemplatePiece& piece);
  void append_name_directive(const TemplatePiece& piece);
  void append_coloured_name(char letter);
  std::string_view name_of(char letter);
  void append_link_target(bool in_colour);
  void append_own_type() { out_ += type_letter(own_type()); }
  void append_followed_type();
  void append_security_context();

  /// The facts may not hold it where the directory has told it; then asking costs nothing.
  FileType own_type() {
    const auto type = entry_.type();
    return type ? *type : FileType::unknown;
  }

  files::Visit& visit_;
  files::Entry& entry_;
  const Facts& facts_;
  const NameStyle& style_;
  std::string& out_;
};

void Renderer::append_value(const TemplatePiece& piece) {
  switch (piece.letter) {
    case 'p':
    case 'P':
    case 'f':
    case 'h':
    case 'H':
    case 'l': return append_name_directive(piece);
    case 'd': return append_number(out_, static_cast<std::uint64_t>(entry_.depth()));
    case 'y': return append_own_type();
    case 'Y': return append_followed_type();
    case 'Z': return append_security_context();
    default: return append_fact(piece);
  }
}

void Renderer::append_fact(const TemplatePiece& piece) {
  switch (piece.letter) {
    case 'b': return append_number(out_, static_cast<std::uint64_t>(facts_.blocks));
    case 'k': return append_number(out_, kibibytes(facts_.blocks));
    case 's': return append_number(out_, static_cast<std::uint64_t>(facts_.size_bytes));
    case 'S': return append_sparseness(facts_, out_);
    case 'D': return append_number(out_, facts_.device);
    case 'F': out_ += files::file_system_type(entry_, facts_); return;
    case 'i': return append_number(out_, facts_.inode);
    case 'n': return append_number(out_, facts_.links);
    case 'm': return append_octal(out_, facts_.permissions);
    case 'M': return append_mode(out_, facts_.type, facts_.permissions);
    case 'U': return append_number(out_, facts_.user);
    case 'G': return append_number(out_, facts_.group);
    case 'u': return append_owner(files::user_name(facts_.user), facts_.user, out_);
    case 'g': return append_owner(files::group_name(facts_.group), facts_.group, out_);
    default: return append_time_of(piece, facts_, out_);
  }
}

/// %d, %m and %S with flags, width or precision: printf(3) knows what they mean.
void Renderer::append_number_directive(const TemplatePiece& piece) {
  switch (piece.letter) {
    case 'd': return append_converted(piece.conversion, entry_.depth(), out_);
    case 'm': return append_converted(piece.conversion, facts_.permissions, out_);
    default: break;
  }
  const NumbersOfLocale numbers;
  append_converted(piece.conversion, sparseness(facts_), out_);
}

void Renderer::append_name_directive(const TemplatePiece& piece) {
  const bool in_colour = style_.colours && piece.is_plain;
  if (piece.letter == 'l') return append_link_target(in_colour);
  const bool is_link =
      style_.links && piece.is_plain && std::string_view("pPf").find(piece.letter) != std::string_view::npos;
  if (is_link) style_.links->begin(out_, entry_.path());
  if (in_colour) {
    append_coloured_name(piece.letter);
  } else {
    append_name(out_, name_of(piece.letter), style_.escaping);
  }
  if (is_link) Hyperlinks::end(out_);
}

std::string_view Renderer::name_of(char letter) {
  switch (letter) {
    case 'P': return entry_.path_below_root();
    case 'f': return entry_.depth() == 0 ? last_part(entry_.path()) : entry_.name();
    case 'h': return leading_part(entry_.path());
    case 'H': return entry_.root().path;
    default: return entry_.path();
  }
}

/// bfs 2.6: what stands for another file than the entry is a directory, whatever it is.
void Renderer::append_coloured_name(char letter) {
  const bool is_other = letter == 'h' || (letter == 'H' && entry_.depth() > 0);
  const std::string_view name = name_of(letter);
  if (is_other) return append_coloured_directory(out_, name, *style_.colours);
  append_coloured_path(out_, entry_, name, *style_.colours);
}

void Renderer::append_link_target(bool in_colour) {
  if (own_type() != FileType::symbolic_link) return;
  const auto target = entry_.link_target();
  if (!target) return visit_.report(target.error());
  if (in_colour) return append_coloured_link_target(out_, entry_, *target, *style_.colours);
  append_name(out_, *target, style_.escaping);
}

/// %Y: the type behind a link; N where there is nothing, L for a circle, ? where it cannot be told.
void Renderer::append_followed_type() {
  if (own_type() != FileType::symbolic_link) return append_own_type();
  const auto followed = entry_.followed_facts(Fact::type);
  if (followed) {
    out_ += type_letter((*followed)->type);
    return;
  }
  const int code = followed.error().code;
  if (code == ENOENT || code == ENOTDIR) {
    out_ += 'N';
  } else if (code == ELOOP) {
    out_ += 'L';
  } else {
    // GNU find 4.9: said, but no reason for a non-zero exit status.
    out_ += '?';
    visit_.rendered.to(base::StreamId::standard_error) +=
        base::path_message(entry_.path(), base::describe(followed.error()));
  }
}

void Renderer::append_security_context() {
  const auto context = files::load_security_context(entry_);
  if (!context) return visit_.report(context.error());
  out_ += *context;
}

/// What colouring is going to ask for, which had better be loaded by the same call.
FactSet coloured_facts(const PrintfTemplate& format, const files::Entry& entry, const NameStyle& style) {
  return style.colours && format.may_be_coloured ? style.colours->needs(entry.known_type()).facts : FactSet();
}

/// What the format needs and the directory has not told. Null, and reported, where it cannot be loaded.
const Facts* load_needs(const PrintfTemplate& format, files::Visit& visit, const NameStyle& style) {
  static const Facts none{};
  if (format.needs.empty()) return &none;
  const auto report = [&](base::Errno error) -> const Facts* {
    visit.report(error);
    return nullptr;
  };
  if (format.needs == FactSet(Fact::type)) {
    const auto type = visit.entry.type();
    return type ? &none : report(type.error());
  }
  const auto facts = visit.entry.facts(format.needs | coloured_facts(format, visit.entry, style));
  if (facts) return *facts;
  // GNU find 4.9: the number that the directory tells will do where the system refuses to say more.
  const bool is_listed = visit.entry.known_type() != FileType::unknown && visit.entry.listed_inode() != 0;
  if (is_listed && (Fact::inode | Fact::type).holds(format.needs)) {
    thread_local Facts listed{};
    listed.inode = visit.entry.listed_inode();
    return &listed;
  }
  return report(facts.error());
}

}  // namespace

bool render_printf(const PrintfTemplate& format, files::Visit& visit, const NameStyle& style,
                   std::string& out) {
  const Facts* const facts = load_needs(format, visit, style);
  if (!facts) return false;
  Renderer renderer(visit, *facts, style, out);
  for (const TemplatePiece& piece : format.pieces) {
    if (piece.kind == TemplatePiece::Kind::literal) {
      out += piece.literal;
    } else if (piece.kind == TemplatePiece::Kind::directive) {
      renderer.render(piece);
    }
  }
  return true;
}

}  // namespace findo::output
