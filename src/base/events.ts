// Typed events: who listens to what is checked by the compiler; the platform's EventTarget cannot do that.

export interface TypedEvents<Events extends { [name: string]: unknown }> {
  on<Name extends keyof Events & string>(name: Name, listener: (detail: Events[Name]) => void): () => void
}

/** Listeners are called in the order they were added; one that throws does not keep the others from hearing. */
export class EventSource<Events extends { [name: string]: unknown }> implements TypedEvents<Events> {
  readonly #listeners = new Map<string, Set<(detail: never) => void>>()

  /** Adds a listener. @returns a function that removes it. */
  on<Name extends keyof Events & string>(name: Name, listener: (detail: Events[Name]) => void): () => void {
    let listeners = this.#listeners.get(name)
    if (listeners === undefined) this.#listeners.set(name, (listeners = new Set()))
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  emit<Name extends keyof Events & string>(name: Name, detail: Events[Name]): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      try {
        ;(listener as (detail: Events[Name]) => void)(detail)
      } catch (error) {
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }
}
