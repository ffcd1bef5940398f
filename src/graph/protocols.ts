// Every protocol id of the graph with its version, in one table (design section 1: versioned from the first byte).

/** Connection encrypter: Noise, then proof of the group secret, then credentials. Spec: docs/protocols/handshake.md. */
export const HANDSHAKE_PROTOCOL = '/potluck/noise/1'
/** Version inside the handshake's first message. */
export const HANDSHAKE_VERSION = 1
/** Version inside a request for admission. Spec: docs/protocols/admission.md. */
export const ADMISSION_VERSION = 1
/** Version inside a knock. Spec: docs/protocols/knock.md. */
export const KNOCK_VERSION = 1
/** Domain of the mDNS service tag of all who can be knocked at. */
export const KNOCK_DOMAIN = 'potluck/knock/1'
/** The one long-lived stream of two neighbours. Spec: docs/protocols/link.md. */
export const LINK_PROTOCOL = '/potluck/link/1.0.0'
/** Version inside the link's hello. */
export const LINK_VERSION = 1
/** Domain of everything the handshake computes. */
export const HANDSHAKE_DOMAIN = 'potluck/handshake/1'
/** Domain of the mDNS service tag. Spec: docs/protocols/discovery.md. */
export const DISCOVERY_DOMAIN = 'potluck/discovery/1'
/** One stream of messages of applications. Spec: docs/protocols/direct.md. */
export const DIRECT_PROTOCOL = '/potluck/direct/1.0.0'
/** Version inside the first frame of such a stream. */
export const DIRECT_VERSION = 1
/** One message of a room above, straight to one peer. Spec: docs/protocols/message.md. */
export const MESSAGE_PROTOCOL = '/potluck/message/1.0.0'
