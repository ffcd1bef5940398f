import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { MAX_INBOUND, MAX_NEIGHBOURS, NEAR_RTT_MS, USELESS_AFTER_MS } from '../../src/graph/defaults.js'
import { KeptLinks } from '../../src/graph/kept-links.js'

const random = seededRandom(1)

function linked(inbound: number, outbound: number): KeptLinks {
  const links = new KeptLinks()
  for (let i = 0; i < inbound; i++) links.up(`in${i}`, false, undefined, 0)
  for (let i = 0; i < outbound; i++) links.up(`out${i}`, true, undefined, 0)
  return links
}

describe('places', () => {
  test('for those that dial us end before all are taken', () => {
    expect(linked(MAX_INBOUND - 1, 0).hasPlace(0)).toBe(true)
    expect(linked(MAX_INBOUND, 0).hasPlace(0)).toBe(false)
    expect(linked(0, MAX_NEIGHBOURS - 1).hasPlace(0)).toBe(true)
    expect(linked(0, MAX_NEIGHBOURS).hasPlace(0)).toBe(false)
  })

  test('are taken by those that are just coming, too, and free again of who was told to go', () => {
    expect(linked(MAX_INBOUND - 2, 0).hasPlace(1)).toBe(true)
    expect(linked(MAX_INBOUND - 2, 0).hasPlace(2)).toBe(false)
    const links = linked(MAX_INBOUND, 0)
    links.goes('in0')
    expect([links.hasPlace(0), links.hasPlace(1)]).toEqual([true, false])
  })

  test('of who brought nothing for long may be given to another; of those, the one that did for longest', () => {
    const links = linked(MAX_INBOUND, 2)
    links.brought('in0', 2)
    for (let i = 2; i < MAX_INBOUND; i++) links.brought(`in${i}`, 3)
    expect(links.idle(USELESS_AFTER_MS - 1)).toBeUndefined()
    expect(links.idle(USELESS_AFTER_MS)).toBe('in1')
    links.brought('in1', USELESS_AFTER_MS)
    expect(links.idle(USELESS_AFTER_MS + 2)).toBe('in0')
  })
})

describe('the worst', () => {
  test('is one that we dialled and that brings nothing, before a far one', () => {
    const links = linked(1, 5)
    for (const peer of ['out0', 'out1', 'out3', 'out4']) links.brought(peer, USELESS_AFTER_MS)
    links.measured('out0', 2 * NEAR_RTT_MS)
    expect(links.worstFirst(random, USELESS_AFTER_MS)).toEqual(['out2', 'out0', 'out1'])
    links.brought('out2', USELESS_AFTER_MS)
    expect(links.worstFirst(random, USELESS_AFTER_MS)[0]).toBe('out0')
  })

  test('is none of the latest two, whatever they bring', () => {
    const links = linked(3, 2)
    expect(links.worstFirst(random, 10 * USELESS_AFTER_MS)).toEqual([])
  })
})
