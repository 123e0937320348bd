import process from 'node:process'

/** Tells whoever waits how far it has come. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
