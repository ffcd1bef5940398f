// A port that is taken is the most ordinary reason why a node does not start: say which, and how to choose another.
import type { Config } from './config-schema.js'
import { variableOf } from './config-schema.js'
import { GATEWAY_HOST } from './defaults.js'
import { describeError, GatewayError } from './errors.js'

const FLAGS = {
  'ports.group': '--group-port',
  'ports.content': '--content-port',
  'ports.gateway': '--gateway-port'
} as const

export interface Listening {
  readonly key: keyof typeof FLAGS
  readonly port: number
  readonly config: Config
}

/** What to throw instead of `error`, which came while a port was opened. */
export function portError(error: unknown, { key, port, config }: Listening): unknown {
  if (describeError(error).code !== 'CANNOT_LISTEN') return error
  const reason = systemCodeOf(error)
  if (reason === 'EADDRINUSE') {
    const how = `choose another with ${key} in config.yaml, ${variableOf(key)} or ${FLAGS[key]} (0: any)`
    return new GatewayError('PORT_IN_USE', `port ${port} is in use: ${how}`, { cause: error })
  }
  const isLocal = key === 'ports.gateway'
  const where = `${isLocal ? GATEWAY_HOST : config.listen.hosts.join(', ')} port ${port}`
  const how = `choose ${isLocal ? '' : 'other addresses with listen.hosts, or '}another port with ${key}`
  return new GatewayError('CANNOT_LISTEN', `cannot listen on ${where} (${reason ?? 'unknown reason'}): ${how}`, {
    cause: error
  })
}

/** The system's code underneath. libp2p keeps it in its message only. */
function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code } = error as { code?: unknown }
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return code
  return systemCodeOf(error.cause) ?? /\bE(?:ADDR|ACCES|PERM|AFNO|INVAL)[A-Z]*\b/.exec(error.message)?.[0]
}
