# All results as Markdown: one table of times with the goals for them, one of CPU time and memory. After figures.awk.
# Given: machine, programs, origin (of the big tree), pace ("" or a remark), as -v variables.

# The goals of one kind, "time" or "rest", each with what it came to; findo's part that missed is set in bold.
function goal_cell(scenario, kind, words, parts, i, n, value, what, cell) {
  n = split(goals[scenario], words, " ")
  for (i = 1; i <= n; ++i) {
    split(words[i], parts, ":")
    if ((kind == "rest") != (parts[1] == "cpu" || parts[1] == "memory")) continue
    value = goal_value(scenario, parts[1])
    what = verdict(value, parts[2] + 0)
    if (what == "unknown") what = "not measured"
    if (what == "missed") what = "**missed**"
    if (value != "") what = as_ratio(value) ", " what
    cell = cell (cell == "" ? "" : "<br>") goal_words(parts[1], parts[2]) ": " what
  }
  return cell
}

function head_of_table(names, rule, i) {
  printf "| scenario | %s |\n|---|", names
  for (i = split(names, rule, " [|] "); i > 1; --i) printf "---:|"
  print "---|"
}

function row_of_times(scenario, i, fastest, what) {
  what = title[scenario]
  gsub(/[*|]/, "\\\\&", what)
  printf "| **%s**: %s ", scenario, what
  if (scenario in failure) {
    printf "| | | | | | | | | **failed**: %s |\n", failure[scenario]
    return
  }
  printf "| %s | %s ", in_seconds(value_of(median, scenario, "floor")), in_seconds(value_of(median, scenario, "findo"))
  for (i = 1; i in peers; ++i) printf "| %s ", in_seconds(value_of(median, scenario, peers[i]))
  fastest = least(median, scenario)
  printf "| %s ", as_ratio(ratio(median, scenario, "floor"))
  printf "| %s ", as_ratio(ratio(median, scenario, fastest))
  printf "| %s | %s |\n", as_ratio(ratio(median, scenario, "find")), goal_cell(scenario, "time")
}

function row_of_rest(scenario, i) {
  if (scenario in failure) return
  printf "| **%s** | %s ", scenario, in_seconds(value_of(cpu, scenario, "findo"))
  for (i = 1; i in peers; ++i) printf "| %s ", in_seconds(value_of(cpu, scenario, peers[i]))
  printf "| %s ", in_mebibytes(value_of(peak, scenario, "findo"))
  for (i = 1; i in peers; ++i) printf "| %s ", in_mebibytes(value_of(peak, scenario, peers[i]))
  printf "| %s |\n", goal_cell(scenario, "rest")
}

END {
  for (i = 1; i <= scenarios; ++i) count_goals(order[i])
  printf "Measured on %s.\n%s.\nThe big tree: twelve copies of %s.%s\n\n", machine, programs, origin, pace
  printf "%d of %d goals met. Times are medians; ÷ stands before what findo's is divided by.\n\n", met, met + missed
  head_of_table("floor | findo | GNU find | bfs | fd | ÷ floor | ÷ fastest peer | ÷ find | goal")
  for (i = 1; i <= scenarios; ++i) row_of_times(order[i])
  printf "\nCPU time (user and system, all threads) and peak memory in MiB:\n\n"
  head_of_table("findo CPU | find | bfs | fd | findo MiB | find | bfs | fd | goal")
  for (i = 1; i <= scenarios; ++i) row_of_rest(order[i])
}
