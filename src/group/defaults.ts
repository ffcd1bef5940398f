// Limits and times of groups, each with its unit and reason.

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
/** How often membership is judged again by time: the wall clock may jump, so no timer runs to the expiry itself. */
export const REJUDGE_PERIOD_MS = MINUTE_MS
/** Certificates of administrators whose signature was checked: they come again in the chain of every member. */
export const MAX_CACHED_CERTIFICATES = 256

/** How long an invitation can be used unless its maker says otherwise (design section 8). */
export const INVITATION_TTL_MS = 7 * DAY_MS
/** An invitation is a bearer of the group secret: it should not lie around for longer. A guess. */
export const MAX_INVITATION_TTL_MS = 90 * DAY_MS
/** Addresses in an invitation, and first contacts remembered on disk. A guess. */
export const MAX_ADDRESSES = 32
/** A multiaddr with a long DNS name and a peer id. */
export const MAX_ADDRESS_BYTES = 400
/** Of the text of an identity or an invitation, before anything is decoded. */
export const MAX_TEXT_CHARACTERS = 64 * 1024

/** A member's name is renewed long before this; long, so that members keep their names while away. */
export const MEMBER_RECORD_TTL_MS = YEAR_MS
