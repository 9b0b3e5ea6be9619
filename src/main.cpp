#include "findo/run.hpp"
#include "output/out_of_memory.hpp"

namespace {

/// Before the constructors of the libraries, which allocate as well; the lowest number that is not the
/// compiler's.
[[gnu::constructor(101)]] void prepare() { findo::output::end_when_out_of_memory(); }

}  // namespace

int main(int argc, char** argv) { return findo::run({argv, static_cast<std::size_t>(argc)}); }
