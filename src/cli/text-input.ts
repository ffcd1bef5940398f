// Text that a command reads from stdin: no more of it than it can use, for stdin may have no end.
import type { Readable } from 'node:stream'

/** All text of `input`, UTF-8; of what is longer than `maxCharacters` more than those, so that its reader can tell. Ends `input`. */
export async function readTextInput(input: Readable, maxCharacters: number): Promise<string> {
  let text = ''
  input.setEncoding('utf8')
  for await (const chunk of input as AsyncIterable<string>) {
    text += chunk
    if (text.length > maxCharacters) break
  }
  return text
}
