// What Prometheus reads at /metrics: read when it is asked for, from what the node keeps anyway. No URL and no name of a
// person or machine is a label; groups are told apart by the start of their id. docs/operations.md lists them.
import { Counter, Gauge, Registry } from 'prom-client'
import { packageVersion } from '../base/index.js'
import type { NeedCounts, UploadCounts } from '../flows/index.js'
import type { PotluckNode } from './node.js'
import { OUTCOMES, REQUEST_KINDS, type Traffic } from './traffic.js'

export interface MetricsInit {
  readonly node: PotluckNode
  readonly traffic: Traffic
  /** Open connections to the gateway port. */
  connections(): number
}

/** One row of the table: `read` gives each value with its labels. */
interface Metric {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge'
  readonly labels?: readonly string[]
  read(): readonly (readonly [value: number, labels?: { [label: string]: string }])[]
}

export function createMetrics(init: MetricsInit): Registry {
  const registry = new Registry()
  for (const metric of metricsOf(init)) register(registry, metric)
  return registry
}

function register(registry: Registry, { name, help, type, labels = [], read }: Metric): void {
  const common = { name, help, labelNames: labels, registers: [registry] }
  if (type === 'gauge') {
    new Gauge({
      ...common,
      collect() {
        this.reset() // A group that is left has no values any more.
        for (const [value, of = {}] of read()) this.set(of, value)
      }
    })
    return
  }
  new Counter({
    ...common,
    collect() {
      this.reset()
      for (const [value, of = {}] of read()) this.inc(of, value)
    }
  })
}

function metricsOf({ node, traffic, connections }: MetricsInit): Metric[] {
  return [
    ...bytesOf(node),
    ...requestsOf(node, traffic, connections),
    ...groupsOf(node),
    ...needsOf(node),
    ...servicesOf(node),
    ...uploadsOf(node),
    ...machineOf(node),
    ...PROCESS
  ]
}

function bytesOf(node: PotluckNode): Metric[] {
  const ledger = (): ReturnType<PotluckNode['ledger']> => node.ledger()
  return [
    {
      name: 'potluck_received_bytes_total',
      help: 'Body bytes that came in, by where from: the uplink for the group, the uplink for programs here alone, members',
      type: 'counter',
      labels: ['source'],
      read: () => [
        [ledger().uplink.bytesIn, { source: 'uplink' }],
        [ledger().uplink.passedThrough, { source: 'uplink_not_shared' }],
        [ledger().lan.bytesIn, { source: 'members' }]
      ]
    },
    {
      name: 'potluck_sent_bytes_total',
      help: 'Body bytes that were given to members',
      type: 'counter',
      read: () => [[ledger().lan.bytesOut]]
    },
    {
      name: 'potluck_content_bytes_total',
      help: 'Body bytes of contents that were asked for here, by source: of what came whole, and of the cache what was read',
      type: 'counter',
      labels: ['source'],
      read: () => {
        const { uplink, members } = node.requests.totals().bytes
        return Object.entries({ uplink, members, cache: ledger().cache.bytesOut }).map(([source, bytes]) => [
          bytes,
          { source }
        ])
      }
    }
  ]
}

function requestsOf(node: PotluckNode, traffic: Traffic, connections: () => number): Metric[] {
  return [
    {
      name: 'potluck_content_requests_total',
      help: 'Contents that were asked for here, by how that ended',
      type: 'counter',
      labels: ['outcome'],
      read: () => {
        const { done, failed } = node.requests.totals()
        return [
          [done, { outcome: 'done' }],
          [failed, { outcome: 'failed' }]
        ]
      }
    },
    {
      name: 'potluck_http_requests_total',
      help: 'Requests at the gateway port, by kind and by how they ended',
      type: 'counter',
      labels: ['kind', 'outcome'],
      read: () =>
        REQUEST_KINDS.flatMap((kind) =>
          OUTCOMES.map((outcome) => [traffic.count(kind, outcome), { kind, outcome }] as const)
        )
    },
    {
      name: 'potluck_http_requests_running',
      help: 'Requests at the gateway port that are being answered',
      type: 'gauge',
      read: () => [[traffic.open]]
    },
    {
      name: 'potluck_http_connections',
      help: 'Open connections to the gateway port, tunnels too',
      type: 'gauge',
      read: () => [[connections()]]
    },
    {
      name: 'potluck_transfers_running',
      help: 'Contents that come in now',
      type: 'gauge',
      labels: ['group'],
      read: () => node.groups().map(({ id, content }) => [content.transfers().length, { group: shortId(id) }])
    }
  ]
}

