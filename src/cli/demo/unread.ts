// What a process was sent and has not read: it lies in the kernel's buffer, up to some MiB where the process gets no processor.
import { readFile } from 'node:fs/promises'

const TABLE = '/proc/net/tcp'

/**
 * @param ports local ports of connections over IPv4
 * @returns bytes for each port; for none where there is no such table (that is, not on Linux)
 */
export async function unreadBytes(ports: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const table = await readFile(TABLE, 'utf8').catch(() => '')
  return new Map([...receiveQueues(table)].filter(([port]) => ports.includes(port)))
}

/** Local port and length of the receive queue of each line (proc(5), `/proc/net/tcp`). */
export function* receiveQueues(table: string): Generator<readonly [port: number, bytes: number]> {
  for (const line of table.split('\n')) {
    const [, port, bytes] =
      /^ *\d+: [\dA-F]+:([\dA-F]{4}) [\dA-F:]+ [\dA-F]{2} [\dA-F]{8}:([\dA-F]{8}) /.exec(line) ?? []
    if (port !== undefined && bytes !== undefined) yield [Number.parseInt(port, 16), Number.parseInt(bytes, 16)]
  }
}
