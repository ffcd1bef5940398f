/** How values lie, in one line for people. */
export function distribution(values: readonly number[], digits: number): string {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0).toFixed(digits)
  return `median ${at(0.5)} p90 ${at(0.9)} p99 ${at(0.99)} worst ${at(1)}`
}
