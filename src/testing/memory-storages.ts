// What one member's group keeps, in memory: no disk, no waiting for one.
import type { GroupStorages } from '../group/index.js'
import { createMemoryStorage } from '../store/index.js'

export function memoryStorages(): GroupStorages {
  const objects = new Map<string, Uint8Array>()
  let codes: Awaited<ReturnType<GroupStorages['codes']['load']>> = []
  let knocks: Awaited<ReturnType<GroupStorages['knocks']['load']>> = []
  let addresses: readonly string[] = []
  let agreedMs: number | undefined
  return {
    records: createMemoryStorage(),
    membership: {
      load: async () => [...objects.values()],
      save: async (id, object) => void objects.set(id, object),
      remove: async (id) => void objects.delete(id)
    },
    codes: {
      load: async () => codes,
      save: async (saved) => void (codes = [...saved])
    },
    knocks: {
      load: async () => knocks,
      save: async (saved) => void (knocks = [...saved])
    },
    addresses: {
      load: async () => [...addresses],
      save: async (saved) => void (addresses = [...saved])
    },
    agreedTime: {
      load: async () => agreedMs,
      save: async (saved) => void (agreedMs = saved)
    }
  }
}
