// -mtime, -mmin, -newer, -since, -used and their kin: all compare one time of the entry with one instant.

#include <algorithm>
#include <optional>

#include "base/log_topics.hpp"
#include "language/dates.hpp"
#include "language/operand_remedies.hpp"
#include "plan/binder.hpp"
#include "plan/loaded.hpp"

namespace findo::plan {
namespace {

using base::difference;
using base::kNanosecondsPerSecond;
using base::Timestamp;
using files::Fact;
using files::Facts;
using language::Comparison;
using language::Primary;

constexpr std::int64_t kMinuteSeconds = 60;
constexpr std::int64_t kDaySeconds = 24 * 60 * 60;

Fact time_fact(char letter) {
  switch (letter) {
    case 'a': return Fact::access_time;
    case 'B': return Fact::birth_time;
    case 'c': return Fact::change_time;
    default: return Fact::modify_time;
  }
}

char letter_of(Fact time) {
  switch (time) {
    case Fact::access_time: return 'a';
    case Fact::birth_time: return 'B';
    case Fact::change_time: return 'c';
    default: return 'm';
  }
}

Timestamp time_of(const Facts& facts, Fact which) {
  switch (which) {
    case Fact::access_time: return facts.access_time;
    case Fact::birth_time: return facts.birth_time;
    case Fact::change_time: return facts.change_time;
    default: return facts.modify_time;
  }
}

/// The time of -atime, -amin, -anewer and so on: the letter behind the dash; of -newer the m of its meaning.
char time_letter(Primary primary) {
  switch (primary) {
    case Primary::atime:
    case Primary::amin:
    case Primary::anewer:
    case Primary::asince: return 'a';
    case Primary::birth_time:
    case Primary::birth_min:
    case Primary::birth_newer:
    case Primary::birth_since: return 'B';
    case Primary::ctime:
    case Primary::cmin:
    case Primary::cnewer:
    case Primary::csince: return 'c';
    default: return 'm';
  }
}

/// The instants that an age of N units allows: `-N` those after `reference`, `+N` those before it, `N` those
/// of the one unit that begins there.
struct AgeWindow {
  Comparison comparison;
  Timestamp reference;
  std::int64_t unit_seconds;

  bool holds(Timestamp time) const {
    if (comparison == Comparison::less) return time > reference;
    if (comparison == Comparison::greater) return time < reference;
    return time > reference && difference(time, reference) <= Timestamp{unit_seconds, 0};
  }
};

/// The length of so many units, unless it is beyond all time.
std::optional<Timestamp> try_span(double units, std::int64_t unit_seconds) {
  constexpr double kLongestSeconds = 9.2e18;  // a little less than 2^63
  const double span = units * static_cast<double>(unit_seconds);
  if (span >= kLongestSeconds) return std::nullopt;
  const auto whole = static_cast<std::int64_t>(span);
  const double fraction = span - static_cast<double>(whole);
  return Timestamp{whole, static_cast<std::int32_t>(fraction * kNanosecondsPerSecond)};
}

class AgeTest : public Test {
 public:
  AgeTest(Fact which, AgeWindow window) : which_(which), window_(window) {}
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, which_, [this](const Facts& facts) {
      // Not every file has a birth time.
      return facts.loaded.holds(which_) && window_.holds(time_of(facts, which_));
    });
  }

 private:
  Fact which_;
  AgeWindow window_;
};

/// FreeBSD find, -mtime with units: the age in whole seconds, compared as it is.
class SpanTest : public Test {
 public:
  SpanTest(Fact which, language::Count span, Timestamp now) : which_(which), span_(span), now_(now) {}
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, which_, [this](const Facts& facts) {
      return facts.loaded.holds(which_) && accepts(difference(now_, time_of(facts, which_)).seconds);
    });
  }

 private:
  /// What lies in the future is younger than any span.
  bool accepts(std::int64_t age_seconds) const {
    if (age_seconds < 0) return span_.comparison == Comparison::less;
    return span_.accepts(static_cast<std::uint64_t>(age_seconds));
  }

  Fact which_;
  language::Count span_;
  Timestamp now_;
};

