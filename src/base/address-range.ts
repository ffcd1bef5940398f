// Ranges of addresses as settings name them: `10.0.0.0/8` (every port), `10.0.0.0/8:8080`, `[fd00::/8]:8080`.
import { isIP } from 'node:net'

export interface AddressRange {
  readonly address: string
  readonly family: 'ipv4' | 'ipv6'
  /** Bits that are the same for all of them. */
  readonly prefix: number
  /** Undefined: every port. */
  readonly port: number | undefined
}

const RANGE = /^(\[?)([0-9a-fA-F.:]+)\/(\d{1,3})(\]?)(?::(\d{1,5}))?$/

/** Undefined for what is no range. */
export function parseAddressRange(text: string): AddressRange | undefined {
  const [, open, address = '', prefixText = '', close, portText] = RANGE.exec(text) ?? []
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
  const prefix = Number(prefixText)
  const port = portText === undefined ? undefined : Number(portText)
  const isWhole = (open === '[') === (close === ']') && (open === '' || family === 'ipv6')
  const isRange = isIP(address) !== 0 && prefix <= (family === 'ipv4' ? 32 : 128)
  if (!isWhole || !isRange || (port !== undefined && (port < 1 || port > 65535))) return undefined
  return { address, family, prefix, port }
}
