#include "act/print.hpp"

#include "output/render_printf.hpp"
#include "output/styled_path.hpp"

namespace findo::act {
namespace {

using output::NameEscaping;
using output::NameStyle;

class Print : public Action {
 public:
  Print(base::StreamId stream, char terminator, NameEscaping escaping)
      : stream_(stream), terminator_(terminator), escaping_(escaping) {}

  bool perform(files::Visit& visit) override {
    std::string& out = visit.rendered.to(stream_);
    output::append_name(out, visit.entry.path(), escaping_);
    out += terminator_;
    return true;
  }

 private:
  base::StreamId stream_;
  char terminator_;
  NameEscaping escaping_;
};

class StyledPrint : public Action {
 public:
  StyledPrint(base::StreamId stream, const NameStyle& style) : stream_(stream), style_(style) {}

  bool perform(files::Visit& visit) override {
    std::string& out = visit.rendered.to(stream_);
    output::append_styled_path(out, visit.entry, style_);
    out += '\n';
    return true;
  }

 private:
  base::StreamId stream_;
  NameStyle style_;
};

class Printx : public Action {
 public:
  Printx(base::StreamId stream, NameEscaping escaping) : stream_(stream), escaping_(escaping) {}

  bool perform(files::Visit& visit) override {
    constexpr std::string_view kSpecial = " \t\n\\$'\"`";
    std::string& out = visit.rendered.to(stream_);
    for (std::string_view rest = visit.entry.path(); !rest.empty();) {
      const std::string_view plain = rest.substr(0, rest.find_first_of(kSpecial));
      output::append_name(out, plain, escaping_);
      rest.remove_prefix(plain.size());
      if (rest.empty()) break;
      out += '\\';
      output::append_name(out, rest.substr(0, 1), escaping_);
      rest.remove_prefix(1);
    }
    out += '\n';
    return true;
  }

 private:
  base::StreamId stream_;
  NameEscaping escaping_;
};

/// A line of this thread to render into, since what is reported meanwhile goes to another stream.
std::string& empty_line() {
  thread_local std::string line;
  line.clear();
  return line;
}

class Printf : public Action {
 public:
  Printf(base::StreamId stream, output::PrintfTemplate format, const NameStyle& style)
      : stream_(stream), format_(std::move(format)), style_(style) {}

  bool perform(files::Visit& visit) override {
    std::string& line = empty_line();
    if (!output::render_printf(format_, visit, style_, line)) return false;
    visit.rendered.to(stream_) += line;
    return true;
  }

 private:
  base::StreamId stream_;
  output::PrintfTemplate format_;
  NameStyle style_;
};

class List : public Action {
 public:
  List(base::StreamId stream, const NameStyle& style, std::time_t now)
      : stream_(stream), format_(now, style.colours, style.links) {}

  bool perform(files::Visit& visit) override {
    std::string& fields = empty_line();
    if (!format_.render(visit, fields)) return false;
    visit.rendered.to_list(stream_) += fields;
    return true;
  }

 private:
  base::StreamId stream_;
  output::ListFormat format_;
};

}  // namespace

std::unique_ptr<Action> make_print_action(base::StreamId stream, char terminator, const NameStyle& style) {
  const bool is_styled = (style.colours || style.links) && terminator == '\n';
  if (is_styled) return std::make_unique<StyledPrint>(stream, style);
  return std::make_unique<Print>(stream, terminator, style.escaping);
}

std::unique_ptr<Action> make_printx_action(base::StreamId stream, NameEscaping escaping) {
  return std::make_unique<Printx>(stream, escaping);
}

std::unique_ptr<Action> make_printf_action(base::StreamId stream, output::PrintfTemplate format,
                                           const NameStyle& style) {
  return std::make_unique<Printf>(stream, std::move(format), style);
}

std::unique_ptr<Action> make_list_action(base::StreamId stream, const NameStyle& style, std::time_t now) {
  return std::make_unique<List>(stream, style, now);
}

}  // namespace findo::act
