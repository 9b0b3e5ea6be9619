// Numbers are written with the highest byte first and the sign turned round, texts with a NUL behind them,
// which no name holds; so whichever text is a part of the other comes first. Of keys that descend every byte
// is inverted.

#include "plan/sort_order.hpp"

#include <limits>

namespace findo::plan {
namespace {

using files::Fact;
using files::Facts;
using language::KeyOrder;
using language::SortKey;

constexpr unsigned kByteBits = 8;

void append_number(std::string& out, std::int64_t number) {
  const std::uint64_t ordered = static_cast<std::uint64_t>(number) ^ (std::uint64_t{1} << 63U);
  for (unsigned shift = 64; shift > 0;) out += static_cast<char>(ordered >> (shift -= kByteBits));
}

void append_time(std::string& out, base::Timestamp time) {
  append_number(out, time.seconds);
  append_number(out, time.nanoseconds);
}

void append_text(std::string& out, std::string_view text) {
  out += text;
  out += '\0';
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number stands where its digits would stand, and among numbers the longer one is the greater.
void append_digits(std::string& out, std::string_view digits) {
  constexpr std::size_t kMore = 255;
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  out += '0';
  std::size_t count = digits.size();
  for (; count >= kMore; count -= kMore) out += static_cast<char>(kMore);
  out += static_cast<char>(count);
  out += digits;
}

void append_natural(std::string& out, std::string_view text) {
  while (!text.empty()) {
    std::size_t end = 0;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end > 0) {
      append_digits(out, text.substr(0, end));
    } else {
      out += text[end++];
    }
    text.remove_prefix(end);
  }
  out += '\0';
}

/// Where a file system does not tell when a file came into being, it was before all others.
base::Timestamp birth_of(const Facts& facts) {
  if (facts.loaded.holds(Fact::birth_time)) return facts.birth_time;
  return {std::numeric_limits<std::int64_t>::min(), 0};
}

void append_key(std::string& out, SortKey key, const files::Entry& entry, const Facts& known) {
  switch (key) {
    case SortKey::path: return append_text(out, entry.path());
    case SortKey::name: return append_text(out, entry.base_name());
    case SortKey::natural: return append_natural(out, entry.path());
    case SortKey::size: return append_number(out, known.size_bytes);
    case SortKey::mtime: return append_time(out, known.modify_time);
    case SortKey::atime: return append_time(out, known.access_time);
    case SortKey::ctime: return append_time(out, known.change_time);
    case SortKey::btime: return append_time(out, birth_of(known));
    case SortKey::depth: return append_number(out, entry.depth());
    case SortKey::ext: return append_text(out, extension_of(entry.base_name()));
  }
}

files::FactSet facts_of(SortKey key) {
  switch (key) {
    case SortKey::size: return Fact::size;
    case SortKey::mtime: return Fact::modify_time;
    case SortKey::atime: return Fact::access_time;
    case SortKey::ctime: return Fact::change_time;
    case SortKey::btime: return Fact::birth_time;
    default: return {};
  }
}

}  // namespace

SortOrder::SortOrder(const std::vector<KeyOrder>& keys) {
  for (const KeyOrder& key : keys) {
    const bool is_decided_by_path = key.key == SortKey::path && !key.is_reversed;
    if (is_decided_by_path) break;
    keys_.push_back(key);
    facts_ |= facts_of(key.key);
  }
}

void SortOrder::append(std::string& out, const files::Entry& entry, const Facts& known) const {
  for (const KeyOrder& key : keys_) {
    const std::size_t begin = out.size();
    append_key(out, key.key, entry, known);
    if (!key.is_reversed) continue;
    for (std::size_t i = begin; i < out.size(); ++i) out[i] = static_cast<char>(~out[i]);
  }
}

std::string extension_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string extension(name.substr(dot + 1));
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return extension;
}

}  // namespace findo::plan
