// `cache`: what this node keeps on its disk.
import type { Command } from 'commander'
import type { CachedBlob, ControlClient, NodeStatus } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { formatBytes } from '../units.js'

interface CacheAnswer {
  usage: NodeStatus['cache']
  blobs: CachedBlob[]
}

const WHICH = 'its SHA-256, the first 8 characters of it or more, or its URL'

export function addCache(program: Command): void {
  const cache = program.command('cache').description('see what this node keeps, keep it for good, or remove it')
  addCommonOptions(cache.command('list'))
    .description('what this node keeps; what was used last comes first')
    .addHelpText('after', '\nExamples:\n  potluck cache list')
    .action(async (_options: unknown, command: Command) => {
      const { node, output } = contextOf(command)
      const answer = await listOf(node())
      const { blobs, bytes, maxBytes } = answer.usage
      output.result(answer, [
        `${blobs} files, ${formatBytes(bytes)} of ${formatBytes(maxBytes)}`,
        ...answer.blobs.map(describe)
      ])
    })
  addChange(cache, 'pin', 'keep it, whatever else has to go', 'stays, whatever else has to go', (node, digest) =>
    node.put(`/v1/cache/${digest}/pin`)
  )
  addChange(cache, 'unpin', 'let it go when its turn comes', 'goes when its turn comes', (node, digest) =>
    node.delete(`/v1/cache/${digest}/pin`)
  )
  addChange(cache, 'remove', 'remove it, pinned or not, and tell the groups', 'is removed', (node, digest) =>
    node.delete(`/v1/cache/${digest}`)
  )
}

function addChange(
  cache: Command,
  name: string,
  about: string,
  done: string,
  change: (node: ControlClient, digest: string) => Promise<unknown>
): void {
  addCommonOptions(cache.command(name))
    .argument('<content>', WHICH)
    .description(about)
    .addHelpText(
      'after',
      `\nExamples:\n  potluck cache ${name} 3a7bd3e2\n  potluck cache ${name} https://example.org/image.iso`
    )
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const { node, output } = contextOf(command)
      const { digest } = findBlob((await listOf(node())).blobs, wanted)
      output.result((await change(node(), digest)) as object, [`${digest} ${done}`])
    })
}

async function listOf(node: ControlClient): Promise<CacheAnswer> {
  return (await node.get('/v1/cache')) as CacheAnswer
}

/** @throws {CliError} `NOT_CACHED`; `USAGE` where several fit */
export function findBlob(blobs: readonly CachedBlob[], wanted: string): CachedBlob {
  const isDigest = /^[0-9a-f]{8,64}$/i.test(wanted)
  const fits = blobs.filter(({ digest, urls }) =>
    isDigest ? digest.startsWith(wanted.toLowerCase()) : urls.includes(wanted)
  )
  const [first, ...others] = fits
  if (first === undefined) throw new CliError('NOT_CACHED', `${wanted} is not in the cache: see \`potluck cache list\``)
  if (others.length > 0) {
    const digests = fits.map(({ digest }) => digest.slice(0, 16)).join(', ')
    throw new CliError('USAGE', `${wanted} fits several: ${digests}`)
  }
  return first
}

function describe({ digest, bytes, pinned, lastUsedAtMs, urls }: CachedBlob): string {
  const used = new Date(lastUsedAtMs).toISOString().slice(0, 16).replace('T', ' ')
  const name = urls[0] ?? '(no URL known)'
  return `  ${digest.slice(0, 16)}  ${formatBytes(bytes).padStart(10)}  ${used}  ${pinned ? 'pinned' : '      '}  ${name}`
}
