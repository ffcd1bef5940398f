// Every setting: what it is called, what it may be, what it is unless set, and what it is for. One table for the file,
// the environment and docs/operations.md.
import { isIP } from 'node:net'
import { isAbsolute } from 'node:path'
import { z } from 'zod'
import {
  LOG_LEVELS,
  parseAddressRange,
  parseDropFolder,
  parseLocalSource,
  parseReceiptKeys,
  parseSeal,
  parseUrl,
  parseUrlPattern
} from '../base/index.js'
// Not the room, which loads what lies below.
import { ELECTION_KIND, MAX_ELECTION_KINDS } from '../flows/election/kinds.js'
import {
  DEFAULT_CACHE_MAX_BYTES,
  DEFAULT_CARRIED_MAX_BYTES,
  DEFAULT_CONTENT_PORT,
  DEFAULT_GATEWAY_PORT,
  DEFAULT_GROUP_PORT,
  DEFAULT_UPLOAD_KEEP_DAYS,
  MAX_CARRY_EVERY_MINUTES,
  MAX_DROP_FOLDERS,
  MAX_UPLOAD_KEEP_DAYS
} from './defaults.js'
import { MAX_PACKAGES } from './services/defaults.js'
import { OWN_SERVICES, PACKAGE_NAME } from './services/package-name.js'

const BYTE_COUNT = /^(\d{1,15})(?:([KMGT])iB)?$/
const UNITS: { [unit: string]: number } = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 }

const port = z.int('must be a whole number').min(0, 'must be at least 0').max(65535, 'must be at most 65535')
const host = z.string().refine((text) => isIP(text) !== 0, 'must be an IP address')
/** Whole bytes, or a number with a unit: `512MiB`, `10GiB`. */
const byteCount = z
  .union([z.int(), z.string()], 'must be bytes, as 1048576 or 10GiB')
  .transform(String)
  .refine((text) => BYTE_COUNT.test(text), 'must be bytes, as 1048576 or 10GiB')
  .transform((text) => {
    const [, count, unit = ''] = BYTE_COUNT.exec(text) ?? []
    return Number(count) * (UNITS[unit] ?? 1)
  })

/** `proxy.example:3128` is http, as for curl. */
const proxyUrl = z
  .string('must be a URL such as http://proxy.example:3128')
  .transform((text) => (text === '' || text.includes('://') ? text : `http://${text}`))
  .refine((text) => text === '' || isProxyUrl(text), 'must be a URL such as http://user:password@proxy.example:3128')

function isProxyUrl(text: string): boolean {
  const url = parseUrl(text)
  if (url === undefined) return false
  const { protocol, pathname, search, username, password } = url
  const isPlain = pathname === '/' && search === '' && !/%(?![0-9a-f]{2})/i.test(`${username}${password}`)
  return isPlain && (protocol === 'http:' || protocol === 'https:')
}

/** What people write first is a URL. */
const OF_PATTERNS = 'without a scheme and a port: it holds for all of them'

/** `example.com`, `*.example.com`, `example.com/private/*`. */
const urlPatterns = z
  .array(
    z
      .string()
      .refine(
        (text) => parseUrlPattern(text) !== undefined,
        `must be a pattern such as \`*.example.com\` or \`example.com/a/*\`, ${OF_PATTERNS}`
      )
  )
  .max(256)
  .default([])

/** A list of what `parse` understands. */
function listOf(parse: (text: string) => unknown, max: number, otherwise: string) {
  const entry = z.string(otherwise).refine((text) => parse(text) !== undefined, otherwise)
  return z.array(entry).max(max).default([])
}

