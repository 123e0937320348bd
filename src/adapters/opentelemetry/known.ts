import type { Attributes } from '@opentelemetry/api'
import { redactStart } from '../../telemetry/lines/redaction.ts'

/** Longest text of an attribute, stack traces included, in characters. */
const longest = 4096

/** Attributes as they may be sent: those that are known, with `tellable` texts. */
export function known(attributes: Attributes): Attributes {
  const all: Attributes = {}
  for (const name in attributes) {
    const value = attributes[name]
    if (value !== undefined) all[name] = typeof value === 'string' ? tellable(value) : value
  }
  return all
}

/** A text as it may be sent: without secrets, and not longer than `longest`. */
export function tellable(text: string): string {
  return redactStart(text, longest).slice(0, longest)
}
