#include "output/hyperlinks.hpp"

namespace findo::output {
namespace {

/// RFC 3986: what needs no encoding in a path.
bool is_plain(char c) {
  constexpr std::string_view kMarks = "-._~/";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kMarks.find(c) != std::string_view::npos;
}

void append_encoded(std::string& out, std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : bytes) {
    if (is_plain(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
  }
}

/// "./a" and "a" are the same file; so are "." and "".
std::string_view without_dot(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(std::min(path.find_first_not_of('/', 1), path.size()));
  return path == "." ? std::string_view() : path;
}

}  // namespace

Hyperlinks::Hyperlinks(std::string_view host, std::string_view directory) : host_("file://") {
  append_encoded(host_, host);
  append_encoded(directory_, directory);
  if (directory_.empty() || directory_.back() != '/') directory_ += '/';
}

void Hyperlinks::begin(std::string& out, std::string_view path) const {
  out += "\033]8;;";
  out += host_;
  if (!path.starts_with('/')) {
    out += directory_;
    path = without_dot(path);
  }
  append_encoded(out, path);
  out += "\033\\";
}

void Hyperlinks::end(std::string& out) { out += "\033]8;;\033\\"; }

}  // namespace findo::output
