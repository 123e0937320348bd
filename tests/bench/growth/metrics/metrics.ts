import { Agent, get } from 'node:http'
import { join } from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { expositionOf, type Format } from '../../../../src/adapters/prometheus/exposition.ts'
import { freePort } from '../../../servers/running/free-port.ts'
import { createTemporaryFolders } from '../../../support/temporary-folders.ts'
import { startPinned } from '../../measuring/start-pinned.ts'
import { median } from '../../measuring/statistics.ts'
import type { Figure } from '../figures/figures.ts'
import { say } from '../figures/say.ts'
import { manySeries } from './many-series.ts'

const least = 2000
const [warmUps, times] = [100, 100] as const
const server = join(import.meta.dirname, 'metrics-server.ts')

/** How a scraper asks for each format. */
const formats: Readonly<Record<Format, string>> = {
  text: 'text/plain; version=0.0.4',
  openmetrics: 'application/openmetrics-text; version=1.0.0',
}

/**
 * How long /metrics takes with 2,000 series: to render, and to get over HTTP. A service that was
 * asked for everything by every method has some 1,450.
 */
export async function metrics(): Promise<readonly Figure[]> {
  const registry = manySeries()
  const render = async (format: Format) => (await expositionOf(registry, format)).text
  return [...(await figuresOf('rendered', render)), ...(await overHttp())]
}

async function overHttp(): Promise<readonly Figure[]> {
  const folders = createTemporaryFolders()
  const port = await freePort()
  const readyUrl = `http://127.0.0.1:${port}/metrics`
  const command = [process.execPath, server, String(port)]
  const running = await startPinned({ core: 0, command, env: {}, folder: folders.make(), readyUrl })
  const agent = new Agent({ keepAlive: true })
  const figures = await figuresOf('over HTTP', (format) => scrape(readyUrl, format, agent))
  agent.destroy()
  await running.end()
  folders.removeAll()
  return figures
}

async function figuresOf(
  how: string,
  ask: (format: Format) => Promise<string>,
): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const format of Object.keys(formats) as Format[]) {
    const series = seriesIn(await ask(format))
    if (series < least) throw new Error(`Cannot measure with ${series} series: ${least} are needed`)
    const value = await medianMs(() => ask(format))
    figures.push({ what: `/metrics ${how}, ${format}`, value, unit: 'ms', atMost: 5 })
    say(`  ${how}, ${format}: ${series} series`)
  }
  return figures
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let count = 0; count < warmUps + times; count += 1) {
    const startedAt = performance.now()
    await work()
    taken.push(performance.now() - startedAt)
  }
  return median(taken.slice(warmUps))
}

function seriesIn(shown: string): number {
  return shown.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length
}

function scrape(url: string, format: Format, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { Accept: formats[format] } }, (response) => {
      text(response).then(resolve, reject)
    }).once('error', reject)
  })
}
