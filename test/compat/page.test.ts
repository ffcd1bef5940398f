// The first page in Chromium, before real nodes: alice's page, with bob in her group and an origin behind a slow line. What
// people do with it, by keyboard. Needs `npm run build`.
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import jsQr from 'jsqr'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessibilityFaults, NO_BROWSER, openBrowser, watchPage, type Watched } from '../support/browser.js'
import { eventually } from '../support/eventually.js'
import { freePort } from '../support/free-port.js'
import {
  potluck,
  potluckJson,
  startNode,
  WITH_OWN_ORIGINS,
  type CommandResult,
  type RunningNode
} from '../support/potluck-command.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

const CONTENT = randomBytes(4_000_000)
const HOLD_AT_BYTES = 2_000_000
const FRESH = { 'cache-control': 'max-age=3600' }
/** What bob got while he was alone: he asked its origin himself, so he knows how long it is fresh. */
const BOBS_PATH = '/bobs.bin'

describe.skipIf(NO_BROWSER !== undefined)(`the page of a node ${NO_BROWSER ?? ''}`, { timeout: 60_000 }, () => {
  let folder: string
  let origin: SlowOrigin
  let bobsUrl: string
  let port: number
  let browser: Browser
  let page: Page
  let watched: Watched
  const nodes = new Map<string, RunningNode>()

  const ok = (name: string, ...args: string[]): Promise<CommandResult['json']> =>
    potluckJson([...args, '--home', join(folder, name)], { cwd: folder })
  const up = async (name: string, gatewayPort: number): Promise<void> => {
    const env = { ...WITH_OWN_ORIGINS, POTLUCK_PORTS_GATEWAY: String(gatewayPort) }
    nodes.set(name, await startNode(['--home', join(folder, name)], { env }))
  }
  const heading = (name: string | RegExp) => page.getByRole('heading', { name })
  const activeName = (): Promise<string> =>
    page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText ?? ''")
  /** Goes on by Tab until the thing with that name has the focus. */
  const tabTo = async (name: RegExp): Promise<void> => {
    for (let i = 0; i < 60; i++) {
      if (name.test(await activeName())) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`no Tab leads to ${name}`)
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'potluck-page-'))
    origin = await openSlowOrigin({
      content: CONTENT,
      holdAtBytes: HOLD_AT_BYTES,
      bytesPerTick: 100_000,
      headers: FRESH,
      answer: ({ url }, response) => {
        if (url !== BOBS_PATH) return false
        response.writeHead(200, FRESH).end(CONTENT)
        return true
      }
    })
    bobsUrl = new URL(BOBS_PATH, origin.url).href
    port = await freePort()
    await ok('alice', 'init', '--name', 'alice')
    await ok('alice', 'group', 'create', 'Home')
    await up('alice', port)
    const { identity } = await ok('bob', 'init', '--name', 'bob')
    const { invitation } = await ok('alice', 'invite', '--for', String(identity))
    await ok('bob', 'join', String(invitation))
    await up('bob', 0)
    await eventually(async () => expect(await ok('alice', 'status')).toMatchObject({ groups: [{ present: 2 }] }))
    await nodes.get('alice')?.stop()
    await ok('bob', 'get', bobsUrl, '-o', join(folder, 'bob.out'))
    await up('alice', port)
    browser = await openBrowser()
    page = await browser.newPage({ acceptDownloads: true })
    watched = watchPage(page)
    await page.goto(String((await ok('alice', 'page'))['url']))
  })
  afterAll(async () => {
    await browser?.close()
    await Promise.all([...nodes.values()].map((node) => node.stop('SIGKILL')))
    await origin.close()
    await rm(folder, { recursive: true })
  })

  test('it opens with its key, and shows who is here', async () => {
    await heading('Home').waitFor()
    await heading('Members (2 of 2 here)').waitFor()
    const members = await page.getByRole('list', { name: /^Members/ }).ariaSnapshot()
    expect(members).toMatch(/listitem: alice administrator, this machine, until [^\n]+ here\n/)
    expect(members).toMatch(/text: bob until [^\n]+ here\n/)
    expect(page.url()).toBe(`http://127.0.0.1:${port}/`)
    await page.getByText('synchronised', { exact: true }).waitFor()
  })

  test('it opens from the file that `page --open` gives to the browser', async () => {
    const file = join(folder, 'given.html')
    const opener = `#!/bin/sh\ncp "$1" ${folder}/copy && mv ${folder}/copy ${file}\n`
    await writeFile(join(folder, process.platform === 'darwin' ? 'open' : 'xdg-open'), opener, { mode: 0o755 })
    const env = { HOME: folder, PATH: `${folder}:${process.env['PATH']}` }
    expect(await potluck(['page', '--open', '--home', join(folder, 'alice')], { env })).toMatchObject({ code: 0 })
    const other = await browser.newPage()
    await other.goto(pathToFileURL(file).href)
    await other.waitForURL(`http://127.0.0.1:${port}/`)
    await other.getByRole('heading', { name: 'Members (2 of 2 here)' }).waitFor()
    await other.close()
  })

  test('by keyboard: a file is asked for, followed while it comes, and saved', async () => {
    await page.keyboard.press('Tab')
    expect(await activeName()).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.id')).toBe('get-url')
    await page.keyboard.type(origin.url)
    await page.keyboard.press('Enter')
    const progress = page.getByRole('progressbar', { name: 'Progress of file.bin' })
    await progress.waitFor()
    await eventually(async () => {
      expect(Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(30)
      // Either is first in rank.
      const words = await page.getByRole('list', { name: /^Downloading/ }).innerText()
      expect(words).toMatch(/From the Internet, by this machine|Reading along with bob, who downloads it/)
      expect(words).toMatch(/MiB of 3\.8 MiB \(\d\d %\)/)
      expect(words).toMatch(/[\d.]+ MiB (over the Internet|from bob)/)
    })
    origin.release()
    await page.getByText('3.8 MiB, whole and verified').waitFor()
    await page.getByText('Nothing is downloading').waitFor()
    await tabTo(/^Save file\.bin$/)
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    expect(download.suggestedFilename()).toBe('file.bin')
    expect((await readFile(await download.path())).equals(CONTENT)).toBe(true)
  })

  test('what is not to be had is said, with its code', async () => {
    await page.getByLabel('Address of a file').fill('http://192.168.254.1/x')
    await page.getByLabel('Address of a file').press('Enter')
    const problem = page.locator('.problem')
    await problem.waitFor()
    expect(await problem.innerText()).toMatch(/^This address lies in a private network .* ORIGIN_REFUSED$/)
    await page.getByRole('button', { name: 'Dismiss x' }).click()
  })

  test('what was saved is counted, by source and by file', async () => {
    const row = page.getByRole('table').getByRole('row', { name: /file\.bin/ })
    await eventually(async () => expect(await row.count()).toBeGreaterThanOrEqual(1))
    await page.getByText(/did not cross the uplink/).waitFor()
    await page.getByText('The days as a table').click()
    await page.getByRole('columnheader', { name: 'Members' }).waitFor()
  })

  test('by keyboard: a file is pinned, unpinned and removed', async () => {
    const pin = page.getByRole('button', { name: 'Pin file.bin' })
    await pin.waitFor()
    await page.getByLabel('Address of a file').focus()
    await tabTo(/^Pin file\.bin$/)
    await page.keyboard.press('Enter')
    await page.getByText('pinned', { exact: true }).waitFor()
    await tabTo(/^Unpin file\.bin$/)
    await page.keyboard.press('Space')
    await pin.waitFor()
    await tabTo(/^Remove file\.bin/)
    await page.keyboard.press('Enter')
    await page.getByText('Nothing is kept yet').waitFor()
    const { cache } = await ok('alice', 'status')
    expect(cache).toMatchObject({ blobs: 0 })
  })

  test('what another member has comes from it, and says so', async () => {
    await eventually(async () => {
      const { results } = (await ok('alice', 'locate', bobsUrl)) as { results: { locations: unknown[] }[] }
      expect(results[0]?.locations).toHaveLength(1)
    })
    await page.getByLabel('Address of a file').fill(bobsUrl)
    await page.getByLabel('Address of a file').press('Enter')
    const legend = page.getByRole('list', { name: 'Where bobs.bin came from' }).first()
    await eventually(async () => expect(await legend.innerText()).toBe('3.8 MiB from bob'))
    expect(origin.requests.filter((path) => path === BOBS_PATH)).toHaveLength(1)
    await page.getByRole('row', { name: /bobs\.bin .* not at all/ }).waitFor()
  })

  test('by keyboard: a code is made, copied, and its QR code says the same', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await tabTo(/^Make a code$/)
    await page.keyboard.press('Enter')
    const image = page.getByRole('img', { name: 'The code as a QR code' })
    await image.waitFor()
    expect(await activeName()).toBe('Copy the code')
    await page.keyboard.press('Enter')
    const text = await page.getByLabel('The code', { exact: true }).innerText()
    expect(text).toMatch(/^pot-code-1-/)
    await eventually(async () => expect(await page.evaluate('navigator.clipboard.readText()')).toBe(text))
    const seen = await page.evaluate<{ brightness: string; side: number }>(`(async () => {
      const image = document.querySelector('.qr')
      await image.decode()
      const side = 400
      const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side })
      const context = canvas.getContext('2d')
      context.fillStyle = 'white'
      context.fillRect(0, 0, side, side)
      context.drawImage(image, 20, 20, side - 40, side - 40)
      const { data } = context.getImageData(0, 0, side, side)
      return { brightness: Array.from(data.filter((_byte, i) => i % 4 === 0), (byte) => (byte > 127 ? 1 : 0)).join(''), side }
    })()`)
    const pixels = Uint8ClampedArray.from(
      [...seen.brightness].flatMap((one) => [one, one, one, 1].map((on) => Number(on) * 255))
    )
    const read = (jsQr as unknown as typeof jsQr.default)(pixels, seen.side, seen.side)
    expect(read?.data.toLowerCase()).toBe(text)
  })

  test('axe-core finds nothing wrong, the browser complained of nothing, and nothing left the machine', async () => {
    expect(await accessibilityFaults(page)).toEqual([])
    // A refusal is an answer: Chromium writes each into its console.
    const complaints = watched.complaints.filter((text) => !/the server responded with a status of 403/.test(text))
    expect(complaints).toEqual([])
    const own = [`http://127.0.0.1:${port}/`, `blob:http://127.0.0.1:${port}/`, 'data:image/svg+xml']
    expect(watched.requests.filter((url) => !own.some((start) => url.startsWith(start)))).toEqual([])
  })

  test('when the node is started again, the page comes back', async () => {
    await nodes.get('alice')?.stop()
    await page.getByText('The node on this machine does not answer').waitFor()
    await up('alice', port)
    await eventually(async () => expect(await page.locator('#connection').innerText()).toBe('Connected'), 30_000)
    await heading('Members (2 of 2 here)').waitFor()
  })
})
