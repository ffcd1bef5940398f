// What programs of this process have open, or are opening: all of it can be closed at once. Loads nothing.
interface Closable {
  close(): Promise<void>
}

const opening = new Set<Promise<unknown>>()
const open = new Set<Closable>()

/** What is being opened is closed too. */
export async function whileOpening<Result>(work: () => Promise<Result>): Promise<Result> {
  const working = work()
  opening.add(working)
  try {
    return await working
  } finally {
    opening.delete(working)
  }
}

export const openGroups = {
  add: (group: Closable): void => void open.add(group),
  delete: (group: Closable): void => void open.delete(group),
  /** @throws what closing the first threw that would not close */
  closeAll: async (): Promise<void> => {
    await Promise.allSettled([...opening])
    const closed = await Promise.allSettled([...open].map((group) => group.close()))
    const failed = closed.find((result) => result.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }
}
