// Records of applications, and their types.
import { pipeline } from 'node:stream/promises'
import { route } from '../api-route.js'
import * as search from '../api/record-search.js'
import * as types from '../api/record-types.js'
import * as api from '../api/records.js'
import { GatewayError } from '../errors.js'
import { importSent } from '../import-records.js'
import { describeRecord } from '../record-answer.js'
import { namespaceOf, scopeOf } from '../record-scope.js'
import { readCriteria, readSimpleSearch } from '../search-request.js'
import type { Route } from '../router.js'

export const recordRoutes: readonly Route[] = [
  route(types.listRecordTypes, ({ node, caller, query }) => {
    const declared = node.recordTypes.list(scopeOf(caller).namespace)
    const { usage } = node.group(query.group).records
    const namespaces = new Set(declared.map(({ name }) => namespaceOf(name) ?? ''))
    return { types: declared, usage: Object.fromEntries([...namespaces].map((name) => [name, usage.of(name)])) }
  }),
  route(types.putRecordType, async ({ node, caller, params: { name }, body }) => {
    if (!scopeOf(caller).mayWrite(name)) {
      throw new GatewayError('FORBIDDEN', `this token may not declare ${name}: it is of another namespace`)
    }
    return await node.recordTypes.put(name, body)
  }),
  route(api.listRecords, ({ node, caller, query: { group, type, attribute, creator, after, limit } }) =>
    node.group(group).records.page(scopeOf(caller), { type, attribute, creator, after, limit })
  ),
  route(search.searchRecords, ({ node, caller, query: { group, after, limit, type, ...asked } }) => {
    const options = { types: type === undefined ? undefined : [type], after, limit }
    return node.group(group).records.search(scopeOf(caller), readSimpleSearch({ type, ...asked }), options)
  }),
  route(search.searchRecordsBy, ({ node, caller, query, body: { criteria, xml, ...options } }) =>
    node.group(query.group).records.search(scopeOf(caller), xml ?? readCriteria(criteria), options)
  ),
  route(api.addRecord, async ({ node, caller, query, body }) =>
    describeRecord(await node.group(query.group).records.add(scopeOf(caller), body))
  ),
  route(api.exportRecords, async ({ node, query, response }) => {
    const { store } = node.group(query.group).group
    response.setHeader('content-type', 'application/octet-stream')
    await pipeline(store.exportRecords(), response)
    return undefined
  }),
  route(api.importRecords, ({ node, query, request }) => {
    const { id, group } = node.group(query.group)
    // Destroyed, the request would take the connection with it, and with that the answer.
    return importSent(group.store, id, node.home, request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>)
  }),
  route(api.getRecord, ({ node, caller, query, params: { id } }) =>
    describeRecord(node.group(query.group).records.get(scopeOf(caller), id))
  ),
  route(api.updateRecord, async ({ node, caller, query, params: { id }, body }) =>
    describeRecord(await node.group(query.group).records.update(scopeOf(caller), id, body))
  ),
  route(api.editRecord, async ({ node, caller, query, params: { id }, body }) =>
    describeRecord(await node.group(query.group).records.edit(scopeOf(caller), id, body))
  ),
  route(api.listConflicts, ({ node, caller, query, params: { id } }) => {
    return { id, ...node.group(query.group).records.conflicts(scopeOf(caller), id) }
  }),
  route(api.deleteRecord, async ({ node, caller, query: { group, localOnly }, params: { id } }) => {
    await node.group(group).records.delete(scopeOf(caller), id, { localOnly: localOnly === 'true' })
    return { id, deleted: true as const }
  })
]
