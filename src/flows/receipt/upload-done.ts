// `upload.done`: told by a relay to its asker when there is something to fetch. Nothing depends on it: the asker also asks by itself.
// Spec: docs/protocols/upload.md.
import { copyBytes, fromHex, toHex } from '../../base/index.js'
import { defineRecordType } from '../../record/index.js'
import { potluck } from '../receipt-pb.js'
import { DONE_TTL_MS, MAX_DONE_BYTES } from './defaults.js'
import { ORDER_ID_BYTES, type UploadId } from './order.js'

const wire = potluck.receipt.v1

export interface DoneData {
  readonly id: UploadId
}

export const doneType = defineRecordType<DoneData>({
  name: 'upload.done',
  lifetime: 'ephemeral',
  maxBytes: MAX_DONE_BYTES,
  ttlMs: DONE_TTL_MS,
  changeableBy: 'creator',
  codec: {
    encode: ({ id }) => {
      const bytes = fromHex(id)
      if (bytes?.byteLength !== ORDER_ID_BYTES) throw new RangeError(`${id} is no id of ${ORDER_ID_BYTES} bytes`)
      return copyBytes(wire.Done.encode({ id: bytes }).finish())
    },
    decode: (bytes) => {
      const { id } = wire.Done.decode(bytes)
      if (id.byteLength !== ORDER_ID_BYTES) throw new RangeError('upload id')
      return { id: toHex(id) }
    }
  }
})
