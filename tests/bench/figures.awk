# What the lines of results mean, and what is worked out from them; read before one of
# report_terminal.awk, report_markdown.awk, all_met.awk. Fields are parted by tabs:
#   scenario NAME TITLE GOALS RUNS
#   time     NAME PROGRAM MEDIAN USER SYSTEM      seconds; user and system are means
#   peak     NAME PROGRAM KIB
#   failed   NAME REASON
# Goals are words, "against:limit": findo's figure over the other's, at most the limit.
#   floor find bfs fd   its median       peer     the median of the fastest of find, bfs and fd
#   cpu                 the least user time of find, bfs and fd
#   memory              findo's peak in MiB itself; that goal, below, every scenario has

BEGIN {
  FS = "\t"
  kGoalOfAll = "memory:24"
  split("find bfs fd", peers, " ")
}

$1 == "scenario" {
  order[++scenarios] = $2
  title[$2] = $3
  goals[$2] = ($4 == "" ? "" : $4 " ") kGoalOfAll
  runs[$2] = $5
}
$1 == "time" { median[$2, $3] = $4; user[$2, $3] = $5; cpu[$2, $3] = $5 + $6 }
$1 == "peak" { peak[$2, $3] = $4 / 1024 }
$1 == "failed" { failure[$2] = $3 }

# The peer with the least of that table, or "".
function least(table, scenario, i, best) {
  best = ""
  for (i = 1; i in peers; ++i) {
    if (!((scenario, peers[i]) in table)) continue
    if (best == "" || table[scenario, peers[i]] < table[scenario, best]) best = peers[i]
  }
  return best
}

# findo's value over that of the other, or "" where one of them was not measured.
function ratio(table, scenario, other) {
  if (other == "" || !((scenario, other) in table) || !((scenario, "findo") in table)) return ""
  return table[scenario, other] > 0 ? table[scenario, "findo"] / table[scenario, other] : ""
}

function goal_value(scenario, against) {
  if (against == "memory") return (scenario, "findo") in peak ? peak[scenario, "findo"] : ""
  if (against == "cpu") return ratio(user, scenario, least(user, scenario))
  if (against == "peer") return ratio(median, scenario, least(median, scenario))
  return ratio(median, scenario, against)
}

function goal_words(against, limit) {
  if (against == "memory") return "peak ≤ " limit " MiB"
  if (against == "cpu") return "user CPU ≤ " limit " × the least peer's"
  if (against == "peer") return "≤ " limit " × the fastest peer"
  return "≤ " limit " × " against
}

# "met", "missed" or "unknown".
function verdict(value, limit) {
  if (value == "") return "unknown"
  return value <= limit ? "met" : "missed"
}

# Counts the verdicts of a scenario into met and missed.
function count_goals(scenario, words, parts, i, n, what) {
  n = split(goals[scenario], words, " ")
  for (i = 1; i <= n; ++i) {
    split(words[i], parts, ":")
    what = verdict(goal_value(scenario, parts[1]), parts[2] + 0)
    if (what == "met") ++met
    if (what == "missed") ++missed
  }
}

function in_seconds(value) {
  if (value == "") return "-"
  if (value < 0.01) return sprintf("%.2f ms", value * 1000)
  if (value < 1) return sprintf("%.0f ms", value * 1000)
  return sprintf("%.2f s", value)
}

function in_mebibytes(value) { return value == "" ? "-" : sprintf("%.1f", value) }

function as_ratio(value) { return value == "" ? "-" : sprintf("%.2f", value) }

function value_of(table, scenario, program) { return (scenario, program) in table ? table[scenario, program] : "" }
