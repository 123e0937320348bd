import type { Context } from 'hono'
import { type Env, known } from '../env.ts'
import { sent } from '../headers.ts'
import { type Cidr, inCidr, parseAddress } from './cidr.ts'

/** Who is at the other end. */
export interface Client {
  /** The first hop we do not trust, from the right of `X-Forwarded-For`; `null` if not known. */
  address(c: Context<Env>): string | null
  /** Whether the peer of the connection is one of our proxies, so that its headers are believed. */
  isTrusted(c: Context<Env>): boolean
}

export interface ClientOptions {
  /** The address of the connection's other end, as the runtime tells it. */
  readonly peer: (c: Context<Env>) => string | null
  readonly trusted: readonly Cidr[]
}

/** Longest chain of proxies that is followed. */
const mostHops = 20

export function createClient({ peer, trusted }: ClientOptions): Client {
  function trusts(address: string | null): boolean {
    const parsed = address === null ? null : parseAddress(address)
    return parsed !== null && trusted.some((range) => inCidr(parsed, range))
  }

  function find(c: Context<Env>): string | null {
    let address = peer(c)
    const forwarded = sent(c, 'forwardedFor')
    if (forwarded === undefined) return address
    for (const hop of forwarded.split(',').reverse().slice(0, mostHops)) {
      if (!trusts(address) || parseAddress(hop.trim()) === null) return address
      address = hop.trim()
    }
    return address
  }

  return {
    isTrusted: (c) => trusts(peer(c)),
    address(c) {
      const about = known(c)
      if (about.clientAddress === undefined) about.clientAddress = find(c)
      return about.clientAddress
    },
  }
}
