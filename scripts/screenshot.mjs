// Takes the README's picture of the first page: the built page in Chromium, before a gateway that tells of an ordinary day.
import { mkdir } from 'node:fs/promises'
import { openBrowser } from '../test/support/browser.js'
import { openFakeNode } from '../test/support/fake-node.js'
import { livelyState } from '../test/support/lively-state.js'

const PATH = 'docs/images/first-page.png'
const NOW = new Date('2026-11-21T10:00:00Z')
/** Twice a second, so that the page can tell a rate. */
const STEPS = 8
const BYTES_A_STEP = 3 * 2 ** 20

const node = await openFakeNode(livelyState(NOW.getTime()))
const browser = await openBrowser()
try {
  const size = { width: 1280, height: 1000 }
  const page = await browser.newPage({ viewport: size, colorScheme: 'light', locale: 'en-GB', timezoneId: 'UTC' })
  await page.clock.install({ time: NOW })
  await page.goto(`${node.url}#token=${node.state.tokens[0]}`)
  await page.getByText('did not cross the uplink').waitFor()
  for (let step = 0; step < STEPS; step++) {
    node.state.transfers = node.state.transfers.map((transfer) => grown(transfer))
    node.tellTransfers()
    await page.waitForTimeout(500)
  }
  await mkdir('docs/images', { recursive: true })
  await page.screenshot({ path: PATH })
} finally {
  await browser.close()
  await node.close()
}

function grown({ from, sources, bytes, ...rest }) {
  const members = from === undefined ? {} : { ...sources.members, [from]: sources.members[from] + BYTES_A_STEP }
  const uplink = from === undefined ? sources.uplink + BYTES_A_STEP : sources.uplink
  return {
    ...rest,
    ...(from !== undefined && { from }),
    bytes: bytes + BYTES_A_STEP,
    sources: { ...sources, members, uplink }
  }
}
