// A service that runs inside Potluck's node: writes down every hour how this machine does, and has the node send that to a backend. Where this
// machine has no Internet, members of its group that have some take it there. See README.md for how to install it, docs/services.md for
// what a service is.
import { readFile, rename, statfs, writeFile } from 'node:fs/promises'
import { cpus, freemem, hostname, loadavg, totalmem, uptime } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** @type {import('potluck/client').ServicePackage} */
export default {
  async start({ settings, folder, client, log, signal, failed }) {
    const { url, everyMinutes = 60 } = settings
    if (typeof url !== 'string')
      throw new Error('its settings must say where reports go, as `url: https://vendor.example/reports`')
    // A day at most: a timer of more than 24.8 days would fire at once.
    if (typeof everyMinutes !== 'number' || !(everyMinutes >= 1 && everyMinutes <= 1440))
      throw new Error('`everyMinutes` must be a number from 1 to 1440')
    const sentFile = join(folder, 'sent-at')
    // So a node that is started often reports no more often, and one whose clock was ahead once reports all the same.
    let dueAtMs = Math.min(await readNumber(sentFile), Date.now()) + everyMinutes * 60_000
    let newest = new AbortController()

    const run = async () => {
      for (;;) {
        await wait(Math.max(0, dueAtMs - Date.now()), undefined, { signal })
        const report = await writeReport(client, folder)
        const { id } = await client.uploads.add(url, report, {
          contentType: 'application/xml',
          name: 'status.xml',
          signal
        })
        // From here on it is the node's: it sends it until the backend has it, over restarts too.
        dueAtMs = Date.now() + everyMinutes * 60_000
        await writeWhole(sentFile, String(Date.now()))
        log.info(`report ${id} is on its way`)
        newest.abort()
        newest = new AbortController()
        tellOutcome(id, newest.signal)
      }
    }
    // Of the newest report alone: the node has so many streams for all programs, and reports may wait for weeks.
    const tellOutcome = (/** @type {string} */ id, /** @type {AbortSignal} */ isOld) => {
      client.uploads.outcome(id, { signal: AbortSignal.any([signal, isOld]) }).then(
        ({ state }) => (state === 'delivered' ? log.info : log.warn)(`report ${id}: ${state}`),
        () => {} // There is a newer one, the node stops, or forgot it: `potluck uploads` has the rest.
      )
    }

    // What goes wrong in between is said at once, not at the next question: the node starts the service anew, a little later each time.
    const running = run().catch((error) => signal.aborted || failed(error))
    return {
      stop: async () => void (await running), // The signal has ended it: this waits until it has.
      health: () => {
        const lateMs = Date.now() - dueAtMs
        return {
          healthy: lateMs < 5 * 60_000,
          words: `the last report is ${Math.round(lateMs / 60_000)} minutes overdue`
        }
      }
    }
  }
}

/**
 * @param {import('potluck/client').PotluckClient} client
 * @param {string} folder
 */
async function writeReport(client, folder) {
  const { name, groups, services } = await client.status()
  const disk = await statfs(folder)
  const values = {
    time: new Date().toISOString(),
    machine: hostname(),
    node: name,
    uptimeSeconds: Math.round(uptime()),
    processors: cpus().length,
    load: loadavg()[0]?.toFixed(2),
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
    freeDiskBytes: disk.bavail * disk.bsize,
    groups: groups.length,
    servicesDown: services.filter(({ state }) => state !== 'running').length
  }
  const lines = Object.entries(values).map(([key, value]) => `  <${key}>${escapeXml(String(value))}</${key}>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<report>\n${lines.join('\n')}\n</report>\n`
}

/** @param {string} text */
function escapeXml(text) {
  return text.replace(/[<>&'"]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** @param {string} path */
async function readNumber(path) {
  const text = await readFile(path, 'utf8').catch(() => '') // There is none before the first report.
  return Number(text) || 0
}

/**
 * Whole or not there, whenever the machine stops.
 * @param {string} path
 * @param {string} text
 */
async function writeWhole(path, text) {
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}
