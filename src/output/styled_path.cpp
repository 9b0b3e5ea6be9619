#include "output/styled_path.hpp"

#include "output/coloured_path.hpp"

namespace findo::output {

void append_styled_path(std::string& out, files::Entry& entry, const NameStyle& style) {
  if (style.links) style.links->begin(out, entry.path());
  if (style.colours) {
    append_coloured_path(out, entry, *style.colours);
  } else {
    append_name(out, entry.path(), style.escaping);
  }
  if (style.links) Hyperlinks::end(out);
}

}  // namespace findo::output
