// Web pages that mean harm, in a real browser on the machine of a real node. Each attack is looked at from both sides: what
// the page learnt, and what the node did.
import { once } from 'node:events'
import { createServer as createHttpServer, type Server } from 'node:http'
import { connect, createServer, type AddressInfo, type Server as NetServer, type Socket } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { NO_BROWSER, openBrowser } from '../support/browser.js'
import { startGatewayNode, type GatewayNode, type LogLine } from '../support/gateway-node.js'

/** Only this name leads to the attacker's address, as if it were on the Internet. */
const EVIL = 'evil.example'
const EVIL_ADDRESS = '127.0.0.2'

let node: GatewayNode
let browser: Browser
let page: Page
let site: Server
let origin: Server
let originUrl: string
let originRequests = 0
let stateBefore: unknown
let logFrom = 0

/** What an attack could have changed. */
async function state(): Promise<unknown> {
  const { tokens } = (await node.owner.get('/v1/tokens')) as { tokens: object[] }
  const { cache, groups, failedGroups } = (await node.owner.get('/v1/status')) as {
    cache: object
    groups: { id: string; members: number }[]
    failedGroups: object[]
  }
  const codes = await node.owner.get('/v1/groups/Home/codes')
  // Records come and go by themselves.
  const opened = groups.map(({ id, members }) => ({ id, members }))
  return { tokens, cache, opened, failedGroups, codes, originRequests }
}

const answered = (): LogLine[] => node.log.slice(logFrom).filter(({ message }) => message === 'answered')

/** The node has answered that many requests of the attack, and none of them well. */
async function refusedAll(atLeast: number, status: number | number[] = 403): Promise<void> {
  await eventually(() => expect(answered().length).toBeGreaterThanOrEqual(atLeast))
  const allowed = [status].flat()
  expect(answered().filter((line) => !allowed.includes(Number(line['status'])))).toEqual([])
}

/** Runs one of attacks.mjs in the page. */
async function attack(name: string, ...args: string[]): Promise<unknown> {
  return await page.evaluate(`attacks.${name}(...${JSON.stringify(args)})`)
}

const portOf = (server: Server | NetServer): number => (server.address() as AddressInfo).port

