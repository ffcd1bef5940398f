// What `use` knows of each program: which files say that it should ask the gateway, and what stands in them.
import { aptSettings } from './apt.js'
import { curlSettings } from './curl.js'
import type { SettingsFile } from './settings-file.js'

export interface ProgramSettings {
  readonly files: readonly SettingsFile[]
  /** What a person should know besides. */
  readonly notes: readonly string[]
}

export interface UseInit {
  /** Port of the gateway. */
  readonly port: number
  /** Where to write instead of the usual place. */
  readonly file: string | undefined
  /** curl: settings for every curl, instead of a function of the shell. */
  readonly curlrc: boolean
  readonly env: NodeJS.ProcessEnv
}

export const PROGRAMS = ['curl', 'apt'] as const
export type ProgramName = (typeof PROGRAMS)[number]

/** @throws {CliError} `USAGE` where the place cannot be known */
export function settingsOf(program: ProgramName, init: UseInit): ProgramSettings {
  return program === 'curl' ? curlSettings(init) : aptSettings(init)
}
