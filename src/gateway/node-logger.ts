// How a node writes its log: lines for people, or JSON for programs (pino), one object a line.
import { pino } from 'pino'
import { createLogger, lineLogger, type Logger } from '../base/index.js'
import type { Config } from './config-schema.js'

/** @param write takes whole lines, without their end */
export function createNodeLogger({ format, level }: Config['log'], write: (line: string) => void): Logger {
  if (format === 'text') return lineLogger(write, level)
  const json = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) }
    },
    { write: (line) => write(line.trimEnd()) }
  )
  return createLogger(({ level: at, component, message, fields }) => json[at]({ component, ...fields }, message), level)
}
