// Limits and times of groups, each with its unit and reason.

import { MAX_ATTRIBUTE_TEXT_BYTES, MAX_EPHEMERAL_LIFETIME_MS } from '../record/index.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
const YEAR_MS = 365 * DAY_MS

/** Names of members and groups: a line on a terminal, three bytes a character in many scripts. */
export const MAX_NAME_BYTES = 64

/** Validity of certificates (design section 5). */
export const MEMBER_VALIDITY_MS = YEAR_MS
export const ADMINISTRATOR_VALIDITY_MS = 5 * YEAR_MS
export const ROOT_VALIDITY_MS = 30 * YEAR_MS
/** A certificate begins this long before it is issued, for members whose clocks run behind. A guess. */
export const BACKDATE_MS = HOUR_MS

/** Administrators in one chain, between the root and a member (design section 5: path length 4). */
export const MAX_CHAIN_ADMINISTRATORS = 4
/** The administrators and the member; the root's own certificate is not sent. */
export const MAX_CHAIN_CERTIFICATES = MAX_CHAIN_ADMINISTRATORS + 1
/** Ours have about 400 bytes; the rest is room for extensions to come. */
export const MAX_CERTIFICATE_BYTES = 2048
/** A full chain with its framing. */
export const MAX_MEMBERSHIP_OBJECT_BYTES = MAX_CHAIN_CERTIFICATES * (MAX_CERTIFICATE_BYTES + 4) + 16
/** Objects a peer shows in the handshake: its best certificates; enough while one is being renewed. */
export const MAX_SHOWN_OBJECTS = 4

/** Objects kept for each peer and role: certificates by several administrators, so that one may be removed. */
export const MAX_OBJECTS_PER_PEER_AND_ROLE = 4
/** Objects of one group: a bound on memory and disk (design section 5: bounded), far above any office. A guess. */
export const MAX_MEMBERSHIP_OBJECTS = 10_000
export const MAX_MEMBERSHIP_BYTES = 16 * 1024 * 1024
/** Removals. Of one peer so many are kept, and a certificate names as many: who was invited again that often may be so again. */
export const MAX_REMOVALS_PER_PEER = 16
/** A room apart from the certificates', so that nobody fills that and is safe. A guess: an office in ten years. */
export const MAX_REMOVALS = 2_000
export const MAX_REMOVALS_BYTES = 8 * 1024 * 1024
/** One removal, under what the store carries (`MAX_CREDENTIAL_BYTES`). */
export const MAX_REMOVAL_BYTES = 40 * 1024
/** Shards of one author that a removal cuts; far fewer are alive at a time (design section 3). */
export const MAX_CUT_SHARDS = 1_000
/** As many as a shard has. */
export const MAX_CUT_HEADS = 16
/** Of one shard: more than fit are over the limit of the whole. */
export const MAX_CUT_ACTORS = 1_024
/** Certificates and removals of one administrator that a removal lets stand. A guess: they take 18 KiB. */
export const MAX_KEPT = 1_024
/** Memberships that come with a removal … */
export const MAX_REISSUED = 32
/** … and how many we put there: they fit at any depth, beside all that may be kept. Further ones come before it. */
export const REISSUED_WITHIN = 6

/** How often an administrator looks for certificates that are due. */
export const RENEWAL_PERIOD_MS = MINUTE_MS
/** Renewals that one administrator makes at once: it asks itself every minute, so a group of a thousand takes two hours. */
export const MAX_RENEWALS_AT_ONCE = 10
/** How long the next administrator in order waits for the one before it, from one third of a certificate's life on … */
export const RENEWAL_PATIENCE_MS = DAY_MS
/** … and nobody waits for anybody when this is left. */
export const RENEWAL_URGENT_MS = 30 * DAY_MS
/** What only the recovery phrase can renew is told of so long before it ends: somebody must find the paper. */
export const ROOT_RENEWAL_WARNING_MS = YEAR_MS

