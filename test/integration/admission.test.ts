// Coming in with a code over real sockets on loopback: who gets in, who does not, and what those learn.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom, type Clock } from '../../src/base/index.js'
import { askAdmission, type AdmissionRequest } from '../../src/graph/index.js'
import { openGraph } from '../../src/graph/open-graph.js'
import { decodeAnswer, encodeRequest } from '../../src/group/admission-messages.js'
import { codeText } from '../../src/group/code.js'
import {
  createGroup,
  createIdentity,
  joinByCode,
  listGroups,
  openGroup,
  parseCodeText,
  saveIdentity,
  type JoinByCodeInit,
  type Group
} from '../../src/group/index.js'
import { eventually } from '../support/eventually.js'
import { testGate, testStore } from '../support/graphs.js'
import { mallory } from '../support/people.js'

let base: string
let open: { close(): Promise<void> }[]
let alicesHome: string
let groupId: string
let alice: Group

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'potluck-admission-'))
  open = []
  alicesHome = await makeHome('alice')
  groupId = (await createGroup(alicesHome, 'Secret Society')).id
  alice = await openAt(alicesHome)
})
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()))
  await rm(base, { recursive: true })
})

async function makeHome(name: string): Promise<string> {
  const home = join(base, name)
  await saveIdentity(home, createIdentity(name))
  return home
}

async function openAt(home: string): Promise<Group> {
  const group = await openGroup(
    { clock: systemClock, random: systemRandom, logger: silentLogger },
    { home, groupId, listenPort: 0, listenHosts: ['127.0.0.1'], mdns: false }
  )
  open.push(group)
  return group
}

async function joinAs(name: string, code: string, init: Partial<JoinByCodeInit> = {}) {
  const home = await makeHome(name).catch(() => join(base, name)) // There already, where somebody joins again.
  return joinByCode(home, code, { logger: silentLogger, mdns: false, ...init })
}

/** Asks alice's node as anybody could. @returns its answer */
async function ask(token: Uint8Array): Promise<ReturnType<typeof decodeAnswer>> {
  let answer: ReturnType<typeof decodeAnswer>
  await askAdmission({
    keyPair: mallory.keyPair,
    issuer: alice.self,
    addresses: [`/ip4/127.0.0.1/tcp/${alice.graph.port}`],
    rendezvous: undefined,
    body: encodeRequest(token),
    budgetMs: 5000,
    clock: systemClock,
    logger: silentLogger,
    judge: (body) => {
      answer = decodeAnswer(body)
      return { type: 'final' }
    }
  })
  return answer
}

const coded = (code: string): unknown => expect.objectContaining({ code })

describe('a code for two', () => {
  test('lets two in who know nobody, refuses the third, and lets the first ask again', async () => {
    const { text } = await alice.codes.make({ uses: 2 })
    expect(await joinAs('bob', text)).toMatchObject({
      id: groupId,
      name: 'Secret Society',
      role: 'member',
      again: false
    })
    expect(await joinAs('carol', text)).toMatchObject({ role: 'member' })
    await expect(joinAs('dave', text)).rejects.toThrow(coded('CODE_USED_UP'))
    expect(await listGroups(join(base, 'dave'))).toEqual([])
    expect(await joinAs('bob', text)).toMatchObject({ again: true })
    expect(alice.codes.list()).toMatchObject([{ uses: 2, used: 2, state: 'used-up' }])

    const bob = await openAt(join(base, 'bob'))
    await expect(bob.codes.make({ uses: 1 })).rejects.toThrow(coded('NOT_ADMINISTRATOR'))
    await expect(alice.codes.make({ uses: 257 })).rejects.toThrow(coded('BAD_USES'))
    await eventually(() => expect(alice.members().map(({ name }) => name)).toContain('bob'))
    expect(bob.members()).toHaveLength(2)
  })

  test('counts on through a restart of the administrator’s node, and its file holds no token', async () => {
    const { text } = await alice.codes.make({ uses: 1, role: 'administrator' })
    expect(await joinAs('bob', text)).toMatchObject({ role: 'administrator' })
    const file = await readFile(join(alicesHome, 'groups', groupId, 'codes.json'), 'utf8')
    expect(file).not.toContain(Buffer.from(parseCodeText(text).token).toString('hex'))
    const { port } = alice.graph
    await alice.close()
    alice = await openGroup(
      { clock: systemClock, random: systemRandom, logger: silentLogger },
      { home: alicesHome, groupId, listenPort: port, listenHosts: ['127.0.0.1'], mdns: false }
    )
    open.push(alice)
    await expect(joinAs('carol', text)).rejects.toThrow(coded('CODE_USED_UP'))
    expect(await joinAs('bob', text)).toMatchObject({ again: true })
  })

  test('lets in exactly two of five who come at once', async () => {
    const { text } = await alice.codes.make({ uses: 2 })
    const tried = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map((name) => joinAs(name, text)))
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    for (const one of tried) if (one.status === 'rejected') expect(one.reason).toEqual(coded('CODE_USED_UP'))
  })
})

