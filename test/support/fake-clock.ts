// The clock that applications' tests use too.
export { FAKE_NOW_MS, FakeClock, settle } from '../../src/testing/fake-clock.js'
