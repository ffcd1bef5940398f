import { expect, test } from 'vitest'
import { PublishedUrls } from '../../src/gateway/published-urls.js'

test('where looking through the store fails once, the next one who asks has it tried again', async () => {
  let looks = 0
  const store = {
    on: () => () => {},
    get: () => undefined,
    find: () => {
      if (++looks === 1) throw new Error('the disk does not answer')
      return []
    }
  }
  const published = PublishedUrls.of({ store })
  await expect(published.ready()).rejects.toThrow('the disk does not answer')
  await published.ready()
  await published.ready()
  expect(looks).toBe(2)
})
