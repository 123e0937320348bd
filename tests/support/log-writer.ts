import { writeSync } from 'node:fs'
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { createPinoLog } from '../../src/adapters/pino/log.ts'

// A program whose standard output is lines of a log. What became of them it tells on the other one.

const [scene = '', readable] = process.argv.slice(2)
const identity = { service: 'anilibria-service', version: '1.2.3', environment: 'test' }
let dropped = 0
const log = createPinoLog({
  level: 'info',
  identity,
  readable: readable === 'readable',
  onDropped: (lines) => {
    dropped += lines
  },
})

function write(lines: number, setting = 'A'): void {
  for (let line = 0; line < lines; line += 1) log.write('internalRoutesOff', { setting })
}

/** Longest time in ms that nothing else could be done while `turns` times `lines` were written. */
async function busiest(turns: number, lines: number, setting: string): Promise<number> {
  let longest = 0
  for (let turn = 0; turn < turns; turn += 1) {
    const start = performance.now()
    write(lines, setting)
    await setTimeout(1)
    longest = Math.max(longest, performance.now() - start)
  }
  return longest
}

const scenes: Readonly<Record<string, () => Promise<void>>> = {
  /** Ends before anything can have left by itself. */
  async exit() {
    write(3)
    process.exit(0)
  },
  /** More than a pipe holds, and waits for it. */
  async flush() {
    write(5000)
    await log.flush()
    process.exit(0)
  },
  /** Many lots, one after the other. */
  async lots() {
    await busiest(20, 1, 'A')
    await setTimeout(20)
  },
  /** 18 million characters. */
  async flood() {
    const longest = await busiest(100, 1000, 'x'.repeat(200))
    await setTimeout(20)
    writeSync(2, `${JSON.stringify({ dropped, longest })}\n`)
    process.exit(0)
  },
  async told() {
    await busiest(20, 1, 'A')
    await setTimeout(20)
    writeSync(2, `${JSON.stringify({ dropped })}\n`)
  },
  async stack() {
    const { message: error, stack } = new TypeError('boom = "yes"')
    log.write('backgroundFailed', { error, error_type: 'TypeError', stack })
  },
}

await scenes[scene]?.()
