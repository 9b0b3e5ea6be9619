#include "race/soak_search.hpp"

#include <initializer_list>

namespace findo::race_tests {
namespace {

using Words = std::initializer_list<const char*>;

class Drawing {
 public:
  Drawing(support::Random& dice, const SearchDice& settings) : dice_(dice), settings_(settings) {}

  SoakSearch draw(const std::vector<std::string>& roots) {
    search_.deletes = dice_.chance(12);
    search_.follows = !search_.deletes && dice_.chance(30);
    draw_order();
    search_.is_nobodys = settings_.may_be_nobodys && !search_.deletes && dice_.chance(25);
    search_.is_short_of_descriptors = !settings_.is_for_gnu && dice_.chance(15);
    draw_options();
    search_.root = dice_.pick(roots);
    search_.words.push_back(search_.root);
    if (search_.order == WalkOrder::after_contents && !search_.deletes) add({"-depth"});
    if (dice_.chance(20)) add({"-ignore_readdir_race"});
    if (search_.deletes) {
      draw_deletion();
    } else {
      draw_action();
    }
    return std::move(search_);
  }

 private:
  void add(Words words) { search_.words.insert(search_.words.end(), words.begin(), words.end()); }

  void draw_order() {
    const bool is_turned = search_.deletes || dice_.chance(30);
    const bool is_by_levels = !is_turned && !settings_.is_for_gnu && dice_.chance(35);
    search_.order = is_turned      ? WalkOrder::after_contents
                    : is_by_levels ? WalkOrder::by_levels
                                   : WalkOrder::before_contents;
    search_.is_sorted = !settings_.is_for_gnu && dice_.chance(40);
  }

  void draw_options() {
    if (search_.follows) add({"-L"});
    if (settings_.is_for_gnu) return;
    search_.words.push_back("-j" + (dice_.chance(75) ? settings_.jobs : std::string("2")));
    if (search_.is_sorted) add({"-s"});
    if (search_.order == WalkOrder::by_levels) add({"-S", "bfs"});
  }

  void draw_deletion() {
    if (dice_.chance(50)) {
      search_.shows = Shows::nothing;
      add({"-name", "moving*", "-delete"});
    } else {
      add({"-name", "moving*", "-delete", "-o", "-print0"});
    }
  }

  void draw_action() {
    const std::size_t throw_of_100 = dice_.below(100);
    if (throw_of_100 < 45) {
      search_.shows_whole_way = true;
      add({"-print0"});
    } else if (throw_of_100 < 65) {
      // What has gone before its status could be read is not shown, what is in it may have come back.
      search_.shows = Shows::statuses;
      add({"-printf", "%y:%m:%s:%i:%p\\0"});
    } else if (throw_of_100 < 75) {
      search_.shows_whole_way = true;
      add({"-exec", "printf", "%s\\0", "{}", "+"});
    } else if (throw_of_100 < 80) {
      search_.shows = Shows::nothing;
      add({"-exec", "true", "{}", "+"});
    } else if (throw_of_100 < 83 && !search_.follows) {
      // A process for each directory: a hundred times what the others take.
      search_.shows = Shows::names;
      add({"-mindepth", "1", "-execdir", "printf", "%s\\0", "{}", "+"});
    } else if (settings_.is_for_gnu) {
      add({"-print0"});
    } else {
      search_.shows = Shows::objects;
      add({"-json"});
    }
  }

  support::Random& dice_;
  const SearchDice& settings_;
  SoakSearch search_;
};

}  // namespace

SoakSearch make_soak_search(support::Random& dice, const SearchDice& settings,
                            const std::vector<std::string>& roots) {
  return Drawing(dice, settings).draw(roots);
}

}  // namespace findo::race_tests
