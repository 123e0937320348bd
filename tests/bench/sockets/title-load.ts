import { Agent, get } from 'node:http'
import { performance } from 'node:perf_hooks'

/** Somebody asks for a title all the time, a hundred times a second on connections of his own. */
export interface TitleLoad {
  /** The slowest of a hundred of the requests that were made since the last call, in milliseconds. */
  p99(): number
  stop(): void
}

const everyMs = 10

export function startTitleLoad(url: string): TitleLoad {
  const agent = new Agent({ keepAlive: true, maxSockets: 20 })
  let times: number[] = []
  const timer = setInterval(() => {
    const start = performance.now()
    get(`${url}/api/anilibria/v2/titles/9000`, { agent }, (response) => {
      response.resume().once('end', () => times.push(performance.now() - start))
    }).on('error', () => {})
  }, everyMs)
  return {
    p99() {
      const sorted = times.sort((one, other) => one - other)
      times = []
      return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN
    },
    stop() {
      clearInterval(timer)
      agent.destroy()
    },
  }
}
