import { createMemoryStorage } from '../../src/store/index.js'
import { describeStorage } from '../compliance/storage.js'

describeStorage('memory', async () => createMemoryStorage())
