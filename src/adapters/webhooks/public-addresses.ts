import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Turns a name into all of its addresses. */
export type Resolve = (
  name: string,
  done: (error: Error | null, addresses: readonly { address: string; family: number }[]) => void,
) => void

/** Asks the system, as every other program here does. */
export const resolveBySystem: Resolve = (name, done) =>
  systemLookup(name, { all: true }, (error, addresses = []) => done(error, addresses))

/** A name or address that we do not connect to: it lies in our own network, or nowhere. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress'
}

/** Whether an address is one of the public internet, also in IPv6's ways to spell one of IPv4. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

/**
 * Whether a URL names a forbidden address outright. Its hostname is as `URL` spells it, which turns
 * `0x7f.1` and `2130706433` into `127.0.0.1`.
 */
export function isForbiddenLiteral({ hostname }: URL): boolean {
  const address = hostname.replace(/^\[|\]$/g, '')
  return isIP(address) > 0 && !isPublic(address)
}

/**
 * Looks names up when a connection is made, and lets it be made to what was looked at: a name that
 * tells another address the next time (DNS rebinding) gains nothing.
 */
export function publicLookup(resolve: Resolve): LookupFunction {
  return (name, options, done) => {
    resolve(name, (error, addresses) => {
      const [first] = addresses
      if (error || first === undefined) return done(error ?? new Error('No address'), '', 0)
      // One that is forbidden among them tells that somebody tries.
      if (!addresses.every(({ address }) => isPublic(address))) {
        return done(new ForbiddenAddress('The name leads to an address that is not public'), '', 0)
      }
      if (options.all) return done(null, [...addresses])
      return done(null, first.address, first.family)
    })
  }
}
