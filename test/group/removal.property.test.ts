// Any set of removals, whatever made it: verdicts do not depend on how they came, and are what a second, slow definition says.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256, toHex, utf8 } from '../../src/base/index.js'
import type { CertificateFacts } from '../../src/group/membership.js'
import {
  judgeRemovals,
  keptId,
  type RemovalKind,
  type Removals,
  type VerifiedRemoval
} from '../../src/group/removals.js'
import { isMemberUnder, stableSets } from '../support/removal-oracle.js'

const PEERS = ['ann', 'ben', 'cat', 'dan']
const KINDS: readonly RemovalKind[] = ['removed', 'removed', 'role', 'role', 'left']
const MAX_REMOVALS = 7

interface World {
  readonly chains: readonly (readonly CertificateFacts[])[]
  readonly removals: readonly VerifiedRemoval[]
}

/** One certificate: below an earlier one or the root, of an administrator or not, naming some of the removals to come. */
const certificateDraw = fc.record({
  issuer: fc.nat(20),
  subject: fc.nat(PEERS.length - 1),
  administrator: fc.boolean().chain((is) => (is ? fc.constant(true) : fc.boolean())),
  named: fc.subarray(
    Array.from({ length: MAX_REMOVALS }, (_, at) => at),
    { maxLength: 2 }
  )
})

/** Signed by the last of an earlier chain or the root; keeps some of the certificates and removals. */
const removalDraw = fc.record({
  issuer: fc.nat(20),
  peer: fc.nat(PEERS.length - 1),
  kind: fc.constantFrom(...KINDS),
  keptCertificates: fc.array(fc.nat(20), { maxLength: 6 }),
  keptRemovals: fc.subarray(
    Array.from({ length: MAX_REMOVALS }, (_, at) => at),
    { maxLength: 4 }
  ),
  /** Those before it that its issuer knew, by bits. */
  knew: fc.nat(2 ** MAX_REMOVALS - 1)
})

const worlds: fc.Arbitrary<World> = fc
  .tuple(
    fc.array(certificateDraw, { minLength: 3, maxLength: 14 }),
    fc.array(removalDraw, { minLength: 1, maxLength: MAX_REMOVALS })
  )
  .map(([certificates, removals]) => {
    const removalId = (at: number): string => toHex(sha256(utf8(`removal ${at}`)))
    const chains: CertificateFacts[][] = []
    for (const [at, { issuer, subject, administrator, named }] of certificates.entries()) {
      const above = chains.filter((chain) => chain.at(-1)!.administrator && chain.length < 5)
      const below = issuer % (above.length + 1) === above.length ? [] : above[issuer % (above.length + 1)]!
      const id = toHex(sha256(utf8(`certificate ${at}`)))
      chains.push([
        ...below,
        { id, subject: PEERS[subject]!, administrator: administrator && below.length < 4, named: named.map(removalId) }
      ])
    }
    const authorities = [[], ...chains.filter((chain) => chain.at(-1)!.administrator)]
    return {
      chains,
      removals: removals.map(({ issuer, peer, kind, keptCertificates, keptRemovals, knew }, at): VerifiedRemoval => {
        const own = chains[issuer % chains.length]!
        const authority = kind === 'left' ? own : authorities[issuer % authorities.length]!
        const kept = [
          ...keptCertificates.map((one) => chains[one % chains.length]!.at(-1)!.id),
          ...keptRemovals.map(removalId)
        ]
        return {
          id: removalId(at),
          peer: kind === 'left' ? own.at(-1)!.subject : PEERS[peer]!,
          kind,
          madeMs: at + 1,
          authority,
          cut: [],
          kept: new Set(kept.map(keptId)),
          knew: new Set(
            removals.flatMap((_, before) => (before < at && (knew >> before) % 2 === 1 ? removalId(before) : []))
          )
        }
      })
    }
  })

function verdictsOf({ chains }: World, removals: Removals): string[] {
  return chains.map((chain) => removals.standing(chain))
}

/** Ids of those that count. */
function counting(removals: Removals): Set<string> {
  return new Set([...removals.peers()].flatMap((peer) => removals.of(peer).map(({ id }) => id)))
}

