// The configuration of a node: the environment's proxies, config.yaml in its home, the environment, flags; the later wins. What is not
// known, or not well formed, is an error that names the key and where it stands (design section 8).
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parse, YAMLError } from 'yaml'
import type { z } from 'zod'
import type { PeerId } from '../base/index.js'
import { configSchema, SETTINGS, type Config } from './config-schema.js'
import { MAX_CONFIG_BYTES } from './defaults.js'
import { GatewayError, hasSystemCode } from './errors.js'
import { nearestWord } from './nearest-word.js'
import { proxyEnvironment } from './proxy-environment.js'

/** Variables that start with POTLUCK_ and are not settings of a node. */
export const OTHER_VARIABLES: readonly string[] = ['POTLUCK_HOME', 'POTLUCK_URL', 'POTLUCK_TOKEN']

type Section = { [name: string]: unknown }
type Layer = { [section: string]: Section }

export interface ConfigSources {
  home: string
  env: NodeJS.ProcessEnv
  /** From flags, by key, as `{'ports.group': 0}`. @default none */
  flags?: { [key: string]: unknown }
}

/** Who set a setting; `where` is the file's path or the variable's name. */
export type SettingOrigin =
  | { readonly kind: 'default' | 'flag' }
  | { readonly kind: 'file' | 'variable'; readonly where: string }
  /** An administrator of a group, by the group's settings. */
  | { readonly kind: 'group'; readonly group: string; readonly by: PeerId }

export interface LoadedConfig {
  readonly config: Config
  /** By key; what is not in it has its default. */
  readonly origins: ReadonlyMap<string, SettingOrigin>
}

/** @throws {GatewayError} `BAD_CONFIG` */
export async function loadConfig(sources: ConfigSources): Promise<Config> {
  return (await loadConfigWithOrigins(sources)).config
}

/** @throws {GatewayError} `BAD_CONFIG` */
export async function loadConfigWithOrigins({ home, env, flags = {} }: ConfigSources): Promise<LoadedConfig> {
  const file = join(home, 'config.yaml')
  const merged: Layer = {}
  const origins = new Map<string, SettingOrigin>()
  const put = (key: string, value: unknown, origin: SettingOrigin): void => {
    const [section, name] = key.split('.') as [string, string]
    ;(merged[section] ??= {})[name] = value
    origins.set(key, origin)
  }
  for (const { key, value, variable } of proxyEnvironment(env)) put(key, value, { kind: 'variable', where: variable })
  for (const [key, value] of Object.entries(flatten(await readConfigFile(file), file))) {
    put(key, value, { kind: 'file', where: file })
  }
  for (const { key, value, variable } of fromEnvironment(env)) put(key, value, { kind: 'variable', where: variable })
  for (const [key, value] of Object.entries(flags)) put(key, value, { kind: 'flag' })
  const parsed = configSchema.safeParse(merged)
  if (parsed.success) return { config: parsed.data, origins }
  throw new GatewayError('BAD_CONFIG', describeIssue(parsed.error.issues[0], origins, file))
}

async function readConfigFile(file: string): Promise<unknown> {
  try {
    const { size } = await stat(file)
    if (size > MAX_CONFIG_BYTES) {
      throw new GatewayError('BAD_CONFIG', `${file} has ${size} bytes, the limit is ${MAX_CONFIG_BYTES}`)
    }
    return parse(await readFile(file, 'utf8'), { logLevel: 'error' })
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return {}
    if (error instanceof YAMLError) {
      const firstLine = error.message.split('\n')[0]?.replace(/:$/, '')
      throw new GatewayError('BAD_CONFIG', `${file} is not YAML: ${firstLine}`, { cause: error })
    }
    throw error
  }
}

/** `{ports: {group: 1}}` -> `{'ports.group': 1}`. What is not two levels deep is left for the schema to refuse. */
function flatten(document: unknown, file: string): Section {
  if (document === null || document === undefined) return {}
  if (!isSection(document)) throw new GatewayError('BAD_CONFIG', `${file} must hold keys and values, as "ports:"`)
  const flat: Section = {}
  for (const [section, settings] of Object.entries(document)) {
    if (!Object.hasOwn(configSchema.shape, section)) throw unknownKey(section, Object.keys(configSchema.shape), file)
    if (settings === null) continue // `ports:` with nothing below it
    if (!isSection(settings))
      throw new GatewayError('BAD_CONFIG', `${file}: ${section} must hold keys, as "${section}:"`)
    for (const [name, value] of Object.entries(settings)) flat[`${section}.${name}`] = value
  }
  const known = SETTINGS.map((setting) => setting.key)
  for (const key of Object.keys(flat)) if (!known.includes(key)) throw unknownKey(key, known, file)
  return flat
}

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function unknownKey(key: string, known: readonly string[], file: string): GatewayError {
  const nearest = nearestWord(key, known)
  const hint = nearest === undefined ? `known are ${known.join(', ')}` : `did you mean "${nearest}"?`
  return new GatewayError('BAD_CONFIG', `${file}: unknown key "${key}": ${hint}`)
}

function fromEnvironment(env: NodeJS.ProcessEnv): { key: string; value: unknown; variable: string }[] {
  const values: { key: string; value: unknown; variable: string }[] = []
  for (const [variable, text] of Object.entries(env)) {
    if (!variable.startsWith('POTLUCK_') || OTHER_VARIABLES.includes(variable) || text === undefined) continue
    const setting = SETTINGS.find((candidate) => candidate.variable === variable)
    if (setting === undefined) {
      const known = [...SETTINGS.map((candidate) => candidate.variable), ...OTHER_VARIABLES]
      const nearest = nearestWord(variable, known)
      const hint = nearest === undefined ? '' : `: did you mean ${nearest}?`
      throw new GatewayError('BAD_CONFIG', `${variable} in the environment is not a setting${hint}`)
    }
    values.push({ key: setting.key, value: setting.isList ? splitList(text) : scalar(text), variable })
  }
  return values
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** What YAML would make of it, so that a variable means what the same text means in the file. */
function scalar(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' }) as unknown
  } catch {
    return text
  }
}

function describeIssue(
  issue: z.core.$ZodIssue | undefined,
  origins: ReadonlyMap<string, SettingOrigin>,
  file: string
): string {
  if (issue === undefined) return `${file} cannot be understood`
  const key = issue.path.slice(0, 2).join('.')
  const place = issue.path.length > 2 ? `, item ${Number(issue.path[2]) + 1}` : ''
  const origin = origins.get(key)
  const source = origin === undefined ? file : 'where' in origin ? origin.where : 'the command line'
  const isNoList = issue.code === 'invalid_type' && issue.expected === 'array'
  const words = isNoList ? 'must be a list, as [one, another]' : issue.message.replace(/^Invalid/, 'is invalid')
  return `${source}: ${key}${place} ${words}`
}
