#include "act/print.hpp"

#include "output/list_format.hpp"
#include "output/render_printf.hpp"

namespace findo::act {
namespace {

using output::NameEscaping;

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

/// Renders aside, since what is reported meanwhile goes to another stream.
template <class Render>
void render_aside(files::Visit& visit, base::StreamId stream, const Render& render) {
  thread_local std::string line;
  line.clear();
  render(line);
  visit.rendered.to(stream) += line;
}

class Printf : public Action {
 public:
  Printf(base::StreamId stream, output::PrintfTemplate format, NameEscaping escaping)
      : stream_(stream), format_(std::move(format)), escaping_(escaping) {}

  bool perform(files::Visit& visit) override {
    render_aside(visit, stream_, [&](std::string& line) { output::render_printf(format_, visit, escaping_, line); });
    return true;
  }

 private:
  base::StreamId stream_;
  output::PrintfTemplate format_;
  NameEscaping escaping_;
};

class List : public Action {
 public:
  List(base::StreamId stream, NameEscaping escaping) : stream_(stream), escaping_(escaping) {}

  bool perform(files::Visit& visit) override {
    render_aside(visit, stream_, [&](std::string& line) { output::render_list_line(visit, escaping_, line); });
    return true;
  }

 private:
  base::StreamId stream_;
  NameEscaping escaping_;
};

}  // namespace

std::unique_ptr<Action> make_print_action(base::StreamId stream, char terminator, NameEscaping escaping) {
  return std::make_unique<Print>(stream, terminator, escaping);
}

std::unique_ptr<Action> make_printf_action(base::StreamId stream, output::PrintfTemplate format,
                                           NameEscaping escaping) {
  return std::make_unique<Printf>(stream, std::move(format), escaping);
}

std::unique_ptr<Action> make_list_action(base::StreamId stream, NameEscaping escaping) {
  return std::make_unique<List>(stream, escaping);
}

}  // namespace findo::act
