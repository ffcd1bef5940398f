/** Asks `check` until it says yes. Network tests watch real processes from outside, which have no event to wait for. */
export async function eventually(what: string, budgetMs: number, check: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + budgetMs
  while (!(await check())) {
    if (performance.now() > endMs) throw new Error(`not within ${budgetMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
