import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'

/** Keeps idle cores from sleeping until it is released. */
export interface Awake {
  /** Whether it has an effect: it takes root, and a kernel that decides by itself how cores sleep. */
  readonly works: boolean
  release(): void
}

export interface AwakeFiles {
  /** Default `/dev/cpu_dma_latency`. */
  readonly latency?: string
  /** Says who puts cores to sleep; `none`: the machine beneath. Default: Linux's own. */
  readonly driver?: string
}

/**
 * Without it the core of the load sleeps between two answers, and the server pays for waking it with
 * each write: 10 to 25 µs of its CPU time in a virtual machine, the more the slower it answers.
 */
export function keepAwake({
  latency = '/dev/cpu_dma_latency',
  driver = '/sys/devices/system/cpu/cpuidle/current_driver',
}: AwakeFiles = {}): Awake {
  try {
    const works = readFileSync(driver, 'utf8').trim() !== 'none'
    const descriptor = openSync(latency, 'r+')
    // How long waking may take, in microseconds; it holds as long as the file is open.
    writeSync(descriptor, Buffer.alloc(4))
    return { works, release: () => closeSync(descriptor) }
  } catch {
    return { works: false, release() {} }
  }
}
