import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Measures, sumClocks } from '../../../src/flows/election/measure.js'
import { POWER_LOOK_MS } from '../../../src/flows/election/measure-defaults.js'
import { judgePower, measurePower, type Power, type PowerSupply } from '../../../src/flows/election/measure-power.js'
import { FakeClock } from '../../support/fake-clock.js'

const supply = (type: string, said: Partial<PowerSupply> = {}): PowerSupply => ({
  ...{ type, scope: '', online: '', status: '' },
  ...said
})

test.each<[Power, string, PowerSupply[]]>([
  ['mains', 'a desktop', []],
  ['mains', 'a desktop with a mouse', [supply('Battery', { scope: 'Device', status: 'Discharging' })]],
  ['mains', 'plugged in', [supply('Mains', { online: '1' }), supply('Battery', { status: 'Not charging' })]],
  ['mains', 'charging by a port that says nothing', [supply('USB'), supply('Battery', { status: 'Charging' })]],
  ['battery', 'unplugged', [supply('Mains', { online: '0' }), supply('Battery', { status: 'Discharging' })]],
  ['battery', 'the mains failed', [supply('UPS', { status: 'Discharging' })]],
  ['unknown', 'a battery that says nothing', [supply('Battery', { status: 'Unknown' })]]
])('%s: %s', (power, _machine, supplies) => {
  expect(judgePower(supplies)).toBe(power)
})

test('power supplies are read as Linux shows them; where there are none to read nothing is known', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'potluck-power-'))
  for (const [name, words] of Object.entries({
    AC: { type: 'Mains\n', online: '0\n' },
    BAT0: { type: 'Battery\n', status: 'Discharging\n' }
  })) {
    await mkdir(join(folder, name))
    for (const [word, text] of Object.entries(words)) await writeFile(join(folder, name, word), text)
  }
  expect(await measurePower(folder)).toBe('battery')
  expect(await measurePower(join(folder, 'nowhere'))).toBe('unknown')
})

test('a core whose clock the system does not say counts as a slow one', () => {
  expect(sumClocks([{ speed: 2500 }, { speed: 0 }])).toBe(3500)
})

test('what is measured is as it is now; whether the mains are there is looked at again', async () => {
  const clock = new FakeClock()
  let power: Power = 'mains'
  const measures = new Measures({
    ...{ clock, internet: () => 'yes', bytesPerSecond: () => 7 },
    measurePower: async () => power
  })
  expect(measures.now().power).toBe('unknown')
  await measures.start()
  expect(measures.now()).toMatchObject({ internet: 'yes', bytesPerSecond: 7, uptimeMs: 0, power: 'mains' })
  power = 'battery'
  await clock.advanceAsync(POWER_LOOK_MS)
  expect(measures.now()).toMatchObject({ uptimeMs: POWER_LOOK_MS, power: 'battery' })
  measures.stop()
  power = 'mains'
  await clock.advanceAsync(POWER_LOOK_MS)
  expect(measures.now().power).toBe('battery')
})
