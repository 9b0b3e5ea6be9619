#include "findo/run.hpp"

int main(int argc, char** argv) { return findo::run({argv, static_cast<std::size_t>(argc)}); }
