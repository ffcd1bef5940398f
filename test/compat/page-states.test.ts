// The first page in Chromium, before a gateway that says what the test wants: how it looks empty, full, locked, cut off and
// lied to. page.test.ts has it before a real node. Needs `npm run build`.
import type { Browser, Page, ViewportSize } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accessibilityFaults, NO_BROWSER, openBrowser, watchPage, type Watched } from '../support/browser.js'
import { eventually } from '../support/eventually.js'
import { EMPTY_STATE, openFakeNode, type FakeNode, type FakeState } from '../support/fake-node.js'
import { livelyState } from '../support/lively-state.js'

const TOKEN = '#token=plk_a-token-for-tests'
const NOW_MS = 1_795_000_000_000

/** As a browser asks for it where nobody has set anything. */
const ORDINARY_MEDIA = { colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference' } as const
const ORDINARY_SIZE = { width: 1280, height: 720 }

let browser: Browser
let node: FakeNode | undefined
/** One tab for all: each node has a port of its own, and what a browser keeps for one it does not give to another. */
let page: Page
let watched: Watched

interface Shown {
  media?: Parameters<Page['emulateMedia']>[0]
  size?: ViewportSize
  /** @default the node's */
  key?: string
}

async function show(
  state: Partial<FakeState>,
  { media, size = ORDINARY_SIZE, key = TOKEN }: Shown = {}
): Promise<void> {
  node = await openFakeNode(state)
  await page.setViewportSize(size)
  await page.emulateMedia({ ...ORDINARY_MEDIA, ...media })
  for (const seen of [watched.complaints, watched.requests]) seen.length = 0
  await page.goto(`${node.url}${key}`)
}

const text = (selector: string): Promise<string> => page.locator(selector).innerText()

describe.skipIf(NO_BROWSER !== undefined)(`the page ${NO_BROWSER ?? ''}`, { timeout: 30_000 }, () => {
  beforeAll(async () => {
    browser = await openBrowser()
    page = await (await browser.newContext()).newPage()
    watched = watchPage(page)
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    await page.goto('about:blank')
    await node?.close()
  })

  test('without its key it says what to run, and asks nothing', async () => {
    await show({}, { key: '' })
    expect(await text('main')).toContain('Run potluck page')
    expect(node!.asked).toEqual([])
    expect(await accessibilityFaults(page)).toEqual([])
    // A key that comes into the open tab counts.
    await page.evaluate(`location.hash = '${TOKEN}'`)
    await page.locator('#page').waitFor()
  })

  test('the key goes from the address into this tab, and stays there over a reload', async () => {
    await show(livelyState(NOW_MS))
    await page.locator('#page').waitFor()
    expect(page.url()).toBe(node!.url)
    await page.reload()
    await page.getByRole('heading', { name: 'Lindenstrasse 12' }).waitFor()
    const other = await page.context().newPage()
    await other.goto(node!.url)
    expect(await other.locator('main').innerText()).toContain('Run potluck page')
    await other.close()
  })

  test('a key that is no longer good is said, and forgotten', async () => {
    await show(livelyState(NOW_MS))
    await page.locator('#page').waitFor()
    node!.state.tokens = ['plk_another-token-for-tests']
    await page.getByText('no longer good: it ends after 12 hours').waitFor()
    expect(await page.evaluate('sessionStorage.length')).toBe(0)
    await page.evaluate("location.hash = '#token=plk_another-token-for-tests'")
    await page.getByRole('heading', { name: 'Members' }).waitFor()
  })

  test('with nothing there, each part says what to do', async () => {
    await show({})
    await page.getByText('This machine is in no group yet').waitFor()
    for (const words of ['Nothing is downloading', 'No history yet', 'Nothing is kept yet']) {
      expect(await text('main')).toContain(words)
    }
    expect(await accessibilityFaults(page)).toEqual([])
  })

  test('alone in a group, one is told to invite', async () => {
    const { groups, members, status } = livelyState(NOW_MS)
    const alone = status.groups.map((one) => ({ ...one, members: 1, present: 1, neighbours: 0 }))
    await show({ groups, members: members.slice(0, 1), status: { ...status, groups: alone } })
    await page.getByText('You are alone in this group so far').waitFor()
  })

  test('who may not invite is told whom to ask', async () => {
    const state = livelyState(NOW_MS)
    await show({ ...state, groups: state.groups.map((group) => ({ ...group, role: 'member' })) })
    await page.getByText('Only administrators invite others').waitFor()
    expect(await page.getByRole('button', { name: 'Make a code' }).count()).toBe(0)
  })

  test.each([
    ['light', { media: { colorScheme: 'light' } }],
    ['dark', { media: { colorScheme: 'dark' } }],
    ['on a phone', { size: { width: 360, height: 740 } }],
    ['with forced colours', { media: { forcedColors: 'active' } }]
  ] as const)('axe-core finds nothing wrong: %s', async (_how, shown) => {
    await show(livelyState(Date.now()), shown)
    await page
      .getByRole('row', { name: /libllvm19/ })
      .first()
      .waitFor()
    await page.getByText('The days as a table').click()
    await page.getByRole('button', { name: 'Make a code' }).click()
    await page.getByRole('img', { name: 'The code as a QR code' }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    expect(watched.complaints).toEqual([])
  })

  test('it fits into 320 pixels without moving sideways', async () => {
    await show(livelyState(Date.now()), { size: { width: 320, height: 640 } })
    await page
      .getByRole('row', { name: /libllvm19/ })
      .first()
      .waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
  })

  test('who wants no motion has none', async () => {
    await show(livelyState(NOW_MS), { media: { reducedMotion: 'reduce' } })
    await page.getByText('Reading along with workshop').waitFor()
    const moving = "getComputedStyle(document.querySelector('.bar > span')).transitionProperty"
    expect(await page.evaluate(moving)).toBe('none')
  })

  test('a screen reader hears what is there, with its numbers', async () => {
    await show(livelyState(Date.now()))
    await page
      .getByRole('row', { name: /libllvm19/ })
      .first()
      .waitFor()
    const heard = await page.locator('body').ariaSnapshot()
    for (const line of [
      '- banner:',
      '- main:',
      '- heading "Lindenstrasse 12" [level=1]',
      '- textbox "Address of a file on the Internet"',
      '- heading "Downloading now (2)" [level=2]',
      '- progressbar "Progress of debian-13.2.0-amd64-netinst.iso"',
      '- button "Pin libllvm19_19.1.7-3_amd64.deb"',
      '- button "Unpin berlin-latest.osm.pbf"',
      '- button "Remove libllvm19_19.1.7-3_amd64.deb from this machine"',
      '- columnheader "Crossed"',
      'not at all'
    ]) {
      expect(heard).toContain(line)
    }
  })

  test('names from the network are text, whatever they contain', async () => {
    const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    const state = livelyState(NOW_MS)
    const url = `https://example.com/${encodeURIComponent(evil)}`
    await show({
      ...state,
      groups: state.groups.map((group) => ({ ...group, name: evil })),
      members: state.members.map((member) => ({ ...member, name: evil })),
      transfers: state.transfers.map((transfer) => ({ ...transfer, url })),
      cache: state.cache.map((blob) => ({ ...blob, urls: [url] })),
      history: { ...state.history, contents: state.history.contents.map((one) => ({ ...one, url })) }
    })
    await page.getByRole('heading', { name: evil }).waitFor()
    await eventually(async () => expect(await page.getByText(evil).count()).toBeGreaterThan(10))
    expect(await page.evaluate("document.querySelectorAll('main img, main script').length")).toBe(0)
    expect(await page.title()).toBe('kitchen-laptop · Potluck')
    expect(watched.complaints).toEqual([])
  })

  test('who knocks is shown to administrators as text, with its key, and let in or not', async () => {
    const evil = '<img src=x onerror="document.title=1">'
    const knock = (name: string, end: string, standing: 'stranger' | 'removed' = 'stranger') => ({
      ...{ peer: `12D3KooW${end.padStart(44, 'x')}`, name, host: '192.168.1.9' },
      ...{ sinceMs: Date.now(), lastMs: Date.now(), standing }
    })
    const state = livelyState(NOW_MS)
    const waiting = [knock(evil, 'aaaabbbb'), knock('Bob', 'ccccdddd', 'removed'), knock('Bob', 'eeeeffff')]
    const knocks = { group: '', name: '', knocking: 'on' as const, knocks: waiting }
    await show({ ...state, knocks })
    await page.getByRole('heading', { name: 'Knocking (3)' }).waitFor()
    expect(await text('#knocks')).toContain(evil)
    expect(await page.evaluate("document.querySelectorAll('main img, main script').length")).toBe(0)
    expect(await text('#knocks')).toMatch(/Bob key …ccccdddd, from 192\.168\.1\.9\s+was removed from this group before/)
    expect(await accessibilityFaults(page)).toEqual([])
    const path = `/v1/groups/${state.groups[0]!.id}/knocks`
    await page.getByRole('button', { name: 'Allow Bob, key …eeeeffff' }).click()
    await page.getByRole('heading', { name: 'Knocking (2)' }).waitFor()
    expect(node!.asked).toContain(`POST ${path}/${waiting[2]!.peer}`)
    await page.getByRole('button', { name: `Deny ${evil}, key …aaaabbbb` }).click()
    await page.getByRole('heading', { name: 'Knocking (1)' }).waitFor()
    await page.getByRole('button', { name: 'Allow again Bob, key …ccccdddd' }).click()
    await page.getByText('Nobody knocks').waitFor()
    await page.getByRole('button', { name: 'Turn knocking off' }).click()
    await page.getByText('Off: no stranger is heard').waitFor()
    expect(watched.complaints).toEqual([])
    // Whoever is no administrator neither sees nor asks.
    const member = state.groups.map((group) => ({ ...group, role: 'member' as const }))
    await node!.close()
    await show({ ...state, groups: member, knocks })
    await page.getByText('Only administrators invite others').waitFor()
    expect(await page.locator('#knocking').isHidden()).toBe(true)
    expect(node!.asked.filter((asked) => asked.includes('knocks'))).toEqual([])
  })

  test('an administrator gives a member another role and removes it, when it has read what that does', async () => {
    await show(livelyState(NOW_MS))
    const bob = node!.state.members.find(({ self, role }) => !self && role === 'member')!
    const path = `/v1/groups/${node!.state.groups[0]!.id}/members/${bob.peer}`
    const posts = (): string[] => node!.asked.filter((asked) => asked.startsWith('POST'))
    const manage = page.getByRole('button', { name: `Manage ${bob.name}, ` })
    await manage.click()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Make an administrator' }).click()
    await page.getByText(`${bob.name} can then let others in`).waitFor()
    expect(posts()).toEqual([])
    await page.getByRole('button', { name: `Make an administrator: ${bob.name}` }).click()
    await page.getByText(`${bob.name} is an administrator.`).waitFor({ state: 'attached' })
    await manage.click()
    await page.getByRole('button', { name: 'Remove from the group' }).click()
    await page.getByText('Only a new invitation brings it back.').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await page.locator('#member-office').isHidden()).toBe(true)
    await manage.click()
    await page.getByRole('button', { name: 'Remove from the group' }).click()
    await page.getByRole('button', { name: `Remove from the group: ${bob.name}` }).click()
    await manage.waitFor({ state: 'detached' })
    expect(posts()).toEqual([`POST ${path}/change`, `POST ${path}/remove`])
    await page.getByText('Removed, or left').click()
    await page.getByText(`…${bob.peer.slice(-8)} was removed by`).waitFor()
    expect(watched.complaints).toEqual([])
  })

  test('settings of the group are shown when they are asked for, as text, with who set them', async () => {
    const state = livelyState(NOW_MS)
    const self = state.members.find((one) => one.self)!
    const settings = {
      allowPrivateOrigins: ['10.0.0.0/8'],
      neverShare: ['a.example/<b>*'],
      doNotName: [],
      knock: 'off'
    } as const
    const setBy = { allowPrivateOrigins: self.peer, neverShare: self.peer }
    await show({ ...state, settings: { settings, setBy } })
    await page.getByText('Settings of the group').click()
    await page.getByText(`Private networks that are fetched from: 10.0.0.0/8 (set by ${self.name})`).waitFor()
    await page.getByText(`Never shared: a.example/<b>* (set by ${self.name})`).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    expect(watched.complaints).toEqual([])
  })

  test('what is refused about a member is said, and a member is offered nothing', async () => {
    const state = livelyState(NOW_MS)
    const other = state.members.find(({ self }) => !self)!
    const path = `/v1/groups/${state.groups[0]!.id}/members/${other.peer}/remove`
    const refusal = { status: 409, code: 'NOT_SYNCHRONISED', detail: 'not yet' }
    await show({ ...state, problems: { [`POST ${path}`]: refusal } })
    await page.getByRole('button', { name: `Manage ${other.name}, ` }).click()
    await page.getByRole('button', { name: 'Remove from the group' }).click()
    await page.getByRole('button', { name: `Remove from the group: ${other.name}` }).click()
    await page.locator('#member-office').getByText('has not heard from the others yet').waitFor()
    await node!.close()
    const groups = state.groups.map((group) => ({ ...group, role: 'member' as const }))
    await show({ ...state, groups })
    await page.getByText('Only administrators invite others').waitFor()
    expect(await page.getByRole('button', { name: /^Manage/ }).count()).toBe(0)
  })

  test('of several groups one is chosen, and stays chosen', async () => {
    const state = livelyState(NOW_MS)
    const office = { id: '8'.repeat(64), name: 'Office', friendlyName: 'Bakery', role: 'member' as const }
    const [home] = state.status.groups
    const status = { ...state.status, groups: [home!, { ...home!, ...office, members: 2 }] }
    await show({ ...state, groups: [...state.groups, office], status })
    await page.getByLabel('Group').selectOption('Office (“Bakery”)')
    await page.getByText('4 of 2 members here').waitFor()
    await page.getByRole('heading', { name: 'Office (“Bakery”)' }).waitFor()
    await eventually(() => expect(node!.asked).toContain(`GET /v1/groups/${office.id}/members`))
    await page.reload()
    await page.getByRole('heading', { name: 'Office (“Bakery”)' }).waitFor()
  })

  test('what is live changes without a reload', async () => {
    const state = livelyState(NOW_MS)
    await show(state)
    await page.getByRole('heading', { name: 'Downloading now (2)' }).waitFor()
    const [first] = state.transfers
    node!.state.transfers = [{ ...first!, bytes: first!.totalBytes!, state: 'copying' }]
    node!.tellTransfers()
    await page.getByText('Copying from workshop').waitFor()
    await page.getByRole('heading', { name: 'Downloading now (1)' }).waitFor()
    // What ended may be kept and counted now.
    await eventually(() => expect(node!.asked.filter((one) => one === 'GET /v1/cache').length).toBeGreaterThan(1))
    node!.state.transfers = []
    node!.tellTransfers()
    await page.getByText('Nothing is downloading').waitFor()
  })

  test('when the node goes away the page says so, and when it comes back goes on', async () => {
    await show(livelyState(NOW_MS))
    await page.getByText('Reading along with workshop').waitFor()
    const { port } = new URL(node!.url)
    await node!.close()
    await page.getByText('The node on this machine does not answer').waitFor()
    expect(await text('#connection')).toBe('Disconnected')
    expect(await page.locator('#announcer').textContent()).toBe('Disconnected from the node.')
    node = await openFakeNode({ ...livelyState(NOW_MS), transfers: [] }, Number(port))
    await eventually(async () => expect(await text('#connection')).toBe('Connected'), 20_000)
    expect(await page.locator('#notice').isHidden()).toBe(true)
    await page.getByText('Nothing is downloading').waitFor()
  })

  test('by keyboard alone: pin, remove, and the focus is never lost', async () => {
    await show(livelyState(Date.now()))
    const focused = 'document.activeElement.getAttribute("aria-label")'
    await page.getByRole('button', { name: 'Pin libllvm19_19.1.7-3_amd64.deb' }).focus()
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await page.evaluate(focused)).toBe('Unpin libllvm19_19.1.7-3_amd64.deb'))
    await page.keyboard.press('Tab')
    expect(await page.evaluate(focused)).toBe('Remove libllvm19_19.1.7-3_amd64.deb from this machine')
    await page.keyboard.press('Space')
    await eventually(async () => expect(await page.evaluate(focused)).toMatch(/^(Unp|P)in (?!libllvm19)/))
    expect(await page.locator('#announcer').textContent()).toContain('is removed from this machine')
  })

  test('what the node refuses is said in words, with its code', async () => {
    const state = livelyState(Date.now())
    const problem = { status: 507, code: 'DISK', detail: 'no space left on device' }
    const codes = `POST /v1/groups/${state.groups[0]!.id}/codes`
    const full = { status: 502, code: 'TOO_MANY_CODES', detail: 'there are 64 codes that still work' }
    await show({ ...state, problems: { [`PUT /v1/cache/${state.cache[1]!.digest}/pin`]: problem, [codes]: full } })
    await page.getByRole('button', { name: 'Pin libllvm19_19.1.7-3_amd64.deb' }).click()
    await page.getByText('The disk of this machine takes nothing more. No space left on device. DISK').waitFor()
    await page.getByRole('button', { name: 'Make a code' }).click()
    await page.getByText('There are too many codes that still work. Revoke one first. There are 64').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
  })

  test('what is no address is refused before anything is asked', async () => {
    await show(livelyState(NOW_MS))
    const field = page.getByLabel('Address of a file on the Internet')
    for (const typed of ['', 'not an address', 'ftp://example.com/x', 'javascript:alert(1)', 'http://']) {
      await field.fill(typed)
      await field.press('Enter')
      await page.getByText('This is not an address that can be fetched.').waitFor()
      expect(await field.getAttribute('aria-invalid')).toBe('true')
    }
    expect(node!.asked.some((one) => one.includes('/v1/content'))).toBe(false)
  })

  test('a group that could not be opened, and a full disk, are said', async () => {
    const state = livelyState(NOW_MS)
    const failedGroups = [{ id: 'a'.repeat(64), code: 'NOT_A_MEMBER', message: 'our certificate has expired' }]
    const cache = { ...state.status.cache, full: { sinceMs: NOW_MS, reason: 'no space left on device' } }
    await show({ ...state, status: { ...state.status, failedGroups, cache } })
    await page.getByText('our certificate has expired (NOT_A_MEMBER)').waitFor()
    const message = 'the administrator …0011aabb removed this machine from Home'
    node!.state.status = {
      ...node!.state.status,
      failedGroups: [...failedGroups, { id: 'b'.repeat(64), code: 'REMOVED', message }]
    }
    await page.getByText(`Out of a group: ${message} (REMOVED).`).waitFor()
    expect(await text('#status')).toContain('no space left on device')
  })

  test('nothing leaves the machine', async () => {
    await show({ ...EMPTY_STATE, ...livelyState(Date.now()) })
    await page
      .getByRole('row', { name: /libllvm19/ })
      .first()
      .waitFor()
    const elsewhere = watched.requests.filter((url) => !url.startsWith(node!.url) && !url.startsWith('data:'))
    expect(elsewhere).toEqual([])
  })
})
