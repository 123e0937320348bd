import { get } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '../../servers/running/free-port.ts'
import { startProcess } from '../../support/start-process.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { median } from '../measuring/statistics.ts'
import type { Figure } from './figures/figures.ts'
import { fillStore } from './fill-store.ts'
import { command, settings, titleUrl } from './service.ts'

/** The first ones fill the compile cache. */
const [warmUps, starts] = [2, 10] as const
const everyMs = 5

/** How long a service takes from its start to the first title, which its store has. */
export async function start(): Promise<readonly Figure[]> {
  const folders = createTemporaryFolders()
  const dir = folders.make()
  await fillStore(dir, 1)
  const times: number[] = []
  for (let count = 0; count < warmUps + starts; count += 1) times.push(await firstAnswerMs(dir))
  folders.removeAll()
  return [
    {
      what: 'start to first answer on Node, compile cache warm',
      value: median(times.slice(warmUps)),
      unit: 'ms',
      atMost: 400,
    },
    {
      what: 'start to first answer on Node, the slowest',
      value: Math.max(...times.slice(warmUps)),
      unit: 'ms',
      atMost: null,
    },
  ]
}

async function firstAnswerMs(dir: string): Promise<number> {
  const port = await freePort()
  const url = titleUrl(`http://127.0.0.1:${port}`, 1)
  const startedAt = performance.now()
  const program = startProcess(command, settings(port, dir))
  while (!(await answers(url))) {
    if (performance.now() - startedAt > 20_000)
      throw new Error(`Cannot start:\n${program.output()}`)
    await setTimeout(everyMs)
  }
  const ms = performance.now() - startedAt
  await program.end()
  return ms
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode === 200))
    }).once('error', () => resolve(false))
  })
}
