# Exits with 1 when a goal was missed. After figures.awk. What could not be measured is not missed.

END {
  for (i = 1; i <= scenarios; ++i) count_goals(order[i])
  exit missed > 0
}
