import { describe, expect, test } from 'vitest'
import { AdmissionSearch, type SearchInput, type SearchOutput } from '../../src/graph/admission-search.js'
import { ADMISSION_RETRY_MS, MAX_ADMISSION_ADDRESSES, MAX_ADMISSION_WAIT_MS } from '../../src/graph/defaults.js'

const found = (...addresses: string[]): SearchInput => ({ type: 'found', addresses })
const failed = (address: string): SearchInput => ({ type: 'failed', address })
const due = (address: string): SearchInput => ({ type: 'due', address })
const answered = (address: string, type: 'final' | 'elsewhere'): SearchInput => ({
  type: 'answered',
  address,
  verdict: { type }
})
const dial = (address: string): SearchOutput => ({ type: 'dial', address })
const timer = (address: string, inMs = ADMISSION_RETRY_MS): SearchOutput => ({ type: 'set-timer', address, inMs })

describe('the search for an administrator', () => {
  test.each<[string, SearchInput[], SearchOutput[]]>([
    ['dials every address at once', [found('a', 'b')], [dial('a'), dial('b')]],
    ['dials what is found again only once', [found('a'), found('a', 'b')], [dial('a'), dial('b')]],
    ['tries again where nobody was', [found('a'), failed('a'), due('a')], [dial('a'), timer('a'), dial('a')]],
    ['ends with a final answer', [found('a', 'b'), answered('b', 'final')], [dial('a'), dial('b'), { type: 'end' }]],
    [
      'leaves the node of another group alone, and goes on elsewhere',
      [found('a', 'b'), answered('a', 'elsewhere'), failed('a'), due('a'), failed('b')],
      [dial('a'), dial('b'), timer('b')]
    ],
    [
      'comes again when it is told to, not sooner',
      [
        found('a'),
        { type: 'answered', address: 'a', verdict: { type: 'again', inMs: 5000 } },
        failed('a'), // That connection ended, as all do.
        due('a')
      ],
      [dial('a'), timer('a', 5000), dial('a')]
    ],
    [
      'comes again after a while where it is told to at once',
      [found('a'), { type: 'answered', address: 'a', verdict: { type: 'again', inMs: 0 } }],
      [dial('a'), timer('a')]
    ],
    [
      'comes again sooner than it is told to where that is out of all reason',
      [found('a'), { type: 'answered', address: 'a', verdict: { type: 'again', inMs: 2 ** 32 - 1 } }],
      [dial('a'), timer('a', MAX_ADMISSION_WAIT_MS)]
    ],
    [
      'does nothing after its end',
      [found('a'), answered('a', 'final'), failed('a'), found('b'), due('a')],
      [dial('a'), { type: 'end' }]
    ]
  ])('%s', (_what, inputs, outputs) => {
    const search = new AdmissionSearch()
    expect(inputs.flatMap((input) => search.handle(input))).toEqual(outputs)
  })

  test('dials so many addresses at most, however many are announced', () => {
    const search = new AdmissionSearch()
    const many = Array.from({ length: 100 }, (_, i) => `address ${i}`)
    expect(search.handle(found(...many))).toHaveLength(MAX_ADMISSION_ADDRESSES)
  })
})
