// The way out to origins on loopback, as tests want it.
import { systemClock, systemRandom, type Clock } from '../../src/base/index.js'
import {
  createOriginAccess,
  Ledger,
  originPolicy,
  type OriginAccess,
  type OriginAccessInit
} from '../../src/content/index.js'

export interface TestOriginsInit extends OriginAccessInit {
  /** What settings name. @default all of loopback */
  allowed?: readonly string[]
  clock?: Clock
  ledger?: Ledger
}

export function testOrigins(init: TestOriginsInit = {}): OriginAccess {
  const { allowed = ['127.0.0.0/8', '::1/128'], clock = systemClock, ledger = new Ledger() } = init
  return createOriginAccess({ clock, random: systemRandom, policy: originPolicy(allowed), ledger }, init)
}
