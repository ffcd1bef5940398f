export type GraphErrorCode =
  | 'CANNOT_LISTEN' // the port is taken or the host is not ours: choose another
  | 'CLOSED' // the graph was closed
  | 'HANDSHAKE_REFUSED' // the other side is not one of us, or we are none of theirs; the message says at which step
  | 'CREDENTIALS_TOO_LARGE' // our own credentials break the limit: a bug above
  | 'FRAME_TOO_LARGE' // a frame of ours breaks the limit: a bug above
  | 'UNREACHABLE' // nobody with that identity answered in time
  | 'LINK_CLOSED' // the link, or a direct connection, went down while something was sent
  | 'INVALID_ARGUMENT' // an argument of a call; the message says which
  | 'NODE_NOT_FOUND' // nobody of that id is present, or no address of that peer is known
  | 'TOO_MANY_CONNECTIONS' // wait until others came about, or failed; or close some
  | 'ALREADY_CONNECTED' // that peer is a neighbour
  | 'CONNECT_SELF' // that peer is ourselves
  | 'ALREADY_LISTENING' // it listens, or is about to
  | 'NOT_READY' // the graph has not synchronised once: connect to somebody, and wait for the status
  | 'SHUTTING_DOWN' // the graph is being closed
  | 'DUPLICATE_GRAPH' // this process has the graph open with the same identity
  | 'GRAPH_IN_USE' // the graph is open: close it first
  | 'DATABASE_ALREADY_PRESENT' // there is a graph in that folder: open it
  | 'DATABASE_NOT_PRESENT' // there is no graph in that folder
  | 'INVALID_DATABASE' // the folder is of another graph or identity, or damaged; the message says which
  | 'PRESENCE_DISABLED' // the graph wants no presences: nobody knows its nodes
  | 'UNSUPPORTED_VERSION' // of this API: what is installed is older
  | 'TOO_LARGE' // more than the graph allows, or than fits
  | 'TOO_MANY_QUEUES' // close event queues first
  | 'CONNECTION_NOT_FOUND' // no connection of that id stands, or it is of the other kind
  | 'NOT_ASKED_FOR' // no application asked for this, here or there: register first

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

/** The other side broke a rule. */
export class ProtocolError extends GraphError {
  constructor(message: string) {
    super('LINK_CLOSED', message)
  }
}

/** Text of whatever was thrown: libp2p rejects with events that are not errors (libraries: StreamCloseEvent). */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message
  const { error, type } = (thrown ?? {}) as { error?: unknown; type?: unknown }
  if (error instanceof Error) return error.message
  return typeof type === 'string' ? type : String(thrown)
}
