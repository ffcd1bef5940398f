// The client's types beside the node's schemas: what does not fit does not compile.
import { expectTypeOf, test } from 'vitest'
import type * as client from '../../src/client/index.js'
import type { listCache } from '../../src/gateway/api/cache.js'
import type { explainElection, listElections, startElection } from '../../src/gateway/api/elections.js'
import type { explainUrl } from '../../src/gateway/api/explain.js'
import type { listGroups, listMembers } from '../../src/gateway/api/groups.js'
import type { getGroupSettings } from '../../src/gateway/api/group-settings.js'
import type { answerKnock, listKnocks } from '../../src/gateway/api/knocks.js'
import type { changeMember, listRemovals, removeMember } from '../../src/gateway/api/members.js'
import type { getHistory, getLedger } from '../../src/gateway/api/ledger.js'
import type { locate, LocationQuery } from '../../src/gateway/api/locations.js'
import type { AnswerOf, BodyOf } from '../../src/gateway/api/operation.js'
import type { ChangedRecord, EditedRecord, getRecord, listConflicts, NewRecord } from '../../src/gateway/api/records.js'
import type { listRecordTypes, putRecordType, RecordTypeInit } from '../../src/gateway/api/record-types.js'
import type { NeedEvent, NeedQuery } from '../../src/gateway/api/needs.js'
import type { listServices, restartService } from '../../src/gateway/api/services.js'
import type { getStatus } from '../../src/gateway/api/status.js'
import type { getRequest, listTransfers } from '../../src/gateway/api/transfers.js'
import type { getUpload, getUploadReceipt, listUploads } from '../../src/gateway/api/uploads.js'
import type { WatchEvent } from '../../src/gateway/api/watch.js'

test('whatever the node answers is what the client says that it reads', () => {
  expectTypeOf<AnswerOf<typeof locate>['results'][number]>().toExtend<client.Located>()
  expectTypeOf<AnswerOf<typeof listMembers>['members'][number]>().toExtend<client.Member>()
  expectTypeOf<AnswerOf<typeof listRemovals>['removals'][number]>().toExtend<client.MemberRemoval>()
  expectTypeOf<AnswerOf<typeof listKnocks>['knocks'][number]>().toExtend<client.Knock>()
  expectTypeOf<AnswerOf<typeof getGroupSettings>['settings']>().toExtend<client.GroupSettings>()
  expectTypeOf<AnswerOf<typeof listGroups>['groups'][number]>().toExtend<client.Group>()
  expectTypeOf<AnswerOf<typeof getStatus>>().toExtend<client.NodeStatus>()
  expectTypeOf<AnswerOf<typeof listServices>['services'][number]>().toExtend<client.Service>()
  expectTypeOf<AnswerOf<typeof restartService>>().toExtend<client.Service>()
  expectTypeOf<AnswerOf<typeof getLedger>>().toExtend<client.Ledger>()
  expectTypeOf<AnswerOf<typeof getHistory>>().toExtend<client.History>()
  expectTypeOf<AnswerOf<typeof explainUrl>>().toExtend<client.Explanation>()
  expectTypeOf<AnswerOf<typeof listCache>['blobs'][number]>().toExtend<client.CachedBlob>()
  expectTypeOf<AnswerOf<typeof listCache>['usage']>().toExtend<client.CacheUsage>()
  expectTypeOf<AnswerOf<typeof listTransfers>['transfers'][number]>().toExtend<client.Transfer>()
  expectTypeOf<AnswerOf<typeof getRequest>>().toExtend<client.ContentRequest>()
  expectTypeOf<AnswerOf<typeof getRecord>>().toExtend<client.PotluckRecord>()
  expectTypeOf<AnswerOf<typeof listConflicts>>().toExtend<client.RecordConflicts>()
  expectTypeOf<AnswerOf<typeof listRecordTypes>>().toExtend<client.RecordTypes>()
  expectTypeOf<AnswerOf<typeof putRecordType>>().toExtend<client.RecordType>()
  expectTypeOf<AnswerOf<typeof explainElection>>().toExtend<client.ElectionExplanation>()
  expectTypeOf<AnswerOf<typeof listElections>['elections'][number]['provider']>().toExtend<
    client.ElectedProvider | undefined
  >()
  expectTypeOf<AnswerOf<typeof startElection>>().toExtend<client.ElectedProvider>()
  expectTypeOf<AnswerOf<typeof getUpload>>().toExtend<client.Upload>()
  expectTypeOf<AnswerOf<typeof listUploads>['uploads'][number]>().toExtend<client.Upload>()
  expectTypeOf<AnswerOf<typeof getUploadReceipt>>().toExtend<client.UploadReceipt>()
  expectTypeOf<WatchEvent>().toExtend<client.WatchEvent>()
  expectTypeOf<NeedEvent>().toExtend<client.NeedEvent>()
})

