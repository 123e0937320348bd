import { closeSync, openSync, writeSync } from 'node:fs'

/** Keeps idle cores from sleeping until it is released. */
export interface Awake {
  /** Whether the machine let us: it takes root, and a kernel that has the file. */
  readonly works: boolean
  release(): void
}

/**
 * Without it the core of the load sleeps between two answers, and the server pays for waking it with
 * each write: 10 to 25 µs of its CPU time in a virtual machine, the more the slower it answers.
 */
export function keepAwake(file = '/dev/cpu_dma_latency'): Awake {
  try {
    const descriptor = openSync(file, 'r+')
    // How long waking may take, in microseconds; it holds as long as the file is open.
    writeSync(descriptor, Buffer.alloc(4))
    return { works: true, release: () => closeSync(descriptor) }
  } catch {
    return { works: false, release() {} }
  }
}
