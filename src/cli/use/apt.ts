// Settings of apt: apt.conf(5). A proxy that does not answer would stop apt, so apt asks a small script before it
// contacts a host: `Acquire::http::Proxy-Auto-Detect`, tried with apt 2.6. Where the script says nothing, apt does as it is
// told elsewhere.
import { basename, dirname, join, resolve } from 'node:path'
import type { ProgramSettings, UseInit } from './program-settings.js'

const DEFAULT_FILE = '/etc/apt/apt.conf.d/30potluck'
const NAME = 'potluck use apt'
const SIGNATURE = '# Written by `potluck use apt --write`'

export function aptSettings({ port, file = DEFAULT_FILE }: Pick<UseInit, 'port' | 'file'>): ProgramSettings {
  const path = resolve(file)
  const script = scriptPath(path)
  return {
    files: [
      { path: script, script: detectScript(port), signature: SIGNATURE },
      { path, block: { name: NAME, comment: '//', body: aptBody(port, script) } }
    ],
    notes: [
      'Repositories with https are shared when their source is written as',
      `  deb http://127.0.0.1:${port}/https/HOST/PATH SUITE COMPONENT`
    ]
  }
}

/** Beside the configuration; in apt.conf.d itself apt would complain of a file that is none of its own. */
function scriptPath(path: string): string {
  const folder = dirname(path)
  return basename(folder) === 'apt.conf.d' ? join(folder, '..', 'potluck-proxy.sh') : `${path}.proxy.sh`
}

function aptBody(port: number, script: string): string {
  return `// apt asks this machine's Potluck node (port ${port}) for what comes over http, while that runs; else it goes as before:
// the script below says which. \`potluck use apt --undo\` removes this and the script.
Acquire::http::Proxy-Auto-Detect ${quoted(script)};
`
}

/** apt.conf knows no escapes: a path with a quote in it cannot be written. */
function quoted(path: string): string {
  return `"${path.replaceAll('"', '')}"`
}

/** bash, which Debian always has: it opens sockets by itself. apt runs this as the user _apt. */
function detectScript(port: number): string {
  return `#!/bin/bash
${SIGNATURE}; \`potluck use apt --undo\` removes it.
# Prints the proxy that apt should use for the URL $1: this machine's Potluck node, if it is ready within a second.
# Prints nothing where it is not: then apt goes as its other settings say.
case "$1" in
  # This machine itself, and with it the node's own http://127.0.0.1:${port}/https/HOST/PATH.
  http://127.*|http://localhost|http://localhost[:/]*|'http://[::1]'*) echo DIRECT; exit ;;
esac
exec 2>/dev/null 3<>/dev/tcp/127.0.0.1/${port} || exit 0
printf 'GET /readyz HTTP/1.0\\r\\nHost: 127.0.0.1:${port}\\r\\n\\r\\n' >&3
read -r -t 1 answer <&3
case "$answer" in 'HTTP/1.'[01]' 200'*) echo http://127.0.0.1:${port} ;; esac
exit 0
`
}
