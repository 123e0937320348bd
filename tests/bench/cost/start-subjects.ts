import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { peerSubjects } from './peers.ts'
import { type RunningSubject, startSubject, titleId } from './running-subject.ts'
import { seedSubject } from './seed.ts'
import { serviceSubjects } from './service.ts'
import type { Sink } from './sink/start-sink.ts'
import type { Subject, SubjectName } from './subject.ts'

export interface StartOptions {
  /** Where the peers are installed. */
  readonly peers: string
  /** The simulated AniLibria's URL. */
  readonly upstream: string
  readonly sink: Sink
  /** Makes a folder that is removed at the end. */
  readonly folder: () => string
}

export interface StartedSubjects {
  /** Each in its place of the table. */
  readonly all: readonly RunningSubject[]
  /** Who is not there, and why; a line each. */
  readonly leftOut: readonly string[]
  end(): Promise<void>
}

const order: readonly SubjectName[] = [
  'node-http',
  'bare-hono',
  'bare-hono-as-ours',
  'metrics-and-ids',
  'sampled',
  'everything',
  'hono-stack',
  'fastify-stack',
  'seed',
]

/** Starts our service and all peers, which answer what it answers. */
export async function startSubjects(options: StartOptions): Promise<StartedSubjects> {
  const { peers, upstream, sink, folder } = options
  const surroundings = { tracesUrl: sink.urlFor, folder }
  const running: RunningSubject[] = []
  const end = async () => {
    for (const { end } of running) await end()
  }
  const startAll = async (subjects: readonly Subject[]) => {
    for (const subject of subjects) running.push(await startSubject(subject, folder()))
  }
  try {
    await startAll(serviceSubjects(upstream, surroundings))
    const env = { BODY_FILE: await writtenTitle(running, folder()), TITLE_ID: String(titleId) }
    const seed = seedSubject(env, surroundings)
    await startAll(peerSubjects(peers, env, surroundings))
    if (typeof seed !== 'string') await startAll([seed])
    await expectEqualSizes(running)
    const place = ({ subject }: RunningSubject) => order.indexOf(subject.name)
    const all = running.toSorted((one, other) => place(one) - place(other))
    return { all, leftOut: typeof seed === 'string' ? [seed] : [], end }
  } catch (error) {
    await end()
    throw error
  }
}

async function writtenTitle([ours]: readonly RunningSubject[], folder: string): Promise<string> {
  if (ours === undefined) throw new Error('Cannot know what peers are to answer')
  const file = join(folder, 'title.json')
  writeFileSync(file, await ours.title())
  return file
}

/** The bytes themselves differ in the millisecond when the title was fetched. */
async function expectEqualSizes(running: readonly RunningSubject[]): Promise<void> {
  const sizes = await Promise.all(running.map(async ({ title }) => (await title()).byteLength))
  if (new Set(sizes).size > 1) throw new Error(`Cannot compare answers of ${sizes} bytes`)
}
