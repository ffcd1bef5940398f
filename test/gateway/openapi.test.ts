import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { OPERATIONS } from '../../src/gateway/api/operations.js'
import { openApiDocument } from '../../src/gateway/openapi.js'
import { ROUTES } from '../../src/gateway/routes/index.js'

const path = new URL('../../docs/openapi.json', import.meta.url)

test('the document that is committed is the one that the declarations make: npm run openapi', () => {
  const made = JSON.parse(JSON.stringify(openApiDocument())) as unknown
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(made)
})

test('a validator of OpenAPI documents takes it', async () => {
  const { valid, errors } = await new Validator().validate(path.pathname)
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
})

test('every route is declared, and every declaration has its route', () => {
  const spell = ({ method, path, right }: { method: string; path: string; right: string }): string =>
    `${method} ${path} ${right}`
  expect(ROUTES.map(spell).sort()).toEqual(OPERATIONS.map(spell).sort())
})

test('an operation’s id is its alone', () => {
  const ids = OPERATIONS.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})
