#include "output/render_printf.hpp"

#include <sys/sysmacros.h>

#include <cinttypes>
#include <cstdio>

#include "files/mounts.hpp"
#include "files/owners.hpp"
#include "output/time_fields.hpp"

namespace findo::output {
namespace {

using files::Fact;
using files::Facts;
using files::FileType;

char type_letter(FileType type) {
  constexpr std::string_view kLetters = "?pcdbflsDw";  // in the order of files::FileType
  return kLetters[static_cast<std::size_t>(type)];
}

/// The directory part of a path as %h shows it: what is before the last slash that has something behind it.
std::string_view leading_directories(std::string_view path) {
  const std::size_t last = path.find_last_not_of('/');
  if (last == std::string_view::npos) return path.empty() ? path : path.substr(0, path.size() - 1);
  const std::size_t slash = path.substr(0, last + 1).rfind('/');
  if (slash == std::string_view::npos) return ".";
  return path.substr(0, slash);
}

/// The last part as %f shows it: with one of the slashes behind it, if there are any.
std::string_view last_part(std::string_view path) {
  const std::size_t last = path.find_last_not_of('/');
  if (last == std::string_view::npos) return path.substr(0, path.empty() ? 0 : 1);
  const std::size_t slash = path.substr(0, last + 1).rfind('/');
  const std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
  return path.substr(begin, std::min(path.size(), last + 2) - begin);
}

/// Renders the directives of one format for one entry.
class Renderer {
 public:
  Renderer(files::Visit& visit, NameEscaping escaping, std::string& out)
      : visit_(visit), entry_(visit.entry), escaping_(escaping), out_(out) {}

  void render(const TemplatePiece& piece);

 private:
  void text(const TemplatePiece& piece, std::string_view value);
  void name(const TemplatePiece& piece, std::string_view value);
  void number(const TemplatePiece& piece, const char* conversion, std::intmax_t value);
  void unsigned_number(const TemplatePiece& piece, std::uintmax_t value) { text(piece, std::to_string(value)); }
  void real(const TemplatePiece& piece, double value);
  void render_fact(const TemplatePiece& piece, const Facts& facts);
  void render_time(const TemplatePiece& piece, const Facts& facts);
  void render_link(const TemplatePiece& piece);
  void render_followed_type(const TemplatePiece& piece);
  void render_own_type(const TemplatePiece& piece);

