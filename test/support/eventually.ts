// For integration over real sockets: what is true soon, asked again until it is. Never a fixed sleep.

/** Resolves once `check` no longer throws; rejects with what it last threw when `withinMs` have passed. */
export async function eventually(check: () => void | Promise<void>, withinMs = 15_000): Promise<void> {
  const endMs = performance.now() + withinMs
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (performance.now() > endMs) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
