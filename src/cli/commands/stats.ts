import type { Command } from 'commander'
import { systemClock } from '../../base/index.js'
import type { History } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { addUp, describeStats } from '../stats.js'
import { parseCount, parseDurationMs } from '../units.js'

const DEFAULT_SINCE_MS = 28 * 86_400_000
const DEFAULT_TOP = 10
const EXAMPLES = `
Counted at this node, in body bytes, over restarts too.

Examples:
  potluck stats
  potluck stats --since 7d --top 3
  potluck stats --json | jq .savedBytes`

export function addStats(program: Command): void {
  addCommonOptions(program.command('stats'))
    .option('--since <duration>', 'how far back, as 24h or 7d (default 28d)', parseDurationMs)
    .option('--top <count>', `how many contents are shown (default ${DEFAULT_TOP})`, parseCount)
    .description('what the group saved: bytes by source, crossings, contents')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { since?: number; top?: number }, command: Command) => {
      const { node, output } = contextOf(command)
      const sinceMs = Math.max(0, systemClock.nowMs() - (options.since ?? DEFAULT_SINCE_MS))
      const history = (await node().get('/v1/history', { sinceMs: String(Math.floor(sinceMs)) })) as History
      const stats = addUp(history, options.top ?? DEFAULT_TOP)
      output.result(stats, describeStats(stats))
    })
}
