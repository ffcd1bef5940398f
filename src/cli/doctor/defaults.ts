// Limits of `doctor`, each with its unit and reason.

/** One dial of an own port, one look at the system: what takes longer on this machine itself does not answer. */
export const LOOK_BUDGET_MS = 2_000
/** Presence is renewed every 60 s (graph room); a quarter more for a renewal that came late. */
export const PRESENCE_AGE_MS = 75_000
/** Clocks that NTP keeps are nearer by far; messages between members take less. */
export const CLOCK_TOLERANCE_MS = 2_000
/** A person should hear of it a month before, as of any certificate. */
export const CERTIFICATE_WARNING_MS = 30 * 86_400_000
/** Of who is renewed with the recovery phrase alone: the paper has to be found. As the renewal's own warning (group room). */
export const ROOT_CERTIFICATE_WARNING_MS = 365 * 86_400_000
/** Below this a disk is full for practical purposes: records and their log need room too. A guess. */
export const MIN_FREE_BYTES = 256 * 2 ** 20
/** How long an upload may wait before it is said: longer than a night's work on the line. A guess. */
export const UPLOAD_WARNING_MS = 6 * 3_600_000
