// The bad relays of seed 000 (272 to 312: "throw away, corrupt and/or misdirect the reports") and of docs/security.md, "Relays for uploads",
// against a node's real uploads and its real black list: the file arrives by another, and who is blamed is who did it, as far as that is known.
import { afterEach, expect, test } from 'vitest'
import { fromHex, silentLogger, utf8, type PeerId } from '../../../src/base/index.js'
import { BlackListService } from '../../../src/flows/receipt/black-list-service.js'
import type { Accusation, RelayStanding, SeenReceipt } from '../../../src/flows/receipt/blame.js'
import type { EvidenceData } from '../../../src/flows/receipt/evidence-records.js'
import type { EvidenceGroup } from '../../../src/flows/receipt/group-evidence.js'
import { judgeEvidence } from '../../../src/flows/receipt/judge-evidence.js'
import type { Order } from '../../../src/flows/receipt/order.js'
import type { BackendAnswer } from '../../../src/flows/receipt/statements.js'
import type { GroupRecord } from '../../../src/record/index.js'
import { trustOfKeys } from '../../../src/receipts/index.js'
import { testKeyPair } from '../../support/exchanges.js'
import { alice, bob, carol } from '../../support/people.js'
import { GROUP, Relay, stored, unsigned, Uploading, URL_OF_VENDOR } from './uploads-alice.js'

/** Alice, whose black list is a real one. */
class Blaming extends Uploading {
  list!: BlackListService
  readonly published: EvidenceData[] = []

  override async open(): Promise<this> {
    this.list = await BlackListService.open({
      ...{ home: this.home, clock: this.clock, logger: silentLogger },
      trustFor: (targetUri) => this.keys.trustFor(targetUri)
    })
    this.list.attach(this.#evidenceGroup())
    return await super.open()
  }

  override async close(): Promise<void> {
    await this.list.close()
    await super.close()
  }

  override standing(relay: PeerId): RelayStanding {
    return this.list.standing(relay, URL_OF_VENDOR)
  }

  override accuse(accusation: Accusation): void {
    super.accuse(accusation)
    this.list.accuse(accusation)
  }

  override receiptSeen(receipt: SeenReceipt): void {
    super.receiptSeen(receipt)
    this.list.receiptSeen(receipt)
  }

  override report(): string | undefined {
    return this.list.report(URL_OF_VENDOR)
  }

  /** As the list has that member now. */
  entry(peer: PeerId): string | undefined {
    const entry = this.list.entries().find((one) => one.peer === peer)
    return entry === undefined ? undefined : `${entry.kind} ${entry.fault}`
  }

  #evidenceGroup(): EvidenceGroup {
    return {
      ...{ id: GROUP, idBytes: fromHex(GROUP)!, self: alice.peer },
      ...{ peerTimeMs: () => this.clock.nowMs(), toSystemTime: (peerMs: number) => peerMs },
      store: {
        ...{ declare: () => {}, get: () => undefined, find: () => [], on: () => () => {}, delete: async () => {} },
        add: async (_type, { data }) => {
          this.published.push(data as EvidenceData)
          return {} as GroupRecord
        }
      }
    }
  }
}

let uploading: Blaming

afterEach(() => uploading.close())

interface Row {
  readonly deed: string
  readonly brings: (order: Order, nowMs: number) => BackendAnswer | undefined
  /** Of its entry, when the file has arrived by carol. */
  readonly entry: string | undefined
  readonly dies?: boolean
}