function groupsOf(node: PotluckNode): Metric[] {
  type Status = ReturnType<PotluckNode['status']>['groups'][number]
  const gauge = (name: string, help: string, valueOf: (group: Status) => number): Metric => ({
    ...{ name, help, type: 'gauge', labels: ['group'] },
    read: () => node.status().groups.map((group) => [valueOf(group), { group: shortId(group.id) }])
  })
  return [
    gauge('potluck_group_members', 'Members of the group', ({ members }) => members),
    gauge('potluck_group_present', 'Members that are present, this one too', ({ present }) => present),
    gauge('potluck_group_neighbours', 'Members that this one is connected to', ({ neighbours }) => neighbours),
    gauge('potluck_group_synchronised', '1 where neighbours agree with this node', (group) =>
      Number(group.synchronised)
    ),
    gauge('potluck_group_records', 'Records that this node sees', ({ records }) => records),
    {
      name: 'potluck_group_told_total',
      help: 'Records that members told this one alone, and what became of them',
      type: 'counter',
      labels: ['group', 'outcome'],
      read: () =>
        node.groups().flatMap(({ id, group }) => {
          return [...group.toldCounts].map(([outcome, count]) => [count, { group: shortId(id), outcome }] as const)
        })
    },
    {
      name: 'potluck_groups_failed',
      help: 'Groups of the home that could not be opened',
      type: 'gauge',
      read: () => [[node.failedGroups().length]]
    }
  ]
}

function needsOf(node: PotluckNode): Metric[] {
  const counter = (name: string, help: string, valueOf: (counts: NeedCounts) => number): Metric => ({
    ...{ name, help, type: 'counter', labels: ['group'] },
    read: () => node.groups().map(({ id, needs }) => [valueOf(needs.counts), { group: shortId(id) }])
  })
  return [
    counter('potluck_needs_asked_total', 'Times that members were asked who has something', ({ asked }) => asked),
    counter('potluck_needs_heard_total', 'Needs of members that were looked for here', ({ heard }) => heard),
    counter('potluck_need_answers_heard_total', 'Answers of members that counted', ({ answersHeard }) => answersHeard),
    counter('potluck_need_answers_sent_total', 'Answers to needs of members', ({ answersSent }) => answersSent)
  ]
}

function uploadsOf(node: PotluckNode): Metric[] {
  const of = (type: Metric['type'], name: string, help: string, valueOf: (counts: UploadCounts) => number): Metric => ({
    ...{ name, help, type },
    // Nothing rather than what is too low, while the queue is being read.
    read: () => (node.uploads?.isRead === true ? [[valueOf(node.uploads.counts)]] : [])
  })
  return [
    of('gauge', 'potluck_uploads_pending', 'Uploads of this node that are to go', ({ pending }) => pending),
    of('gauge', 'potluck_uploads_pending_bytes', 'Their bytes', ({ pendingBytes }) => pendingBytes),
    {
      name: 'potluck_uploads_total',
      help: 'Uploads of this node that are over, by how that ended: delivered directly, by members, refused, given up',
      type: 'counter',
      labels: ['outcome'],
      read: () => {
        if (node.uploads === undefined) return []
        const { delivered, deliveredByMembers, refused, expired } = node.uploads.counts
        const byOutcome = { direct: delivered - deliveredByMembers, member: deliveredByMembers, refused, expired }
        return Object.entries(byOutcome).map(([outcome, count]) => [count, { outcome }] as const)
      }
    },
    of(
      'counter',
      'potluck_upload_receipts_unproved_total',
      'Answers of members whose receipt was wrong, or of an unknown key',
      ({ unproved }) => unproved
    ),
    {
      name: 'potluck_black_listed',
      help: 'Members that are given no uploads for a backend',
      type: 'gauge',
      read: () => [[new Set(node.blackList?.entries().map(({ peer }) => peer)).size]]
    },
    {
      name: 'potluck_carried_uploads',
      help: 'Uploads of members that lie here',
      type: 'gauge',
      read: () => [[node.carried()?.uploads ?? 0]]
    },
    {
      name: 'potluck_carried_bytes',
      help: 'Bytes of uploads of members that lie here',
      type: 'gauge',
      read: () => [[node.carried()?.bytes ?? 0]]
    },
    {
      name: 'potluck_carried_connections',
      help: 'Connections of members that go out through this machine now',
      type: 'gauge',
      read: () => [[node.connections().carried.connections]]
    },
    {
      name: 'potluck_carried_moved_bytes_total',
      help: 'Bytes of connections and uploads of members that went over the line of this machine, both ways',
      type: 'counter',
      read: () => [[node.connections().carried.bytes]]
    },
    {
      name: 'potluck_carried_total',
      help: 'Uploads of members that were taken over, and what became of them',
      type: 'counter',
      labels: ['outcome'],
      read: () => {
        const carried = node.carried()
        if (carried === undefined) return []
        const { accepted, answered, givenBack, dropped, refused } = carried
        const byOutcome = { accepted, answered, given_back: givenBack, dropped, refused }
        return Object.entries(byOutcome).map(([outcome, count]) => [count, { outcome }] as const)
      }
    }
  ]
}

