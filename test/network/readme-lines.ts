// Blocks of the README that tests run line by line, so that what people read works.
import { readFile } from 'node:fs/promises'

/** [machine, command] of each line in the README's block "```sh <tag>". */
export async function readmeLines(tag: string): Promise<[string, string][]> {
  const block = new RegExp(`\`\`\`sh ${tag}\\n([\\s\\S]*?)\`\`\``).exec(await readFile('README.md', 'utf8'))?.[1] ?? ''
  return block
    .trim()
    .split('\n')
    .map((line) => {
      const [, machine = '', command = ''] = /^(\w+)\$ +(.*)$/.exec(line) ?? []
      return [machine, command]
    })
}
