import { join } from 'node:path'
import { type GuardedProcess, startGuarded } from '../../servers/running/guarded-process.ts'
import { programOf } from '../../servers/servers.ts'

/** Alone with its page: it calls nobody else, and knows nothing of other times. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Opens a page in a browser of its own. `dir`: an empty folder. */
export function openInChromium(url: string, dir: string): GuardedProcess {
  const profile = `--user-data-dir=${join(dir, 'profile')}`
  const command = [programOf('chromium'), ...flags, profile, url]
  return startGuarded(command, join(dir, 'output.log'), { HOME: dir })
}
