import { Agent, get } from 'node:http'

/** What became of one request. */
export interface Sent {
  readonly url: string
  /** Milliseconds from when it was sent until the last byte was there. */
  readonly ms: number
  /** 0: there was no answer. */
  readonly status: number
}

/** Requests that are sent at a steady rate, whether answers come or not. */
export interface SteadyLoad {
  /** Forgets what was answered until now. */
  forget(): void
  /** What was answered since. */
  sent(): readonly Sent[]
  /** Sends no more, and waits for the answers. */
  stop(): Promise<void>
}

const tickMs = 5

/** @param next Address of the next request. */
export function startSteadyLoad(perSecond: number, next: () => string): SteadyLoad {
  const agent = new Agent({ keepAlive: true })
  const underWay = new Set<Promise<void>>()
  let answered: Sent[] = []
  let begun = 0
  const start = performance.now()

  function sendWhatIsDue(): void {
    const due = ((performance.now() - start) * perSecond) / 1000
    for (; begun < due; begun += 1) {
      const ended = send(next(), agent).then((sent) => {
        answered.push(sent)
        underWay.delete(ended)
      })
      underWay.add(ended)
    }
  }
  const sending = setInterval(sendWhatIsDue, tickMs)

  return {
    forget() {
      answered = []
    },
    sent: () => answered,
    async stop() {
      clearInterval(sending)
      await Promise.all(underWay)
      agent.destroy()
    },
  }
}

/** How long the slowest of the quickest `share` of them took, in milliseconds: 0.99 for p99. */
export function percentile(sent: readonly Sent[], share: number): number {
  const times = sent.map(({ ms }) => ms).sort((one, other) => one - other)
  return times[Math.ceil(times.length * share) - 1] ?? 0
}

function send(url: string, agent: Agent): Promise<Sent> {
  const at = performance.now()
  return new Promise((resolve) => {
    const end = (status: number) => resolve({ url, ms: performance.now() - at, status })
    const request = get(url, { agent }, (response) => {
      response.once('close', () => end(response.complete ? (response.statusCode ?? 0) : 0))
      response.resume()
    })
    request.once('error', () => end(0))
  })
}
