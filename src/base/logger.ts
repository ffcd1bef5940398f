// What a developer may want to read. Names component and peer, never key material. What users must see is an event.

export interface Logger {
  (message: string): void
  forComponent(name: string): Logger
}

/** Writes `time component message` lines through `write`. */
export function lineLogger(write: (line: string) => void, component = 'potluck'): Logger {
  const log = (message: string): void => write(`${new Date().toISOString()} ${component} ${message}`)
  return Object.assign(log, { forComponent: (name: string) => lineLogger(write, name) })
}

export const silentLogger: Logger = Object.assign(() => {}, { forComponent: () => silentLogger })
