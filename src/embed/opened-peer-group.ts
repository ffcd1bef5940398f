// A group of the rooms below as one thing that programs hold.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { EventSource, utf8, writePrivateFile } from '../base/index.js'
import type {
  BlobCache,
  BlobLocation,
  Content,
  ContentLocation,
  Explanation,
  FetchedContent,
  FetchOptions,
  LedgerSnapshot,
  PublishOptions,
  TransferProgress
} from '../content/index.js'
import type {
  Group,
  GroupProperties,
  GroupSettings,
  Member,
  PropertyChanges,
  PropertyConflict,
  Role,
  SettingChanges,
  SettingConflict
} from '../group/index.js'
import type { ImportReport } from '../store/index.js'
import type {
  GroupRecords,
  InviteOptions,
  PeerGroup,
  PeerGroupEvents,
  ProgramAccess,
  PublishedContent
} from './peer-group.js'

export interface PeerGroupParts {
  readonly group: Group
  readonly content: Content
  /** What this machine calls itself. */
  readonly name: string
  readonly api: ProgramAccess | undefined
  ledger(): LedgerSnapshot
  invite(identityText: string, options: InviteOptions): Promise<string>
  close(): Promise<void>
}

export class OpenedPeerGroup implements PeerGroup {
  readonly #parts: PeerGroupParts
  readonly #events = new EventSource<PeerGroupEvents>()
  readonly #unlisten: (() => void)[]
  #closing: Promise<void> | undefined

  constructor(parts: PeerGroupParts) {
    this.#parts = parts
    const { group } = parts
    const { graph } = group
    this.#unlisten = [
      group.on('member:change', (peer) => this.#events.emit('member:change', peer)),
      group.on('property:change', () => this.#events.emit('property:change', undefined)),
      group.on('settings:change', () => this.#events.emit('settings:change', undefined)),
      graph.on('neighbour:up', (neighbour) => this.#events.emit('neighbour:up', neighbour)),
      graph.on('neighbour:down', (neighbour) => this.#events.emit('neighbour:down', neighbour)),
      graph.on('synchronised', () => this.#events.emit('synchronised', undefined)),
      graph.on('type:synchronised', (type) => this.#events.emit('type:synchronised', type)),
      group.on('warning', (warning) => this.#events.emit('warning', warning))
    ]
  }

  get id(): string {
    return this.#parts.group.id
  }

  get name(): string {
    return this.#parts.group.name
  }

  get identity(): PeerGroup['identity'] {
    return { peer: this.#parts.group.self, name: this.#parts.name }
  }

  get role(): Role {
    return this.#parts.group.role
  }

  get synchronised(): boolean {
    return this.#parts.group.graph.synchronised
  }

  get addresses(): readonly string[] {
    return this.#parts.group.graph.addresses()
  }

  get api(): ProgramAccess | undefined {
    return this.#parts.api
  }

  get records(): GroupRecords {
    return this.#parts.group.store
  }

  get cache(): BlobCache {
    return this.#parts.content.cache
  }

  get codes(): PeerGroup['codes'] {
    return this.#parts.group.codes
  }

  properties(): GroupProperties {
    return this.#parts.group.properties()
  }

  propertyConflicts(): PropertyConflict[] {
    return this.#parts.group.propertyConflicts()
  }

  setProperties(changes: PropertyChanges): Promise<void> {
    return this.#parts.group.setProperties(changes)
  }

  settings(): GroupSettings {
    return this.#parts.group.settings()
  }

  settingConflicts(): SettingConflict[] {
    return this.#parts.group.settingConflicts()
  }

  setSettings(changes: SettingChanges): Promise<void> {
    return this.#parts.group.setSettings(changes)
  }

  peerTimeMs(): number {
    return this.#parts.group.peerTimeMs()
  }

  toPeerTime(systemMs: number): number {
    return this.#parts.group.toPeerTime(systemMs)
  }

  toSystemTime(peerMs: number): number {
    return this.#parts.group.toSystemTime(peerMs)
  }

  members(): Member[] {
    return this.#parts.group.members()
  }

  invite(identityText: string, options: InviteOptions = {}): Promise<string> {
    return this.#parts.invite(identityText, options)
  }

  locate(query: { url: string } | { digest: string }): ContentLocation[] {
    return this.#parts.content.locate(query)
  }

  fetch(url: string, options?: FetchOptions): Promise<FetchedContent> {
    return this.#parts.content.fetch(url, options)
  }

  publish(content: PublishedContent, options?: PublishOptions): Promise<BlobLocation> {
    return this.#parts.content.publish(readable(content), options)
  }

  explain(url: string): Promise<Explanation> {
    return this.#parts.content.explain(url)
  }

  transfers(): TransferProgress[] {
    return this.#parts.content.transfers()
  }

  ledger(): LedgerSnapshot {
    return this.#parts.ledger()
  }

  on<Name extends keyof PeerGroupEvents>(name: Name, listener: (detail: PeerGroupEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  exportRecords(path: string): Promise<void> {
    return writePrivateFile(path, this.#parts.group.store.exportRecords())
  }

  async importRecords(path: string): Promise<ImportReport> {
    return await this.#parts.group.store.importRecords(() => createReadStream(path))
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    try {
      await this.#parts.close()
    } finally {
      for (const unlisten of this.#unlisten) unlisten()
    }
  }
}

function readable(content: PublishedContent): Readable {
  if (content instanceof Readable) return content
  if (typeof content === 'string') return Readable.from([utf8(content)])
  return content instanceof Uint8Array ? Readable.from([content]) : Readable.from(content)
}
