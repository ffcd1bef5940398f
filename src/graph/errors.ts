export type GraphErrorCode =
  | 'CANNOT_LISTEN' // the port is taken or the host is not ours: choose another
  | 'CLOSED' // the graph was closed
  | 'HANDSHAKE_REFUSED' // the other side is not one of us, or we are none of theirs; the message says at which step
  | 'CREDENTIALS_TOO_LARGE' // our own credentials break the limit: a bug above
  | 'FRAME_TOO_LARGE' // a frame of ours breaks the limit: a bug above
  | 'UNREACHABLE' // nobody with that identity answered in time
  | 'LINK_CLOSED' // the link went down while something was sent
  | 'INVALID_ARGUMENT' // an argument of a call; the message says which
  | 'NODE_NOT_FOUND' // nobody of that id is present
  | 'TOO_MANY_CONNECTIONS' // wait until others came about, or failed; or close some
  | 'ALREADY_CONNECTED' // that peer is a neighbour

export class GraphError extends Error {
  override readonly name = 'GraphError'
  constructor(
    readonly code: GraphErrorCode,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}

/** Text of whatever was thrown: libp2p rejects with events that are not errors (libraries: StreamCloseEvent). */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message
  const { error, type } = (thrown ?? {}) as { error?: unknown; type?: unknown }
  if (error instanceof Error) return error.message
  return typeof type === 'string' ? type : String(thrown)
}
