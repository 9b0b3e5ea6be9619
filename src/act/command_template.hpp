// The words of a command with places in them for the entry, read once and filled in for each entry.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace findo::act {

/// Which places are filled in; everything else between braces is text.
enum class Places : std::uint8_t {
  path,   ///< {} alone, as POSIX find has it
  parts,  ///< also {/} the name, {//} the directory, {.} the path and {/.} the name without their extension
};

/// The last component of a path, without slashes behind it; "/" where there are only slashes.
std::string_view name_of(std::string_view path);
/// What a command that runs beside the file calls it: "./name", or "/". GNU find 4.9, -execdir: one of the
/// slashes behind a root stays.
std::string name_beside(std::string_view path);
/// The path of what holds it: "a/b" is in "a", "b" in ".", "/b" in "/".
std::string_view holder_of(std::string_view path);
/// Without the extension of the last component: its last dot and what is behind that, unless there are only
/// dots before it; and without slashes behind it.
std::string_view without_extension(std::string_view path);

class CommandTemplate {
 public:
  CommandTemplate(std::span<const char* const> words, Places places);

  /// The words for the path that {} stands for. What is filled in is not looked through again.
  std::vector<std::string> filled(std::string_view path) const;
  /// The command's name as it was typed.
  const std::string& name() const { return name_; }

 private:
  enum class Part : std::uint8_t { text, path, name, holder, bare_path, bare_name };
  struct Piece {
    Part part = Part::text;
    std::string text{};  ///< of Part::text
  };
  using Word = std::vector<Piece>;

  static Word read(std::string_view word, Places places);
  static std::string_view part_of(std::string_view path, Part part);

  std::string name_;
  std::vector<Word> words_;
};

}  // namespace findo::act
