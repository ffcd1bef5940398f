// The way out to origins on loopback, as tests want it.
import { systemClock, systemRandom, type Clock } from '../../src/base/index.js'
import {
  createOriginAccess,
  Ledger,
  originPolicy,
  type OriginAccess,
  type OriginAccessInit,
  type OriginPolicy
} from '../../src/content/index.js'

export interface TestOriginsInit extends OriginAccessInit {
  /** What settings name. @default all of loopback */
  allowed?: readonly string[]
  clock?: Clock
  ledger?: Ledger
}

/** Of a node whose settings name each port of loopback, as what members say there needs it. */
export const LOOPBACK_FOR_MEMBERS: OriginPolicy = {
  refusal: (address, port, asker) => originPolicy([`127.0.0.0/8:${port}`]).refusal(address, port, asker)
}

export function testOrigins(init: TestOriginsInit = {}): OriginAccess {
  const { allowed = ['127.0.0.0/8', '::1/128'], clock = systemClock, ledger = new Ledger() } = init
  return createOriginAccess({ clock, random: systemRandom, policy: originPolicy(allowed), ledger }, init)
}