const other = 'ab'.repeat(16)
const rows: readonly Row[] = [
  { deed: 'throws it away, and says that all is well', brings: () => unsigned, entry: 'testimony no-receipt' },
  {
    deed: 'throws it away, and says nothing',
    brings: () => undefined,
    entry: 'testimony silent'
  },
  {
    deed: 'corrupts it',
    brings: (order, nowMs) => stored({ ...order, contentSha256: '00'.repeat(32) }, { nowMs }),
    entry: 'proved wrong-receipt'
  },
  {
    deed: 'corrupts what comes back',
    brings: (order, nowMs) => ({ ...stored(order, { nowMs }), body: utf8('lost') }),
    entry: 'proved wrong-receipt'
  },
  {
    deed: 'misdirects it to another place of that backend',
    brings: (order, nowMs) => stored({ ...order, targetUri: `${URL_OF_VENDOR}/void` }, { nowMs }),
    entry: 'proved wrong-receipt'
  },
  {
    deed: 'misdirects it to another backend, that signs too',
    brings: (order, nowMs) => stored({ ...order, targetUri: 'https://other.example/' }, { key: 'other', nowMs }),
    entry: 'testimony no-receipt'
  },
  {
    deed: 'replays an old receipt',
    brings: (order, nowMs) => stored({ ...order, id: other }, { nowMs: nowMs - 3_600_000 }),
    entry: 'proved wrong-receipt'
  },
  {
    deed: 'signs its own',
    brings: (order, nowMs) => stored(order, { key: 'mallory', nowMs }),
    entry: 'testimony no-receipt'
  },
  { deed: 'dies after it has accepted', brings: () => undefined, entry: undefined, dies: true }
]

test.each(rows)(
  'a relay that $deed: the file arrives by another, and that one is listed as it should be',
  async ({ brings, entry, dies }) => {
    const [bad, good] = [new Relay(bob), new Relay(carol)]
    uploading = new Blaming(bad, good)
    const { clock } = uploading
    bad.brings = (order) => brings(order, clock.nowMs())
    good.brings = (order) => stored(order, { nowMs: clock.nowMs() })
    good.isHere = false
    await uploading.open()
    const { id } = await uploading.add()
    await uploading.until(() => bad.has.has(id))
    uploading.moves(good, true)
    if (dies === true) uploading.moves(bad, false)
    await uploading.untilState(id, 'delivered')
    expect(uploading.service.get(id)).toMatchObject({ outcome: { by: { peer: carol.peer }, proof: 'receipt' } })
    expect([uploading.entry(bob.peer), uploading.entry(carol.peer)]).toEqual([entry, undefined])
    expect(uploading.standing(bob.peer)).toBe(entry === undefined ? 'fine' : 'listed')
    // What is published holds wherever the backend's key is known.
    await uploading.until(() => uploading.published.length === (entry?.startsWith('proved') === true ? 1 : 0))
    for (const data of uploading.published) {
      const judge = {
        ...{ group: fromHex(GROUP)!, peerTimeMs: clock.nowMs() },
        trustFor: async () => trustOfKeys(testKeyPair('ed25519').publicKey)
      }
      const evidence = { ...data, id: '', accuser: alice.peer }
      expect(await judgeEvidence(evidence, judge)).toMatchObject({
        type: 'holds',
        proof: { accused: bob.peer, uploadId: id }
      })
    }
    // The next goes to carol alone; it, or the one before, has said whom she took it from.
    const next = await uploading.add('another')
    await uploading.untilState(next.id, 'delivered')
    if (entry !== undefined) expect(bad.posts).toBe(1)
    expect(uploading.seen.some(({ report }) => report.includes(bob.peer))).toBe(entry !== undefined)
    expect(uploading.list.entries().every(({ reportedMs }) => reportedMs !== undefined)).toBe(true)
  }
)

test('a relay that delays it past its deadline is blamed until its receipt comes', async () => {
  const [slow, second] = [new Relay(bob), new Relay(carol)]
  uploading = new Blaming(slow, second)
  const { clock } = uploading
  slow.brings = second.brings = () => undefined
  second.isHere = false
  await uploading.open()
  const { id } = await uploading.add()
  await uploading.until(() => slow.has.has(id))
  uploading.moves(second, true)
  await uploading.until(() => second.has.has(id))
  expect(uploading.entry(bob.peer)).toBe('testimony silent')
  slow.brings = (order) => stored(order, { nowMs: clock.nowMs() })
  uploading.tellDone(slow, id)
  await uploading.untilState(id, 'delivered')
  expect([uploading.standing(bob.peer), uploading.standing(carol.peer)]).toEqual(['fine', 'fine'])
})
