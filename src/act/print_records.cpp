#include "act/print_records.hpp"

#include "output/csv.hpp"
#include "output/json_record.hpp"
#include "output/table.hpp"

namespace findo::act {
namespace {

/// Lets `render` make a line apart, since what is reported meanwhile goes to another stream, and adds it.
template <class Render>
bool add_line(files::Visit& visit, base::StreamId stream, Render&& render) {
  thread_local std::string line;
  line.clear();
  if (!render(line)) return false;
  visit.rendered.to(stream) += line;
  return true;
}

class Json : public Action {
 public:
  explicit Json(base::StreamId stream) : stream_(stream) {}
  bool perform(files::Visit& visit) override {
    return add_line(visit, stream_,
                    [&](std::string& line) { return output::render_json_record(visit, line); });
  }

 private:
  base::StreamId stream_;
};

class Csv : public Action {
 public:
  Csv(base::StreamId stream, std::vector<files::Field> fields, output::NameEscaping escaping)
      : stream_(stream), fields_(std::move(fields)), escaping_(escaping) {}
  bool perform(files::Visit& visit) override {
    return add_line(visit, stream_, [&](std::string& line) {
      return output::render_csv_line(fields_, visit, escaping_, line);
    });
  }

 private:
  base::StreamId stream_;
  std::vector<files::Field> fields_;
  output::NameEscaping escaping_;
};

class Table : public Action {
 public:
  Table(base::StreamId stream, std::vector<files::Field> fields, const output::NameStyle& style)
      : stream_(stream), fields_(std::move(fields)), style_(style) {}
  bool perform(files::Visit& visit) override {
    return add_line(visit, stream_, [&](std::string& line) {
      return output::render_table_row(fields_, visit, style_, line);
    });
  }

 private:
  base::StreamId stream_;
  std::vector<files::Field> fields_;
  output::NameStyle style_;
};

}  // namespace

std::unique_ptr<Action> make_json_action(base::StreamId stream) { return std::make_unique<Json>(stream); }

std::unique_ptr<Action> make_csv_action(base::StreamId stream, std::vector<files::Field> fields,
                                        output::NameEscaping escaping) {
  return std::make_unique<Csv>(stream, std::move(fields), escaping);
}

std::unique_ptr<Action> make_table_action(base::StreamId stream, std::vector<files::Field> fields,
                                          const output::NameStyle& style) {
  return std::make_unique<Table>(stream, std::move(fields), style);
}

}  // namespace findo::act
