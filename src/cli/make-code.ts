// `invite --uses N`: the running node makes the code, since it alone redeems it.
import type { ControlClient } from '../gateway/index.js'
import type { MadeCode, Role } from '../group/index.js'
import { findGroup } from './find-group.js'
import type { Output } from './output.js'

export interface MakeCodeInit {
  home: string
  /** Makes the code. */
  node: ControlClient
  /** @default the only one */
  group: string | undefined
  output: Output
  role: Role
  uses: number
  /** @default as the group room says */
  ttlMs: number | undefined
  /** What is printed before the code itself. */
  draw(code: string): string[]
}

/** @throws {GatewayError} `NODE_NOT_RUNNING`, `NO_GROUP`, `GROUP_AMBIGUOUS`; {ControlError} as `GroupCodes.make` does */
export async function makeCode({ home, node, group, output, role, uses, ttlMs, draw }: MakeCodeInit): Promise<void> {
  const { id: groupId, name } = await findGroup(home, group)
  const query = { role, uses: String(uses), ttlMs: ttlMs === undefined ? undefined : String(ttlMs) }
  const made = (await node.post(`/v1/groups/${groupId}/codes`, query)) as MadeCode
  const expires = new Date(made.expiresAtMs).toISOString()
  const lines = [
    `Code ${made.id} to ${name} for ${machines(made.uses)} as ${made.role}, until ${expires}.`,
    'Whoever has it can come in, while this node runs: pass it on privately, and take it back when all are in.',
    ...draw(made.text),
    made.text
  ]
  output.result({ code: made.text, id: made.id, expires, uses: made.uses, role: made.role }, lines, [made.text])
}

function machines(count: number): string {
  return count === 1 ? 'one machine' : `${count} machines`
}