/// Days from the last status change to the last reading, begun ones counted; never where the reading came
/// first.
class UsedTest : public Test {
 public:
  UsedTest(Comparison comparison, Timestamp asked) : comparison_(comparison), asked_(asked) {}
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, Fact::access_time | Fact::change_time, [this](const Facts& facts) {
      const Timestamp used = difference(facts.access_time, facts.change_time);
      if (used.seconds < 0) return false;
      if (comparison_ == Comparison::less) return used < asked_;
      if (comparison_ == Comparison::greater) return used > asked_;
      // GNU find 4.9: the day that has begun counts, so `-used 1` means less than one whole day.
      return used < asked_ && used >= difference(asked_, {kDaySeconds, 0});
    });
  }

 private:
  Comparison comparison_;
  Timestamp asked_;
};

class NewerTest : public Test {
 public:
  NewerTest(Fact which, Timestamp reference) : which_(which), reference_(reference) {}
  bool holds(files::Visit& visit) const override {
    return ask_facts(visit, which_, [this](const Facts& facts) {
      return facts.loaded.holds(which_) && time_of(facts, which_) > reference_;
    });
  }

 private:
  Fact which_;
  Timestamp reference_;
};

base::Failure<language::Diagnostic> too_long(const language::SyntaxNode& node) {
  return operand_failure(node, "this span is longer than time is");
}

/// From when on the units of an age count back. GNU find 4.9: `-mtime N` counts from a day before
/// age_origin's end, and `-mtime -N` leaves one second to what is just N days old.
Timestamp counting_origin(Timestamp age_origin, bool in_days, Comparison comparison) {
  if (!in_days) return {age_origin.seconds + kDaySeconds, age_origin.nanoseconds};
  if (comparison == Comparison::less) return {age_origin.seconds + kDaySeconds - 1, age_origin.nanoseconds};
  return age_origin;
}

/// The word that compares the same time with a date: -newermt for -mtime, -newer and so on.
std::string date_primary(Primary primary) { return std::string("-newer") + time_letter(primary) + 't'; }

/// Whether the text is a date, and long enough not to be one by chance: `x` is a time zone.
bool looks_like_date(const Binder& binder, std::string_view text) {
  constexpr std::size_t kShortest = 5;
  return text.size() >= kShortest && language::parse_date(text, binder.environment.start);
}

/// Of an age that is none: a number with another unit, or else perhaps a date.
std::string remedy_for_age(const Binder& binder, const language::SyntaxNode& node) {
  const std::string_view text = binder.operand(node);
  const std::string date_test = date_primary(node.row->primary);
  std::string remedy = node.row->operand == language::Operand::minutes
                           ? language::remedy_for_minutes(node.row->word, text)
                           : language::remedy_for_age(node.row->word, date_test, text);
  const bool is_guess = remedy.starts_with("did you mean") || remedy.starts_with("there is no such unit");
  const std::string_view date = text.substr(std::min(text.find_first_not_of("+-"), text.size()));
  if (is_guess || !looks_like_date(binder, date)) return remedy;
  return "for a date: " + date_test + ' ' + language::shown_word(date);
}

/// -D time: what a test compares with.
void log_instant(const Binder& binder, const language::SyntaxNode& node, std::string_view relation,
                 Timestamp instant) {
  if (!base::is_logged(base::LogTopic::time)) return;
  base::log(base::LogTopic::time, std::string(binder.word(node, 0)) + ' ' +
                                      language::shown_word(binder.operand(node)) + ": " +
                                      std::string(relation) + ' ' + language::render_date(instant));
}

/// What a test of an age says of the time itself.
std::string_view relation_of(Comparison comparison, std::int64_t unit_seconds) {
  if (comparison == Comparison::less) return "later than";
  if (comparison == Comparison::greater) return "earlier than";
  if (unit_seconds == kDaySeconds) return "in the day that begins at";
  return unit_seconds == kMinuteSeconds ? "in the minute that begins at" : "in the second that begins at";
}