describe('a code that is no good any more', () => {
  test('revoked, or expired by the administrator’s clock, admits nobody', async () => {
    const revoked = await alice.codes.make({ uses: 5 })
    await alice.codes.revoke(revoked.id)
    await expect(joinAs('bob', revoked.text)).rejects.toThrow(coded('CODE_REVOKED'))
    const short = await alice.codes.make({ uses: 5, ttlMs: 1 })
    await eventually(() => expect(alice.codes.list()[0]?.state).toBe('expired'))
    await expect(joinAs('bob', short.text)).rejects.toThrow(coded('CODE_EXPIRED'))
    expect(await listGroups(join(base, 'bob'))).toEqual([])
  })

  test('with its administrator away says so, and whom to ask', async () => {
    const { text } = await alice.codes.make({ uses: 1 })
    await alice.close()
    const failure = joinAs('bob', text, { budgetMs: 300 })
    await expect(failure).rejects.toThrow(coded('ADMINISTRATOR_UNREACHABLE'))
    await expect(failure).rejects.toThrow(/^alice .* Secret Society, cannot be reached: ask alice/)
  })

  test('forgotten by the administrator says so', async () => {
    const { text } = await alice.codes.make({ uses: 1 })
    const forgotten = codeText({ ...parseCodeText(text), token: new Uint8Array(16) })
    await expect(joinAs('bob', forgotten, { budgetMs: 300 })).rejects.toThrow(coded('CODE_UNKNOWN'))
  })

  test('is not taken up by a machine whose clock is far off, and is not lost for it', async () => {
    const { text } = await alice.codes.make({ uses: 1 })
    const behind: Clock = { ...systemClock, nowMs: () => systemClock.nowMs() - 2 * 3600_000 }
    const failure = joinAs('bob', text, { clock: behind })
    await expect(failure).rejects.toThrow(coded('CLOCK_OFF'))
    await expect(failure).rejects.toThrow(/120 minutes behind that of alice/)
    expect(await joinAs('bob', text)).toMatchObject({ role: 'member' })
  })
})

describe('a stranger', () => {
  test('with a wrong token is told nothing, and is slowed', async () => {
    await alice.codes.make({ uses: 5 })
    expect(await ask(systemRandom.bytes(16))).toEqual({ outcome: 'unknown-code' })
    expect(await ask(systemRandom.bytes(16))).toMatchObject({ outcome: 'busy' })
    expect(alice.codes.list()).toMatchObject([{ used: 0 }])
    expect(alice.isMember(mallory.peer)).toBe(false)
    expect(alice.graph.neighbours()).toEqual([])
  })

  test('sees one protocol id, whether there are codes or not', async () => {
    const before = await protocolList(alice.graph.port)
    await alice.codes.make({ uses: 5 })
    expect(await protocolList(alice.graph.port)).toEqual(before)
    expect(before).toEqual(['/potluck/noise/1'])
  })

  test('who answers at the administrator’s address with another key never hears the token', async () => {
    const { text } = await alice.codes.make({ uses: 1 })
    const heard: AdmissionRequest[] = []
    const gate = {
      ...testGate(mallory, { members: [] }),
      answerRequest: async (request: AdmissionRequest) => {
        heard.push(request)
        return new Uint8Array()
      }
    }
    const store = await testStore(mallory, [mallory])
    const components = { clock: systemClock, random: systemRandom, logger: silentLogger }
    const impostor = await openGraph(
      { ...components, store, gate, keyPair: mallory.keyPair },
      { groupId, listenPort: 0, listenHosts: ['127.0.0.1'], mdns: false, knownAddresses: [] }
    )
    open.push(impostor, store)
    const lured = codeText({ ...parseCodeText(text), addresses: impostor.addresses() })
    await expect(joinAs('bob', lured, { budgetMs: 2000 })).rejects.toThrow(coded('ADMINISTRATOR_UNREACHABLE'))
    expect(heard).toEqual([])
    // The same impostor does hear who asks for it by its own name: so the test would see a token.
    const own = codeText({ ...parseCodeText(lured), issuerPublicKey: mallory.keyPair.publicKey })
    await expect(joinAs('bob', own, { budgetMs: 1000 })).rejects.toThrow(coded('ADMINISTRATOR_UNREACHABLE'))
    expect(heard).toHaveLength(1)
  })
})

/** What multistream-select tells whoever connects. */
async function protocolList(port: number): Promise<string[]> {
  const socket = connect(port, '127.0.0.1')
  const frame = (line: string): Buffer => Buffer.concat([Buffer.from([line.length + 1]), Buffer.from(`${line}\n`)])
  let heard = ''
  socket.on('data', (data: Buffer) => (heard += data.toString('latin1')))
  socket.write(Buffer.concat([frame('/multistream/1.0.0'), frame('ls')]))
  try {
    await eventually(() => expect(heard.match(/\/potluck/)).not.toBeNull())
  } finally {
    socket.destroy()
  }
  return [...heard.matchAll(/(\/[a-z][\w./-]+)\n/g)]
    .map(([, id = '']) => id)
    .filter((id) => !id.startsWith('/multistream'))
}