describe('any set of removals', () => {
  test('has one meaning, the same that trying all its subsets finds', () => {
    let [circumvented, fallen, kept] = [0, 0, 0]
    fc.assert(
      fc.property(worlds, (world) => {
        const judged = judgeRemovals(world.removals)
        const stable = stableSets(world.removals)
        expect(stable).toHaveLength(1)
        expect(counting(judged)).toEqual(stable[0])
        const standing = world.removals.filter(({ id }) => stable[0]!.has(id))
        for (const chain of world.chains) {
          expect(judged.standing(chain) === 'counts').toBe(isMemberUnder(chain, standing))
        }
        // That the draw reaches what is interesting.
        fallen += world.removals.length - standing.length
        const verdicts = verdictsOf(world, judged)
        circumvented += verdicts.filter((verdict) => verdict === 'issuer-removed').length
        kept += world.chains.filter(
          (chain, at) =>
            verdicts[at] === 'counts' &&
            chain.some((one, place) => standing.some((removal) => judged.hits(removal, one, place + 1)))
        ).length
      }),
      { numRuns: 400, seed: 7 }
    )
    for (const seen of [circumvented, fallen, kept]) expect(seen).toBeGreaterThan(20)
  })

  test('has it in any order, doubled, and added to what was judged before', () => {
    fc.assert(
      fc.property(
        worlds.chain((world) => {
          const shuffled = fc.shuffledSubarray([...world.removals, ...world.removals], {
            minLength: 2 * world.removals.length
          })
          return fc.tuple(fc.constant(world), shuffled)
        }),
        ([world, shuffled]) => {
          const once = judgeRemovals(world.removals)
          const again = judgeRemovals(shuffled)
          expect(counting(again)).toEqual(counting(once))
          expect(verdictsOf(world, again)).toEqual(verdictsOf(world, once))
        }
      ),
      { numRuns: 100, seed: 8 }
    )
  })

  test('leaves a member who is only changed, whoever changes it at the same time, and however often', () => {
    const changes = fc.array(fc.record({ depth: fc.integer({ min: 0, max: 3 }), knew: fc.nat(255) }), {
      minLength: 1,
      maxLength: 8
    })
    fc.assert(
      fc.property(changes, (made) => {
        const idOf = (what: string): string => toHex(sha256(utf8(what)))
        const above = ['x', 'y', 'z'].map((subject) => ({ id: idOf(subject), subject, administrator: true, named: [] }))
        const removals: VerifiedRemoval[] = []
        const chains: CertificateFacts[][] = []
        for (const [at, { depth, knew }] of made.entries()) {
          // Whoever knew a change knew what that one's issuer knew.
          const known = new Set<string>()
          for (const before of removals.filter((_, place) => (knew >> place) % 2 === 1)) {
            for (const id of [before.id, ...before.knew]) known.add(id)
          }
          const id = idOf(`change ${at}`)
          const authority = above.slice(0, depth)
          const common = { peer: 'ann', kind: 'role' as const, madeMs: at + 1, cut: [], kept: new Set<string>() }
          removals.push({ ...common, id, authority, knew: new Set([...known, id]) })
          const named = [...known, id]
          chains.push([...authority, { id: idOf(`with ${at}`), subject: 'ann', administrator: false, named }])
        }
        const judged = judgeRemovals(removals)
        expect(chains.filter((chain) => judged.standing(chain) === 'counts').length).toBeGreaterThan(0)
        // What was changed by everybody's knowledge is over.
        for (const [at, { id }] of removals.entries()) {
          const isOver = removals.some((later) => later.id !== id && later.knew.has(id))
          if (isOver) expect(judged.standing(chains[at]!)).toBe('removed')
        }
      }),
      { numRuns: 1_000, seed: 11 }
    )
  })

  test('is undone by nobody as near to the root, or further: who stands at depth 1 answers to the root alone', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const others = world.removals.filter(({ authority, kind }) => authority.length > 0 && kind !== 'left')
        const judged = judgeRemovals(others)
        for (const chain of world.chains) {
          if (chain.length === 1 && chain[0]!.administrator) expect(judged.standing(chain)).toBe('counts')
        }
      }),
      { numRuns: 100, seed: 9 }
    )
  })

  test('lets nothing new stand that an administrator whom the root removed signs, whatever it says', () => {
    fc.assert(
      fc.property(worlds, fc.nat(PEERS.length - 1), (world, at) => {
        const hostile = PEERS[at]!
        const bySigned = (authority: readonly CertificateFacts[]): boolean =>
          authority.some(({ subject }) => subject === hostile)
        const honest = world.removals.filter(({ authority, peer }) => !bySigned(authority) && peer !== hostile)
        // The removal knows what was there before; then the hostile one signs the rest of the world.
        const removal: VerifiedRemoval = {
          id: 'f'.repeat(64),
          peer: hostile,
          kind: 'removed',
          madeMs: 1,
          authority: [],
          cut: [],
          kept: new Set(),
          knew: new Set()
        }
        const before = judgeRemovals([...honest, removal])
        const after = judgeRemovals([
          ...honest,
          removal,
          ...world.removals.filter(({ authority }) => bySigned(authority))
        ])
        // What anybody else is stays as it was, and nobody below the hostile one is anything.
        for (const chain of world.chains) {
          if (chain.some(({ named }) => named.includes(removal.id))) continue
          if (bySigned(chain.slice(0, -1))) expect(after.standing(chain)).toBe('issuer-removed')
          else if (chain.at(-1)!.subject !== hostile && !leaves(world, chain)) {
            expect(after.standing(chain)).toBe(before.standing(chain))
          }
        }
      }),
      { numRuns: 200, seed: 10 }
    )

    /** Who leaves does so by its own word, also where the hostile one admitted it. */
    function leaves(world: World, chain: readonly CertificateFacts[]): boolean {
      return world.removals.some(({ kind, peer }) => kind === 'left' && chain.some(({ subject }) => subject === peer))
    }
  })
})
