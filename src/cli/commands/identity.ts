// This machine's identity: shown, kept elsewhere, brought back, deleted.
import type { Command } from 'commander'
import { writePrivateFile } from '../../base/index.js'
import { GatewayError, makeHome, requireHome } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { openFileInput } from '../file-input.js'
import { askRunningNode } from '../home-node.js'
import { readPassphrase } from '../secret-input.js'
import { readTextInput } from '../text-input.js'

const KEEP_APART =
  '\nAn identity is for one machine at a time: two that run with it at once sign two histories, and are found out.'

export function addIdentity(program: Command): void {
  const identity = program.command('identity').description("show, export, import or delete this machine's identity")
  addShow(identity)
  addExport(identity)
  addImport(identity)
  addDelete(identity)
}

function addShow(parent: Command): void {
  addCommonOptions(parent.command('show'))
    .description('the line that `potluck invite --for` takes')
    .addHelpText('after', '\nExamples:\n  potluck identity show')
    .action(async (_options: unknown, command: Command) => {
      const { home, output } = contextOf(command)
      await requireHome(home)
      const { identityText, loadIdentity } = await import('../../group/index.js')
      const { name, peer, keyPair } = await loadIdentity(home)
      const text = identityText(keyPair.publicKey, name)
      output.result({ peerId: peer, identity: text, name }, [`${name} is ${peer}.`, text], [text])
    })
}

function addExport(parent: Command): void {
  addPassphraseFile(addCommonOptions(parent.command('export')))
    .argument('<file>', 'where to write it')
    .description('write the identity into a file, encrypted with a passphrase')
    .addHelpText(
      'after',
      '\nKeep it on another disk: with it and an invitation a machine whose disk is lost is itself again. The file is of the' +
        '\nprogram age (age-encryption.org), which opens it too.' +
        KEEP_APART +
        '\n\nExamples:\n  potluck identity export /media/stick/alice.age'
    )
    .action(async (file: string, { passphraseFile }: PassphraseOptions, command: Command) => {
      const { home, output } = contextOf(command)
      await requireHome(home)
      const { exportIdentity, loadIdentity } = await import('../../group/index.js')
      const { name, peer } = await loadIdentity(home)
      const passphrase = await readPassphrase({ file: passphraseFile, isNew: true })
      await writePrivateFile(file, await exportIdentity(home, passphrase))
      output.result({ peerId: peer, name, file }, [`${name} (${peer}) is in ${file}: only the passphrase opens it`])
    })
}

function addImport(parent: Command): void {
  addPassphraseFile(addCommonOptions(parent.command('import')))
    .argument('<file>', 'what `potluck identity export` wrote')
    .description('give a home that has no identity yet the one from a file')
    .addHelpText('after', `${KEEP_APART}\n\nExamples:\n  potluck identity import /media/stick/alice.age`)
    .action(async (file: string, { passphraseFile }: PassphraseOptions, command: Command) => {
      const { home, output } = contextOf(command)
      const { importIdentity, MAX_IDENTITY_EXPORT_BYTES } = await import('../../group/index.js')
      const { body } = await openFileInput(file, () => {})
      const text = await readTextInput(body, MAX_IDENTITY_EXPORT_BYTES)
      const passphrase = await readPassphrase({ file: passphraseFile, isNew: false })
      await makeHome(home)
      const { name, peer } = await importIdentity(home, text, passphrase)
      output.result({ peerId: peer, name }, [
        `this machine is ${name} (${peer})`,
        'Next: `potluck join` with an invitation for it'
      ])
    })
}

function addDelete(parent: Command): void {
  addCommonOptions(parent.command('delete'))
    .description('delete the identity for good: after its groups')
    .addHelpText('after', '\nWhile no node runs.\n\nExamples:\n  potluck identity delete')
    .action(async (_options: unknown, command: Command) => {
      const { home, output } = contextOf(command)
      await requireHome(home)
      const { deleteIdentity } = await import('../../group/index.js')
      if ((await askRunningNode(home, (node) => node.get('/v1/status'))) !== undefined) {
        throw new GatewayError('ALREADY_RUNNING', `a node runs in ${home} with this identity: stop it first`)
      }
      await deleteIdentity(home)
      output.result({ deleted: true }, ['the identity is deleted'])
    })
}

interface PassphraseOptions {
  readonly passphraseFile?: string
}

function addPassphraseFile(command: Command): Command {
  return command.option('--passphrase-file <file>', 'a file whose first line is the passphrase (default: asked for)')
}
