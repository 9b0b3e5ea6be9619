// Guards: command lines that would destroy what was not meant, or nothing of what was. Where a remark says
// that something can hardly be meant, a guard is a refusal, so it speaks up only where what is refused is of
// no use to anybody who knows what it does; --no-guard lifts it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/command_line.hpp"
#include "language/diagnostic.hpp"
#include "language/parser.hpp"
#include "plan/settings.hpp"

namespace findo::plan {

/// Stands behind what a guard proposes.
inline constexpr std::string_view kOrNoGuard = "  (or --no-guard)";

/// What the guards have to say, the gravest first. Looks at words, whatever their operands are worth, and at
/// what the roots are; opens and changes nothing.
///   `-delete -name x`           the test comes too late to protect anything
///   `-name a -o -name b -delete`  the first test has no consequence
///   `sh -c 'rm {}'`             the name of a file becomes part of a program
///   `/ -delete`                 the root of all, the home directory or a mount point goes, too
/// `settings` has what the flags say.
std::vector<language::Diagnostic> guards_against(const language::CommandLine& line,
                                                 const language::SyntaxTree& tree, const Settings& settings);

/// What is said of a root that must stay, nothing of others. Threads: any.
using RootCheck = std::function<std::optional<std::string>(const std::string& path)>;

/// For roots that are known only once the search goes on, those of -files0-from; null where there are none
/// or nothing is taken away. What it is made of must outlive it.
RootCheck make_root_check(const language::CommandLine& line, const language::SyntaxTree& tree,
                          const Settings& settings);

/// The guards by what they look at; each adds to `found`.
void guard_structure(const language::CommandLine& line, const language::SyntaxTree& tree,
                     std::vector<language::Diagnostic>& found);
void guard_commands(const language::CommandLine& line, const language::SyntaxTree& tree,
                    std::vector<language::Diagnostic>& found);
void guard_roots(const language::CommandLine& line, const language::SyntaxTree& tree,
                 const Settings& settings, std::vector<language::Diagnostic>& found);

}  // namespace findo::plan
