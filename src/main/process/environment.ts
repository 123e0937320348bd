import { readFileSync } from 'node:fs'
import process from 'node:process'
import { settings } from '../../config.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * The variables of this process. Each may lie in a file that `NAME_FILE` names instead, as secrets
 * do that containers are given.
 *
 * @throws {RangeError} Naming every file that cannot be read, and every variable told twice.
 */
export function environment(env: Env = process.env): Env {
  const mistakes: string[] = []
  const found: Record<string, string> = {}
  for (const name of Object.keys(settings)) {
    const file = env[`${name}_FILE`]?.trim()
    if (!file) continue
    if (env[name]?.trim()) mistakes.push(`Cannot read ${name}: ${name}_FILE is set, too`)
    try {
      found[name] = readFileSync(file, 'utf8')
    } catch (error) {
      const { code = 'no file' } = error as NodeJS.ErrnoException
      mistakes.push(`Cannot read ${name}_FILE: ${code}`)
    }
  }
  if (mistakes.length > 0) throw new RangeError(mistakes.join('\n'))
  return { ...env, ...found }
}
