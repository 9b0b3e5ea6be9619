// GNU find as the oracle.
#include "differential/departures.hpp"
#include "differential/oracle.hpp"

namespace findo::differential {
namespace {

class GnuFind final : public Oracle {
 public:
  std::string_view name() const override { return "find"; }
  CommandLine make_command_line(Random& random, const Scope& scope) const override {
    return differential::make_command_line(random, scope);
  }
  bool departs(const CommandLine& line, const Scope& scope, bool portable_reader) const override {
    return differential::departs(line, scope.top, portable_reader);
  }
  bool has_same_order(const CommandLine&) const override { return true; }
  void dress(const Tree&, const std::string&) const override {}
};

}  // namespace

std::unique_ptr<Oracle> make_gnu_find() { return std::make_unique<GnuFind>(); }

}  // namespace findo::differential
