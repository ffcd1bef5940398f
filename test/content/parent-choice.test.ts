import { describe, expect, test } from 'vitest'
import { MAX_FRUITLESS_PARENTS, MAX_RELAY_REDIRECTS } from '../../src/content/crossing-defaults.js'
import { ParentChoice } from '../../src/content/parent-choice.js'

const DIRECT = MAX_RELAY_REDIRECTS

function begin(): ParentChoice {
  const choice = new ParentChoice('me', 'root')
  expect(choice.next()).toEqual({ peer: 'root', redirects: 0 })
  return choice
}

/** Reads from a relay below two others. */
function atRelay(): ParentChoice {
  const choice = begin()
  choice.sentOn('first')
  expect(choice.next()).toEqual({ peer: 'first', redirects: 1 })
  choice.sentOn('second')
  expect(choice.next()).toEqual({ peer: 'second', redirects: 2 })
  choice.attached(['second', 'first', 'root'])
  return choice
}

describe('a follower', () => {
  test('gives up with the downloader', () => {
    const choice = begin()
    choice.attached(['root'])
    choice.failed()
    expect(choice.next()).toBeUndefined()
  })

  test('whose parent fails goes to its parent, then to the downloader', () => {
    const choice = atRelay()
    choice.failed()
    expect(choice.next()).toEqual({ peer: 'first', redirects: 0 })
    choice.sentOn('third')
    expect(choice.next()).toEqual({ peer: 'third', redirects: 1 })
    choice.failed()
    expect(choice.next()).toEqual({ peer: 'first', redirects: DIRECT })
    choice.failed()
    expect(choice.next()).toEqual({ peer: 'root', redirects: 0 })
    choice.failed()
    expect(choice.next()).toBeUndefined()
  })

  test('that is sent to itself, or to who failed it, asks to be served where it is', () => {
    const choice = atRelay()
    choice.failed()
    choice.next()
    choice.sentOn('second')
    expect(choice.next()).toEqual({ peer: 'first', redirects: DIRECT })
    choice.attached(['first', 'root'])
    choice.failed()
    expect(choice.next()).toEqual({ peer: 'root', redirects: 0 })
    choice.sentOn('me')
    expect(choice.next()).toEqual({ peer: 'root', redirects: DIRECT })
  })

  test('leaves a slow relay once, for its parent, and never the downloader', () => {
    const choice = atRelay()
    expect(choice.tooSlow()).toBe(true)
    expect(choice.next()).toEqual({ peer: 'first', redirects: DIRECT - 1 })
    choice.attached(['first', 'root'])
    expect(choice.tooSlow()).toBe(false)
    const direct = begin()
    direct.attached(['root'])
    expect(direct.tooSlow()).toBe(false)
  })

  test('is not led round for ever, unless it gets somewhere', () => {
    const choice = begin()
    let asked = 1
    for (let peer = 0; asked < 100; peer++) {
      choice.sentOn(`sent ${peer}`)
      if (choice.next() === undefined) break
      choice.attached([`sent ${peer}`, `above ${peer}`, 'root'])
      choice.failed()
      if (choice.next() === undefined) break
      asked += 2
    }
    expect(asked).toBeLessThanOrEqual(MAX_FRUITLESS_PARENTS)
  })
})
