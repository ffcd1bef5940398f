// What benches say about several runs.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The smallest value that so many of a hundred do not exceed. */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]
}

export function round(value, digits = 4) {
  return Number(value.toFixed(digits))
}

/** The middle, and what one of a hundred exceeds. */
export function spread(values) {
  return { p50: round(percentile(values, 50), 3), p99: round(percentile(values, 99), 3) }
}

/** Null where every run failed. */
export function summary(values) {
  if (values.length === 0) return null
  return { median: round(median(values)), worst: round(Math.max(...values)) }
}
