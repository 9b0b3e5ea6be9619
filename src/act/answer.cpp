#include "act/answer.hpp"

#include <cstdlib>
#include <string>
#include <unistd.h>

namespace findo::act {

Answer read_answer() {
  std::string line;
  char c = 0;
  while (read(STDIN_FILENO, &c, 1) == 1 && c != '\n') line += c;
  if (line.empty() && c != '\n') return Answer::none;
  return rpmatch(line.c_str()) == 1 ? Answer::yes : Answer::no;
}

}  // namespace findo::act
