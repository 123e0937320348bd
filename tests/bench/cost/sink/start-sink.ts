import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '../../../servers/running/free-port.ts'
import { startPinned } from '../../measuring/start-pinned.ts'

/** A collector that counts. */
export interface Sink {
  /** What `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` of a sender is to be. */
  urlFor(sender: string): string
  /** How many spans have come from a sender. */
  count(sender: string): Promise<number>
  /** The same, once no more have come for a while; as it is after 10 s at the latest. */
  settledCount(sender: string): Promise<number>
  end(): Promise<void>
}

const longestWaitMs = 10_000
/** Longer than a batch gathers: see `OTEL_BSP_SCHEDULE_DELAY`. */
const stillMs = 1000
const lookMs = 200

/** @param folder Takes the sink's own. */
export async function startSink(folder: string): Promise<Sink> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const own = join(folder, 'sink')
  mkdirSync(own)
  const { end } = await startPinned({
    core: 1,
    command: [process.execPath, join(import.meta.dirname, 'main.ts')],
    env: { PORT: String(port) },
    folder: own,
    readyUrl: url,
  })
  const count = async (sender: string) => Number(await (await fetch(`${url}/${sender}`)).text())
  return {
    urlFor: (sender) => `${url}/${sender}/v1/traces`,
    count,
    async settledCount(sender) {
      let last = await count(sender)
      let lastAt = Date.now()
      const start = Date.now()
      while (Date.now() - lastAt < stillMs && Date.now() - start < longestWaitMs) {
        await setTimeout(lookMs)
        const now = await count(sender)
        if (now !== last) lastAt = Date.now()
        last = now
      }
      return last
    },
    end,
  }
}
