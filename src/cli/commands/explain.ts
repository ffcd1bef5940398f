import type { Command } from 'commander'
import { systemClock } from '../../base/index.js'
import type { ExplainAnswer } from '../../gateway/index.js'
import { checkHttpUrl } from '../arguments.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { describeExplanation } from '../explanation.js'

const EXAMPLES = `
Fetches nothing and asks no member: what is said is what this node knows now.

Examples:
  potluck explain https://example.org/image.iso`

export function addExplain(program: Command): void {
  addGroupOption(addCommonOptions(program.command('explain')))
    .argument('<url>', 'an http or https URL')
    .description('what would happen if that URL were asked for now, and why; and what happened last time')
    .addHelpText('after', EXAMPLES)
    .action(async (url: string, _options: unknown, command: Command) => {
      const { node, group, output } = contextOf(command)
      const answer = (await node().get('/v1/explain', { group, url: checkHttpUrl(url) })) as ExplainAnswer
      output.result(answer, describeExplanation(answer, systemClock.nowMs()))
    })
}
