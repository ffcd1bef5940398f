// `black-list`: who is given no uploads, for which backend, and why; pardoning.
import type { Command } from 'commander'
import { systemClock } from '../../base/index.js'
import type { BlackListAnswer } from '../../gateway/index.js'
import { checkHttpUrl } from '../arguments.js'
import { addCommonOptions, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { namesOfAllGroups, type NameOf } from '../member-names.js'
import { formatDuration } from '../units.js'
import { plain } from '../upload-story.js'

type Entry = BlackListAnswer['entries'][number]

const MIN_PEER_CHARACTERS = 8
const EXAMPLES = `
A member that brought a wrong receipt, or none in time, is given no uploads for that backend for a while. A late receipt that is right clears
it by itself.

Examples:
  potluck black-list
  potluck black-list clear bob
  potluck black-list clear a1b2c3d4 --url https://vendor.example/`

export function addBlackList(program: Command): void {
  const blackList = program
    .command('black-list')
    .description('which members are given no uploads, and why')
    .addHelpText('after', EXAMPLES)
  addCommonOptions(blackList.command('list', { isDefault: true }))
    .description('the newest first')
    .addHelpText('after', '\nExamples:\n  potluck black-list')
    .action(async (_options: unknown, command: Command) => {
      const { node, output } = contextOf(command)
      const client = node()
      const answer = (await client.get('/v1/black-list')) as BlackListAnswer
      const nameOf = output.json ? (peer: string) => peer : await namesOfAllGroups(client)
      output.result(answer, describeBlackList(answer, nameOf, systemClock.nowMs()))
    })
  addCommonOptions(blackList.command('clear'))
    .argument('<peer>', 'its name, its peer id or the last 8 characters of that or more')
    .option('--url <url>', 'only for the backend of that URL')
    .description('give it uploads again, whatever is known against it by now')
    .addHelpText('after', '\nExamples:\n  potluck black-list clear bob')
    .action(async (wanted: string, { url }: { url?: string }, command: Command) => {
      const { node, output } = contextOf(command)
      if (url !== undefined) checkHttpUrl(url)
      const client = node()
      const { entries } = (await client.get('/v1/black-list')) as BlackListAnswer
      const peer = findListed(entries, wanted, await namesOfAllGroups(client))
      const answer = (await client.delete(`/v1/black-list/${encodeURIComponent(peer)}`, { url })) as { cleared: number }
      output.result({ peer, ...answer }, [
        `${wanted} is asked again: ${answer.cleared === 1 ? 'one entry is' : `${answer.cleared} entries are`} gone`
      ])
    })
}

const FAULTS: { readonly [Fault in Entry['fault']]: string } = {
  'wrong-receipt': 'brought a wrong receipt',
  'no-receipt': 'brought an answer without a receipt',
  silent: 'had nothing by its deadline'
}

const KINDS: { readonly [Kind in Entry['kind']]: string } = {
  suspected: 'suspected until another receipt shows it',
  testimony: 'seen here, with nothing that others could check',
  proved: 'proved',
  judged: 'proved'
}

export function describeBlackList({ entries, doubts }: BlackListAnswer, nameOf: NameOf, nowMs: number): string[] {
  const listed = entries.map(({ peer, origin, fault, kind, accuser, untilMs, reportedMs }) => {
    const by = accuser === undefined ? '' : ` by ${nameOf(accuser)}`
    const reported = reportedMs === undefined ? '' : ', reported to the backend'
    const until = `for ${formatDuration(untilMs - nowMs)} more`
    return plain(`${nameOf(peer)}, for ${origin}: ${FAULTS[fault]}, ${KINDS[kind]}${by}${reported}; ${until}`)
  })
  const inDoubt = doubts.map(({ origin, why }) =>
    plain(`${origin} itself is in doubt, and nobody is blamed for that: ${why}`)
  )
  return entries.length + doubts.length === 0 ? ['nobody: every member is given uploads'] : [...listed, ...inDoubt]
}

/** @throws {CliError} `NOT_LISTED`, `USAGE` */
export function findListed(entries: readonly Entry[], wanted: string, nameOf: NameOf): string {
  const suffix = wanted.replace(/^…/, '')
  const peers = [...new Set(entries.map(({ peer }) => peer))]
  const byPeer = peers.filter((peer) => suffix.length >= MIN_PEER_CHARACTERS && peer.endsWith(suffix))
  const found = byPeer.length > 0 ? byPeer : peers.filter((peer) => nameOf(peer) === wanted)
  const [peer] = found
  if (peer === undefined) {
    throw new CliError('NOT_LISTED', `${JSON.stringify(wanted.slice(0, 80))} is not listed: see \`potluck black-list\``)
  }
  if (found.length > 1) throw new CliError('USAGE', `several are called ${wanted}: say which by its peer id`)
  return peer
}
