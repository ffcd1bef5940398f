// A browser that we did not write, without window. Where it is not installed, tests are skipped and say so.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Browser, type Page } from 'playwright-core'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]

/** For `describe.skipIf`: why not, or undefined. */
export const NO_BROWSER = CHROMIUM === undefined ? 'skipped: no Chromium in /usr/bin' : undefined

/** @param args besides those that keep it from speaking to anybody by itself */
export async function openBrowser(args: readonly string[] = []): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('no Chromium')
  return await chromium.launch({ executablePath: CHROMIUM, args: [...ARGUMENTS, ...args] })
}

export interface Watched {
  /** What the browser complained of: console errors and warnings, uncaught errors. */
  readonly complaints: string[]
  /** Addresses it asked for. */
  readonly requests: string[]
}

/** Listens to what goes wrong on a page, and where it goes. */
export function watchPage(page: Page): Watched {
  const watched: Watched = { complaints: [], requests: [] }
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) watched.complaints.push(message.text())
  })
  page.on('pageerror', (error) => watched.complaints.push(error.message))
  page.on('dialog', (dialog) => {
    watched.complaints.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => watched.requests.push(request.url()))
  return watched
}

interface AxeResults {
  violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[]
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds wrong with a page as it is now, a line each: WCAG 2.2 A and AA, and its best practices. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${impact} ${id}: ${target.join(' ')}: ${failureSummary}`)
  )
}
