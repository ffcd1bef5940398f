// Commands that change files of the home work without a node; a running one is told afterwards.
import {
  ControlError,
  createControlClient,
  describeError,
  type ControlClient,
  type FailedGroup
} from '../gateway/index.js'

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

/**
 * @returns whether a node runs, which by now has taken up what is new in the home
 * @throws {ControlError} why it could not with the group `id`
 */
export async function reloadRunningNode(home: string, id: string): Promise<boolean> {
  const answer = await askRunningNode(home, (node) => node.post('/v1/reload'))
  if (answer === undefined) return false
  const failed = (answer as { failed: readonly FailedGroup[] }).failed.find((group) => group.id === id)
  if (failed !== undefined) throw new ControlError(failed.code, failed.message)
  return true
}