function servicesOf(node: PotluckNode): Metric[] {
  return [
    {
      name: 'potluck_service_up',
      help: '1 where the service runs, 0 where it is stopped, starts or has failed',
      type: 'gauge',
      labels: ['service'],
      read: () =>
        node.services
          .list()
          .map(({ name, state }) => [Number(state === 'running' || state === 'unhealthy'), { service: name }] as const)
    },
    {
      name: 'potluck_service_restarts_total',
      help: 'Times that the service was started again after it failed',
      type: 'counter',
      labels: ['service'],
      read: () => node.services.list().map(({ name, restarts }) => [restarts, { service: name }] as const)
    }
  ]
}

function machineOf(node: PotluckNode): Metric[] {
  return [
    {
      name: 'potluck_cache_bytes',
      help: 'Bytes of content on disk',
      type: 'gauge',
      read: () => [[node.status().cache.bytes]]
    },
    {
      name: 'potluck_cache_max_bytes',
      help: 'Bytes of content that may be kept on disk',
      type: 'gauge',
      read: () => [[node.status().cache.maxBytes]]
    },
    {
      name: 'potluck_cache_blobs',
      help: 'Contents on disk',
      type: 'gauge',
      read: () => [[node.status().cache.blobs]]
    },
    {
      name: 'potluck_cache_full',
      help: '1 while the disk takes nothing',
      type: 'gauge',
      read: () => [[node.status().cache.full === undefined ? 0 : 1]]
    },
    {
      name: 'potluck_uplink_works',
      help: '1 for what this node says of its uplink: yes, no, or unknown while it has not tried',
      type: 'gauge',
      labels: ['group', 'state'],
      read: () =>
        node.groups().flatMap(({ id, group }) => {
          const own = group.graph.present().find(({ peer }) => peer === node.peerId)?.uplink
          return ['yes', 'no', 'unknown'].map(
            (state) => [Number(own === state), { group: shortId(id), state }] as const
          )
        })
    }
  ]
}

const PROCESS: readonly Metric[] = [
  {
    name: 'process_cpu_seconds_total',
    help: 'Time that the process kept a core busy, seconds',
    type: 'counter',
    read: () => {
      const { user, system } = process.cpuUsage()
      return [[(user + system) / 1e6]]
    }
  },
  {
    name: 'process_resident_memory_bytes',
    help: 'Memory of the process, bytes',
    type: 'gauge',
    read: () => [[process.memoryUsage.rss()]]
  },
  {
    name: 'process_heap_bytes',
    help: 'Memory that JavaScript objects use, bytes',
    type: 'gauge',
    read: () => [[process.memoryUsage().heapUsed]]
  },
  {
    name: 'process_uptime_seconds',
    help: 'How long the process runs, seconds',
    type: 'gauge',
    read: () => [[process.uptime()]]
  },
  {
    name: 'potluck_info',
    help: '1, with the versions that run',
    type: 'gauge',
    labels: ['version', 'node'],
    read: () => [[1, { version: packageVersion(), node: process.version }]]
  }
]

function shortId(id: string): string {
  return id.slice(0, 8)
}