  files::Visit& visit_;
  files::Entry& entry_;
  NameEscaping escaping_;
  std::string& out_;
};

void Renderer::text(const TemplatePiece& piece, std::string_view value) {
  if (piece.specification.size() == 1) {
    out_ += value;
    return;
  }
  const std::string copy(value);
  const std::string format = piece.specification + 's';
  const int length = std::snprintf(nullptr, 0, format.c_str(), copy.c_str());
  if (length <= 0) return;
  const std::size_t before = out_.size();
  out_.resize(before + static_cast<std::size_t>(length) + 1);
  std::snprintf(out_.data() + before, static_cast<std::size_t>(length) + 1, format.c_str(), copy.c_str());
  out_.pop_back();
}

void Renderer::name(const TemplatePiece& piece, std::string_view value) {
  if (escaping_ == NameEscaping::raw) return text(piece, value);
  std::string escaped;
  append_name(escaped, value, escaping_);
  text(piece, escaped);
}

void Renderer::number(const TemplatePiece& piece, const char* conversion, std::intmax_t value) {
  char buffer[512];
  const std::string format = piece.specification + conversion;
  const int length = std::snprintf(buffer, sizeof buffer, format.c_str(), value);
  if (length > 0) out_.append(buffer, std::min<std::size_t>(static_cast<std::size_t>(length), sizeof buffer - 1));
}

void Renderer::real(const TemplatePiece& piece, double value) {
  char buffer[512];
  const std::string format = piece.specification + 'g';
  const int length = std::snprintf(buffer, sizeof buffer, format.c_str(), value);
  if (length > 0) out_.append(buffer, std::min<std::size_t>(static_cast<std::size_t>(length), sizeof buffer - 1));
}

double sparseness(const Facts& facts) {
  constexpr double kBlockBytes = 512;
  if (facts.size_bytes == 0) return facts.blocks == 0 ? 1.0 : static_cast<double>(facts.blocks) * 1e308 * 10;
  return kBlockBytes * static_cast<double>(facts.blocks) / static_cast<double>(facts.size_bytes);
}

void Renderer::render_fact(const TemplatePiece& piece, const Facts& facts) {
  switch (piece.letter) {
    case 'b': return unsigned_number(piece, static_cast<std::uintmax_t>(facts.blocks));
    case 'k': return unsigned_number(piece, static_cast<std::uintmax_t>((facts.blocks + 1) / 2));
    case 's': return unsigned_number(piece, static_cast<std::uintmax_t>(facts.size_bytes));
    case 'S': return real(piece, sparseness(facts));
    case 'D': return unsigned_number(piece, facts.device);
    case 'F': return text(piece, files::file_system_type(facts.device));
    case 'i': return unsigned_number(piece, facts.inode);
    case 'n': return unsigned_number(piece, facts.links);
    case 'm': return number(piece, "jo", static_cast<std::intmax_t>(facts.permissions));
    case 'M': return text(piece, mode_letters(facts.type, facts.permissions));
    case 'U': return unsigned_number(piece, facts.user);
    case 'G': return unsigned_number(piece, facts.group);
    case 'u': {
      const std::string_view user = files::user_name(facts.user);
      return user.empty() ? unsigned_number(piece, facts.user) : text(piece, user);
    }
    case 'g': {
      const std::string_view group = files::group_name(facts.group);
      return group.empty() ? unsigned_number(piece, facts.group) : text(piece, group);
    }
    default: return render_time(piece, facts);
  }
}

void Renderer::render_time(const TemplatePiece& piece, const Facts& facts) {
  base::Timestamp time = facts.modify_time;
  if (piece.letter == 'a' || piece.letter == 'A') time = facts.access_time;
  if (piece.letter == 'c' || piece.letter == 'C') time = facts.change_time;
  if (piece.letter == 'w' || piece.letter == 'W' || piece.letter == 'B') {
    if (!facts.loaded.holds(Fact::birth_time)) return text(piece, "");
    time = facts.birth_time;
  }
  text(piece, piece.time_letter ? time_field(time, piece.time_letter) : full_time(time));
}

void Renderer::render_link(const TemplatePiece& piece) {
  const auto type = entry_.type();
  if (!type || *type != FileType::symbolic_link) return text(piece, "");
  const auto target = entry_.link_target();
  if (!target) visit_.report(target.error());
  name(piece, target ? *target : "");
}

void Renderer::render_own_type(const TemplatePiece& piece) {
  const auto type = entry_.type();
  const char letter = type ? type_letter(*type) : 'U';
  text(piece, {&letter, 1});
}

/// %Y: the type behind a link; N where there is nothing, L for a circle, ? where it cannot be told.
void Renderer::render_followed_type(const TemplatePiece& piece) {
  const auto type = entry_.type();
  if (type && *type != FileType::symbolic_link) return render_own_type(piece);
  char letter = '?';
  if (const auto facts = entry_.followed_facts(Fact::type)) {
    letter = type_letter((*facts)->type);
  } else {
    const int code = facts.error().code;
    if (code == ENOENT || code == ENOTDIR) letter = 'N';
    if (code == ELOOP) letter = 'L';
    if (letter == '?') visit_.report(facts.error());
  }
  text(piece, {&letter, 1});
}

void Renderer::render(const TemplatePiece& piece) {
  switch (piece.letter) {
    case 'p': return name(piece, entry_.path());
    case 'P': return name(piece, entry_.path_below_root());
    case 'f': return name(piece, entry_.depth() == 0 ? last_part(entry_.path()) : entry_.name());
    case 'h': return name(piece, leading_directories(entry_.path()));
    case 'H': return name(piece, entry_.root().path);
    case 'd': return number(piece, "jd", entry_.depth());
    case 'l': return render_link(piece);
    case 'y': return render_own_type(piece);
    case 'Y': return render_followed_type(piece);
    case 'Z': return text(piece, "");
    default: break;
  }
  PrintfTemplate needs;
  const auto facts = entry_.facts(files::kStatFacts | Fact::birth_time);
  if (facts) {
    render_fact(piece, **facts);
  } else {
    visit_.report(facts.error());
  }
}

}  // namespace

std::string mode_letters(FileType type, mode_t permissions) {
  std::string letters = "?rwxrwxrwx";
  letters[0] = type == FileType::regular ? '-' : type_letter(type);
  for (std::size_t i = 0; i < 9; ++i) {
    if (!(permissions >> (8 - i) & 1)) letters[i + 1] = '-';
  }
  const auto special = [&](mode_t bit, std::size_t at, char with, char without) {
    if (permissions & bit) letters[at] = letters[at] == 'x' ? with : without;
  };
  special(04000, 3, 's', 'S');
  special(02000, 6, 's', 'S');
  special(01000, 9, 't', 'T');
  return letters;
}

void render_printf(const PrintfTemplate& format, files::Visit& visit, NameEscaping escaping, std::string& out) {
  Renderer renderer(visit, escaping, out);
  for (const TemplatePiece& piece : format.pieces) {
    if (piece.kind == TemplatePiece::Kind::literal) {
      out += piece.literal;
    } else {
      renderer.render(piece);
    }
  }
}

}  // namespace findo::output
