import type { Attributes } from '@opentelemetry/api'

/** Longest text of an attribute, stack traces included, in characters. */
export const longest = 4096

/** Attributes as they may be sent: those that are known, none longer than `longest`. */
export function known(attributes: Attributes): Attributes {
  const all: Attributes = {}
  for (const name in attributes) {
    const value = attributes[name]
    if (value !== undefined) all[name] = typeof value === 'string' ? value.slice(0, longest) : value
  }
  return all
}
