import type { Command } from 'commander'
import { systemClock, systemRandom } from '../../base/index.js'
import { createNodeLogger, loadConfigWithOrigins, runNode, shownSettings, type NodeReady } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { onInterrupt } from '../interrupt.js'

const EXAMPLES = `
Settings come from config.yaml in the home folder, then from POTLUCK_… variables, then from these flags.
Ctrl-C stops the node in order; twice, at once.

Examples:
  potluck up
  potluck up --group-port 0 --content-port 0 --gateway-port 0 --no-mdns --known-address /ip4/192.168.1.7/tcp/1967
  potluck up --allow-private-origin 10.0.0.0/8`

interface UpOptions {
  groupPort?: string
  contentPort?: string
  gatewayPort?: string
  listen?: string[]
  mdns: boolean
  knownAddress?: string[]
  allowPrivateOrigin?: string[]
  cacheMaxBytes?: string
  logFormat?: string
  logLevel?: string
  verbose?: boolean
}

export function addUp(program: Command): void {
  const collect = (value: string, all: string[] = []): string[] => [...all, value]
  addCommonOptions(program.command('up'))
    .option('--group-port <port>', 'ports.group; 0: any')
    .option('--content-port <port>', 'ports.content; 0: any')
    .option('--gateway-port <port>', 'ports.gateway; 0: any')
    .option('--listen <ip>', 'listen.hosts, repeatable', collect)
    .option('--no-mdns', 'discovery.mdns: false')
    .option('--known-address <multiaddr>', 'discovery.knownAddresses, repeatable', collect)
    .option('--allow-private-origin <range>', 'uplink.allowPrivateOrigins, repeatable', collect)
    .option('--cache-max-bytes <bytes>', 'cache.maxBytes, as 1048576 or 10GiB')
    .option('--log-format <format>', 'log.format: text or json')
    .option('--log-level <level>', 'log.level: debug (as with --verbose), info, warn or error')
    .description('run the node in the foreground; says on one line when it is ready')
    .addHelpText('after', EXAMPLES)
    .action(async (_options: UpOptions, command: Command) => {
      const { home, output } = contextOf(command)
      const loaded = await loadConfigWithOrigins({
        home,
        env: process.env,
        flags: flagsOf(command.optsWithGlobals<UpOptions>())
      })
      const { config } = loaded
      const { signal } = onInterrupt()
      const stopped = stopWithParent(signal)
      const logger = await createNodeLogger(config.log, (line) => process.stderr.write(`${line}\n`))
      const components = { clock: systemClock, random: systemRandom, logger }
      const onReady = (ready: NodeReady): void => {
        for (const { id, code, message } of ready.failedGroups) {
          process.stderr.write(`potluck: group ${id.slice(0, 8)} is not open: ${message} (${code})\n`)
        }
        output.result(ready, [describe(ready)])
      }
      await runNode(components, { home, config, settings: await shownSettings(loaded), signal: stopped, onReady })
    })
}

/** Whoever started us with a channel to itself, as the demo does, takes us along when it ends. */
function stopWithParent(signal: AbortSignal): AbortSignal {
  if (process.send === undefined) return signal
  const gone = new AbortController()
  process.on('disconnect', () => gone.abort())
  return AbortSignal.any([signal, gone.signal])
}

function flagsOf(options: UpOptions): { [key: string]: unknown } {
  const number = (text: string | undefined): unknown => (text !== undefined && /^\d+$/.test(text) ? Number(text) : text)
  const flags = {
    'ports.group': number(options.groupPort),
    'ports.content': number(options.contentPort),
    'ports.gateway': number(options.gatewayPort),
    'listen.hosts': options.listen,
    'discovery.mdns': options.mdns ? undefined : false,
    'discovery.knownAddresses': options.knownAddress,
    'uplink.allowPrivateOrigins': options.allowPrivateOrigin,
    'cache.maxBytes': number(options.cacheMaxBytes),
    'log.format': options.logFormat,
    'log.level': options.logLevel ?? (options.verbose === true ? 'debug' : undefined)
  }
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined))
}

function describe({ name, peerId, url, ports, addresses }: NodeReady): string {
  const where = addresses.length === 0 ? 'in no group yet' : `at ${addresses.join(' ')}`
  return `potluck is ready: ${name} (${peerId}), ${url}, content port ${ports.content}, ${where}`
}
