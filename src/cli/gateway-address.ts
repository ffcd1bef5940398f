// Where this machine's programs reach the gateway: at the running node's port, else at the one that settings name.
import { get } from 'node:http'
import { systemClock, withBudget } from '../base/index.js'
import { GATEWAY_HOST, GatewayError, loadConfig, type NodeStatus } from '../gateway/index.js'
import { askRunningNode } from './home-node.js'

/** A gateway on loopback that says nothing for so long does not help anybody. */
const READY_BUDGET_MS = 2_000

/** @throws {GatewayError} `BAD_CONFIG`, also where the port is a different one at each start */
export async function gatewayPort(home: string): Promise<number> {
  const status = (await askRunningNode(home, (node) => node.get('/v1/status'))) as NodeStatus | undefined
  const port = status?.ports.gateway ?? (await loadConfig({ home, env: process.env })).ports.gateway
  if (port !== 0) return port
  throw new GatewayError('BAD_CONFIG', 'ports.gateway is 0, any port: programs need one that stays: set it')
}

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string }

/** Asks /readyz, as the programs' settings do. Never rejects. */
export async function askReady(port: number): Promise<Readiness> {
  const answer = new Promise<Readiness>((resolve) => {
    const request = get({ host: GATEWAY_HOST, port, path: '/readyz', agent: false }, (response) => {
      response.resume()
      const { statusCode = 0 } = response
      resolve(statusCode === 200 ? { ready: true } : { ready: false, reason: `it answers ${statusCode}` })
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'ECONNREFUSED' ? 'nothing listens there' : error.message
      resolve({ ready: false, reason })
    })
  })
  const late = (): Error => new Error('it does not answer')
  return await withBudget(systemClock, READY_BUDGET_MS, answer, late).catch((error: Error) => ({
    ready: false,
    reason: error.message
  }))
}
