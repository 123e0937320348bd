import process from 'node:process'
import { type Config, parseConfig } from '../config.ts'
import { within } from '../core/deadline.ts'
import { Failure } from '../core/failure.ts'
import { errorFields } from '../telemetry/lines/error-fields.ts'
import { addressOf } from './process/address-of.ts'
import { cannotStart } from './process/cannot-start.ts'
import { environment } from './process/environment.ts'
import { onStopSignal } from './process/on-stop-signal.ts'
import { createService, type Fetch, type Platform, type Service } from './server.ts'

/** Longest wait for whoever reads the last log lines, in milliseconds. */
const flushMs = 500

/** Something that listens. */
export interface Listening {
  readonly port: number
  /**
   * Refuses new connections; resolves when the requests under way are answered. Connections on
   * which nobody asks anything are not waited for.
   */
  finish(): Promise<void>
}

/** @throws Whatever the runtime says if the address cannot be listened on. */
export type Listen = (fetch: Fetch, hostname: string, port: number) => Promise<Listening>

/** The life of a process: reads the environment, listens, and stops cleanly when told to. */
export async function run(platform: Platform, listen: Listen): Promise<void> {
  try {
    const config = parseConfig(environment())
    const service = await createService(config, platform)
    const { HOST, PORT, ADMIN_PORT } = config
    const open = (fetch: Fetch, port: number) => listenOrSay(listen, fetch, HOST, port)
    const all = [await open(service.fetch, PORT)]
    if (service.fetchAdmin) all.push(await open(service.fetchAdmin, ADMIN_PORT ?? 0))
    service.setReady(true)
    const [address, admin_address] = all.map(({ port }) => `http://${addressOf(HOST, port)}`)
    service.log.write('serviceStarted', { address, admin_address, store: service.place })
    onStopSignal(
      (signal) => void stop(signal, config, service, all),
      () => process.exit(1),
    )
  } catch (error) {
    cannotStart(error)
  }
}

async function listenOrSay(
  listen: Listen,
  ...[fetch, host, port]: Parameters<Listen>
): Promise<Listening> {
  try {
    return await listen(fetch, host, port)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`Cannot listen on http://${addressOf(host, port)}: ${reason}`, { cause })
  }
}

/** Ends the process: with 0 if all was finished within the grace time, else with 1. */
async function stop(
  reason: string,
  config: Config,
  service: Service,
  all: readonly Listening[],
): Promise<void> {
  const start = performance.now()
  service.log.write('serviceStopping', { reason })
  service.setReady(false)
  const finish = async () => {
    await service.endPush()
    // The first one's requests first: meanwhile the other one tells how they are.
    for (const listening of all) await listening.finish()
    await service.close()
  }
  const clean = await within(config.SHUTDOWN_GRACE_MS, finish).then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof Failure)) service.log.write('backgroundFailed', errorFields(error))
      return false
    },
  )
  service.log.write('serviceStopped', { duration: (performance.now() - start) / 1000 })
  await within(flushMs, service.flushLog).catch(() => {})
  process.exit(clean ? 0 : 1)
}