/** How long who leaves waits until a neighbour has heard of it, ms: a flood takes far less, and a person waits. */
export const LEAVING_BUDGET_MS = 3_000

/** How long who hears that it was removed waits for what may undo that, ms: a round of membership objects of a large group. A guess. */
export const OWN_REMOVAL_SETTLE_MS = 10_000

/** The same where no neighbour is left, ms: whoever may know more is dialled meanwhile. A guess. */
export const OWN_REMOVAL_ALONE_MS = 2_000

/** How long a list of revoked certificates says that it is good: programs that use one must fetch a newer one by then. A guess. */
export const REVOCATION_LIST_VALIDITY_MS = 7 * DAY_MS

/** Of an exported identity, as text: ours have 500 bytes; other programs may pad. */
export const MAX_IDENTITY_EXPORT_BYTES = 16 * 1024
/** The work of guessing one passphrase, as a power of two: 256 MiB and a second or two, as age itself has it. More is not opened. */
export const IDENTITY_EXPORT_WORK_FACTOR = 18
/** Shorter ones are guessed in an afternoon whatever the work. */
export const MIN_PASSPHRASE_CHARACTERS = 8

/** How often membership is judged again by time: the wall clock may jump, so no timer runs to the expiry itself. */
export const REJUDGE_PERIOD_MS = MINUTE_MS
/** Certificates of administrators whose signature was checked: they come again in the chain of every member. */
export const MAX_CACHED_CERTIFICATES = 256

/** How long an invitation can be used unless its maker says otherwise (design section 8). */
export const INVITATION_TTL_MS = 7 * DAY_MS
/** An invitation is a bearer of the group secret: it should not lie around for longer. A guess. */
export const MAX_INVITATION_TTL_MS = 90 * DAY_MS
/** How long a code can be used unless its maker says otherwise: who finds it comes in, so less than an invitation. A guess. */
export const CODE_TTL_MS = 2 * DAY_MS
/** Machines that one code lets in: a class and its teachers, several times. A guess. */
export const MAX_CODE_USES = 256
/** 128 bits: nobody guesses one. */
export const CODE_TOKEN_BYTES = 16
/** Codes that a group's folder keeps, dead and used-up ones included: they say why they are refused. A guess. */
export const MAX_CODES = 64
/** Dead codes are shown, and say why they are dead, for so long. */
export const KEEP_DEAD_CODES_MS = 30 * DAY_MS
/** Addresses in a code: 13 characters each, in what should fit a QR code. */
export const MAX_CODE_ENDPOINTS = 4
/** Addresses in the invitation that a code brings: with a full chain it must fit one answer. */
export const MAX_ADMISSION_ADDRESSES = 8
/** Looking for the administrator and asking; the design of the command promises an answer within 15 s. */
export const ADMISSION_BUDGET_MS = 12_000
/** Clocks may differ by this much: what a member writes further ahead than that the others refuse (design section 2). */
export const MAX_CLOCK_SKEW_MS = 10 * MINUTE_MS

/** After a wrong token an address is not heard for so long, doubled with each further one … */
export const WRONG_TOKEN_MIN_MS = 1_000
export const WRONG_TOKEN_MAX_MS = MINUTE_MS
/** … and forgiven after so long without. */
export const WRONG_TOKEN_FORGET_MS = 10 * MINUTE_MS
/** Addresses that sent wrong tokens and are remembered, the oldest forgotten first. */
export const MAX_WRONG_ADDRESSES = 1024
/** Requests for admission from everywhere, a second, and at once, with good tokens and as many without: a class that scans a
 * code together. A guess. */
export const ADMISSIONS_PER_SECOND = 10
export const ADMISSIONS_BURST = 40
/** What who was not heard for the sake of all is told to wait. */
export const ADMISSION_BUSY_MS = 1_000
/** Requests that wait for the disk. */
export const MAX_WAITING_ADMISSIONS = 64

