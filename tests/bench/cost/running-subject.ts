import { freePort } from '../../servers/running/free-port.ts'
import { startPinned } from '../measuring/start-pinned.ts'
import type { Subject } from './subject.ts'

/** The simulated AniLibria's title whose answer is nearest to 5.4 KB. */
export const titleId = 20457

/** A subject that answers. */
export interface RunningSubject {
  readonly subject: Subject
  readonly pid: number
  /** Of the title. */
  readonly url: string
  /** The bytes it answers. */
  title(): Promise<Uint8Array>
  /** What it tells Prometheus. */
  metrics(): Promise<string>
  truncateOutput(): void
  end(): Promise<void>
}

/** @param folder Takes what it writes, its log lines above all. */
export async function startSubject(subject: Subject, folder: string): Promise<RunningSubject> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const url = `${origin}/api/anilibria/v2/titles/${titleId}`
  const pinned = await startPinned({
    core: 0,
    command: subject.command,
    env: { ...subject.env, PORT: String(port) },
    folder,
    readyUrl: url,
  })
  return {
    ...pinned,
    subject,
    url,
    title: async () => new Uint8Array(await (await fetch(url)).arrayBuffer()),
    metrics: async () => (await fetch(`${origin}/metrics`)).text(),
  }
}
