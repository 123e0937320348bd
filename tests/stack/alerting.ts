import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startAlertmanager } from '../servers/alertmanager.ts'
import { writeLocalCopy } from '../servers/configuration/local-copy.ts'
import type { Places } from '../servers/configuration/places.ts'
import type { Server } from '../servers/running/start-server.ts'
import { type SlackMessage, startSlackSink } from '../servers/sinks/slack-sink.ts'
import { type SmtpSink, startSmtpSink } from '../servers/sinks/smtp-sink.ts'
import { startWebhookSink, type WebhookSink } from '../servers/sinks/webhook-sink.ts'
import { createTemporaryFolders } from '../support/temporary-folders.ts'
import { createEnding, type Ending } from './ending.ts'

/** An Alertmanager with our configuration, and all it tells. */
export interface Alerting {
  readonly alertmanager: Server
  readonly slack: WebhookSink<SlackMessage>
  readonly smtp: SmtpSink
  /** Hears the heartbeat. */
  readonly deadMan: WebhookSink<unknown>
  readonly places: Places
  stop(): Promise<void>
}

export interface AlertingOptions {
  readonly program?: 'alertmanager25' | 'alertmanager31'
  /** What else differs from `alertmanager/alertmanager.yaml`, by its path: `{ 'route.group_wait': '0s' }`. */
  readonly set?: Readonly<Record<string, unknown>>
  /** Where people find Alertmanager. Default: a free port. */
  readonly port?: number | undefined
}

/** Starts an Alertmanager; stops what hears it again if it cannot start. */
export async function startAlerting(options: AlertingOptions = {}): Promise<Alerting> {
  const ending = createEnding()
  try {
    return { ...(await startAll(options, ending)), stop: ending.end }
  } catch (error) {
    await ending.end()
    throw error
  }
}

async function startAll({ set = {}, ...options }: AlertingOptions, { later }: Ending) {
  const folders = createTemporaryFolders()
  const dir = folders.make()
  later({ stop: async () => folders.removeAll() })
  const secret = (name: string, value: string): readonly string[] => {
    writeFileSync(join(dir, name), value)
    return [join(dir, name)]
  }
  const slack = later(await startSlackSink())
  const smtp = later(await startSmtpSink())
  const deadMan = later(await startWebhookSink())
  const config = writeLocalCopy('alertmanager/alertmanager.yaml', dir, {
    self: 'alertmanager',
    places: {
      'localhost:587': [smtp.address],
      '/etc/alertmanager/secrets/slack_url': secret('slack_url', slack.url),
      '/etc/alertmanager/secrets/smtp_password': secret('smtp_password', 'only for these tests'),
      'https://dead-man.example/ping': [deadMan.url],
    },
    set: { 'global.smtp_require_tls': false, ...set },
  })
  const alertmanager = later(await startAlertmanager({ ...options, config }))
  const places: Places = { 'alertmanager:9093': [`127.0.0.1:${alertmanager.port}`] }
  return { alertmanager, slack, smtp, deadMan, places }
}