/** Addresses in an invitation, and first contacts remembered on disk. A guess. */
export const MAX_ADDRESSES = 32
/** A multiaddr with a long DNS name and a peer id. */
export const MAX_ADDRESS_BYTES = 400
/** Of the text of an identity or an invitation, before anything is decoded. */
export const MAX_TEXT_CHARACTERS = 64 * 1024

/** A member's name is renewed long before this; long, so that members keep their names while away. */
export const MEMBER_RECORD_TTL_MS = YEAR_MS
/** Properties and settings of a group: with any change anew; they count no longer than the membership of who wrote them. */
export const SHARED_VALUES_TTL_MS = ADMINISTRATOR_VALIDITY_MS
/** Networks, or patterns of URLs, in one setting of a group: far more than a branch office names. A guess. */
export const MAX_SETTING_ENTRIES = 256
/** The same in bytes, with line ends: an attribute of a record takes no more. */
export const MAX_SETTING_TEXT_BYTES = MAX_ATTRIBUTE_TEXT_BYTES
/** A few lines on a terminal (reference section 1.4: 512 characters). */
export const MAX_COMMENT_BYTES = 512
/** Presence is an ephemeral record: at most 10 minutes. Less than a minute would be noise in a large group. */
export const MIN_PRESENCE_LIFETIME_MS = MINUTE_MS
export const MAX_PRESENCE_LIFETIME_MS = MAX_EPHEMERAL_LIFETIME_MS
/** As design section 4 has it. */
export const DEFAULT_PRESENCE_LIFETIME_MS = 3 * MINUTE_MS

// Connecting

/** Without a neighbour for so long, a program hears that connecting did not succeed (reference section 4.2: 30 s advised). */
export const CONNECT_BUDGET_MS = 30_000

// Knocking (docs/protocols/knock.md).

/** Who waits at one door for an answer: more than a person would read through. A guess. */
export const MAX_WAITING_KNOCKS = 64
/** Who has not asked again for so long has gone. */
export const KNOCK_ALIVE_MS = 30 * MINUTE_MS
/** How often who waits asks again: what a person at the other end takes to say yes is longer anyhow. */
export const KNOCK_RETRY_MS = 5_000
/** What who was not heard is told to wait. */
export const KNOCK_BUSY_MS = 10_000
/** For so long an answer stands: who is denied need not be denied again the same day, and who is allowed may come back for it. */
export const KNOCK_DECISION_MS = DAY_MS
/** Answers that are remembered, on disk. A guess. */
export const MAX_KNOCK_DECISIONS = 256
/** Requests of one address, a second and at once: ten machines that wait behind one address. A guess. */
export const KNOCKS_PER_SECOND_AND_HOST = 2
export const KNOCKS_BURST_PER_HOST = 10
/** The same from everywhere: addresses are cheap. */
export const KNOCKS_PER_SECOND = 20
export const KNOCKS_BURST = 60
/** Identities that one address may bring in an hour: they cost a stranger nothing, and a person each a look. */
export const NEW_KNOCKS_PER_HOST = 3
export const NEW_KNOCKS_PERIOD_MS = HOUR_MS
/** Addresses whose pace is remembered, the longest silent forgotten first. */
export const MAX_KNOCK_HOSTS = 1024

/** Hex characters of a group's id by which it is known for sure: 64 bits; those of 32 are ground in a night. */
export const MIN_ID_END_CHARACTERS = 16
/** How long who wants in looks for groups on the LAN … */
export const KNOCK_SEARCH_MS = 10_000
/** … and for further ones after the first: another may bear the same name. A guess, several rounds of mDNS. */
export const KNOCK_SETTLE_MS = 2_000
/** How long who wants in waits for somebody to say so. */
export const KNOCK_WAIT_MS = 30 * MINUTE_MS
/** Addresses that are asked in one search, of one peer and at one host: anybody may announce any number. */
export const MAX_KNOCK_ADDRESSES = 64
export const MAX_KNOCK_ADDRESSES_PER_PEER = 4
export const MAX_KNOCK_ADDRESSES_PER_HOST = 4
