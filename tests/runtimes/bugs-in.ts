/** Deno says it once, to everybody whose requests have signals. */
const notices = /^Deno\.serve: request\.signal aborts on successful responses/

/** The lines of a service's output that a service without bugs does not write. */
export function bugsIn(output: string): readonly string[] {
  const lines = output.split('\n').filter((line) => line !== '' && !notices.test(line))
  return lines.filter((line) => !line.startsWith('{"level":') || line.includes('"stack":'))
}
