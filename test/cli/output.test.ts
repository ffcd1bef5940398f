import { expect, test } from 'vitest'
import { clearError } from '../../src/cli/output.js'
import { CliError } from '../../src/cli/errors.js'

test('words of others in an error, such as an origin’s, do not steer the terminal', () => {
  const error = new CliError('DAMAGED', 'origin answered 404 \u001b[2J\u009b31mgone\r\nfor ever')
  expect(clearError(error).message).toBe('origin answered 404 [2J31mgone for ever')
})
