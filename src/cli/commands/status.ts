import type { Command } from 'commander'
import { GATEWAY_HOST, type NodeStatus } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { groupTitle } from '../find-group.js'
import { describeService, isAmiss, isPeeringOff } from '../service-words.js'
import { isKept } from '../own-limits.js'
import { formatBytes, shortPeer } from '../units.js'

export function addStatus(program: Command): void {
  addCommonOptions(program.command('status'))
    .description('what the running node is and how it does')
    .addHelpText('after', '\nExamples:\n  potluck status\n  potluck status --json')
    .action(async (_options: unknown, command: Command) => {
      const { node, output } = contextOf(command)
      const status = (await node().get('/v1/status')) as NodeStatus
      output.result(status, describe(status))
    })
}

function describe(status: NodeStatus): string[] {
  const { uplink, lan, cache } = status
  return [
    `${status.name}  ${status.peerId}`,
    ...(status.ports.gateway === null
      ? []
      : [`for programs and the page: http://${GATEWAY_HOST}:${status.ports.gateway}/`]),
    ...status.groups.map(
      (group) =>
        `group ${groupTitle(group)}: ${group.present} of ${group.members} members present, ${group.neighbours} neighbours, ` +
        `${group.synchronised ? 'synchronised' : 'not synchronised yet'}, ${group.records} records` +
        (group.provider === undefined
          ? ''
          : `, ${group.provider === status.peerId ? 'this machine' : shortPeer(group.provider)} is elected to fetch first`)
    ),
    ...status.failedGroups.map(({ id, code, message }) => `group ${id.slice(0, 8)} is not open: ${message} (${code})`),
    ...status.services.filter(isAmiss).map((service) => `service ${describeService(service)}`),
    ...(status.groups.length + status.failedGroups.length === 0 && !isPeeringOff(status)
      ? ['no group yet: run `potluck group create NAME` or `potluck join INVITATION`']
      : []),
    `over the uplink: ${formatBytes(uplink.bytesIn)}; from members: ${formatBytes(lan.bytesIn)}; to members: ${formatBytes(lan.bytesOut)}`,
    ...describeUploads(status),
    ...describeConnections(status),
    `cache: ${cache.blobs} files, ${formatBytes(cache.bytes)} of ${formatBytes(cache.maxBytes)}`,
    ...(cache.full === undefined
      ? []
      : [`cache: takes nothing more since ${new Date(cache.full.sinceMs).toISOString()}: ${cache.full.reason}`])
  ]
}

function describeConnections(status: NodeStatus): string[] {
  const { connections } = status
  if (connections === undefined) return []
  const { way, carriers, carried } = connections
  const none = isKept(status, 'mayUseUplinks')
    ? "no way out, since this machine's certificate does not let members go to origins for it"
    : 'no way out, since no member here carries connections (`relay.connections`)'
  const out = carriers === 0 ? none : `through members, of whom ${carriers} here carry connections`
  const open = isKept(status, 'mayServe')
    ? "none, since this machine's certificate does not let it serve"
    : `${carried.connections} open now; with uploads ${formatBytes(carried.bytes)} since the start`
  return [
    ...(way === 'own' ? [] : [`what is not shared: ${out}`]),
    ...(connections.carries ? [`connections carried for members: ${open}`] : [])
  ]
}

function describeUploads({ uploads, carried, services }: NodeStatus): string[] {
  const isReading =
    uploads === undefined && services.some(({ name, state }) => name === 'upload' && state === 'running')
  const mine =
    uploads === undefined || uploads.pending === 0
      ? []
      : [`uploads: ${uploads.pending} to go, ${formatBytes(uploads.pendingBytes)}: \`potluck uploads\``]
  const stuck = (uploads?.folders ?? []).flatMap(({ folder, problem, passedOver }) => [
    ...(problem === undefined ? [] : [`uploads: files in ${folder} do not go out: ${problem}`]),
    ...(passedOver === undefined ? [] : [`uploads: passed over in ${folder}: ${passedOver}`])
  ])
  const others =
    carried === undefined || carried.uploads === 0
      ? []
      : [
          `carried for members: ${carried.uploads} upload${carried.uploads === 1 ? '' : 's'}, ${formatBytes(carried.bytes)}`
        ]
  return [...(isReading ? ['uploads: the queue is being read'] : []), ...mine, ...stuck, ...others]
}
