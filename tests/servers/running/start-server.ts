import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { freePort } from './free-port.ts'
import type { GuardedProcess } from './guarded-process.ts'
import { type Startable, startOnce } from './start-once.ts'

/** A real server, in a process of its own that cannot outlive this one. */
export interface Server {
  /** Without a slash at its end. */
  readonly url: string
  readonly port: number
  /** The folder of its data, until it is stopped. */
  readonly dir: string
  /** All it has written since it was last started. */
  output(): string
  /** Ends it at once, and removes its data. */
  stop(): Promise<void>
  /** Ends it at once; its data stay. */
  kill(): Promise<void>
  /** From now on it keeps its connections, takes new ones, and answers nothing. */
  freeze(): void
  /** From now on it answers, first what it was asked while it was frozen. */
  thaw(): void
  /** Starts it again on the same port with the same data; kills it before if it runs. */
  restart(): Promise<void>
}

export interface StartOptions {
  /** Finds a port. Default `freePort`. */
  readonly pickPort?: () => Promise<number>
  /** Longest wait for the first answer, in milliseconds. Default 20 s. */
  readonly limitMs?: number
}

/** How often another port is picked when somebody has taken one. */
const tries = 5

/** Starts a server and waits until it answers; rejects with its last output if it cannot. */
export async function startServer(
  startable: Startable,
  { pickPort = freePort, limitMs = 20_000 }: StartOptions = {},
): Promise<Server> {
  const folders = createTemporaryFolders()
  const dir = folders.make()

  async function startSomewhere(): Promise<{ port: number; process: GuardedProcess }> {
    const taken: number[] = []
    while (taken.length < tries) {
      const port = await pickPort()
      const process = await startOnce(startable, port, dir, limitMs)
      if (process) return { port, process }
      taken.push(port)
    }
    throw new Error(`Cannot start ${startable.program}: somebody has taken ports ${taken}`)
  }

  try {
    let { port, process } = await startSomewhere()
    return {
      url: `${startable.scheme}://127.0.0.1:${port}`,
      port,
      dir,
      output: () => process.output(),
      async stop() {
        await process.kill()
        folders.removeAll()
      },
      kill: () => process.kill(),
      freeze: () => process.signal('SIGSTOP'),
      thaw: () => process.signal('SIGCONT'),
      async restart() {
        await process.kill()
        const next = await startOnce(startable, port, dir, limitMs)
        if (next === null)
          throw new Error(`Cannot restart ${startable.program}: port ${port} is taken`)
        process = next
      },
    }
  } catch (error) {
    folders.removeAll()
    throw error
  }
}
