// `token`: what an application shows to be let in at the gateway port.
import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { RIGHTS, type MadeToken, type Right, type TokenSummary } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { pathPart } from '../path-part.js'

const EXAMPLES = `
One token for each application, with the rights that it needs: read (locate and get), publish, records (of its own namespace),
administer (all of it). The token is shown this once; keep it where only that application can read it.

Examples:
  potluck token create backup --rights read,publish
  potluck token create notes --rights records --namespace notes
  curl -H "Authorization: Bearer $TOKEN" http://127.0.0.1:6516/v1/status
  potluck token revoke 1f0c77ab`

export function addToken(program: Command): void {
  const token = program.command('token').description('let applications in at the gateway port')
  addCommonOptions(token.command('create'))
    .argument('<name>', 'of the application, for people')
    .option('--rights <rights>', `what it may do, of ${RIGHTS.join(', ')} (default read)`, parseRights)
    .option('--namespace <namespace>', 'whose records it writes (default: the name, where it can be one)')
    .description('make a token; the last line is the token, shown this once')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, options: { rights?: Right[]; namespace?: string }, command: Command) => {
      const { node, output } = contextOf(command)
      const { rights = ['read'], namespace } = options
      const init = { name, rights, ...(namespace !== undefined && { namespace }) }
      const made = (await node().post('/v1/tokens', {}, init)) as MadeToken & TokenSummary
      const lines = [`Token ${made.id} for ${made.name}: ${describeRights(made)}. It is shown this once:`, made.token]
      output.result(made, lines, [made.token])
    })
  addCommonOptions(token.command('list'))
    .description('who may come in, and what each may do')
    .addHelpText('after', '\nExamples:\n  potluck token list')
    .action(async (_options: unknown, command: Command) => {
      const { node, output } = contextOf(command)
      const answer = (await node().get('/v1/tokens')) as { tokens: TokenSummary[] }
      output.result(answer, answer.tokens.length === 0 ? ['no tokens'] : answer.tokens.map(describe))
    })
  addCommonOptions(token.command('revoke'))
    .argument('<id>', 'as `potluck token list` shows it')
    .description('shut an application out from now on')
    .addHelpText('after', '\nExamples:\n  potluck token revoke 1f0c77ab')
    .action(async (id: string, _options: unknown, command: Command) => {
      const { node, output } = contextOf(command)
      const answer = (await node().delete(`/v1/tokens/${pathPart(id)}`)) as object
      output.result(answer, [`token ${id} is good for nothing any more`])
    })
}

function describe(token: TokenSummary): string {
  const made = new Date(token.createdAtMs).toISOString().slice(0, 10)
  return `${token.id}  ${token.name.padEnd(16)}  ${describeRights(token)}, made on ${made}`
}

function describeRights({ rights, namespace }: TokenSummary): string {
  return rights.join(', ') + (namespace === '' ? '' : ` (app.${namespace}.…)`)
}

function parseRights(text: string): Right[] {
  const rights = text.split(',').map((part) => part.trim())
  const unknown = rights.find((right) => !RIGHTS.includes(right as Right))
  if (unknown === undefined) return rights as Right[]
  throw new InvalidArgumentError(`Rights are ${RIGHTS.join(', ')}, separated by commas.`)
}
