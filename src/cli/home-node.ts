// Commands that change files of the home work without a node; a running one is told afterwards.
import { createControlClient, describeError, type ControlClient } from '../gateway/index.js'

/** Asks the running node; undefined where none runs. */
export async function askRunningNode<Answer>(
  home: string,
  ask: (node: ControlClient) => Promise<Answer>
): Promise<Answer | undefined> {
  try {
    return await ask(createControlClient(home))
  } catch (error) {
    if (describeError(error).code === 'NODE_NOT_RUNNING') return undefined
    throw error
  }
}

/** @returns whether a node runs, which by now has opened what is new in the home */
export async function reloadRunningNode(home: string): Promise<boolean> {
  return (await askRunningNode(home, (node) => node.post('/v1/reload'))) !== undefined
}
