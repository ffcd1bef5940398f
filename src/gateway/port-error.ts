// A port that is taken is the most ordinary reason why a node does not start: say which, and how to choose another.
import { variableOf } from './config-schema.js'
import { GatewayError, hasSystemCode } from './errors.js'

const FLAGS: { [key: string]: string } = { 'ports.group': '--group-port', 'ports.content': '--content-port' }

/** What to throw instead of `error`, which came while a port was opened. */
export function portError(error: unknown, key: 'ports.group' | 'ports.content', port: number): unknown {
  if (!hasSystemCode(error, 'EADDRINUSE')) return error
  const how = `choose another with ${key} in config.yaml, ${variableOf(key)} or ${FLAGS[key]} (0: any)`
  return new GatewayError('PORT_IN_USE', `port ${port} is in use: ${how}`, { cause: error })
}
