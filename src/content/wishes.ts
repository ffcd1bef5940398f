// What those who ask here want of one crossing, all together.
export class Wishes {
  /** Somebody here asked, not members alone. */
  isAsked = false
  /** Nobody here wants more than what members have: no origin is asked for it. */
  isOnlyHeld = false
  /** Whether all who ask here wait for a member's download (148). */
  waits = true
}
