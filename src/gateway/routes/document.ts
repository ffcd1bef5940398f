// The description of the API, as OpenAPI.
import { route } from '../api-route.js'
import { getDocument } from '../api/document.js'
import { openApiDocument } from '../openapi.js'
import type { Route } from '../router.js'

/** Made when it is first asked for: most nodes never are. */
let document: { openapi: string } | undefined

export const documentRoutes: readonly Route[] = [route(getDocument, () => (document ??= openApiDocument()))]
