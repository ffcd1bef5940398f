import { describe, expect, test } from 'vitest'
import { EventSource } from '../../src/base/index.js'

type Events = { greet: string; leave: undefined }

describe('events', () => {
  test('reach their listeners in the order they were added, until they are removed', () => {
    const source = new EventSource<Events>()
    const heard: string[] = []
    source.on('greet', (name) => heard.push(`first ${name}`))
    const remove = source.on('greet', (name) => heard.push(`second ${name}`))
    source.on('leave', () => heard.push('left'))
    source.emit('greet', 'bob')
    remove()
    remove()
    source.emit('greet', 'carol')
    source.emit('leave', undefined)
    expect(heard).toEqual(['first bob', 'second bob', 'first carol', 'left'])
  })

  test('a listener added while an event is told hears the next one only', () => {
    const source = new EventSource<Events>()
    const heard: string[] = []
    source.on('greet', () => source.on('greet', (name) => heard.push(name)))
    source.emit('greet', 'bob')
    expect(heard).toEqual([])
  })

  test('a listener that throws keeps nobody from hearing, and is not hushed up', async () => {
    const source = new EventSource<Events>()
    const heard: string[] = []
    const listeners = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    const thrown = new Promise<Error>((resolve) => process.once('uncaughtException', resolve))
    try {
      source.on('greet', () => {
        throw new Error('bad listener')
      })
      source.on('greet', (name) => heard.push(name))
      source.emit('greet', 'bob')
      expect(heard).toEqual(['bob'])
      expect((await thrown).message).toBe('bad listener')
    } finally {
      for (const listener of listeners) process.on('uncaughtException', listener)
    }
  })
})
