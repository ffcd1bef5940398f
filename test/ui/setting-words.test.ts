import { expect, test } from 'vitest'
import { settingLines } from '../../src/ui/setting-words.js'

const DEFAULTS = { allowPrivateOrigins: [], neverShare: [], doNotName: [], knock: 'off' } as const

test('settings of a group are said in words, with who set them; the defaults are not', () => {
  const names: { [peer: string]: string } = { A: 'alice', B: 'bob' }
  const settings = { ...DEFAULTS, allowPrivateOrigins: ['10.0.0.0/8', 'fd00::/8'], doNotName: ['*.example'] }
  const setBy = { allowPrivateOrigins: 'A', doNotName: 'B', neverShare: 'B' }
  expect(settingLines({ settings, setBy }, (peer) => names[peer]!)).toEqual([
    'Private networks that are fetched from: 10.0.0.0/8, fd00::/8 (set by alice)',
    'Asked for without saying the name: *.example (set by bob)'
  ])
  expect(
    settingLines({ settings: { ...DEFAULTS, neverShare: ['a.example'], knock: 'on' }, setBy: {} }, String)
  ).toEqual(['Never shared: a.example', 'Strangers may ask to be let in'])
  expect(settingLines({ settings: DEFAULTS, setBy: {} }, String)).toEqual([])
})
