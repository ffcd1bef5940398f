// Elections of one group at this node, by what the machine measures.
import { ElectionService, Measures } from '../flows/index.js'
import type { Group } from '../group/index.js'
import type { Config } from './config-schema.js'
import type { Machine } from './machine.js'
import type { NodeComponents } from './run-node.js'

export async function openElections(
  { clock, random, logger }: NodeComponents,
  { group, machine, config }: { group: Group; machine: Machine; config: Config }
): Promise<ElectionService> {
  const { ledger } = machine
  const elections = new ElectionService({
    ...{ group, clock, random, logger, kinds: config.election.kinds },
    measures: new Measures({
      clock,
      internet: () => group.graph.present().find(({ peer }) => peer === group.self)?.uplink ?? 'unknown',
      bytesPerSecond: () => ledger.uplinkRate()
    }),
    downloadRate: (peer) => ledger.downloadRate(peer)
  })
  await elections.open()
  return elections
}
