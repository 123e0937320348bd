import process from 'node:process'
import { type Config, parseConfig } from '../config.ts'
import { within } from '../core/deadline.ts'
import { Failure } from '../core/failure.ts'
import { errorFields } from '../telemetry/error-fields.ts'
import { createService, type Platform, type Service } from './server.ts'

/** Something that listens. */
export interface Listening {
  readonly address: string
  /** Refuses new connections; resolves when the requests under way are answered. */
  finish(): Promise<void>
  /** Ends what is still open, at once. */
  cut(): void
}

export type Listen = (fetch: Service['fetch'], config: Config) => Promise<Listening>

/** The life of a process: reads the environment, listens, and stops cleanly when told to. */
export async function run(platform: Platform, listen: Listen): Promise<void> {
  try {
    const config = parseConfig(process.env)
    const service = await createService(config, platform)
    const listening = await listen(service.fetch, config)
    service.setReady(true)
    service.log.write('serviceStarted', { address: listening.address, store: config.DATA_DIR })
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => void stop(signal, config, service, listening))
    }
  } catch (error) {
    process.stderr.write(`Cannot start:\n${error instanceof Error ? error.message : error}\n`)
    process.exit(1)
  }
}

async function stop(
  reason: string,
  config: Config,
  service: Service,
  listening: Listening,
): Promise<void> {
  const start = performance.now()
  service.log.write('serviceStopping', { reason })
  service.setReady(false)
  const finish = async () => {
    await listening.finish()
    await service.close()
  }
  const clean = await within(config.SHUTDOWN_GRACE_MS, finish).then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof Failure)) service.log.write('backgroundFailed', errorFields(error))
      return false
    },
  )
  if (!clean) listening.cut()
  service.log.write('serviceStopped', { duration: (performance.now() - start) / 1000 })
  process.exit(clean ? 0 : 1)
}