describe.skipIf(NO_BROWSER !== undefined)('a hostile page', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    origin = createHttpServer((_request, response) => {
      originRequests++
      response.setHeader('access-control-allow-origin', '*')
      response.end('alert(1)')
    }).listen(0, '127.0.0.1')
    site = createHttpServer((_request, response) => {
      response.setHeader('content-type', 'text/html')
      response.end('<!doctype html><title>hostile</title><body>')
    }).listen(0, '0.0.0.0')
    await Promise.all([once(origin, 'listening'), once(site, 'listening')])
    originUrl = `http://127.0.0.1:${portOf(origin)}/x.js`
    node = await startGatewayNode({ POTLUCK_UPLINK_ALLOW_PRIVATE_ORIGINS: '127.0.0.1/32' })
    browser = await openBrowser([`--host-resolver-rules=MAP ${EVIL} ${EVIL_ADDRESS}`])
    stateBefore = await state()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await node?.stop()
    site?.close()
    origin?.close()
  })
  beforeEach(async () => {
    page = await browser.newPage()
    await page.addInitScript({ path: 'test/compat/attacks.mjs' })
    logFrom = node.log.length
    return async () => {
      await page.close()
      // Nothing changed, nothing was fetched.
      expect(await state()).toEqual(stateBefore)
    }
  })

  describe.each([
    ['of another site', EVIL],
    ['of another program on this machine', '127.0.0.1'],
    ['of another program, by the other name', 'localhost']
  ])('%s', (_what, name) => {
    beforeEach(async () => {
      await page.goto(`http://${name}:${portOf(site)}/`)
    })

    test('cannot read an answer, with or without asking leave', async () => {
      expect(new Set((await attack('readAnswers', node.url)) as string[])).toEqual(new Set(['nothing']))
      await refusedAll(10)
    })

    test('cannot send a form', async () => {
      await attack('sendForms', node.url)
      await refusedAll(3)
    })

    test('cannot post without asking leave', async () => {
      await attack('post', node.url)
      await refusedAll(4)
    })

    test('gets no leave to send JSON or a token', async () => {
      expect(await attack('sendJson', node.url)).toEqual(['nothing', 'nothing', 'nothing'])
      await refusedAll(3)
      // Asking leave is as far as it came.
      expect(new Set(answered().map((line) => line['method']))).toEqual(new Set(['OPTIONS']))
    })

    test('cannot show us in a frame', async () => {
      await attack('frame', node.url)
      await refusedAll(3)
      for (const frame of page.frames().slice(1)) expect(await frame.title().catch(() => '')).not.toMatch(/potluck/i)
    })

    test('cannot take anything as script, style, image or media', async () => {
      expect(new Set((await attack('include', node.url, originUrl)) as string[])).toEqual(new Set(['refused']))
      await refusedAll(20)
    })

    test('cannot listen to events, or open a socket', async () => {
      expect(await attack('listen', node.url)).toEqual(['refused', 'refused'])
      await refusedAll(2)
    })

    test('cannot hide who it is in a sandboxed frame', async () => {
      await attack('hideInSandbox', node.url)
      await refusedAll(2)
    })

    test('cannot lead a person to content under our name', async () => {
      const response = page.waitForResponse((one) => one.url().startsWith(node.url))
      await attack('lead', `${node.url}/https/origin.example/page`)
      expect((await response).status()).toBe(403)
      await refusedAll(1)
    })
  })

  test('whose name leads to us after it was loaded (DNS rebinding) learns and changes nothing', async () => {
    const rebound = await openRebound(node.port)
    try {
      await page.goto(`http://${EVIL}:${node.port}/`)
      rebound.leadToUs()
      const learnt = (await attack('askAsOurselves')) as { path: string; status: number; text: string }[]
      for (const { status, text } of learnt) expect([status, text]).toEqual([421, expect.stringContaining('BAD_HOST')])
      await refusedAll(learnt.length, 421)
    } finally {
      rebound.close()
    }
  })

  // The page's own policy would stop most of this before it is asked: without it the node must.
  describe('that came to run under our own name, past the policy of our page', () => {
    beforeEach(async () => {
      await page.close()
      page = await browser.newPage({ bypassCSP: true })
      await page.addInitScript({ path: 'test/compat/attacks.mjs' })
      const response = await page.goto(`${node.url}/`)
      expect(response?.headers()['x-frame-options']).toBe('DENY')
      logFrom = node.log.length
    })

    test('has nothing without a token, nor with a wrong one', async () => {
      const learnt = (await attack('askAsOurselves')) as { path: string; status: number }[]
      const ofApi = learnt.filter(({ path }) => path.startsWith('/v1/'))
      expect(ofApi.map(({ status }) => status)).toEqual([401, 401, 401, 401])
    })

    test('cannot make fetched content a script, a style, an image or a service worker', async () => {
      const learnt = (await attack('runContentAsOurselves')) as string[]
      expect(new Set(learnt)).toEqual(new Set(['refused', 'nothing']))
      const ofContent = answered().filter(({ kind }) => kind === 'path')
      expect(ofContent.filter((line) => line['status'] !== 403)).toEqual([])
    })
  })

  test('content is not shown when somebody types its address', async () => {
    const paths = [`/v1/content?url=${encodeURIComponent(originUrl)}`, '/https/origin.example/page', '/v1/status']
    for (const path of paths) expect((await page.goto(node.url + path))?.status()).toBe(403)
  })
})

interface Rebound {
  /** From now on byte by byte to us, as when the name resolves anew. */
  leadToUs(): void
  close(): void
}

/** Where the attacker's name leads, at the very port of `us`: to a page, at first. */
async function openRebound(us: number): Promise<Rebound> {
  let leadsToUs = false
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => socket.destroy()))
    if (leadsToUs) {
      const onward = connect(us, '127.0.0.1').on('error', () => socket.destroy())
      socket.pipe(onward).pipe(socket)
      return
    }
    const body = '<!doctype html><title>hostile</title>'
    const head = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`
    socket.once('data', () => socket.end(head + body))
  }).listen(us, EVIL_ADDRESS)
  await once(server, 'listening')
  return {
    leadToUs: () => (leadsToUs = true),
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
  }
}
