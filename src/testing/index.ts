// `potluck/testing`: groups for the tests of applications.
import '../base/polyfill.js'
export type { Clock, Timer } from '../base/index.js'
export type { MemoryAnswer, MemoryOrigin, MemoryResponse, UplinkCount } from '../content/index.js'
export { FakeClock } from './fake-clock.js'
export { createTestGroup, SETTLE_MS, type TestGroup, type TestGroupOptions } from './test-group.js'
export type { TestMember } from './test-member.js'
