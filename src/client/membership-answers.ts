// What the node answers of groups, their members and who wants to be one, as programs read it. See content-answers.ts.

export interface Group {
  /** 64 hex characters. */
  readonly id: string
  /** Under which it was created or joined at the node. */
  readonly name: string
  /** What administrators call it for all its members; `name` where they said nothing. It chooses no group. */
  readonly friendlyName: string
  readonly role: 'administrator' | 'member'
}

/** See docs/operations.md. */
export interface GroupSettings {
  readonly allowPrivateOrigins: readonly string[]
  readonly neverShare: readonly string[]
  readonly doNotName: readonly string[]
  readonly knock: 'off' | 'on'
}

export interface Member {
  /** Peer id. */
  readonly peer: string
  /** What it calls itself; the peer id where it has said nothing yet. */
  readonly name: string
  readonly role: 'administrator' | 'member'
  readonly limits: MemberLimits
  readonly validFromMs: number
  readonly validUntilMs: number
  /** Who signed its certificate; missing: the group's root. */
  readonly issuer?: string | undefined
  /** How far it is from the root: 1 is what the root signed. */
  readonly depth: number
  readonly present: boolean
  readonly self: boolean
}

export interface MemberLimits {
  /** Whether others may fetch content from it. */
  readonly mayServe: boolean
  /** Whether others fetch from origins for it. */
  readonly mayUseUplinks: boolean
  /** Whether it may be a provider of flows. */
  readonly mayProvide: boolean
  /** Whether nobody renews its certificate. */
  readonly fixedTerm: boolean
}

export interface MemberRemoval {
  /** 64 hex characters. */
  readonly id: string
  /** Whose certificates end. */
  readonly peer: string
  /** `left`: it said so itself; `role`: it stays, by another certificate. */
  readonly kind: 'removed' | 'left' | 'role'
  /** Who signed it; missing: the root, with the recovery phrase. */
  readonly by?: string | undefined
  /** By that one's clock, ms since 1970. */
  readonly atMs: number
  /** Whether it does anything: not where who signed it was removed itself. */
  readonly counts: boolean
}

/** One that was just made. */
export interface MadeRemoval extends MemberRemoval {
  /** Of what the removed one signed as an administrator, how many memberships and removals stand on, and what does not. */
  readonly signed: { readonly certificates: number; readonly removals: number; readonly fallen: number }
}

export interface RemoveMember {
  /** Of what it signed as an administrator, ids of what falls. @default nothing */
  readonly distrusted?: string[] | undefined
  /** All that it signed falls: where its machine is in other hands. @default false */
  readonly distrustAll?: boolean | undefined
  /** Members that get a certificate by this node at once. @default nobody */
  readonly reissue?: string[] | undefined
  /** Also somebody who was invited and has not come. @default false */
  readonly unseen?: boolean | undefined
  /** Also while this node may lack what it wrote last, which then is lost. @default false */
  readonly unsynchronised?: boolean | undefined
}

/** What is not named stays. */
export interface MemberChanges {
  readonly role?: 'administrator' | 'member' | undefined
  readonly limits?: { -readonly [Limit in keyof MemberLimits]?: boolean | undefined } | undefined
}

export interface Knock {
  readonly peer: string
  /** A stranger's word: who it is shows the end of its peer id. */
  readonly name: string
  /** IP address it comes from. */
  readonly host: string
  readonly sinceMs: number
  readonly lastMs: number
  /** `removed`: it was a member before. */
  readonly standing: 'stranger' | 'member' | 'removed'
}

export interface AnswerKnock extends MemberChanges {
  readonly allow: boolean
  /** Also where it was removed, or left, before. @default false */
  readonly again?: boolean | undefined
}
