// What must never be true, asked after each step, and what must be true in the end.

/** @returns what is wrong, or undefined */
export type Check = () => string | undefined

/** A rule was broken in a simulation. The message tells where, and what happened just before. */
export class SimulationFailure extends Error {
  override readonly name = 'SimulationFailure'
  constructor(
    readonly rule: string,
    readonly detail: string,
    options?: ErrorOptions
  ) {
    super(`${rule}: ${detail}`, options)
  }
}

export class Checkers {
  readonly #always: { rule: string; check: Check }[] = []
  readonly #inTheEnd: { rule: string; check: Check }[] = []

  /** Safety: asked after each thing that happens, so it has to be quick. */
  always(rule: string, check: Check): void {
    this.#always.push({ rule, check })
  }

  /** Liveness: asked when the run is over. */
  inTheEnd(rule: string, check: Check): void {
    this.#inTheEnd.push({ rule, check })
  }

  /** @throws {SimulationFailure} */
  afterStep(): void {
    for (const { rule, check } of this.#always) demand(rule, check)
  }

  /** @throws {SimulationFailure} */
  atTheEnd(): void {
    this.afterStep()
    for (const { rule, check } of this.#inTheEnd) demand(rule, check)
  }
}

function demand(rule: string, check: Check): void {
  const wrong = check()
  if (wrong !== undefined) throw new SimulationFailure(rule, wrong)
}
