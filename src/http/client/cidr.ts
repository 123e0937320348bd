import { convertIPv4ToBinary, convertIPv6ToBinary, distinctRemoteAddr } from 'hono/utils/ipaddr'

/** A range of addresses. IPv4 is held as IPv4-mapped IPv6, so that both compare alike. */
export interface Cidr {
  readonly base: bigint
  /** Length of the prefix in bits, 0 to 128. */
  readonly prefix: number
}

/** Reads `10.0.0.0/8`, `::1` and the like; `null` if it is none. */
export function parseCidr(text: string): Cidr | null {
  const [address = '', length, ...more] = text.split('/')
  const base = parseAddress(address)
  if (base === null || more.length > 0) return null
  const offset = address.includes(':') ? 0 : 96
  if (length === undefined) return { base, prefix: 128 }
  if (!/^\d{1,3}$/.test(length)) return null
  const prefix = Number(length) + offset
  return prefix <= 128 ? { base, prefix } : null
}

/** Reads an IP address, without port or brackets; `null` if it is none. */
export function parseAddress(text: string): bigint | null {
  try {
    const kind = distinctRemoteAddr(text)
    if (kind === 'IPv4') return 0xffff_0000_0000n + convertIPv4ToBinary(text)
    return kind === 'IPv6' ? convertIPv6ToBinary(text) : null
  } catch {
    return null
  }
}

/** Tells whether an address lies in a range. */
export function inCidr(address: bigint, { base, prefix }: Cidr): boolean {
  const rest = BigInt(128 - prefix)
  return address >> rest === base >> rest
}
