import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { startUpstream } from '../../support/upstream/start-upstream.ts'
import { keepAwake } from '../measuring/awake.ts'
import { stepAside } from '../measuring/pinned.ts'
import { measureAll } from './all-rounds.ts'
import { measureLoopDelay } from './loop-delay.ts'
import { installPeers } from './peers.ts'
import { report } from './report.ts'
import { startSink } from './sink/start-sink.ts'
import { startSubjects } from './start-subjects.ts'
import { summarise } from './summary.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 9)
const seconds = Number(process.env.BENCH_SECONDS ?? 3)
const connections = 32
/** In memory, where there is such a place: a disk would have its say in what log lines cost. */
const temporary = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/**
 * What a title from memory costs with all that is told of it, beside peers that tell the same. Server
 * and load have a core each; needs Linux with two of them, and wrk.
 */
export async function run(): Promise<void> {
  const ends: (() => unknown)[] = []
  try {
    await measure(ends)
  } finally {
    for (const end of ends.toReversed()) await end()
  }
}

/** @param ends Is given whatever is to be done at the end, the last one first. */
async function measure(ends: (() => unknown)[]): Promise<void> {
  const peers = installPeers()
  ends.push(stepAside())
  const awake = keepAwake()
  ends.push(awake.release)
  const root = mkdtempSync(join(temporary, 'anilibria-bench-'))
  // Also if this process is told to end before.
  process.once('exit', () => rmSync(root, { recursive: true, force: true }))
  const upstream = await startUpstream()
  ends.push(upstream.stop)
  const sink = await startSink(root)
  ends.push(sink.end)
  const folder = () => mkdtempSync(join(root, 'of-'))
  const started = await startSubjects({ peers, upstream: upstream.url, sink, folder })
  ends.push(started.end)

  const measured = await measureAll(started.all, { sink, rounds, seconds, connections, tell })
  const all = started.all.map(({ subject }) => summarise(subject, measured.get(subject.name) ?? []))
  const everything = started.all.find(({ subject }) => subject.name === 'everything')
  const peak = all.find(({ subject }) => subject.name === 'everything')?.perSecond.median ?? 0
  const loopDelay = everything && (await measureLoopDelay(everything, peak, seconds))
  const { leftOut } = started
  const isAwake = awake.works
  tell(report({ all, loopDelay, leftOut, rounds, seconds, connections, isAwake }))
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`)
}
