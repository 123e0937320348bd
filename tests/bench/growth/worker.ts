import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleWorker } from '../../../src/main/workerd/bundle-worker.ts'
import { runtimes } from '../../runtimes/runtimes.ts'
import { start } from '../../runtimes/started.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { median } from '../measuring/statistics.ts'
import type { Figure } from './figures/figures.ts'

const starts = 5

/**
 * How large the worker is, and how long its first answer takes from when it listens. A worker has
 * no store: the first answer that is its own is `/health/live`; the first title asks AniLibria.
 */
export async function worker(): Promise<readonly Figure[]> {
  const live = await firstAnswers('/health/live')
  const title = await firstAnswers('/api/anilibria/v2/titles/9000')
  return [
    { what: "the worker's bundle, gzipped", value: await kilobytes(), unit: 'KB', atMost: 200 },
    { what: "the worker's first answer (/health/live)", value: live, unit: 'ms', atMost: 50 },
    {
      what: "the worker's first answer, AniLibria asked (a title)",
      value: title,
      unit: 'ms',
      atMost: null,
    },
  ]
}

async function kilobytes(): Promise<number> {
  const folders = createTemporaryFolders()
  const file = join(folders.make(), 'worker.js')
  await bundleWorker(file)
  const { length } = gzipSync(readFileSync(file))
  folders.removeAll()
  return length / 1000
}

/** The median of several workers' first answers to a path, in milliseconds. */
async function firstAnswers(path: string): Promise<number> {
  const runtime = runtimes.find(({ name }) => name === 'workerd')
  if (runtime === undefined) throw new Error('Cannot find workerd among the runtimes')
  const times: number[] = []
  for (let count = 0; count < starts; count += 1) {
    const service = await start(runtime)
    // What the first question costs who asks it is not the worker's.
    await answerMs(`${service.upstream.url}/anime/releases/9000`)
    times.push(await answerMs(service.url + path))
    await service.end()
  }
  return median(times)
}

function answerMs(url: string): Promise<number> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`Cannot count a ${response.statusCode}`))
      response.resume().once('end', () => resolve(performance.now() - startedAt))
    }).once('error', reject)
  })
}