test('the client knows every field that the node answers with', () => {
  expectTypeOf<keyof AnswerOf<typeof locate>['results'][number]['locations'][number]>().toExtend<
    keyof client.Location
  >()
  expectTypeOf<keyof AnswerOf<typeof listMembers>['members'][number]>().toExtend<keyof client.Member>()
  expectTypeOf<keyof AnswerOf<typeof listRemovals>['removals'][number]>().toExtend<keyof client.MemberRemoval>()
  expectTypeOf<keyof AnswerOf<typeof listKnocks>['knocks'][number]>().toExtend<keyof client.Knock>()
  expectTypeOf<keyof AnswerOf<typeof getGroupSettings>['settings']>().toExtend<keyof client.GroupSettings>()
  expectTypeOf<keyof AnswerOf<typeof getStatus>>().toExtend<keyof client.NodeStatus>()
  expectTypeOf<keyof AnswerOf<typeof restartService>>().toExtend<keyof client.Service>()
  expectTypeOf<keyof AnswerOf<typeof getLedger>>().toExtend<keyof client.Ledger>()
  expectTypeOf<keyof AnswerOf<typeof getRecord>>().toExtend<keyof client.PotluckRecord>()
  expectTypeOf<keyof AnswerOf<typeof listConflicts>['conflicts'][number]>().toExtend<keyof client.RecordConflict>()
  expectTypeOf<keyof AnswerOf<typeof putRecordType>>().toExtend<keyof client.RecordType>()
  expectTypeOf<keyof AnswerOf<typeof getRequest>>().toExtend<keyof client.ContentRequest>()
  expectTypeOf<keyof AnswerOf<typeof explainUrl>>().toExtend<keyof client.Explanation>()
  expectTypeOf<keyof AnswerOf<typeof explainElection>>().toExtend<keyof client.ElectionExplanation>()
  expectTypeOf<keyof AnswerOf<typeof startElection>>().toExtend<keyof client.ElectedProvider>()
  expectTypeOf<WatchEvent['event']>().toEqualTypeOf<client.WatchEvent['event']>()
  expectTypeOf<NeedEvent['event']>().toEqualTypeOf<client.NeedEvent['event']>()
})

test('whatever the client sends is what the node takes', () => {
  expectTypeOf<client.LocationQuery>().toExtend<LocationQuery>()
  expectTypeOf<client.NeedQuery>().toExtend<NeedQuery>()
  expectTypeOf<client.RemoveMember>().toExtend<BodyOf<typeof removeMember>>()
  expectTypeOf<client.MemberChanges>().toExtend<BodyOf<typeof changeMember>>()
  expectTypeOf<client.AnswerKnock>().toExtend<BodyOf<typeof answerKnock>>()
  expectTypeOf<client.NewRecord>().toExtend<NewRecord>()
  expectTypeOf<client.RecordInit>().toExtend<ChangedRecord>()
  expectTypeOf<client.RecordEdit>().toExtend<EditedRecord>()
  expectTypeOf<client.RecordTypeInit>().toExtend<RecordTypeInit>()
})
