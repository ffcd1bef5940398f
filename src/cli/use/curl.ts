// Settings of curl. Its configuration file cannot say "unless the proxy is down": then every curl would fail while the node
// does not run, those of other programs too. A function of the shell can, so that is what people get; who wants scripts to
// go through the node as well asks for .curlrc.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { CliError } from '../errors.js'
import type { ProgramSettings, UseInit } from './program-settings.js'

const NAME = 'potluck use curl'
/** Asked straight, as without a proxy: the gateway fetches nothing from the machine itself. */
const NEVER_PROXIED = 'localhost,127.0.0.1,::1'

/** @throws {CliError} `USAGE` for a shell whose startup file is not known */
export function curlSettings({ port, file, curlrc, env }: UseInit): ProgramSettings {
  const shared = [
    'Over https curl goes through untouched, and nothing of it is shared; to share it ask',
    `  curl http://127.0.0.1:${port}/https/HOST/PATH`
  ]
  if (curlrc) {
    const path = resolve(file ?? curlrcPath(env))
    const notes = ['curl cannot fall back: while the node does not run, every curl of this user fails.', ...shared]
    return { files: [{ path, block: { name: NAME, comment: '#', body: curlrcBody(port) } }], notes }
  }
  const path = resolve(file ?? startupFile(env))
  const notes = [
    `Shells read ${path} when they start: open a new one, or type \`. ${path}\`.`,
    'Scripts do not read it: for them there is `potluck use curl --curlrc`, which cannot fall back.',
    ...shared
  ]
  return { files: [{ path, block: { name: NAME, comment: '#', body: functionBody(port) } }], notes }
}

/** curl reads the first of these that is there: curl(1) under --config, and what it opens when one looks. */
function curlrcPath(env: NodeJS.ProcessEnv): string {
  const home = env['HOME'] || homedir()
  const folders = [env['CURL_HOME'], env['XDG_CONFIG_HOME'], home].filter((folder) => folder !== undefined)
  const places = [...folders.map((folder) => join(folder, '.curlrc')), join(home, '.config', 'curlrc')]
  return places.find((place) => existsSync(place)) ?? join(home, '.curlrc')
}

function startupFile(env: NodeJS.ProcessEnv): string {
  const shell = basename(env['SHELL'] ?? '')
  const home = env['HOME'] || homedir()
  if (shell === 'bash') return join(home, '.bashrc')
  if (shell === 'zsh') return join(env['ZDOTDIR'] || home, '.zshrc')
  const which = shell === '' ? 'SHELL is not set' : `the startup file of ${shell} is not known`
  throw new CliError('USAGE', `${which}: say with --file which file to write, one that bash or zsh reads`)
}

function functionBody(port: number): string {
  const url = `http://127.0.0.1:${port}`
  return `# Over http curl asks this machine's Potluck node while that is ready, and goes straight while it is not.
# \`potluck use curl --undo\` removes this.
function curl {
  if command curl -q -sf -o /dev/null --noproxy '*' --max-time 1 ${url}/readyz; then
    http_proxy=${url} no_proxy="\${no_proxy:-\${NO_PROXY:-}},${NEVER_PROXIED}" command curl "$@"
  else
    command curl "$@"
  fi
}
`
}

function curlrcBody(port: number): string {
  return `# Every curl of this user asks this machine's Potluck node, and fails while that does not run: curl cannot fall back.
# \`potluck use curl --curlrc --undo\` removes this.
proxy = "http://127.0.0.1:${port}"
noproxy = "${NEVER_PROXIED}"
`
}
