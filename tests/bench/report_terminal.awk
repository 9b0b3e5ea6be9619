# One scenario, the last in the results, for the terminal. After figures.awk.

function line(scenario, program) {
  if (!((scenario, program) in median)) return
  printf "  %-6s %10s %12s %12s %10s %10s\n", program, in_seconds(median[scenario, program]), \
    program == "findo" ? "" : as_ratio(ratio(median, scenario, program)), in_seconds(cpu[scenario, program]), \
    in_seconds(user[scenario, program]), in_mebibytes(value_of(peak, scenario, program))
}

END {
  scenario = order[scenarios]
  printf "\n%s · %s · %s runs\n", scenario, title[scenario], runs[scenario]
  if (scenario in failure) {
    printf "  FAILED: %s\n", failure[scenario]
    exit
  }
  printf "  %-6s %10s %12s %12s %10s %10s\n", "", "median", "findo/it", "CPU", "of it user", "peak MiB"
  line(scenario, "floor")
  line(scenario, "findo")
  for (i = 1; i in peers; ++i) line(scenario, peers[i])
  n = split(goals[scenario], words, " ")
  for (i = 1; i <= n; ++i) {
    split(words[i], parts, ":")
    value = goal_value(scenario, parts[1])
    printf "  goal %-7s %s: %s\n", verdict(value, parts[2] + 0), goal_words(parts[1], parts[2]), as_ratio(value)
  }
}
