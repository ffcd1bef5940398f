// A connection by this machine's own line, and beside it by another way: whoever connects first is taken, as RFC 8305 has it for addresses.
import { delay, type Clock } from '../base/index.js'

export interface BesideInit<Connection> {
  readonly clock: Clock
  /** It goes on though the other way is taken, and ends by itself. */
  readonly own: Promise<Connection>
  /** How long the own way is alone; undefined: until it has failed. */
  readonly headStartMs: number | undefined
  /** Whether another way may get further where the own one failed so: begun then at once. Else that failure is the answer, and the end. */
  mayGetFurther(error: unknown): Promise<boolean>
  other(signal: AbortSignal): Promise<Connection>
  /** It came too late. */
  drop(connection: Connection): void
  /** What is thrown where both failed. */
  failure(own: unknown, other: unknown): unknown
}

export async function firstConnection<Connection>(init: BesideInit<Connection>): Promise<Connection> {
  const { clock, own, headStartMs, mayGetFurther, drop, failure } = init
  const over = new AbortController()
  const never = new Promise<void>(() => {})
  const hadHeadStart = headStartMs === undefined ? never : delay(clock, headStartMs, over.signal)
  const failedAlone = own.then(
    () => never,
    async (error: unknown) => {
      if (await mayGetFurther(error)) return
      over.abort(error)
      throw error
    }
  )
  const other = Promise.race([hadHeadStart, failedAlone]).then(() => init.other(over.signal))
  failedAlone.catch(() => {}) // Also where the other way has begun by then.
  let taken: Connection | undefined
  try {
    taken = await Promise.any([own, other])
    return taken
  } catch (error) {
    const [first, second] = (error as AggregateError).errors as unknown[]
    throw failure(first, second)
  } finally {
    over.abort(new Error('it is connected by another way'))
    for (const way of [own, other]) way.then((late) => (late === taken ? undefined : drop(late))).catch(() => {})
  }
}
