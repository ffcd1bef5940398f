// Every operation of the HTTP API, in the order in which people read about them.
import * as blackList from './black-list.js'
import * as cache from './cache.js'
import * as content from './content.js'
import * as diagnosis from './diagnosis.js'
import * as documents from './document.js'
import * as elections from './elections.js'
import * as explain from './explain.js'
import * as groupSettings from './group-settings.js'
import * as groups from './groups.js'
import * as knocks from './knocks.js'
import * as leaving from './leaving.js'
import * as ledger from './ledger.js'
import * as locations from './locations.js'
import * as members from './members.js'
import * as needs from './needs.js'
import type { Operation } from './operation.js'
import * as recordSearch from './record-search.js'
import * as recordTypes from './record-types.js'
import * as records from './records.js'
import * as services from './services.js'
import * as status from './status.js'
import * as tokens from './tokens.js'
import * as transfers from './transfers.js'
import * as uploads from './uploads.js'
import * as watch from './watch.js'

export interface Chapter {
  readonly name: string
  readonly about: string
  readonly operations: readonly Operation[]
}

export const CHAPTERS: readonly Chapter[] = [
  {
    name: 'content',
    about: 'Getting and giving bytes',
    operations: [content.getContent, content.headContent, content.publishContent]
  },
  {
    name: 'locations',
    about: 'Who has what',
    operations: [locations.locate, locations.locateMany, needs.askNeed, watch.watch, explain.explainUrl]
  },
  {
    name: 'uploads',
    about: 'Sending files to their backends',
    operations: [
      uploads.addUpload,
      uploads.listUploads,
      uploads.getUpload,
      uploads.getUploadReceipt,
      uploads.retryUpload,
      uploads.cancelUpload,
      uploads.getCarried,
      blackList.getBlackList,
      blackList.clearBlackList
    ]
  },
  {
    name: 'records',
    about: 'Records of applications: small, signed, on every member’s machine',
    operations: [
      recordTypes.listRecordTypes,
      recordTypes.putRecordType,
      records.listRecords,
      recordSearch.searchRecords,
      recordSearch.searchRecordsBy,
      records.addRecord,
      records.exportRecords,
      records.importRecords,
      records.getRecord,
      records.updateRecord,
      records.editRecord,
      records.listConflicts,
      records.deleteRecord
    ]
  },
  {
    name: 'node',
    about: 'What this node does, has done and keeps',
    operations: [
      status.getStatus,
      status.reload,
      transfers.listTransfers,
      transfers.listRequests,
      transfers.getRequest,
      ledger.getLedger,
      ledger.getHistory,
      cache.listCache,
      cache.pinBlob,
      cache.unpinBlob,
      cache.removeBlob,
      services.listServices,
      services.startService,
      services.stopService,
      services.restartService,
      diagnosis.getDiagnosis,
      diagnosis.getSettings,
      documents.getDocument
    ]
  },
  {
    name: 'groups',
    about: 'Groups, members, and letting others in',
    operations: [
      groups.listGroups,
      groups.listMembers,
      members.listRemovals,
      members.listSigned,
      members.removeMember,
      members.changeMember,
      leaving.leaveGroup,
      leaving.deleteGroup,
      groups.getProperties,
      groups.setProperties,
      groupSettings.getGroupSettings,
      groupSettings.setGroupSettings,
      groups.listAddresses,
      groups.listCodes,
      groups.makeCode,
      groups.revokeCode,
      knocks.listKnocks,
      knocks.setKnocking,
      knocks.answerKnock,
      elections.listElections,
      elections.explainElection,
      elections.startElection
    ]
  },
  {
    name: 'tokens',
    about: 'Which program may do what',
    operations: [tokens.listTokens, tokens.makeToken, tokens.revokeToken]
  }
]

export const OPERATIONS: readonly Operation[] = CHAPTERS.flatMap(({ operations }) => operations)
