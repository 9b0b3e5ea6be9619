// -json, -csv and -table: records of entries, rendered on any thread.
#pragma once

#include <memory>
#include <vector>

#include "act/action.hpp"
#include "base/rendered.hpp"
#include "files/fields.hpp"
#include "output/name_style.hpp"

namespace findo::act {

std::unique_ptr<Action> make_json_action(base::StreamId stream);
std::unique_ptr<Action> make_csv_action(base::StreamId stream, std::vector<files::Field> fields,
                                        output::NameEscaping escaping);
/// `stream` is one that output::TableColumns formats.
std::unique_ptr<Action> make_table_action(base::StreamId stream, std::vector<files::Field> fields,
                                          const output::NameStyle& style);

}  // namespace findo::act
