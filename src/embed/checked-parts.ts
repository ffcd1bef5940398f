// What hangs on a group as programs hold it: after that was closed it can be read, and changes nothing.
import type { BlobCache, Content } from '../content/index.js'
import type { Elections, Needs } from '../flows/index.js'
import type { Group } from '../group/index.js'
import { checkArguments } from './arguments.js'
import type { PeerGroup } from './peer-group.js'

/** @param check throws where the program has closed the group */
export function checkedCache(content: Content, check: () => void): BlobCache {
  return {
    list: () => content.cache.list(),
    pin: async (digest) => {
      check()
      await content.cache.pin(digest)
    },
    unpin: async (digest) => {
      check()
      await content.cache.unpin(digest)
    },
    remove: async (digest) => {
      check()
      await content.cache.remove(digest)
    }
  }
}

/** @param check as above */
export function checkedElections(elections: Elections, check: () => void): Elections {
  return {
    kinds: () => elections.kinds(),
    start: async (kind, options = {}) => {
      check()
      checkArguments('election', { kind, criteria: options.criteria })
      return await elections.start(kind, options)
    },
    offer: (kind, criteria) => {
      check()
      checkArguments('election', { kind, criteria })
      elections.offer(kind, criteria)
    },
    provider: (kind) => {
      checkArguments('election', { kind })
      return elections.provider(kind)
    },
    explain: (kind) => {
      checkArguments('election', { kind })
      return elections.explain(kind)
    },
    on: (name, listener) => elections.on(name, listener)
  }
}

/** @param check as above */
export function checkedCodes({ codes }: Group, check: () => void): PeerGroup['codes'] {
  return {
    make: async (init) => {
      check()
      checkArguments('makeCode', init)
      return await codes.make(init)
    },
    list: () => codes.list(),
    revoke: async (id) => {
      check()
      checkArguments('revokeCode', { id })
      await codes.revoke(id)
    }
  }
}

/** @param check as above */
export function checkedNeeds(needs: Needs, check: () => void): Needs {
  return {
    get mode() {
      return needs.mode
    },
    get counts() {
      return needs.counts
    },
    ask: (query, options) => {
      check()
      checkArguments('askNeed', query)
      return needs.ask(query, options)
    },
    onNeed: (answerer) => {
      check()
      checkArguments('onNeed', { answerer })
      return needs.onNeed(answerer)
    },
    addSource: (source) => {
      check()
      checkArguments('addSource', source)
      return needs.addSource(source)
    }
  }
}
