#include "output/colours.hpp"

#include <sys/stat.h>

namespace findo::output {
namespace {

using files::Fact;
using files::FileType;

constexpr mode_t kRunnable = S_IXUSR | S_IXGRP | S_IXOTH;

ColourNeeds operator|(const ColourNeeds& a, const ColourNeeds& b) {
  return {a.facts | b.facts, a.capabilities || b.capabilities, a.link_end || b.link_end};
}

/// The key of what has one colour whatever else is true of it; `normal` for every other type.
ColourKey key_of(FileType type) {
  switch (type) {
    case FileType::fifo: return ColourKey::fifo;
    case FileType::socket: return ColourKey::socket;
    case FileType::door: return ColourKey::door;
    case FileType::block_device: return ColourKey::block_device;
    case FileType::character_device: return ColourKey::character_device;
    default: return ColourKey::normal;
  }
}

}  // namespace

Colours::Colours(ColourSettings settings) {
  const std::string left = settings[ColourKey::left].value_or("");
  const std::string right = settings[ColourKey::right].value_or("");
  const auto switched_on = [&](const std::string& code) { return left + code + right; };
  end_ = settings[ColourKey::end].value_or(switched_on(settings[ColourKey::reset].value_or("")));

  std::optional<std::string>& link = settings[ColourKey::link];
  links_look_like_targets_ = link == "target";
  if (links_look_like_targets_) link.reset();
  for (std::size_t key = 0; key < kColourKeys; ++key) {
    if (settings.codes[key]) colours_[key] = switched_on(*settings.codes[key]);
  }
  std::vector<SuffixRule> rules;
  rules.reserve(settings.suffixes.size());
  for (auto& [suffix, code] : settings.suffixes) rules.push_back({std::move(suffix), switched_on(code)});
  suffixes_ = SuffixColours(std::move(rules));
}

ColourNeeds Colours::file_needs() const {
  ColourNeeds needs;
  const bool depends_on_mode = has(ColourKey::setuid) || has(ColourKey::setgid) || has(ColourKey::executable);
  if (depends_on_mode) needs.facts |= Fact::mode;
  if (has(ColourKey::several_names)) needs.facts |= Fact::links;
  needs.capabilities = has(ColourKey::capability);
  return needs;
}

ColourNeeds Colours::directory_needs() const {
  ColourNeeds needs;
  const bool depends_on_mode =
      has(ColourKey::sticky_other_writable) || has(ColourKey::other_writable) || has(ColourKey::sticky);
  if (depends_on_mode) needs.facts |= Fact::mode;
  return needs;
}

ColourNeeds Colours::link_needs() const {
  ColourNeeds needs;
  if (links_look_like_targets_) needs = file_needs() | directory_needs();
  needs.link_end = links_look_like_targets_ || has(ColourKey::orphan);
  if (needs.link_end) needs.facts |= Fact::type;
  return needs;
}

ColourNeeds Colours::needs(FileType type) const {
  switch (type) {
    case FileType::regular: return file_needs();
    case FileType::directory: return directory_needs();
    case FileType::symbolic_link: return link_needs();
    case FileType::unknown:
      return file_needs() | directory_needs() | link_needs() | ColourNeeds{.facts = Fact::type};
    default: return {};
  }
}

bool Colours::asks_capabilities(const Sight& sight) const {
  if (sight.type != FileType::regular || !has(ColourKey::capability)) return false;
  const bool is_settled = (has(ColourKey::setuid) && (sight.permissions & S_ISUID)) ||
                          (has(ColourKey::setgid) && (sight.permissions & S_ISGID));
  return !is_settled;
}

const std::string* Colours::colour_of_file(const Sight& sight, std::string_view name) const {
  const auto applies = [&](ColourKey key, bool is_true) { return is_true && has(key); };
  if (applies(ColourKey::setuid, sight.permissions & S_ISUID)) return by_key(ColourKey::setuid);
  if (applies(ColourKey::setgid, sight.permissions & S_ISGID)) return by_key(ColourKey::setgid);
  if (applies(ColourKey::capability, sight.has_capabilities)) return by_key(ColourKey::capability);
  if (applies(ColourKey::executable, sight.permissions & kRunnable)) return by_key(ColourKey::executable);
  if (applies(ColourKey::several_names, sight.links > 1)) return by_key(ColourKey::several_names);
  if (const std::string* const by_name = suffixes_.try_colour(name)) return by_name;
  return by_key(ColourKey::file);
}

const std::string* Colours::colour_of_directory(const Sight& sight) const {
  const bool is_sticky = sight.permissions & S_ISVTX;
  const bool is_open = sight.permissions & S_IWOTH;
  const auto applies = [&](ColourKey key, bool is_true) { return is_true && has(key); };
  if (applies(ColourKey::sticky_other_writable, is_sticky && is_open)) {
    return by_key(ColourKey::sticky_other_writable);
  }
  if (applies(ColourKey::other_writable, is_open)) return by_key(ColourKey::other_writable);
  if (applies(ColourKey::sticky, is_sticky)) return by_key(ColourKey::sticky);
  return by_key(ColourKey::directory);
}

const std::string* Colours::colour_of_link(const Sight& sight) const {
  if (sight.leads_nowhere && has(ColourKey::orphan)) return by_key(ColourKey::orphan);
  return by_key(ColourKey::link);
}

const std::string* Colours::own_colour_of(const Sight& sight, std::string_view name) const {
  switch (sight.type) {
    case FileType::regular: return colour_of_file(sight, name);
    case FileType::directory: return colour_of_directory(sight);
    case FileType::symbolic_link: return colour_of_link(sight);
    default: return by_key(key_of(sight.type));
  }
}

const std::string* Colours::colour_of(const Sight& sight, std::string_view name) const {
  const std::string* const own = own_colour_of(sight, name);
  return own ? own : by_key(ColourKey::normal);
}

const std::string* Colours::missing_colour() const {
  return has(ColourKey::missing) ? by_key(ColourKey::missing) : by_key(ColourKey::orphan);
}

base::Result<Colours, ColourError> parse_colours(const char* ls_colors, const char* bsd_lscolors) {
  const auto is_set = [](const char* value) { return value && *value; };
  if (!is_set(ls_colors) && !is_set(bsd_lscolors)) return Colours(make_default_colour_settings());
  auto settings = is_set(ls_colors) ? parse_ls_colors(ls_colors) : parse_bsd_lscolors(bsd_lscolors);
  if (!settings) return base::Failure{std::move(settings.error())};
  return Colours(std::move(*settings));
}

}  // namespace findo::output
