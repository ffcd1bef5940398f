import type { Command } from 'commander'
import { makeHome } from '../../gateway/index.js'
import type { Identity } from '../../group/index.js'
import { addCommonOptions, contextOf } from '../context.js'

const EXAMPLES = `
Running it again prints the same identity; another name replaces the old one.

Examples:
  potluck init --name alice
  potluck init --name alice --home /srv/potluck`

export function addInit(program: Command): void {
  addCommonOptions(program.command('init'))
    .requiredOption('--name <name>', 'what this machine is called in its groups')
    .description("make this machine's identity; the last line is what `potluck invite --for` takes")
    .addHelpText('after', EXAMPLES)
    .action(async ({ name }: { name: string }, command: Command) => {
      const { home, output } = contextOf(command)
      const { identityText } = await import('../../group/index.js')
      const identity = await ensureIdentity(home, name)
      const text = identityText(identity.keyPair.publicKey, identity.name)
      const lines = [
        `${identity.name} is ${identity.peer}.`,
        'Send this line, the identity, to an administrator of the group that should let this machine in:',
        text
      ]
      output.result({ peerId: identity.peer, identity: text, name: identity.name }, lines, [text])
    })
}

async function ensureIdentity(home: string, name: string): Promise<Identity> {
  const { createIdentity, GroupError, loadIdentity, renameIdentity, saveIdentity } =
    await import('../../group/index.js')
  const fresh = createIdentity(name) // First, since it judges the name.
  await makeHome(home)
  try {
    await saveIdentity(home, fresh)
    return fresh
  } catch (error) {
    if (!(error instanceof GroupError && error.code === 'IDENTITY_EXISTS')) throw error
  }
  const identity = await loadIdentity(home)
  return identity.name === name ? identity : await renameIdentity(home, name)
}
