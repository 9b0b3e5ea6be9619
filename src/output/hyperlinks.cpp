#include "output/hyperlinks.hpp"

#include "base/percent_encoding.hpp"

namespace findo::output {
namespace {

/// "./a" and "a" are the same file; so are "." and "".
std::string_view without_dot(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(std::min(path.find_first_not_of('/', 1), path.size()));
  return path == "." ? std::string_view() : path;
}

}  // namespace

Hyperlinks::Hyperlinks(std::string_view host, std::string_view directory) : host_("file://") {
  base::append_percent_encoded(host_, host);
  base::append_percent_encoded(directory_, directory);
  if (directory_.empty() || directory_.back() != '/') directory_ += '/';
}

void Hyperlinks::begin(std::string& out, std::string_view path) const {
  out += "\033]8;;";
  out += host_;
  if (!path.starts_with('/')) {
    out += directory_;
    path = without_dot(path);
  }
  base::append_percent_encoded(out, path);
  out += "\033\\";
}

void Hyperlinks::end(std::string& out) { out += "\033]8;;\033\\"; }

}  // namespace findo::output
