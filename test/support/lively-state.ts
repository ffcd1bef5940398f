// A group of six on an ordinary day, for the page's screenshot and for tests of how it looks.
import type { Transfer } from '../../src/gateway/api/transfers.js'
import type { FakeState } from './fake-node.js'
import { EMPTY_STATE } from './fake-node.js'
import { NO_LIMITS } from '../../src/group/roles.js'

const MIB = 2 ** 20
const GIB = 2 ** 30
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const peer = (name: string): string => `12D3KooW${name.padEnd(44, name)}`
const digest = (letter: string): string => letter.repeat(64)
const DEBIAN = 'https://cdimage.debian.org/debian-cd/current/amd64/iso-cd/debian-13.2.0-amd64-netinst.iso'
const FIREFOX = 'https://ftp.mozilla.org/pub/firefox/releases/145.0/linux-x86_64/en-US/firefox-145.0.tar.xz'
const LLVM = 'https://deb.debian.org/debian/pool/main/l/llvm-toolchain-19/libllvm19_19.1.7-3_amd64.deb'
const NODE = 'https://nodejs.org/dist/v20.19.5/node-v20.19.5-linux-x64.tar.xz'
const PLANET = 'https://download.geofabrik.de/europe/germany/berlin-latest.osm.pbf'
const OFFICE =
  'https://download.documentfoundation.org/libreoffice/stable/25.8.2/deb/x86_64/LibreOffice_25.8.2_Linux_x86-64_deb.tar.gz'

/** [uplink, members, cache] in MiB, the oldest first. */
const TRAFFIC: [number, number, number][] = [
  [310, 820, 40],
  [120, 540, 210],
  [60, 180, 0],
  [0, 0, 0],
  [480, 1350, 120],
  [220, 960, 330],
  [140, 610, 90],
  [390, 1480, 260],
  [180, 720, 150],
  [30, 90, 0],
  [60, 410, 70],
  [520, 1710, 380],
  [260, 1130, 190],
  [310, 1240, 160]
]

export function livelyState(nowMs: number): FakeState {
  const group = {
    id: digest('9'),
    name: 'Lindenstrasse 12',
    friendlyName: 'Lindenstrasse 12',
    role: 'administrator' as const
  }
  const member = (name: string, present: boolean, role: 'member' | 'administrator' = 'member', self = false) => ({
    peer: peer(name),
    name,
    role,
    limits: NO_LIMITS,
    validFromMs: nowMs - 65 * DAY_MS,
    validUntilMs: nowMs + 300 * DAY_MS,
    depth: role === 'administrator' ? 1 : 2,
    present,
    self
  })
  const running = (url: string, transfer: Partial<Transfer>): Transfer => ({
    group: group.id,
    url,
    state: 'copying',
    bytes: 0,
    sources: { uplink: 0, members: {}, cache: 0 },
    forOthers: false,
    ...transfer
  })
  const content = (url: string, mib: number, uplink: number, cache: number, hoursAgo: number) => ({
    url,
    digest: digest('a'),
    bytes: mib * MIB,
    uplinkBytes: uplink * MIB,
    memberBytes: (mib - uplink - cache) * MIB,
    cacheBytes: cache * MIB,
    crossings: uplink / mib,
    forOthers: false,
    atMs: nowMs - hoursAgo * HOUR_MS
  })
  const blob = (url: string, letter: string, mib: number, pinned: boolean, hoursAgo: number) => ({
    digest: digest(letter),
    bytes: mib * MIB,
    pinned,
    lastUsedAtMs: nowMs - hoursAgo * HOUR_MS,
    urls: [url]
  })
  return {
    ...EMPTY_STATE,
    status: {
      ...EMPTY_STATE.status,
      name: 'kitchen-laptop',
      groups: [
        {
          ...{ ...group, members: 6, present: 4, neighbours: 3 },
          ...{ synchronised: true, records: 1284, limits: NO_LIMITS, uplink: 'yes', peerTimeMs: nowMs }
        }
      ],
      cache: { blobs: 214, bytes: 6.4 * GIB, maxBytes: 20 * GIB }
    },
    groups: [group],
    members: [
      member('kitchen-laptop', true, 'administrator', true),
      member('workshop', true),
      member('paula', true, 'administrator'),
      member('media-box', true),
      member('jonas-desktop', false),
      member('attic-nas', false)
    ],
    transfers: [
      running(DEBIAN, {
        state: 'following',
        bytes: 402 * MIB,
        totalBytes: 783 * MIB,
        from: peer('workshop'),
        sources: { uplink: 96 * MIB, members: { [peer('workshop')]: 306 * MIB }, cache: 0 }
      }),
      running(FIREFOX, {
        state: 'leading',
        bytes: 21 * MIB,
        totalBytes: 77 * MIB,
        sources: { uplink: 21 * MIB, members: {}, cache: 0 }
      })
    ],
    history: {
      sinceMs: nowMs - 28 * DAY_MS,
      days: TRAFFIC.map(([uplink, members, cache], i) => ({
        day: new Date(nowMs - (TRAFFIC.length - 1 - i) * DAY_MS).toISOString().slice(0, 10),
        uplinkBytes: uplink * MIB,
        memberBytes: members * MIB,
        cacheBytes: cache * MIB,
        notSharedBytes: 0,
        servedBytes: 0,
        transfers: 12
      })),
      contents: [
        content(LLVM, 27.4, 0, 0, 0.2),
        content(NODE, 24.9, 24.9, 0, 2),
        content(OFFICE, 202, 50.5, 0, 7),
        content(NODE, 24.9, 0, 24.9, 26),
        content(PLANET, 92.3, 0, 0, 31)
      ]
    },
    cache: [
      blob(PLANET, 'b', 92.3, true, 31),
      blob(LLVM, 'c', 27.4, false, 0.2),
      blob(NODE, 'd', 24.9, false, 2),
      blob(OFFICE, 'e', 202, false, 7)
    ],
    code: {
      group: group.id,
      name: group.name,
      text: `pot-code-1-${'abcdefghijklmnopqrstuvwxyz234567'.repeat(6)}`,
      id: '0badcafe',
      role: 'member',
      uses: 3,
      expiresAtMs: nowMs + 12 * HOUR_MS,
      qrSvg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h4v4h-4z"/></svg>'
    }
  }
}
