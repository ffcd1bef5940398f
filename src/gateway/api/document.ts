// The description of the API itself.
import { z } from 'zod'
import type { Operation } from './operation.js'

export const getDocument = {
  id: 'getDocument',
  method: 'GET',
  path: '/v1/openapi.json',
  right: 'none',
  summary: 'This document',
  answer: { description: 'OpenAPI 3.1', json: z.looseObject({ openapi: z.string() }) },
  problems: []
} as const satisfies Operation
