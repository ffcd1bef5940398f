// What a developer, or who runs a node, may want to read. Names component and peer, never key material. What users must see
// is an event.

/** From what only a developer reads to what somebody must see to. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** Values beside the message, for programs that read logs. Never a token, a password or a whole URL. */
export type LogFields = { readonly [name: string]: string | number | boolean | undefined }

export type Say = (message: string, fields?: LogFields) => void

/** Called itself: `debug`. */
export interface Logger extends Say {
  info: Say
  warn: Say
  error: Say
  forComponent(name: string): Logger
}

export interface LogEntry {
  readonly level: LogLevel
  readonly component: string
  readonly message: string
  readonly fields: LogFields
}

/** Gives `write` all that is at least as grave as `level`. */
export function createLogger(write: (entry: LogEntry) => void, level: LogLevel, component = 'potluck'): Logger {
  const least = LOG_LEVELS.indexOf(level)
  const sayAt = (at: LogLevel): Say => {
    if (LOG_LEVELS.indexOf(at) < least) return () => {}
    return (message, fields = {}) => write({ level: at, component, message, fields })
  }
  return Object.assign(sayAt('debug'), {
    ...{ info: sayAt('info'), warn: sayAt('warn'), error: sayAt('error') },
    forComponent: (name: string) => createLogger(write, level, name)
  })
}

/** Writes lines for people: `time component message name=value`; what is graver than `info` says so. */
export function lineLogger(write: (line: string) => void, level: LogLevel = 'debug'): Logger {
  return createLogger((entry) => write(`${new Date().toISOString()} ${lineOf(entry)}`), level)
}

function lineOf({ level, component, message, fields }: LogEntry): string {
  const grave = level === 'warn' || level === 'error' ? `${level.toUpperCase()} ` : ''
  const values = Object.entries(fields).filter(([, value]) => value !== undefined)
  const shown = values.map(([name, value]) => ` ${name}=${typeof value === 'string' ? JSON.stringify(value) : value}`)
  // Words of others may stand in it: they must not look like a line of ours.
  return `${grave}${component} ${message.replace(/\s*\n\s*/g, ' | ')}${shown.join('')}`
}

export const silentLogger: Logger = createLogger(() => {}, 'error')
