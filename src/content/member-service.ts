// What flows serve on the content port beside content: requests of their own, and tunnels. Ports that flows fill.
// Spec: docs/protocols/content-https.md, sections 3 and 4.
import type { IncomingHttpHeaders } from 'node:http'
import type { Duplex } from 'node:stream'
import type { PeerId } from '../base/index.js'

/** Serves `/v1/groups/<group>/<name>`, and what lies behind it, to members of that group. */
export interface MemberService {
  /**
   * Whether that member may ask: at the door, and again whenever `recheck` is called; what it has running ends where it may no more.
   * @default every member may
   */
  mayAsk?(peer: PeerId): boolean
  /** What it throws is logged, and answered 500 without a word of why. */
  answer(request: MemberRequest): Promise<MemberAnswer>
}

/** What a member asks. Its key was checked, and that it is a member of the group. */
export interface MemberRequest {
  readonly peer: PeerId
  readonly method: string
  /** Behind the name: empty, or `/…`, at most {@link MAX_SERVICE_PATH_CHARACTERS} of letters, digits, `-`, `.`, `_`, `~` and `/`. */
  readonly path: string
  /** Foreign bytes, in all at most {@link MAX_REQUEST_HEAD_BYTES}. */
  readonly headers: IncomingHttpHeaders
  /** Length of the body, as announced and kept to; 0: there is none. */
  readonly bytes: number
  /**
   * To be iterated once. The member sends nothing of it before it is (`100 Continue`), and no faster than it is read. Throws where the member
   * broke off, or nothing came for {@link MEMBER_IDLE_BUDGET_MS} while it was waited for. What is left of it when the answer is there
   * is not read: the connection closes behind the answer.
   */
  readonly body: AsyncIterable<Uint8Array>
  /** Aborts when the connection is gone, the member may ask no more, or the server closes. */
  readonly signal: AbortSignal
}

export interface MemberAnswer {
  /** 200 to 599. */
  readonly status: number
  readonly headers?: { readonly [name: string]: string }
  /** Whole: what services say to each other is small. @default none */
  readonly body?: Uint8Array
}

/** Opens tunnels for members of a group (`CONNECT`). */
export interface TunnelDoor {
  /** Whether that member may have tunnels: at the door, and again whenever `recheck` is called. */
  mayOpen(peer: PeerId): boolean
  /** What it throws is logged, and answered 500. */
  open(ask: TunnelAsk): Promise<TunnelAnswer>
}

export interface TunnelAsk extends TunnelTarget {
  readonly peer: PeerId
  /** Aborts when the connection is gone, the member may have none any more, or the server closes. */
  readonly signal: AbortSignal
}

/** Foreign bytes: checked to be of that form, and nothing else. */
export interface TunnelTarget {
  /** A name of at most 255 characters, or an address, IPv6 without brackets. */
  readonly host: string
  /** 1 to 65535. */
  readonly port: number
}

export type TunnelAnswer =
  /** @property reason one word, told in `potluck-reason` */
  | { readonly type: 'refuse'; readonly status: number; readonly reason: string }
  /** @property carry called once, with the member's end, to whom 200 was said: from then on it ends it, and hears its errors */
  | { readonly type: 'open'; readonly carry: (member: Duplex) => void }
