// One service of the node, in a line.
import type { NodeStatus, ServiceInfo } from '../gateway/index.js'

/** For instance `upload  waiting to restart: the disk is full; again at 12:00:07Z`. */
export function describeService({ name, state, restarts, trouble, restartsAtMs }: ServiceInfo): string {
  const again = restartsAtMs === undefined ? '' : `; again at ${timeOf(restartsAtMs)}`
  const before = restarts === 0 ? '' : `, started again ${restarts} ${restarts === 1 ? 'time' : 'times'}`
  return `${name.padEnd(12)}  ${state.replaceAll('-', ' ')}${before}${trouble === undefined ? '' : `: ${trouble.words}`}${again}`
}

/** Whether a person should hear of it. */
export function isAmiss({ state }: ServiceInfo): boolean {
  return state !== 'running' && state !== 'starting'
}

/** Its groups are there all the same. */
export function isPeeringOff({ services }: Pick<NodeStatus, 'services'>): boolean {
  return services.some((service) => service.name === 'peering' && isAmiss(service))
}

function timeOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(11, 19)}Z`
}
