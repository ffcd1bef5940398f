// `page`: the first page in the browser of whoever sits at this machine.
import { spawn } from 'node:child_process'
import type { Command } from 'commander'
import { delay, systemClock } from '../../base/index.js'
import { GATEWAY_HOST, type NodeStatus } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { CliError } from '../errors.js'

/** How soon it turns out that there is no browser. */
const OPEN_BUDGET_MS = 3_000
const EXAMPLES = `
The link lets whoever has it do everything at this node, for 12 hours, over restarts too: give it to nobody. What stands
behind the # is never sent over the network, and the page takes it out of the address when it opens; but with --open others who
are logged in at this machine can see it for a moment among its processes.

Examples:
  potluck page --open
  potluck page`

export function addPage(program: Command): void {
  addCommonOptions(program.command('page'))
    .option('--open', 'open it in the browser')
    .description('the link to the page of this node')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { open?: boolean }, command: Command) => {
      const { node, output } = contextOf(command)
      const { ports } = (await node().get('/v1/status')) as NodeStatus
      if (ports.gateway === null) throw new CliError('NO_PAGE', 'this node serves no programs: it has no gateway port')
      const session = (await node().post('/v1/tokens', {}, { page: true })) as { token: string; expiresInMs: number }
      const url = `http://${GATEWAY_HOST}:${ports.gateway}/#token=${session.token}`
      if (options.open === true) await open(url)
      const shown = { url, expiresInMs: session.expiresInMs }
      output.result(shown, options.open === true ? ['opened in the browser'] : [url], [url])
    })
}

/** @throws {CliError} `CANNOT_OPEN` */
async function open(url: string): Promise<void> {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open']
  const opened = new Promise<void>((resolve, reject) => {
    const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
    const failed = (why: string): void =>
      reject(new CliError('CANNOT_OPEN', `${command} ${why}: open what \`potluck page\` prints`))
    child.on('error', (error: NodeJS.ErrnoException) => failed(error.code === 'ENOENT' ? 'is not here' : error.message))
    child.on('exit', (code) => (code === 0 ? resolve() : failed(`ended with ${code}`)))
  })
  // Where no browser runs yet, some stay in the foreground until they are closed.
  await Promise.race([opened, delay(systemClock, OPEN_BUDGET_MS)])
}

const OPENERS: { readonly [platform: string]: [string, ...string[]] } = { darwin: ['open'], linux: ['xdg-open'] }