LeafResult bind_span(Binder& binder, const language::SyntaxNode& node) {
  const auto span = language::parse_time_span(binder.operand(node));
  if (!span) return operand_failure(node, span.error(), remedy_for_age(binder, node));
  const Timestamp now{binder.age_origin.seconds + kDaySeconds, binder.age_origin.nanoseconds};
  const Timestamp length{static_cast<std::int64_t>(span->number), 0};
  if (now.seconds >= 0) log_instant(binder, node, relation_of(span->comparison, 1), difference(now, length));
  const Fact which = time_fact(time_letter(node.row->primary));
  return make_leaf<SpanTest>(which, which, *span, now);
}

LeafResult bind_age(Binder& binder, const language::SyntaxNode& node, bool in_days) {
  if (in_days && language::has_time_units(binder.operand(node))) return bind_span(binder, node);
  const auto quantity = language::parse_quantity(binder.operand(node));
  if (!quantity) return operand_failure(node, quantity.error(), remedy_for_age(binder, node));
  const std::int64_t unit_seconds = in_days ? kDaySeconds : kMinuteSeconds;
  const auto age = try_span(quantity->number, unit_seconds);
  if (!age) return too_long(node);
  const Timestamp origin = counting_origin(binder.age_origin, in_days, quantity->comparison);
  const Timestamp reference = difference(origin, *age);
  log_instant(binder, node, relation_of(quantity->comparison, unit_seconds), reference);
  const Fact which = time_fact(time_letter(node.row->primary));
  return make_leaf<AgeTest>(which, which, AgeWindow{quantity->comparison, reference, unit_seconds});
}

LeafResult bind_date(Binder& binder, const language::SyntaxNode& node, Fact entry_time) {
  const auto date = language::parse_date(binder.operand(node), binder.environment.start);
  if (!date) {
    const auto& error = date.error();
    return operand_failure(node, {"this is no date: " + error.message, error.offset, error.length},
                           language::remedy_for_date(binder.operand(node)));
  }
  log_instant(binder, node, "later than", *date);
  return make_leaf<NewerTest>(entry_time, entry_time, *date);
}

LeafResult bind_newer(Binder& binder, const language::SyntaxNode& node, Fact entry_time,
                      Fact reference_time) {
  auto facts = load_reference(binder, node, reference_time);
  if (!facts) {
    const std::string_view text = binder.operand(node);
    if (looks_like_date(binder, text)) {
      facts.error().remedy =
          "for a date: -newer" + std::string(1, letter_of(entry_time)) + "t " + language::shown_word(text);
    }
    return base::Failure{std::move(facts.error())};
  }
  if (!facts->loaded.holds(reference_time)) {
    return operand_failure(node, {"the birth time of " + std::string(binder.operand(node)) + " is not known"},
                           "its file system does not keep it; compare with another time, Y of -newerXY");
  }
  const Timestamp reference = time_of(*facts, reference_time);
  log_instant(binder, node, "later than", reference);
  return make_leaf<NewerTest>(entry_time, entry_time, reference);
}

LeafResult bind_used(Binder& binder, const language::SyntaxNode& node) {
  const auto quantity = language::parse_quantity(binder.operand(node));
  if (!quantity) return operand_failure(node, quantity.error());
  const auto asked = try_span(quantity->number, kDaySeconds);
  if (!asked) return too_long(node);
  return make_leaf<UsedTest>(Fact::access_time | Fact::change_time, quantity->comparison, *asked);
}

LeafResult bind_newer_xy(Binder& binder, const language::SyntaxNode& node) {
  const auto letters = *language::try_newer_letters(binder.word(node, 0));
  const Fact entry_time = time_fact(letters.entry_time);
  if (letters.reference_time == 't') return bind_date(binder, node, entry_time);
  return bind_newer(binder, node, entry_time, time_fact(letters.reference_time));
}

}  // namespace

LeafResult bind_time_test(Binder& binder, const language::SyntaxNode& node) {
  switch (node.row->operand) {
    case language::Operand::minutes: return bind_age(binder, node, false);
    case language::Operand::date: return bind_date(binder, node, time_fact(time_letter(node.row->primary)));
    case language::Operand::date_or_file: return bind_newer_xy(binder, node);
    case language::Operand::file:
      return bind_newer(binder, node, time_fact(time_letter(node.row->primary)), Fact::modify_time);
    default:
      return node.row->primary == Primary::used ? bind_used(binder, node) : bind_age(binder, node, true);
  }
}

}  // namespace findo::plan
