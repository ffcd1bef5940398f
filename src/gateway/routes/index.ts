// Every route of the API, of the Unix socket and the loopback port alike.
import type { Route } from '../router.js'
import { blackListRoutes } from './black-list.js'
import { cacheRoutes } from './cache.js'
import { contentRoutes } from './content.js'
import { diagnosisRoutes } from './diagnosis.js'
import { documentRoutes } from './document.js'
import { electionRoutes } from './elections.js'
import { explainRoutes } from './explain.js'
import { groupRoutes } from './groups.js'
import { knockRoutes } from './knocks.js'
import { leavingRoutes } from './leaving.js'
import { ledgerRoutes } from './ledger.js'
import { locationRoutes } from './locations.js'
import { memberRoutes } from './members.js'
import { needRoutes } from './needs.js'
import { recordRoutes } from './records.js'
import { requestRoutes } from './requests.js'
import { serviceRoutes } from './services.js'
import { statusRoutes } from './status.js'
import { tokenRoutes } from './tokens.js'
import { uploadRoutes } from './uploads.js'
import { watchRoutes } from './watch.js'

export const ROUTES: readonly Route[] = [
  ...statusRoutes,
  ...groupRoutes,
  ...leavingRoutes,
  ...memberRoutes,
  ...knockRoutes,
  ...electionRoutes,
  ...locationRoutes,
  ...contentRoutes,
  ...needRoutes,
  ...explainRoutes,
  ...requestRoutes,
  ...uploadRoutes,
  ...blackListRoutes,
  ...recordRoutes,
  ...watchRoutes,
  ...ledgerRoutes,
  ...cacheRoutes,
  ...documentRoutes,
  ...tokenRoutes,
  ...serviceRoutes,
  ...diagnosisRoutes
]
