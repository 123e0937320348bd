import process from 'node:process'

/** Tells whoever starts the service why it does not, and ends the process. */
export function cannotStart(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(`Cannot start:\n${reason}\n`)
  process.exit(1)
}
