// Who is whose neighbour in a simulated group, and flooding over that: 4 to 12 neighbours, as the product's machine keeps them.
import type { Random } from '../../src/base/index.js'
import { MAX_NEIGHBOURS, WANTED_NEIGHBOURS } from '../../src/graph/defaults.js'
import { below } from './streams.js'
import type { World } from './world.js'

/** By index: whom each is linked to. Everybody looks for as many as it wants; each may be asked for more. One graph. */
export function drawNeighbours(random: Random, peers: number): readonly (readonly number[])[] {
  const links = Array.from({ length: peers }, () => new Set<number>())
  const link = (a: number, b: number): void => {
    links[a]!.add(b)
    links[b]!.add(a)
  }
  // In a ring they are one graph, whatever else is drawn.
  for (let index = 1; index < peers; index++) link(index - 1, index)
  const wanted = Math.min(WANTED_NEIGHBOURS, peers - 1)
  for (let index = 0; index < peers; index++) {
    for (let tries = 0; links[index]!.size < wanted && tries < 100; tries++) {
      const other = below(random, peers)
      if (other !== index && links[other]!.size < MAX_NEIGHBOURS) link(index, other)
    }
  }
  return links.map((own) => [...own])
}

/** What is flooded: `hear` runs once at each that it reaches, but its author. */
export class Flood {
  /** Copies over links, in all. */
  copies = 0
  readonly #world: World
  readonly #neighbours: readonly (readonly number[])[]

  constructor(world: World, neighbours: readonly (readonly number[])[]) {
    this.#world = world
    this.#neighbours = neighbours
  }

  send(author: number, hear: (index: number) => void): void {
    const seen = new Uint8Array(this.#neighbours.length)
    seen[author] = 1
    this.#passOn(author, author, seen, hear)
  }

  #passOn(at: number, from: number, seen: Uint8Array, hear: (index: number) => void): void {
    for (const next of this.#neighbours[at]!) {
      if (next === from) continue
      this.copies++
      this.#world.send(this.#world.peer(at), this.#world.peer(next), () => {
        if (seen[next] === 1) return
        seen[next] = 1
        this.#passOn(next, at, seen, hear)
        hear(next)
      })
    }
  }
}