export const configSchema = z.strictObject({
  ports: z
    .strictObject({
      group: port.default(DEFAULT_GROUP_PORT).describe('TCP port of the first group (others take any); 0: any'),
      content: port.default(DEFAULT_CONTENT_PORT).describe('TCP port of the content server; 0: any'),
      gateway: port
        .default(DEFAULT_GATEWAY_PORT)
        .describe('TCP port on loopback for programs of this machine: API, proxy, page; 0: any')
    })
    .prefault({}),
  listen: z
    .strictObject({
      hosts: z
        .array(host)
        .min(1)
        .max(16)
        .default(['0.0.0.0'])
        .describe('IP addresses that the group and content ports listen on')
    })
    .prefault({}),
  discovery: z
    .strictObject({
      mdns: z
        .boolean('must be true or false')
        .default(true)
        .describe('whether members are looked for, and found, by multicast DNS'),
      knownAddresses: z
        .array(z.string().startsWith('/', 'must be a multiaddr such as /ip4/192.168.1.7/tcp/1967'))
        .max(64)
        .default([])
        .describe('multiaddrs of members that are tried besides')
    })
    .prefault({}),
  uplink: z
    .strictObject({
      use: z
        .boolean('must be true or false')
        .default(true)
        .describe('whether this machine fetches from origins; if not, it has all content through other members'),
      members: z
        .boolean('must be true or false')
        .default(true)
        .describe(
          'whether what programs of this machine may not share goes through a member where its own uplink connects to nothing; plain http is then read by that member'
        ),
      allowPrivateOrigins: z
        .array(z.string().min(1).max(64))
        .max(256)
        .default([])
        .describe(
          'networks whose private origins may be fetched from, as `10.0.0.0/8` (every port), `10.0.0.0/8:8080` or `[fd00::/8]:8080`; members send there what they like, by uploads and connections, only where a range names the port'
        ),
      groupPrivateOrigins: z
        .boolean('must be true or false')
        .default(true)
        .describe('whether private networks that administrators of a group name are fetched from for that group'),
      denyPrivateOrigins: z
        .array(z.string().refine((text) => parseAddressRange(text) !== undefined, 'must be a range such as 10.0.0.0/8'))
        .max(256)
        .default([])
        .describe('networks of these that are not fetched from all the same, written as above'),
      httpProxy: proxyUrl
        .default('')
        .describe('proxy for http origins, as `http://user:password@proxy:3128`; else what `http_proxy` says'),
      httpsProxy: proxyUrl.default('').describe('proxy for https origins and tunnels; else what `https_proxy` says'),
      noProxy: z
        .array(z.string().min(1).max(255))
        .max(1024)
        .default([])
        .describe(
          'hosts that are reached without a proxy, as `intranet.example` or `10.0.0.0/8`; else what `no_proxy` says'
        ),
      caFile: z
        .string('must be the path of a file')
        .refine((path) => path === '' || isAbsolute(path), 'must be an absolute path')
        .default('')
        .describe('PEM file of certificates that are trusted besides those that Node trusts')
    })
    .prefault({}),
  privacy: z
    .strictObject({
      neverShare: urlPatterns.describe(
        'URLs that no member hears of, beside those that the group names: `host`, `*.host`, either with `/path` or `/path*`'
      ),
      doNotName: urlPatterns.describe('URLs that the group is asked for by their hashes alone, written as above')
    })
    .prefault({}),
  need: z
    .strictObject({
      mode: z
        .enum(['alongside', 'ask-first', 'off'], 'must be alongside, ask-first or off')
        .default('alongside')
        .describe(
          'how members are asked for what no record tells: `alongside` a download, `ask-first` (no locations; 2.2 s of waiting before any origin is asked), or `off`'
        ),
      delay: z
        .enum(['exponential', 'uniform'], 'must be exponential or uniform')
        .default('exponential')
        .describe(
          'how this machine draws the 0 to 2 s before it answers; exponential: with 200 holders one or two answer, in groups of over 200 members within 3 or 4 s'
        ),
      answers: z
        .enum(['direct', 'broadcast'], 'must be direct or broadcast')
        .default('direct')
        .describe('whether this machine answers who asks alone, or so that all members hear it'),
      sources: z
        .array(
          z
            .string()
            .refine(
              (text) => parseLocalSource(text) !== undefined,
              'must be the beginning of URLs and a folder, as `http://mirror.example/debian/=/srv/debian`, or `apt=/var/cache/apt/archives`'
            )
        )
        .max(64)
        .default([])
        .describe(
          'folders that members have what they need of, unadvertised: `http://mirror.example/debian/=/srv/debian`, `apt=/var/cache/apt/archives`'
        )
    })
    .prefault({}),
  election: z
    .strictObject({
      kinds: z
        .array(z.string().regex(ELECTION_KIND, 'must be `group`, or a name such as `apt` or `app.example`'))
        .max(MAX_ELECTION_KINDS)
        .default([])
        .describe(
          'what this machine sees to, as long as it runs, that a provider is elected for: `group` (who fetches first for all), or names of applications; others take part in 8 of these from one machine'
        )
    })
    .prefault({}),
  upload: z
    .strictObject({
      direct: z
        .boolean('must be true or false')
        .default(true)
        .describe('whether an upload is first tried over the uplink of this machine itself'),
      carry: z
        .boolean('must be true or false')
        .default(true)
        .describe('whether uploads of members are taken over here, where this machine reaches origins'),
      carryEveryMinutes: z
        .int('must be a whole number')
        .min(0, 'must be at least 0')
        .max(MAX_CARRY_EVERY_MINUTES, `must be at most ${MAX_CARRY_EVERY_MINUTES}`)
        .default(0)
        .describe(
          'minutes from one time that uploads of members go out together to the next, as where a line that is always up is paid by the minute; members are told; 0: at once'
        ),
      maxBytes: byteCount
        .default(DEFAULT_CARRIED_MAX_BYTES)
        .describe('bytes of uploads of members that lie on this disk at a time; `10GiB` is understood'),
      receipts: listOf(
        parseReceiptKeys,
        256,
        `must be a pattern of URLs and a PEM file of public keys or certificates, as \`vendor.example=vendor.pem\`, ${OF_PATTERNS}`
      ).describe(
        'by whose receipts an upload counts as delivered: `vendor.example=vendor.pem`, a pattern of URLs and a PEM file (of the home, or absolute) of public keys, or certificates of authorities; without one an upload goes out directly or not at all'
      ),
      seal: listOf(
        parseSeal,
        256,
        `must be a pattern of URLs and a recipient of age, as \`vendor.example=age1…\`, ${OF_PATTERNS}`
      ).describe(
        'to whom uploads are encrypted, so that who carries one cannot read it: `vendor.example=age1…`, a pattern of URLs and a recipient of age'
      ),
      folders: listOf(
        parseDropFolder,
        MAX_DROP_FOLDERS,
        'must be an http or https URL, without credentials, and a folder, as `https://vendor.example/reports=uploads`'
      ).describe(
        'folders whose files go out by themselves: `https://vendor.example/reports=uploads`, a URL and a folder (of the home, or absolute), which is made where it is missing'
      ),
      keepDays: z
        .int('must be a whole number')
        .min(1, 'must be at least 1')
        .max(MAX_UPLOAD_KEEP_DAYS, `must be at most ${MAX_UPLOAD_KEEP_DAYS}`)
        .default(DEFAULT_UPLOAD_KEEP_DAYS)
        .describe('days after which an upload that could not be delivered is given up')
    })
    .prefault({}),
  relay: z
    .strictObject({
      connections: z
        .boolean('must be true or false')
        .default(false)
        .describe(
          'whether what members without an uplink may not share goes out through this machine, as tunnels: it learns hosts and ports, not what is asked there'
        ),
      bytesPerSecond: byteCount
        .default(0)
        .describe(
          "bytes a second that all these connections, and members' uploads, may take of the line, both ways together; `1MiB` is understood, 0: no limit"
        )
    })
    .prefault({}),
  cache: z
    .strictObject({
      maxBytes: byteCount
        .default(DEFAULT_CACHE_MAX_BYTES)
        .describe('bytes of content kept on disk; `10GiB` is understood')
    })
    .prefault({}),
  proxy: z
    .strictObject({
      group: z
        .string()
        .max(128)
        .default('')
        .describe('group that answers programs through the proxy, by name or id; the first where nothing is said')
    })
    .prefault({}),
  services: z
    .strictObject({
      packages: z
        .array(
          z
            .string()
            .regex(PACKAGE_NAME, 'must be the name of an npm package, such as `potluck-reports` or `@acme/reports`')
            .refine(
              (name) => !OWN_SERVICES.includes(name),
              `must not be ${OWN_SERVICES.join(', ')}: the node has these`
            )
        )
        .max(MAX_PACKAGES)
        .refine((names) => new Set(names).size === names.length, 'must name each package once')
        .default([])
        .describe(
          'npm packages that run inside the node as services, from `services/node_modules` of the home or beside Potluck: as trusted as the node itself'
        )
    })
    .prefault({}),
  log: z
    .strictObject({
      format: z
        .enum(['text', 'json'], 'must be text or json')
        .default('text')
        .describe('how the log on stderr is written'),
      level: z
        .enum(LOG_LEVELS, 'must be debug, info, warn or error')
        .default('warn')
        .describe('what is written: debug, info (each request, by host), warn or error')
    })
    .prefault({})
})

export type Config = z.output<typeof configSchema>

export interface Setting {
  /** For instance `ports.group`. */
  readonly key: string
  /** For instance `POTLUCK_PORTS_GROUP`. */
  readonly variable: string
  readonly isList: boolean
  readonly defaultValue: unknown
  readonly about: string
}

/** Every setting, in the schema's order. */
export const SETTINGS: readonly Setting[] = Object.entries(configSchema.shape).flatMap(([section, sectionSchema]) => {
  const settings = Object.entries(sectionSchema.unwrap().shape) as [string, z.ZodDefault][]
  return settings.map(([name, schema]) => {
    const key = `${section}.${name}`
    const { defaultValue } = schema.def
    const isList = Array.isArray(defaultValue)
    return { key, variable: variableOf(key), isList, defaultValue, about: schema.description ?? '' }
  })
})

/** `uplink.allowPrivateOrigins` -> `POTLUCK_UPLINK_ALLOW_PRIVATE_ORIGINS`. */
export function variableOf(key: string): string {
  return `POTLUCK_${key.replace(/[A-Z]/g, '_$&').replaceAll('.', '_').toUpperCase()}`
}
